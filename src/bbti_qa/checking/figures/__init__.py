"""Figures: amounts, shares, durations, dates, ranks and plain numbers, with their bounds, each against the one that stands in its place.

comparison.py              == each figure of a claim, top to bottom
figure.py     bounds.py    what a figure is; at least, at most, about
reading.py                 the figures of a statement
agreement.py  exchange.py  whether two say the same; whether two have changed places
counted.py                 what plain numbers count
derivation.py              what follows from other figures
changes.py                 from one figure to another
"""

from bbti_qa.checking.figures.bounds import Bound, bound_of
from bbti_qa.checking.figures.changes import compare_changes, trends_of
from bbti_qa.checking.figures.comparison import compare_figures
from bbti_qa.checking.figures.counted import counts_others
from bbti_qa.checking.figures.derivation import unreckoned
from bbti_qa.checking.figures.figure import Figure
from bbti_qa.checking.figures.reading import figures_of, spans_of

__all__ = [
    "Bound",
    "Figure",
    "bound_of",
    "compare_changes",
    "compare_figures",
    "counts_others",
    "figures_of",
    "spans_of",
    "trends_of",
    "unreckoned",
]
