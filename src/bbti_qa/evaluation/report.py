"""A question set's figures as a page that a person looks at: intervals, reliability, silence against coverage, every miss with its evidence.

One HTML file with its drawings inside; it fetches nothing. Text of documents and questions is escaped by the template engine.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bbti_qa.errors import MissingExtra
from bbti_qa.evaluation.questions import SetQuestion
from bbti_qa.evaluation.scoring import SILENT, Figure, Figures, is_right, mean

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BINS = 8  # of confidence, each with about as many answers
ORDER = ("correct", "cited", "precision", "context@2000", "recall@5", "answered", "abstained", "balanced", "premise", "conflict", "polarity")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its answer (in the answer schema) and whether it is right."""

    question: SetQuestion
    answer: Mapping[str, Any]
    right: bool

    @property
    def support(self) -> float:
        """How sure the assistant was that the documents answer, in [0, 1], whether it spoke or not."""
        confidence = float(self.answer.get("confidence") or 0.0)
        return confidence if self.answer.get("outcome") == "answered" else 1.0 - confidence

    @property
    def is_answerable(self) -> bool:
        return bool(self.question.row.get("answerable"))

    @property
    def wants_silence(self) -> bool:
        return self.question.row.get("expected_behaviour") in SILENT


def write_report(
    path: Path, title: str, questions: Sequence[SetQuestion], answers: Mapping[str, Mapping[str, Any]], figures: Figures
) -> None:
    """Writes the page to `path`. Raises MissingExtra where matplotlib is not installed."""
    from jinja2 import Environment

    judged = [Judged(q, answers.get(q.id, {}), is_right(q, answers.get(q.id, {}))) for q in questions]
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_PAGE)
    text = page.render(
        title=title,
        tables=_tables(figures),
        drawings=_drawings(judged, figures),
        misses=[case for case in judged if not case.right],
        total=len(judged),
    )
    path.write_text(text, encoding="utf-8")


def _tables(figures: Figures) -> list[tuple[str, list[tuple[str, Figure]]]]:
    """(figure, rows of group and figure) in a steady order, the whole first."""
    names = [name for name in ORDER if name in figures] + sorted(set(figures) - set(ORDER))
    first = ("all", "fr", "en")
    return [
        (name, sorted(figures[name].items(), key=lambda cell: (cell[0] not in first, first.index(cell[0]) if cell[0] in first else 0, cell[0])))
        for name in names
    ]  # fmt: skip


def _drawings(judged: Sequence[Judged], figures: Figures) -> list[tuple[str, str, str]]:
    """(heading, SVG, what it shows)."""
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure as Canvas
    except ImportError as error:
        raise MissingExtra(
            "The report draws with matplotlib, which is not installed. Run `pip install 'bbti-qa[report]'`."
        ) from error
    drawings = []
    for heading, draw, legend in (
        ("Figures", _draw_figures, "Means over all questions with their 95 % bootstrap intervals."),
        ("Reliability", _draw_reliability, "Answers in groups of like confidence: how often they were right. On the line, confidence means what it says."),
        ("Silence and coverage", _draw_silence, "Each point is a threshold: how many of the unanswerable questions meet silence, and how many of the answerable ones get an answer. The cross is the threshold in force."),
    ):  # fmt: skip
        canvas = Canvas(figsize=(6.2, 4.0), layout="constrained")
        draw(canvas.add_subplot(), judged, figures)
        stream = io.StringIO()
        with rc_context({"svg.hashsalt": "bbti-qa"}):
            canvas.savefig(stream, format="svg", metadata={"Date": None})
        drawings.append((heading, stream.getvalue()[stream.getvalue().index("<svg") :], legend))
    return drawings


def _draw_figures(axes: Axes, judged: Sequence[Judged], figures: Figures) -> None:
    names = [name for name in ORDER if name in figures][::-1]
    cells = [figures[name]["all"] for name in names]
    errors = [[cell.mean - cell.low for cell in cells], [cell.high - cell.mean for cell in cells]]
    axes.barh(names, [cell.mean for cell in cells], xerr=errors, color="#9db8c9", ecolor="#333333", capsize=3)
    axes.set_xlim(0, 1)


