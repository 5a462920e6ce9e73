"""The picture of a chronology, drawn with matplotlib: a line down the page, a point for each fact, what is to come hollow."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bbti_qa.errors import MissingExtra
from bbti_qa.tasks.brief.brief import DatedFact

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH_IN, ROW_IN, LINE_IN = 7.2, 0.3, 0.17
LETTERS_A_LINE = 86
DARK, ACCENT, PALE = "#1F2A44", "#2F5D8C", "#c9d3de"


def draw_timeline(facts: Sequence[DatedFact], today: str) -> bytes:
    """PNG bytes, the same for the same facts; those dated after `today` (ISO) are hollow. Raises MissingExtra without matplotlib."""
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtra(
            "The timeline is drawn with matplotlib, which is not installed. Run `pip install 'bbti-qa[report]'`."
        ) from error
    labels = [textwrap.wrap(_plain(fact.label), LETTERS_A_LINE) or [""] for fact in facts]
    heights = [ROW_IN + LINE_IN * len(lines) for lines in labels]
    with rc_context({"font.family": "DejaVu Sans", "svg.hashsalt": "bbti-qa", "text.usetex": False}):
        figure = Figure(figsize=(WIDTH_IN, sum(heights) + 0.2), dpi=170, facecolor="white")
        axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        _draw(axes, facts, labels, heights, today)
        stream = io.BytesIO()
        figure.savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()


def _draw(
    axes: Axes, facts: Sequence[DatedFact], labels: Sequence[Sequence[str]], heights: Sequence[float], today: str
) -> None:
    total = sum(heights) + 0.2
    axes.set_xlim(0, WIDTH_IN)
    axes.set_ylim(total, 0)
    axes.axis("off")
    axes.plot([1.75, 1.75], [0.12, total - 0.12], color=PALE, linewidth=3, zorder=1, solid_capstyle="round")
    top = 0.1
    year = ""
    for fact, lines, height in zip(facts, labels, heights, strict=True):
        middle = top + height / 2
        is_to_come = fact.date > today[: len(fact.date)]
        axes.scatter(
            [1.75], [middle], s=62, color="white" if is_to_come else ACCENT, edgecolors=ACCENT, linewidths=2, zorder=2
        )
        shown = "\n".join(textwrap.wrap(_plain(fact.said), 20))
        weight = "bold" if fact.date[:4] != year else "normal"
        axes.text(1.55, middle, shown, ha="right", va="center", fontsize=9.5, color=DARK, fontweight=weight)
        axes.text(2.0, middle, "\n".join(lines), ha="left", va="center", fontsize=8.6, color="#1b1b1b", linespacing=1.3)
        year = fact.date[:4]
        top += height


def _plain(text: str) -> str:
    """Text that matplotlib draws as it is: a dollar sign would begin a formula."""
    return text.replace("$", r"\$")
