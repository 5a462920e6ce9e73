"""Figures that the evidence does not give and that follow from those which it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, permutations

from bbti_qa.checking.figures.agreement import TOLERANCE, meets
from bbti_qa.checking.figures.bounds import Bound
from bbti_qa.checking.figures.counted import is_elliptic
from bbti_qa.checking.figures.figure import DAY, Figure
from bbti_qa.checking.figures.reading import figures_of
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement
from bbti_qa.enumeration import listed
from bbti_qa.values import Unit, find_numbers

SHARE = 1.5  # points between a share that is told and the one that two figures make
ROUNDED = 0.02  # of a result, for one that the claim rounds
ROUGHLY = 0.12  # the same behind « environ », « un peu moins de »
MOST_LISTED = 12  # things that are counted in words
DAYS_A_YEAR = 365

_REST = re.compile(r"\b(?:solde|reste\w*|restant\w*|encore|manqu\w+|remainder|rest|remain\w*|left)\b")
_EARLIER = re.compile(
    r"\b(?:plus tot|auparavant|avant|precedent\w*|ancien\w*|anterieur\w*|initial\w*|earlier|before|former|previous\w*)\b"
)
_POINTS = re.compile(r" ?(?:de |percentage )?points?\b")
_CHANGES = re.compile(
    r"\b(?:augment\w*|hausse\w*|progress\w*|croi\w*|accr\w*|gagn\w*|baiss\w*|diminu\w*|recul\w*|redui\w*|reduction|perd\w*|ecart\w*|difference\w*|"
    r"de plus|de moins|supplementaires?|economi\w+|increas\w*|decreas\w*|rose|fell|drop\w*|cut|sav\w+|more|less|fewer|gap|difference)\b"
)
_TOTALS = re.compile(
    r"\b(?:au total|en tout|total\w*|ensemble|cumul\w*|somme|additionn\w*|in all|altogether|together|sum)\b"
)

_TIMES = re.compile(r"\b(?:multipli\w+|fois|facteur|doubl\w+|tripl\w+|quadrupl\w+|times|factor)\b")
_SO_MANY_TIMES = re.compile(r"\b(?P<number>\w+) (?:fois|times)\b")
_MULTIPLES = {"doubl": 2.0, "tripl": 3.0, "quadrupl": 4.0, "moitie": 2.0, "half": 2.0, "twice": 2.0}
_EACH = re.compile(
    r"\b(?:par \w+|chaque|chacune?|annuel\w*|mensuel\w*|en moyenne|moyenn?e|per|each|a year|yearly|annual\w*|on average)\b"
)
_A_YEAR = re.compile(r" ?(?:par \w+|chaque \w+|(?:per|a|an|each) \w+|annuels?|yearly)", re.IGNORECASE)
_MOST_OF = re.compile(r"\b(?:la plupart|majorit\w+|most of|most)\b")
_HALF_AS_MANY = re.compile(r"\b(?:deux fois moins|half as (?:many|much))\b")
_ALL_OF_THEM = re.compile(r"\b(?:les|des|ces|ses|leurs|the|these|all|of) $")
_FULL_DATE = len("2024-06-30")


def is_reckoned(figure: Figure, evidence: Sequence[Statement]) -> bool:
    """« 2023 » where the evidence says « en 2021, et deux ans plus tard »."""
    figures = [other for statement in evidence for other in figures_of(statement)]
    years = [int(other.date[:4]) for other in figures if other.date]
    spans = [round(other.low / 365) for other in figures if other.unit == Unit.DURATION and other.low % 365 == 0]
    if len(figure.date) != len("2024"):
        return False
    is_before = any(_EARLIER.search(statement.folded) for statement in evidence)
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


def unreckoned(claim: Statement, evidence: Sequence[Statement], findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings but for those of figures that follow from the evidence by one reckoning that the claim speaks of, and of « par an » behind these."""
    reckoned = [one for one in figures_of(claim) if any(_follows(claim, one, statement) for statement in evidence)]
    told = {claim.text[one.start : one.end] for one in reckoned}
    told |= {rhythm.group().strip() for one in reckoned if (rhythm := _A_YEAR.match(claim.text, one.end))}
    yield from (finding for finding in findings if finding.claimed.strip() not in told)


def _follows(claim: Statement, figure: Figure, statement: Statement) -> bool:
    numbers = list(_numbers(statement))
    if (
        figure.date
        or figure.low < figure.high
        or any(_is(figure, number) for unit, number in numbers if unit == figure.unit)
    ):
        return False
    if figure.unit == Unit.DURATION:
        return _lasts(figure, statement)
    if figure.unit == Unit.PERCENT:
        return _is_share(claim, figure, statement, numbers)
    if figure.unit not in ("number", Unit.MONEY):
        return False
    results = _results(claim, figure, statement, numbers)
    return any(_is(figure, result) for result in results if result > 0) or _is_told_otherwise(claim, figure, statement)


