"""Words that turn a sentence round: augmente for diminue, avant for après, public for privé, mars for mai."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, nearness
from bbti_qa.checking.terms import shared_terms

NEARER = 1.3  # by how much the other side's surroundings must be more alike where the evidence holds both sides


def compare_opposites(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """A finding for each word of the claim whose opposite stands in its place."""
    for sides in shared_terms().opposites:
        yield from _turned(FindingKind.OPPOSITE, claim, evidence, sides)
    for groups in shared_terms().rivals:
        yield from _turned(FindingKind.OPPOSITE, claim, evidence, groups)


def _turned(
    kind: FindingKind, claim: Statement, evidence: Sequence[Statement], sides: Sequence[re.Pattern[str]]
) -> Iterator[Finding]:
    for at, side in enumerate(sides):
        said = _clear(side.finditer(claim.folded), sides, at)
        if said is None:
            continue
        held = [(statement, match) for statement in evidence for match in side.finditer(statement.folded)]
        others = [
            (statement, match)
            for number, other in enumerate(sides)
            if number != at
            for statement in evidence
            for match in other.finditer(statement.folded)
        ]
        if not others:
            continue
        best, rival = _nearest(claim, said, held), _nearest(claim, said, others)
        if not held or rival[0] > NEARER * best[0] + 0.05:
            if not held and any(other.search(claim.folded) for number, other in enumerate(sides) if number != at):
                continue
            statement, match = rival[1]
            yield Finding(kind, claim.text[said.start() : said.end()], statement.text[match.start() : match.end()], True)


def _clear(matches: Iterator[re.Match[str]], sides: Sequence[re.Pattern[str]], at: int) -> re.Match[str] | None:
    """The first match that no other side claims too."""
    for match in matches:
        if not any(other.fullmatch(match.group()) for number, other in enumerate(sides) if number != at):
            return match
    return None


def _nearest(
    claim: Statement, said: re.Match[str], places: Sequence[tuple[Statement, re.Match[str]]]
) -> tuple[float, tuple[Statement, re.Match[str]]]:
    scored = [(nearness(claim, said.span(), statement, match.span()), (statement, match)) for statement, match in places]
    return max(scored, key=lambda one: one[0], default=(0.0, (claim, said)))


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
    ("degree", True, re.compile(r"\b(?:plus(?= \w+ que)|davantage(?= \w* ?que)|superieure?s?(?= a)|au-dela d\w|au-dessus d\w|more(?= \w+ than)|\w+er(?= than)|above)\b")),
    ("degree", False, re.compile(r"\b(?:moins(?= \w+ que)|inferieure?s?(?= a)|en deca d\w|au-dessous d\w|less(?= \w+ than)|below)\b")),
)
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
    stop = next((match.end() + cut.start() for cut in _END.finditer(statement.folded[match.end() :])), len(statement.text))
    left, right = statement.between(start, match.start()), statement.between(match.end(), stop)
    comma = statement.folded.find(",", match.end(), stop)
    if not left and comma > 0:
        left, right = statement.between(comma, stop), statement.between(match.end(), comma)
    return frozenset(word.stem for word in left), frozenset(word.stem for word in right)


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
    return len(one.left & other.right - other.left) + len(one.right & other.left - other.right)
