"""A figure of a statement."""

from __future__ import annotations

from dataclasses import dataclass

from bbti_qa.checking.figures.bounds import Bound
from bbti_qa.checking.findings import FindingKind

DAY = "day"
"""The unit of a day without a year, « le 30 juin »; `low` is 100 times the month, plus the day."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`date` is ISO as far as it is said, for dates only; `symbol` the unit sign behind a plain number (m2, °c). `is_fall`: « une baisse de 5 % »."""

    kind: FindingKind
    unit: str
    low: float
    high: float
    start: int
    end: int
    bound: Bound = Bound.NONE
    date: str = ""
    symbol: str = ""
    is_fall: bool = False
