"""Results as one HTML page: a heat map, and below it each proposal with both sides of the evidence. It fetches nothing and runs no script.

Every text of a proposal or a document is escaped by the template engine.
"""

from __future__ import annotations

from typing import Any

from bbti_qa.language import Language
from bbti_qa.tasks.scope.cells import Status
from bbti_qa.tasks.scope.phrasing import heading, justified, say, score_text, share_text
from bbti_qa.tasks.scope.records import Results, evidence_for, fallbacks, model_of
from bbti_qa.tasks.scope.workbook import COLOURS, programme_place, programme_text


def to_html(results: Results) -> str:
    """The page; the same results give the same."""
    from jinja2 import Environment

    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_PAGE)
    language = results.language
    return page.render(
        results=results,
        language=language,
        say=lambda name, **values: say(name, language, **values),
        heading=heading,
        score=lambda score: score_text(score, language),
        share=lambda share: share_text(share, language),
        summary=summary(results),
        model=told_of_model(results),
        colours={status.value: pair for status, pair in COLOURS.items()},
        statuses=[status.value for status in Status],
        sections=[_section(row, results, number) for number, row in enumerate(results.read, start=1)],
    )


def summary(results: Results) -> str:
    """How many are in, shared, out, unread, in a sentence."""
    inside = [row for row in results.read if row["in_scope"]]
    return say(
        "summary",
        results.language,
        total=len(results.read),
        inside=len(inside),
        shared=sum(len(row["axes"]) > 1 for row in inside),
        outside=len(results.read) - len(inside),
        unread=len(results.unread),
    )


def told_of_model(results: Results) -> str:
    """What a report says of the model that was asked; empty where none was."""
    model = model_of(results)
    if not model:
        return ""
    left = ", ".join(row["id"] for row in fallbacks(results))
    told = say("with_model", results.language, model=model)
    return f"{told} {say('without_model', results.language, ids=left)}" if left else told


def _section(row: dict[str, Any], results: Results, number: int) -> dict[str, Any]:
    """What the page shows of a proposal: pairs of criteria that are more than not addressed first, those in order."""
    language: Language = results.language
    pairs = [
        {
            "label": label,
            "status": row["statuses"][key],
            "score": row["scores"][key],
            "quote": pair["proposal"]["quote"],
            "programme": programme_text(pair),
            "place": programme_place(pair, results),
            "justified": justified(pair, language),
        }
        for key, label in results.criteria
        for pair in evidence_for(row, key)
    ]
    return {
        "row": row,
        "anchor": f"p{number}",
        "conclusion": row["conclusion"][language],
        "pairs": [pair for pair in pairs if pair["status"] != Status.NOT_ADDRESSED],
        "nearest": [pair for pair in pairs if pair["status"] == Status.NOT_ADDRESSED],
        "elsewhere": [{**item, "name": item[language]} for item in row["elsewhere"]],
    }


_PAGE = """<!doctype html>
<html lang="{{ language }}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ say("title") }}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; color: #16202b; background: #fff }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin: 2.5rem 0 .3rem } .dim { color: #5b6670; font-size: .9rem }
.wide { overflow-x: auto } table { border-collapse: separate; border-spacing: 3px } .map { min-width: 100% }
.map th { text-align: left; font-weight: 600; font-size: .85rem; vertical-align: bottom; min-width: 7rem; max-width: 14rem }
.map th[scope=row] { vertical-align: middle; white-space: nowrap; max-width: 16rem; overflow: hidden; text-overflow: ellipsis }
.map td { text-align: center; padding: .35rem .5rem; border-radius: .25rem; font-variant-numeric: tabular-nums }
.map td.why { text-align: left; font-size: .85rem; min-width: 22rem; background: none } a { color: inherit }
{% for status, pair in colours.items() %}
.{{ status }} { background: #{{ pair[0] }}; color: #{{ pair[1] }} }
{% endfor %}
.tag { border-radius: .25rem; padding: .1rem .5rem; font-size: .85rem; white-space: nowrap }
.both { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; border-top: 1px solid #d9dfe3; padding: .7rem 0 }
.both > p { grid-column: 1 / -1; margin: 0 } blockquote { margin: 0; padding: .1rem .8rem; border-left: 3px solid #1f5f8b; overflow-wrap: anywhere }
.both cite { display: block; font-style: normal; color: #5b6670; font-size: .85rem } details { margin-top: .6rem } summary { cursor: pointer }
@media (max-width: 50rem) { .both { grid-template-columns: 1fr } }
@media print { details { display: none } section { break-inside: avoid } }
</style></head><body>
<h1>{{ say("title") }}</h1>
<p>{{ summary }}{% if results.date %} {{ results.date }}.{% endif %}</p>
<p>{% for status in statuses %}<span class="tag {{ status }}">{{ say(status) }}</span> {% endfor %}</p>
<div class="wide"><table class="map"><thead><tr><th scope="col">{{ say("proposal") }}</th>
{% for key, label in results.criteria %}<th scope="col">{{ label }}</th>{% endfor %}
<th scope="col">{{ say("conclusion") }}</th></tr></thead><tbody>
{% for section in sections %}
<tr><th scope="row"><a href="#{{ section.anchor }}">{{ section.row.id }}</a></th>
{% for key, label in results.criteria %}
<td class="{{ section.row.statuses[key] }}" title="{{ say(section.row.statuses[key]) }}">{{ score(section.row.scores[key]) }}</td>
{% endfor %}
<td class="why">{{ section.conclusion }}</td></tr>
{% endfor %}
</tbody></table></div>
<p class="dim">{{ say("method") }} {{ say("index", index=results.index) }}</p>
{% if model %}<p class="dim">{{ model }}</p>{% endif %}
{% if results.unread %}<h2>{{ say("unread_title") }}</h2><ul>
{% for row in results.unread %}<li><b>{{ row.id }}</b> {{ row.error }}</li>{% endfor %}
</ul>{% endif %}
{% macro both(pair) %}
<div class="both"><p><b>{{ pair.label }}</b> <span class="tag {{ pair.status }}">{{ say(pair.status) }} · {{ score(pair.score) }}</span></p>
<blockquote>{{ pair.quote }}<cite>{{ say("says_proposal") }}</cite></blockquote>
<blockquote>{{ pair.programme }}<cite>{{ say("says_programme") }} · {{ pair.place }}</cite></blockquote>{% if pair.justified %}

<p>{{ pair.justified }}</p>{% endif %}</div>
{% endmacro %}
{% for section in sections %}
<section id="{{ section.anchor }}"><h2>{{ heading(section.row.id, section.row.title) }}</h2>
<p>{{ section.conclusion }} <span class="dim">{{ section.row.source }}</span></p>
{% for pair in section.pairs %}{{ both(pair) }}{% endfor %}
{% if section.elsewhere %}<p><b>{{ say("elsewhere_title") }}</b></p>
{% for item in section.elsewhere %}<blockquote>{{ item.quote }}<cite>{{ item.name }} · {{ share(item.share) }} · {{ item.terms|join(", ") }}</cite></blockquote>{% endfor %}{% endif %}
{% if section.nearest %}<details><summary>{{ say("nearest_list") }}</summary>
{% for pair in section.nearest %}{{ both(pair) }}{% endfor %}</details>{% endif %}
</section>
{% endfor %}
</body></html>
"""
