"""Statements that say the same: one is shown, all are sources."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.judging.negation import denies
from bbti_qa.language import stems
from bbti_qa.tasks.brief.relevance import Candidate, with_likewise
from bbti_qa.tasks.brief.statements import Statement
from bbti_qa.values import Unit, find_values

SAME = 0.75  # of the stems of the shorter, in common with the longer: both say the same
SAME_VALUED = 0.6  # the same, where both give one amount or one month
FEWEST = 3  # stems, under which nothing can be told
TOLD = 0.85  # of a sentence's stems that the brief has said already: it adds nothing
MOST_PLACES = 4  # of one saying, in a footnote


def merged(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """One candidate of each saying, the best; the others are its `likewise`. Best first, as they come."""
    kept: list[Candidate] = []
    for candidate in candidates:
        twin = next((at for at, other in enumerate(kept) if say_the_same(candidate.statement, other.statement)), None)
        if twin is None:
            kept.append(candidate)
        elif len(kept[twin].likewise) < MOST_PLACES - 1:
            kept[twin] = with_likewise(kept[twin], candidate.statement)
    return tuple(kept)


def say_the_same(one: Statement, other: Statement) -> bool:
    """Whether one holds nearly all that the other says: its words, its values, and its denial."""
    ours, theirs = set(stems(one.whole)), set(stems(other.whole))
    fewer = min(len(ours), len(theirs))
    least = SAME_VALUED if _share_a_value(one.whole, other.whole) else SAME
    if fewer < FEWEST or len(ours & theirs) < least * fewer or denies(one.whole) != denies(other.whole):
        return False
    return _values_agree(one.whole, other.whole) and len(ours & theirs) >= SAME / 2 * max(len(ours), len(theirs))


def _share_a_value(one: str, other: str) -> bool:
    """Whether both give one amount, or one month or day."""
    told = [
        [v for v in find_values(text) if v.unit in (Unit.MONEY, Unit.PERCENT) or len(v.date) > len("2024")]
        for text in (one, other)
    ]
    return any(mine.agrees(theirs) for mine in told[0] for theirs in told[1])


def _values_agree(one: str, other: str) -> bool:
    """Every value of the text that has fewer stands in the other."""
    ours, theirs = find_values(one), find_values(other)
    fewer, more = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
    return all(any(value.agrees(another) for another in more) for value in fewer)


# « PEPR signifie … » says no more than « le sigle PEPR désigne … ».
_MEANING = frozenset(
    stems("signifie désigne sigle appelle nomme renvoie correspond means stands acronym denotes called")
)


def adds_nothing(statement: Statement, said: Sequence[Statement]) -> bool:
    """Whether the brief has said nearly every word and every value of it already."""
    own = set(stems(statement.whole)) - _MEANING
    told = {stem for other in said for stem in stems(other.whole)}
    values = [value for other in said for value in find_values(other.whole)]
    new = [value for value in find_values(statement.whole) if not any(value.agrees(other) for other in values)]
    return not new and len(own & told) >= TOLD * len(own)
