"""Figures that the evidence does not give and that follow from those which it gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from bbti_qa.checking.figures.agreement import TOLERANCE, meets
from bbti_qa.checking.figures.counted import is_elliptic
from bbti_qa.checking.figures.figure import DAY, Figure
from bbti_qa.checking.figures.reading import figures_of
from bbti_qa.checking.findings import FindingKind
from bbti_qa.checking.statement import Statement
from bbti_qa.values import Unit, find_numbers

SHARE = 1.5  # points between a share that is told and the one that two figures make
_REST = re.compile(r"\b(?:solde|reste\w*|restant\w*|remainder|rest|remaining)\b")
_BEFORE = re.compile(r"\b(?:plus tot|auparavant|avant|precedent\w*|earlier|before|previous)\b")
_POINTS = re.compile(r" ?(?:points?)\b")
_CHANGES = re.compile(
    r"\b(?:augment\w*|hausse\w*|progress\w*|croi\w*|accr\w*|gagn\w*|baiss\w*|diminu\w*|recul\w*|redui\w*|perd\w*|ecart\w*|difference\w*|"
    r"de plus|de moins|supplementaires?|increas\w*|decreas\w*|rose|fell|more|less|fewer|gap|difference)\b"
)
_TOTALS = re.compile(
    r"\b(?:au total|en tout|total\w*|ensemble|cumul\w*|somme|additionn\w*|in all|altogether|together|sum)\b"
)


def is_reckoned(figure: Figure, evidence: Sequence[Statement]) -> bool:
    """« 2023 » where the evidence says « en 2021, et deux ans plus tard »."""
    figures = [other for statement in evidence for other in figures_of(statement)]
    years = [int(other.date[:4]) for other in figures if other.date]
    spans = [round(other.low / 365) for other in figures if other.unit == Unit.DURATION and other.low % 365 == 0]
    if len(figure.date) != len("2024"):
        return False
    is_before = any(_BEFORE.search(statement.folded) for statement in evidence)
    apart = [int(figure.date) - year for year in years]
    return any(gap in spans or (is_before and -gap in spans) for gap in apart)


def is_computed(claim: Statement, figure: Figure, evidence: Sequence[Statement]) -> bool:
    """Whether it follows from two figures of one sentence: « 27 de plus » of 418 and 391, « moins d'un tiers » of 640 out of 2,100, « 18 % » of 15 % and three points."""
    if figure.date or figure.unit == DAY or figure.low < figure.high:
        return False
    for statement in evidence:
        others = [other for other in figures_of(statement) if not other.date and other.low == other.high]
        for one, other in permutations(others, 2):
            if figure.unit == Unit.PERCENT:
                is_part = one.unit == other.unit and one.unit in ("number", Unit.MONEY) and 0 < one.low < other.low
                if is_part and meets(figure, 100 * one.low / other.low, SHARE):
                    return True
                is_points = other.unit == "number" and _POINTS.match(statement.folded[other.end :])
                if is_points and one.unit == Unit.PERCENT and figure.low in (one.low + other.low, one.low - other.low):
                    return True
            elif one.unit == other.unit == figure.unit:
                if _CHANGES.search(claim.folded) and meets(figure, one.low - other.low, TOLERANCE * figure.low):
                    return True
                if _TOTALS.search(claim.folded) and meets(figure, one.low + other.low, TOLERANCE * figure.low):
                    return True
    return False


def is_the_rest(figure: Figure, rivals: Sequence[tuple[float, Statement, Figure]]) -> bool:
    """« les 30 % restants » of 70 %."""
    return figure.kind is FindingKind.PERCENTAGE and any(
        meets(figure, 100 - other.low, 1.0) and _REST.search(statement.folded) for _, statement, other in rivals
    )


def is_distance(figure: Figure, evidence: Sequence[Statement]) -> bool:
    """« sept ans » where the evidence says from 2023 to 2030."""
    for statement in evidence:
        years = [int(other.date[:4]) for other in figures_of(statement) if other.date]
        if len(years) >= 2 and abs((max(years) - min(years)) * 365 - figure.low) <= TOLERANCE * figure.low:
            return True
    return False


def is_bare_there(figure: Figure, said: str, evidence: Sequence[Statement]) -> bool:
    """« vingt jours » where the evidence says « dix jours, mais certains en demandent vingt »."""
    numbers = find_numbers(said)
    return figure.unit in (Unit.DURATION, Unit.MONEY, Unit.PERCENT) and any(
        other.unit == "number" and numbers and other.low == numbers[0][0] and is_elliptic(statement, other)
        for statement in evidence
        for other in figures_of(statement)
    )
