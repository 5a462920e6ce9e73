"""How often: a claim that tells it against the sentences that do, « chaque mois » against « tous les ans » or against nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, Word, nearness, shared
from bbti_qa.rhythm import Rhythm, rhythms_of

SAME = 0.5  # of the rest of a claim, said by a sentence with another rhythm, from which both speak of one thing
NEARER = 1.25  # by how much another rhythm must stand more alike than the same one


def rhythms_in(statement: Statement) -> tuple[Rhythm, ...]:
    return rhythms_of(statement.folded)


def in_rhythm(statement: Statement, place: int) -> bool:
    """Whether the word at `place` belongs to a rhythm: « deux » of « deux fois par an »."""
    return any(one.start <= place < one.end for one in rhythms_in(statement))


def compare_frequency(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """A finding for each rhythm of the claim that no sentence about the same tells; it contradicts where one tells another."""
    rest = [word for word in claim.content if not in_rhythm(claim, word.start)]
    for rhythm in rhythms_in(claim):
        said, place = claim.text[rhythm.start : rhythm.end], (rhythm.start, rhythm.end)
        told = [
            (nearness(claim, place, statement, (other.start, other.end)), _share(rest, statement), statement, other)
            for statement in evidence
            for other in rhythms_in(statement)
        ]
        told = [one for one in told if one[1] or not rest]
        same = max((near for near, _, _, other in told if rhythm.agrees(other)), default=None)
        rivals = [one for one in told if one[1] >= SAME and one[3].times and not rhythm.agrees(one[3])]
        rival = max(rivals, key=lambda one: one[:2], default=None)
        if rival and (same is None or rival[0] > NEARER * max(same, 0.05)):
            found = rival[2].text[rival[3].start : rival[3].end]
            yield Finding(FindingKind.NUMBER, said, found, contradicts=True)
        elif same is None:
            yield Finding(FindingKind.NUMBER, said, "", contradicts=False)


def _share(rest: Sequence[Word], statement: Statement) -> float:
    """The share of the claim's other words that a sentence says."""
    return shared(rest, statement.content) / len(rest) if rest else 1.0
