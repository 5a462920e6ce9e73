"""The health of an index as a page that a person looks at: one HTML file with its pictures inside; it fetches nothing.

Text of documents is escaped by the template engine.
"""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from bbti_qa.documents import Document
from bbti_qa.health import ADVICE, LABELS, Finding, FindingKind, Health
from bbti_qa.versions import chains

MOST_PICTURES = 80
SHOWN = (
    FindingKind.NO_TEXT,
    FindingKind.GLUED,
    FindingKind.ACCENTS,
    FindingKind.ORDER,
    FindingKind.RECOGNISED,
)  # with the page's picture

Draw = Callable[[Document, Sequence[int]], dict[int, bytes]]
"""PNG files by page, for page numbers of a document; none where there is no picture."""


def write_checkup(path: Path, health: Health, documents: Sequence[Document], draw: Draw) -> None:
    """Writes the page to `path`."""
    from jinja2 import Environment

    pictures = _pictures(health.findings, {document.path: document for document in documents}, draw)
    groups = [
        (
            LABELS[kind],
            ADVICE[kind],
            [(finding, pictures.get((finding.path, finding.page), "")) for finding in health.of(kind)],
        )
        for kind in health.counts
    ]
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_PAGE)
    text = page.render(health=health, groups=groups, chains=chains(documents), documents=documents)
    path.write_text(text, encoding="utf-8")


def _pictures(findings: Iterable[Finding], documents: Mapping[str, Document], draw: Draw) -> dict[tuple[str, int], str]:
    """Data addresses of the pages that were found wanting, the first so many."""
    wanted: dict[str, list[int]] = defaultdict(list)
    pages = dict.fromkeys(
        (finding.path, finding.page) for finding in findings if finding.kind in SHOWN and finding.page
    )
    for path, number in list(pages)[:MOST_PICTURES]:
        wanted[path].append(number)
    return {
        (path, number): "data:image/png;base64," + base64.b64encode(picture).decode()
        for path, numbers in wanted.items()
        for number, picture in draw(documents[path], numbers).items()
    }


_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>bbti-qa: santé de l'index / health of the index</title>
<style>
 body { font: 16px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff; max-width: 68rem; margin: 2rem auto; padding: 0 1rem }
 h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
 small, .english { color: #566573 }
 table { border-collapse: collapse; width: 100% }
 td, th { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #dde3ea }
 .findings td:first-child { width: 22rem }
 td.number, td.date, th { white-space: nowrap }
 td.number { text-align: right; font-variant-numeric: tabular-nums }
 img { border: 1px solid #c5ced8; max-width: 220px; display: block }
 code { font-size: .9em; overflow-wrap: anywhere }
</style></head><body>
<h1>Santé de l'index <span class="english">/ Health of the index</span></h1>
<p>{{ health.documents }} documents, {{ health.pages }} pages, {{ health.passages }} passages.</p>
{% if not groups %}
<p>Rien à signaler. <span class="english">Nothing to report.</span></p>
{% endif %}
<table>
{% for labels, advice, rows in groups %}
<tr><td><a href="#g{{ loop.index }}">{{ labels.fr }}</a> <span class="english">/ {{ labels.en }}</span></td><td class="number">{{ rows | length }}</td></tr>
{% endfor %}
</table>
{% for labels, advice, rows in groups %}
<h2 id="g{{ loop.index }}">{{ labels.fr }} <span class="english">/ {{ labels.en }}</span></h2>
<p>{{ advice.fr }}<br><span class="english">{{ advice.en }}</span></p>
<table class="findings">
{% for finding, picture in rows %}
<tr><td><code>{{ finding.path }}</code>{% if finding.page %}, p. {{ finding.page }}{% endif %}</td><td>{{ finding.detail }}</td>
{% if picture %}<td><img src="{{ picture }}" alt="p. {{ finding.page }}"></td>{% endif %}</tr>
{% endfor %}
</table>
{% endfor %}
{% if chains %}
<h2>Versions</h2>
<ul>
{% for chain in chains %}
<li>{% for document in chain %}<code>{{ document.path }}</code>{% if document.date %} ({{ document.date }}){% endif %}{% if not loop.last %} → {% endif %}{% endfor %}</li>
{% endfor %}
</ul>
{% endif %}
<h2>Documents</h2>
<table>
<tr><th>Document</th><th>Titre <span class="english">/ Title</span></th><th>Date</th><th>Version</th><th>Pages</th></tr>
{% for document in documents %}
<tr><td><code>{{ document.path }}</code></td><td>{{ document.title }}</td><td class="date">{{ document.date }}</td><td>{{ document.version }}</td><td class="number">{{ document.pages | length }}</td></tr>
{% endfor %}
</table>
</body></html>
"""