def _draw_reliability(axes: Axes, judged: Sequence[Judged], figures: Figures) -> None:
    spoken = sorted(
        (case for case in judged if case.answer.get("outcome") == "answered"), key=lambda case: case.support
    )
    size = max(1, -(-len(spoken) // BINS))
    groups = [spoken[start : start + size] for start in range(0, len(spoken), size)]
    axes.plot([0, 1], [0, 1], color="#999999", linestyle="--")
    axes.plot(
        [sum(case.support for case in group) / len(group) for group in groups],
        [sum(case.right for case in group) / len(group) for group in groups],
        marker="o",
        color="#1f4e6b",
    )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="right")


def _draw_silence(axes: Axes, judged: Sequence[Judged], figures: Figures) -> None:
    able = [case.support for case in judged if case.is_answerable]
    unable = [case.support for case in judged if case.wants_silence]
    steps = [step / 100 for step in range(101)]
    answered = [mean(value >= step for value in able) for step in steps]
    silent = [mean(value < step for value in unable) for step in steps]
    axes.plot(silent, answered, color="#1f4e6b")
    axes.plot(
        mean(case.answer.get("outcome") != "answered" for case in judged if case.wants_silence),
        mean(case.answer.get("outcome") == "answered" for case in judged if case.is_answerable),
        marker="X",
        markersize=10,
        color="#b03a2e",
    )
    axes.set(
        xlim=(0, 1.02), ylim=(0, 1.02), xlabel="silent where nothing answers", ylabel="answered where something does"
    )


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; color: #1d2733; background: #fff }
h1 { font-size: 1.6rem } h2 { margin-top: 2.5rem; font-size: 1.25rem }
.drawings { display: flex; flex-wrap: wrap; gap: 1.5rem } figure { margin: 0; flex: 1 1 28rem; max-width: 33rem } figure svg { width: 100%; height: auto }
figcaption { color: #55606b; font-size: .9rem }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #e3e7ea; vertical-align: top }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
details { border: 1px solid #e3e7ea; border-radius: .4rem; padding: .4rem .8rem; margin: .4rem 0 } summary { cursor: pointer }
.tag { color: #55606b; font-size: .85rem } blockquote { margin: .3rem 0; padding-left: .8rem; border-left: 3px solid #9db8c9 }
</style></head><body>
<h1>{{ title }}</h1>
<p>{{ total }} questions, {{ total - misses|length }} handled rightly, {{ misses|length }} not.</p>
<div class="drawings">
{% for heading, drawing, legend in drawings %}
<figure><h2>{{ heading }}</h2>{{ drawing|safe }}<figcaption>{{ legend }}</figcaption></figure>
{% endfor %}
</div>
<h2>Figures by group</h2>
<table><thead><tr><th>figure</th><th>group</th><th>mean</th><th>95 % interval</th><th>questions</th></tr></thead><tbody>
{% for name, rows in tables %}{% for group, figure in rows %}
<tr><td>{{ name if loop.first else "" }}</td><td>{{ group }}</td><td class="n">{{ "%.3f"|format(figure.mean) }}</td>
<td class="n">{{ "%.3f"|format(figure.low) }} - {{ "%.3f"|format(figure.high) }}</td><td class="n">{{ figure.n }}</td></tr>
{% endfor %}{% endfor %}
</tbody></table>
<h2>Misses, with their evidence</h2>
{% for case in misses %}
<details><summary>{{ case.question.text }} <span class="tag">{{ case.question.id }} · {{ case.question.row.type }} · {{ case.question.row.lang }} ·
expected {{ case.question.row.expected_behaviour }} · {{ case.answer.outcome }} · {{ "%.2f"|format(case.support) }}</span></summary>
<p><b>Said:</b> {{ case.answer.text }}</p>
{% for notice in case.answer.notices or [] %}<p class="tag">{{ notice.kind }}: {{ notice.text }}</p>{% endfor %}
{% if case.question.row.answer_facts %}<p><b>Facts wanted:</b> {{ case.question.row.answer_facts|join(" · ") }}</p>{% endif %}
{% for item in case.question.row.evidence or [] %}<blockquote>{{ item.quote }} <span class="tag">{{ item.doc }}</span></blockquote>{% endfor %}
<p><b>First passages considered:</b></p>
{% for passage in (case.answer.passages or [])[:3] %}<blockquote>{{ passage.text }} <span class="tag">{{ passage.document }}, p. {{ passage.page }}, {{ passage.score }}</span></blockquote>{% endfor %}
</details>
{% endfor %}
</body></html>
"""