def _numbers(statement: Statement) -> Iterator[tuple[str, float]]:
    """Each with its unit, both ends of « de 200 à 500 litres »; a bare number beside amounts counts as one too."""
    figures = [one for one in figures_of(statement) if not one.date]
    has_money = any(one.unit == Unit.MONEY for one in figures)
    for one in figures:
        yield from ((str(one.unit), number) for number in dict.fromkeys((one.low, one.high)))
        if has_money and one.unit == "number":
            yield str(Unit.MONEY), one.low


def _is(figure: Figure, number: float) -> bool:
    slack = ROUGHLY if figure.bound is not Bound.NONE else ROUNDED if number != int(number) or number > 1000 else 1e-9
    return abs(figure.low - number) <= slack * abs(number) + 1e-9


def _results(
    claim: Statement, figure: Figure, statement: Statement, numbers: Sequence[tuple[str, float]]
) -> Iterator[float]:
    """What the numbers of the evidence make, by the reckonings that the claim's words speak of."""
    said = claim.folded
    same = [number for unit, number in numbers if unit == figure.unit]
    if figure.unit == "number" and _POINTS.match(said[figure.end :]):
        shares = [number for unit, number in numbers if unit == Unit.PERCENT]
        yield from (one - other for one, other in permutations(shares, 2))
        return
    if _REST.search(said) or _CHANGES.search(said):
        yield from (one - other for one, other in permutations(same, 2))
    if _EARLIER.search(said) and _CHANGES.search(statement.folded):
        yield from (one + sign * other for one, other in permutations(same, 2) for sign in (1, -1))
    if _TIMES.search(said):
        yield from (one / other for one, other in permutations(same or [number for _, number in numbers], 2) if other)
    for many in _multiples(statement):
        yield from (result for one in same for result in (one * many, one / many))
    if _EACH.search(said):
        years = [number / DAYS_A_YEAR for unit, number in numbers if unit == Unit.DURATION]
        counts = [number for unit, number in numbers if unit == "number"]
        yield from (one / other for one in same for other in (*years, *counts) if other not in (0, one))


def _multiples(statement: Statement) -> Iterator[float]:
    """« deux fois moins », « le double »."""
    for match in _SO_MANY_TIMES.finditer(statement.folded):
        yield from (number for number, _, _ in find_numbers(match["number"]) if number > 1)
    yield from (many for word, many in _MULTIPLES.items() if re.search(rf"\b{word}", statement.folded))


def _is_told_otherwise(claim: Statement, figure: Figure, statement: Statement) -> bool:
    """« les trois sites » of three that are listed; « deux refus » of two years in a row."""
    if figure.unit != "number" or figure.low != int(figure.low) or not 2 <= figure.low <= MOST_LISTED:
        return False
    units = [one.unit for one in figures_of(statement) if not one.date]
    is_all = _ALL_OF_THEM.search(claim.folded[: figure.start])
    if is_all and figure.low > 2 and figure.low in (listed(statement.text), *(units.count(unit) for unit in units)):
        return True
    spans = [statement.text[one.start : one.end] for one in figures_of(statement) if one.unit == Unit.DURATION]
    return any(number == figure.low for span in spans for number, _, _ in find_numbers(span))


def _is_share(claim: Statement, figure: Figure, statement: Statement, numbers: Sequence[tuple[str, float]]) -> bool:
    """« un quart » of 1.6 million out of 6.4; « le solde, soit 20 % » of 40 and 40; « plus de la moitié » of « la plupart »."""
    if figure.low == 50 and (
        _HALF_AS_MANY.search(statement.folded) or (figure.bound is Bound.LEAST and _MOST_OF.search(statement.folded))
    ):
        return True
    shares = [one.low for one in figures_of(statement) if one.unit == Unit.PERCENT]
    if shares and _REST.search(claim.folded) and _is(figure, 100 - sum(shares)):
        return True
    amounts = [number for unit, number in numbers if unit == Unit.MONEY]
    return any(other and abs(100 * one / other - figure.low) < 0.5 for one, other in permutations(amounts, 2))


def _lasts(figure: Figure, statement: Statement) -> bool:
    """« trois mois » from one day to another."""
    days = [date.fromisoformat(one.date) for one in figures_of(statement) if len(one.date) == _FULL_DATE]
    slack = ROUGHLY if figure.bound is not Bound.NONE else ROUNDED * 2
    return any(abs(abs((one - other).days) - figure.low) <= slack * figure.low for one, other in combinations(days, 2))
