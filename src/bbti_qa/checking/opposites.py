"""Words that turn a sentence round: augmente for diminue, avant for après, public for privé, mars for mai."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bbti_qa.checking.figures import figures_of
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, Word, exchanged, nearness, shared
from bbti_qa.checking.terms import shared_terms
from bbti_qa.checking.wording import spelled_out

_TIED = re.compile(r" ?(?:,|et|and|ou|or|ainsi que|as well as) ", re.IGNORECASE)
NEARER = 1.3  # by how much the other side's surroundings must be more alike where the evidence holds both sides


def compare_opposites(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """A finding for each word of the claim whose opposite stands in its place."""
    apart = spelled_out(claim, evidence)
    tables = zip(_all_occurrences(claim), *map(_all_occurrences, evidence), strict=True)
    for said, *found in tables:
        ours = [one for one in said if not any(start <= one.start < end for start, end in apart)]
        yield from _turned(claim, ours, [one for row in found for one in row])


def _turned(claim: Statement, ours: Sequence[_Occurrence], theirs: Sequence[_Occurrence]) -> Iterator[Finding]:
    said_sides = {one.side for one in ours}
    held_sides = {one.side for one in theirs}
    for one in ours:
        if one.side in held_sides:
            rival = _crossing(claim, one, ours, theirs)
        else:
            rivals = [other for other in theirs if other.side not in said_sides]
            rival = max(rivals, key=lambda other: _near(claim, one, other), default=None)
        if rival is not None:
            yield Finding(FindingKind.OPPOSITE, one.said, rival.said, contradicts=True)
            return
    if len(held_sides) > 1 and len(said_sides) == 1:
        yield from _left_unsaid(claim, ours[0], [other for other in theirs if other.side not in said_sides])


@dataclass(frozen=True, slots=True)
class _Occurrence:
    statement: Statement
    side: int
    start: int
    end: int

    @property
    def said(self) -> str:
        return self.statement.text[self.start : self.end]


@lru_cache(maxsize=4096)
def _all_occurrences(statement: Statement) -> tuple[tuple[_Occurrence, ...], ...]:
    """For each table of opposites and of rivals what a statement has of it."""
    return tuple(_occurrences(statement, sides) for sides in (*shared_terms().opposites, *shared_terms().rivals))


def _occurrences(statement: Statement, sides: Sequence[re.Pattern[str]]) -> tuple[_Occurrence, ...]:
    """Every word of either side, in reading order; one that two sides claim, or that lies inside a longer one, is left out."""
    found = [
        _Occurrence(statement, side, *match.span())
        for side, pattern in enumerate(sides)
        for match in pattern.finditer(statement.folded)
    ]
    clear = [
        one
        for one in found
        if not any(other.side != one.side and other.start <= one.start and one.end <= other.end for other in found)
    ]
    return tuple(sorted(clear, key=lambda one: one.start))


def _near(claim: Statement, one: _Occurrence, other: _Occurrence) -> float:
    return nearness(claim, (one.start, one.end), other.statement, (other.start, other.end))


def _crossing(
    claim: Statement, one: _Occurrence, ours: Sequence[_Occurrence], theirs: Sequence[_Occurrence]
) -> _Occurrence | None:
    """The other side's word that stands in the place of `one`, where the evidence has both sides."""
    own = max((other for other in theirs if other.side == one.side), key=lambda other: _near(claim, one, other))
    rivals = [other for other in theirs if other.side != one.side]
    rival = max(rivals, key=lambda other: _near(claim, one, other), default=None)
    if rival is None:
        return None
    if own.statement is rival.statement and _are_tied(own, rival):
        return None
    twin = next((other for other in ours if other.side == rival.side), None)
    if twin and own.statement is rival.statement:
        ours_at = ((one.start, one.end), (twin.start, twin.end))
        theirs_at = ((own.start, own.end), (rival.start, rival.end))
        told = exchanged(claim, ours_at, own.statement, theirs_at)
        if told is not None:
            return rival if told else None
    straight = _near(claim, one, own) + (_near(claim, twin, rival) if twin else 0.0)
    crossed = _near(claim, one, rival) + (_near(claim, twin, own) if twin else 0.0)
    return rival if crossed > NEARER * straight + 0.05 else None


def _are_tied(one: _Occurrence, other: _Occurrence) -> bool:
    """« académiques et industriels »: it is both."""
    first, second = sorted((one, other), key=lambda occurrence: occurrence.start)
    return _TIED.fullmatch(one.statement.text, first.end, second.start) is not None


