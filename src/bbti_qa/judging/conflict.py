"""Whether two passages give different values for the same thing, or one announces a count that its own list does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from bbti_qa.documents import Evidence
from bbti_qa.enumeration import enumerated
from bbti_qa.judging.around import as_said, is_share, words_around
from bbti_qa.judging.comparing import asks_whether_same, choices, compares, hold_one_value, sides
from bbti_qa.judging.lookup import Lookup
from bbti_qa.language import stems
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit, Value, find_values

NEAR = 0.5  # of the best score, below which a sentence has no say
SAME_WORDS = 0.8  # of the words around two amounts, in common where both are of one thing
PAIRED = 24  # sentences compared with one another
SAME_SAYING = 0.6  # of the stems of two sentences, in common where they say the same
LONGEST = 160  # letters of a saying in a notice
SHARED = 3  # stems of the question that both sentences must hold, beside what is counted
UNITS_ASKED: Mapping[QuestionKind, frozenset[Unit]] = MappingProxyType(
    {
        QuestionKind.NUMBER: frozenset((Unit.COUNT, Unit.MONEY, Unit.PERCENT, Unit.DURATION)),
        QuestionKind.DATE: frozenset((Unit.DATE,)),
    }
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sayings that cannot both be the whole truth, as they stand, with their sentences (one twice for a miscounted list)."""

    first: str
    second: str
    evidence: tuple[Evidence, ...]
    miscounted: bool = False


def find_conflict(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Conflict | None:
    """The first one among the sentences near the best that has to do with what is asked; `evidence` best first.

    A question that sets two sayings side by side is searched harder: every count of the things that it counts, each value that it
    offers to choose from, and what either place says where it asks whether they say the same.
    """
    if not evidence:
        return None
    near = [item for item in evidence if item.score >= NEAR * evidence[0].score]
    side_by_side = compares(question)
    return (
        _miscounted(question, near, side_by_side)
        or (_offered(question, evidence) if side_by_side else None)
        or _values_differ(question, near, lookup, side_by_side)
        or (_told_differently(question, evidence) if asks_whether_same(question) else None)
    )


def _about(question: Question) -> set[str]:
    return {term.stem for term in question.terms} | {s for t in question.terms for row in t.alternatives for s in row}


def _miscounted(question: Question, near: Sequence[Evidence], side_by_side: bool) -> Conflict | None:
    about = _about(question)
    counts = side_by_side or question.kind in (QuestionKind.NUMBER, QuestionKind.LIST)
    for item in near[:4] if counts else ():
        for value, listed in enumerated(item.text):
            if value.low != listed and about & set(value.of):
                return Conflict(item.text[value.start : value.end], str(listed), (item,), miscounted=True)
    return None


def _offered(question: Question, evidence: Sequence[Evidence]) -> Conflict | None:
    """« 2024 ou 2025 ? » where one sentence has the first and another the second."""
    for pair in choices(question):
        held = [_holding(value, evidence) for value in pair]
        if held[0] and held[1] and held[0][0] is not held[1][0]:
            (first, one), (second, other) = held[0], held[1]
            return Conflict(as_said(first.text, one), as_said(second.text, other), (first, second))
    return None


def _holding(value: Value, evidence: Sequence[Evidence]) -> tuple[Evidence, Value] | None:
    return next(
        (
            (item, other)
            for item in evidence
            for other in find_values(item.text)
            if value.agrees(other) and (not value.of or set(value.of) & set(other.of))
        ),
        None,
    )


def _values_differ(question: Question, near: Sequence[Evidence], lookup: Lookup, side_by_side: bool) -> Conflict | None:
    named = [value.of[0] for value in find_values(question.text) if value.unit is Unit.COUNT and value.of]
    counted = list(lookup.counts(named)) if side_by_side else []
    units = set(Unit) - {Unit.LABEL, Unit.ORDINAL} if side_by_side else UNITS_ASKED.get(question.kind, frozenset())
    about = _about(question)
    for first, second in combinations([*counted, *near][:PAIRED], 2):
        for one, other in _rivals(first, second, units):
            if _speak_of_one_thing(first, second, one, other, about, side_by_side):
                return Conflict(as_said(first.text, one), as_said(second.text, other), (first, second))
    return None


def _told_differently(question: Question, evidence: Sequence[Evidence]) -> Conflict | None:
    """Both sides, if they share few words, or give the value that is asked for differently."""
    pair = sides(question, evidence)
    if pair is None or hold_one_value(question, pair):
        return None
    first, second = pair
    ours, theirs = set(stems(first.text)), set(stems(second.text))
    if len(ours & theirs) >= SAME_SAYING * len(ours | theirs):
        return None
    return Conflict(shortened(first.text), shortened(second.text), pair)


def _rivals(first: Evidence, second: Evidence, units: Set[Unit]) -> Iterator[tuple[Value, Value]]:
    """Pairs of values of one unit that differ, where neither sentence holds the other's value too."""
    ours, theirs = find_values(first.text), find_values(second.text)
    for one in ours:
        for other in theirs:
            differ = one.unit is other.unit and one.unit in units and not one.agrees(other)
            if differ and not any(map(one.agrees, theirs)) and not any(map(other.agrees, ours)):
                yield one, other


def _speak_of_one_thing(
    first: Evidence, second: Evidence, one: Value, other: Value, about: set[str], asked: bool
) -> bool:
    """The counted thing must be the same and asked about; other values need enough of the question in both sentences."""
    left, right = set(stems(first.text)), set(stems(second.text))
    common = left & right & about
    if one.unit is Unit.COUNT:
        shared_out = is_share(first.text, one) or is_share(second.text, other)
        same = set(one.of[:1]) & set(other.of[:1]) & about
        return bool(same) and not shared_out and (asked or one.of == other.of)
    if one.unit is Unit.DATE:
        return len(common) >= (SHARED - 1 if asked else SHARED)
    ours, theirs = words_around(first.text, one), words_around(second.text, other)
    return first.document.id != second.document.id and len(ours & theirs) >= SAME_WORDS * len(ours | theirs)


def shortened(text: str) -> str:
    """At most `LONGEST` letters, cut between words."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
