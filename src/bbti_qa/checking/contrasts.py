"""« A …, tandis que B … »: what the evidence says of the one, a claim must not say of the other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, Word, shared
from bbti_qa.checking.wording import is_generic

_SIGNS = re.compile(r"\b(?:tandis qu\w*|alors que?|contrairement aux?|contre|while|whereas|unlike)\b")
_CLAUSES = re.compile(
    r"[,;:]|\b(?:et|and|mais|but|tandis qu\w*|alors qu\w*|contre|contrairement|while|whereas|ainsi que|as well as)\b"
)
_DEED = re.compile(r"(?:é|ée|és|ées|er|ed|ing)$")
FEW = 2  # words of a side that are enough to tell which side a clause is of


def compare_contrasts(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """At most one finding: a clause of the claim whose end belongs to the one side and whose beginning to the other."""
    best = evidence[0]
    sides = _sides(best)
    if sides is None:
        return
    for clause in _clauses(claim):
        named = [
            word for word in clause if not is_generic(word) and not _DEED.search(claim.text[word.start : word.end])
        ]
        held = [[word for word in named if shared((word,), side)] for side in sides]
        alone = [[word for word in row if word not in other] for row, other in (held, reversed(held))]
        if min(map(len, alone)) >= 1 and max(map(len, alone)) >= FEW and _is_apart(clause, alone):
            yield Finding(FindingKind.ROLE, " ".join(word.folded for word in clause), best.text, contradicts=False)
            return


def _sides(best: Statement) -> tuple[Sequence[Word], Sequence[Word]] | None:
    signs = list(_SIGNS.finditer(best.folded))
    if len(signs) != 1:
        return None
    left, right = best.between(0, signs[0].start()), best.between(signs[0].end(), len(best.text))
    return (left, right) if min(len(left), len(right)) >= FEW else None


def _clauses(claim: Statement) -> Iterator[tuple[Word, ...]]:
    cuts = [0, *(match.start() for match in _CLAUSES.finditer(claim.folded)), len(claim.text)]
    for start, end in itertools.pairwise(cuts):
        if words := claim.between(start, end):
            yield words


def _is_apart(clause: Sequence[Word], alone: Sequence[Sequence[Word]]) -> bool:
    """Whether the words of the two sides do not lie mixed: all of one before all of the other."""
    places = [[clause.index(word) for word in row] for row in alone]
    return max(places[0]) < min(places[1]) or max(places[1]) < min(places[0])