def _left_unsaid(claim: Statement, one: _Occurrence, rivals: Sequence[_Occurrence]) -> Iterator[Finding]:
    """« gratuit pour A et pour B » where the evidence says « gratuit pour A et payant pour B »."""
    for rival in rivals:
        own = [word for word in rival.statement.content if _same_place(rival, word)]
        elsewhere = {word.stem for word in rival.statement.content if not _same_place(rival, word)}
        only_there = [word for word in own if word.stem not in elsewhere]
        if only_there and shared(only_there, claim.content) == len(only_there):
            yield Finding(FindingKind.OPPOSITE, one.said, rival.said, contradicts=True)
            return


def _same_place(rival: _Occurrence, word: Word) -> bool:
    """Behind the word, before the next comma or conjunction."""
    home = next((other.barriers for other in rival.statement.words if other.end > rival.start), 0)
    return word.barriers == home and word.start >= rival.end


@dataclass(frozen=True, slots=True)
class Relation:
    """`left` is before, more than, or the doer of, `right`. Stems."""

    name: str
    left: frozenset[str]
    right: frozenset[str]
    said: str


_SIGNS: tuple[tuple[str, bool, re.Pattern[str]], ...] = (
    ("order", True, re.compile(r"\b(?:avant|precedent?|puis|ensuite|before|then|precedes?)\b")),
    ("order", False, re.compile(r"\b(?:apres|suit|suivent|suivant|a la suite d\w|after|follows?|une fois)\b")),
    (
        "degree",
        True,
        re.compile(
            r"\b(?:plus(?=[^.;,]{1,60}\bqu[e'])|davantage(?=[^.;,]{1,60}\bqu[e'])|superieure?s?(?= a)|au-dela d\w|"
            r"au-dessus d\w|more(?=[^.;,]{1,60}\bthan)|\w+er(?= than)|above)\b"
        ),
    ),
    (
        "degree",
        False,
        re.compile(
            r"\b(?:moins(?=[^.;,]{1,60}\bqu[e'])|inferieure?s?(?= a)|en deca d\w|au-dessous d\w|less(?=[^.;,]{1,60}\bthan)|below)\b"
        ),
    ),
)
_TIMED = (FindingKind.DURATION, FindingKind.DATE)
_COMPARED = ("plus", "moins", "more", "less", "davantage")
_THAN = re.compile(r"[^.;,]{1,60}?\b(?:que\b|qu'|than\b)")
_END = re.compile(r"[;:]|\.(?=\s|$)")


def relations_of(statement: Statement) -> Iterator[Relation]:
    """What comes before what, and what is more than what."""
    for name, forward, pattern in _SIGNS:
        for match in pattern.finditer(statement.folded):
            left, right = _sides(statement, match)
            if left and right:
                said = statement.text[match.start() : match.end()]
                yield Relation(name, left, right, said) if forward else Relation(name, right, left, said)


def _sides(statement: Statement, match: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Content stems on either side within the sentence; a sign that begins the sentence governs as far as the first comma."""
    start = max((cut.end() for cut in _END.finditer(statement.folded[: match.start()])), default=0)
    if match.group() in ("puis", "ensuite", "then"):
        start = 0
    stop = next(
        (match.end() + cut.start() for cut in _END.finditer(statement.folded[match.end() :])), len(statement.text)
    )
    timed = [(figure.start, figure.end) for figure in figures_of(statement) if figure.kind in _TIMED]
    left = _outside(statement.between(start, match.start()), timed)
    than = _THAN.match(statement.folded, match.end(), stop) if match.group() in _COMPARED else None
    right = statement.between(than.end() if than else match.end(), stop)
    comma = statement.folded.find(",", match.end(), stop)
    if not left and comma > 0:
        left, right = _outside(statement.between(comma, stop), timed), statement.between(match.end(), comma)
    return frozenset(word.stem for word in left), frozenset(word.stem for word in right)


def _outside(found: Sequence[Word], spans: Sequence[tuple[int, int]]) -> tuple[Word, ...]:
    """Without the words of « six mois » in « six mois après … », which measure and relate nothing."""
    return tuple(word for word in found if not any(start <= word.start < end for start, end in spans))


def compare_relations(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """A finding where the claim puts in the first place what the evidence puts in the second."""
    theirs = [relation for statement in evidence for relation in relations_of(statement)]
    for relation in relations_of(claim):
        rivals = [other for other in theirs if other.name == relation.name]
        scores = [(_straight(relation, other) - _crossed(relation, other), other) for other in rivals]
        if scores and max(score for score, _ in scores) < 0:
            yield Finding(FindingKind.OPPOSITE, relation.said, max(scores, key=lambda one: one[0])[1].said, True)


def _straight(one: Relation, other: Relation) -> int:
    return len(one.left & other.left - other.right) + len(one.right & other.right - other.left)


def _crossed(one: Relation, other: Relation) -> int:
    """How much of either side stands on the other, both ways: one word that two wordings share proves nothing."""
    first, second = len(one.left & other.right - other.left), len(one.right & other.left - other.right)
    return first + second if first and second else 0
