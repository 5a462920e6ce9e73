"""Between what and what a sentence lets an amount, a duration or a number of partners lie: « entre 12 et 36 mois », "no more than twelve partners"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from bbti_qa.checking.figures import Bound, bound_of
from bbti_qa.checking.statement import read
from bbti_qa.language import fold_in_place
from bbti_qa.tasks.eligibility.patterns import pattern
from bbti_qa.values import Unit, find_numbers, find_values

BEFORE: Final = 45  # letters before a number in which its bound stands
BEHIND: Final = 14

_MOST: Final = pattern("limits", "most")
_LEAST: Final = pattern("limits", "least")
_MOST_BEHIND: Final = pattern("limits", "most_behind")
_LEAST_BEHIND: Final = pattern("limits", "least_behind")
_BETWEEN: Final = pattern("limits", "between")
_TIE: Final = re.compile(r" ?(?:et|and|a|to|-|–) ?")
_PART_END: Final = re.compile(r"[,;]| (?:et|and|ou|or|mais|but) (?!(?:plus|more|moins|less|fewer)\b)")
_ONE_LONG: Final = re.compile(
    r"\b(?:une?|one)(?= (?:an|année|year|mois|month|semestre|trimestre|semester)\b)", re.IGNORECASE
)
_NOT_BELOW: Final = re.compile(r"\b(?:no|not) (?:fewer|less|shorter|lower|smaller) than $")
_SHARED: Final = re.compile(
    r"(?: ?\(?(?:(?:au |at )?(?:minimum|maximum|mini|maxi|min\.?|max\.?|moins|plus|least|most))\)?)?,? ?(?:et|ou|and|or|to|a|mais|but)?"
    r"(?: ?(?:d'|de|of|lasts?|dur(?:e|ent|er)|au moins|au plus|au minimum|au maximum|at least|at most|no (?:more|fewer|less) than|jusqu'a|up to|minimum|maximum))* ?"
)
# « entre EUR 2 et 4 millions », "€50,000 to €200,000": the sign in front of the number, or of the first one only
_SIGN_FIRST: Final = re.compile(
    r"(?P<sign>EUR|€) ?(?P<low>\d[\d.,\u202f\xa0]*(?: \d{3})*)(?P<scale1> ?(?:millions?|k|M)\b)?"
    r" (?P<tie>and|to|et|à) (?:(?:EUR|€) ?)?(?P<high>\d[\d.,\u202f\xa0]*(?: \d{3})*)(?P<scale2> ?(?:millions?|k|M)\b)?"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """From `low` to `high`, None where open; the same where only one value is said. Euros, days or pieces, at `[start, end)` of the text read."""

    low: float | None
    high: float | None
    start: int
    end: int

    @property
    def is_fixed(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class _Number:
    low: float
    high: float
    start: int
    end: int
    bound: Bound = Bound.NONE


def find_limits(text: str, unit: Unit, takes: Callable[[str, int, int], bool], *, fixed: bool = False) -> Limits | None:
    """The bounds that `text` sets for values of `unit` that `takes` (folded text, start, end) lets through; None where it sets none.

    `fixed`: a value without a bound counts as one that must be met.
    """
    text = with_ones(_signs_behind(text))
    folded = fold_in_place(text)
    found = [number for number in _numbers(text, unit) if takes(folded, number.start, number.end)]
    return _joined(text, found, fixed=fixed)


def find_plain_limits(text: str) -> Limits | None:
    """The bounds of numbers of which the text does not say what they count: a cell « de 3 à 6 »."""
    taken = [(value.start, value.end) for value in find_values(text) if value.unit is not Unit.COUNT]
    found = [
        _Number(number, number, start, end)
        for number, start, end in find_numbers(text)
        if not any(start < stop and begin < end for begin, stop in taken)
    ]
    return _joined(text, found[:2], fixed=False)


def with_ones(text: str) -> str:
    """« un an » as « 1 an », which is read as a number; as long as it was."""
    return _ONE_LONG.sub(lambda match: "1".rjust(len(match.group())), text)


def _signs_behind(text: str) -> str:
    def moved(match: re.Match[str]) -> str:
        scale = match["scale2"] or ""
        return f"{match['low']}{match['scale1'] or scale} € {match['tie']} {match['high']}{scale} €"

    return _SIGN_FIRST.sub(moved, text)


def _numbers(text: str, unit: Unit) -> Iterator[_Number]:
    """The values of a unit, and the bare numbers that share it: « au moins 24 et au plus 36 mois »."""
    values = [value for value in find_values(text) if value.unit is unit and not value.is_period]
    every = [(value.start, value.end) for value in find_values(text) if value.unit not in (unit, Unit.COUNT)]
    bare = [item for item in find_numbers(text) if not any(item[1] < stop and begin < item[2] for begin, stop in every)]
    folded = fold_in_place(text)
    for value in values:
        own = next((number for number, start, end in bare if value.start <= start and end <= value.end), 0.0)
        for number, start, end in bare:
            if own and any(
                _SHARED.fullmatch(between)
                for between in (
                    folded[end : value.start] if end <= value.start else None,
                    _behind(folded[value.end : start], unit) if start >= value.end else None,
                )
                if between
            ):
                size = number * value.low / own
                yield _Number(size, size, start, end)
        yield _Number(value.low, value.high, value.start, value.end)


def _behind(between: str, unit: Unit) -> str:
    """What stands between a value and the next number, without the thing that is counted."""
    return re.sub(r"^ \w+", "", between) if unit is Unit.COUNT else between


def _joined(text: str, found: list[_Number], *, fixed: bool) -> Limits | None:
    """One pair of bounds from all the numbers of a sentence: the first that is below, the first that is above."""
    if not found:
        return None
    found.sort(key=lambda number: number.start)
    folded = fold_in_place(text)
    first, last = found[0], found[-1]
    if first.low < first.high:
        return Limits(first.low, first.high, first.start, first.end)
    if len(found) > 1 and _TIE.fullmatch(folded[first.end : found[1].start]) and first.low < found[1].high:
        is_range = _BETWEEN.search(folded[: first.start]) or folded[first.end : found[1].start].strip() not in (
            "et",
            "and",
        )
        if is_range:
            return Limits(first.low, found[1].high, first.start, found[1].end)
    bounds = [(number, _bound(text, folded, number)) for number in found]
    low = next((number.low for number, bound in bounds if bound is Bound.LEAST), None)
    high = next((number.high for number, bound in bounds if bound is Bound.MOST), None)
    if low is None and high is None:
        return Limits(first.low, first.high, first.start, first.end) if fixed and len(found) == 1 else None
    return Limits(low, high, first.start, last.end)


def _bound(text: str, folded: str, number: _Number) -> Bound:
    """What the words around a number make of it, up to the next « et » or comma: « au moins deux partenaires et au plus six »."""
    ends = _PART_END.search(folded, number.end)
    if _NOT_BELOW.search(folded[: number.start]):
        return Bound.LEAST
    said = bound_of(read(text[: ends.start()] if ends else text), number.start, number.end)
    if said in (Bound.LEAST, Bound.MOST):
        return said
    before = folded[max(0, number.start - BEFORE) : number.start]
    behind = folded[number.end : number.end + BEHIND]
    most, least = (max((m.start() for m in cue.finditer(before)), default=-1) for cue in (_MOST, _LEAST))
    if most > least or _MOST_BEHIND.match(behind):
        return Bound.MOST
    if least > most or _LEAST_BEHIND.match(behind):
        return Bound.LEAST
    return Bound.NONE
