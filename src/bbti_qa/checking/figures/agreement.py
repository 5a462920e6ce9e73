"""Whether two figures say the same, within their bounds and what rounding leaves."""

from __future__ import annotations

from bbti_qa.checking.figures.bounds import Bound
from bbti_qa.checking.figures.figure import DAY, Figure
from bbti_qa.checking.findings import FindingKind

TOLERANCE = 0.03  # between a year of 365 days and twelve months of 30
ABOUT = 0.12  # between « environ 100 » and what it is about
BEYOND = 1.25  # « plus de 450 000 » is true of 455 000, hardly of 900 000


def are_comparable(one: Figure, other: Figure) -> bool:
    """Whether both are of one unit; a day without a year is held against dates to the day."""
    if DAY in (one.unit, other.unit):
        return _day_of(one) >= 0 and _day_of(other) >= 0
    return one.unit == other.unit


def agree(claimed: Figure, other: Figure) -> bool:
    """Whether `other`, a figure of the evidence and comparable, is what a claim says."""
    if DAY in (claimed.unit, other.unit):
        return _day_of(claimed) == _day_of(other)
    if claimed.date or other.date:
        return claimed.date.startswith(other.date) or other.date.startswith(claimed.date)
    if claimed.symbol and other.symbol and claimed.symbol != other.symbol:
        return False
    if claimed.low < 0 or other.low < 0:
        is_told = any(one.low < 0 <= twin.low and twin.is_fall for one, twin in ((claimed, other), (other, claimed)))
        return claimed.low == other.low or (is_told and abs(claimed.low) == abs(other.low))
    slack = (
        TOLERANCE if claimed.kind is FindingKind.DURATION else 0.01 if claimed.kind is FindingKind.PERCENTAGE else 0.0
    )
    if Bound.ABOUT in (claimed.bound, other.bound):
        slack = ABOUT
    if claimed.low < claimed.high and other.low < other.high and claimed.kind is FindingKind.NUMBER:
        return claimed.low == other.low and claimed.high == other.high
    if claimed.low <= other.high * (1 + slack) and other.low <= claimed.high * (1 + slack):
        return True
    if other.bound is not Bound.NONE:
        return False
    if claimed.bound is Bound.LEAST:
        return claimed.low <= other.low <= claimed.low * BEYOND
    return claimed.bound is Bound.MOST and claimed.high / BEYOND <= other.high <= claimed.high


def meets(figure: Figure, number: float, slack: float) -> bool:
    """Whether a number is what a figure says, within its bound; `slack` for one that is rounded."""
    if figure.bound is Bound.MOST:
        return figure.low / BEYOND <= number <= figure.low
    if figure.bound is Bound.LEAST:
        return figure.low <= number <= figure.low * BEYOND
    slack = max(slack, ABOUT * figure.low) if figure.bound is Bound.ABOUT else slack
    return abs(number - figure.low) <= slack


def _day_of(figure: Figure) -> float:
    """The day of its year, as `DAY` counts; -1 for a date that tells none."""
    if figure.unit == DAY:
        return figure.low
    return 100 * int(figure.date[5:7]) + int(figure.date[8:10]) if len(figure.date) == len("2024-06-30") else -1
