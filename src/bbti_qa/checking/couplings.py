"""Sentences that tie several things to several others (« A pour la maladie X, B contre Y »), and claims that tie them crosswise."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement
from bbti_qa.language import fold_in_place, stems

LONGEST = 120  # letters of a pair that are told

_TIE = re.compile(
    r"\b(?:(?:utilis|employ|preconis|indiqu|administr|destin|dedi|consacr|ax|reserv|appliqu|approuv|autoris)e|prescrit)e?s? "
    r"(?:(?:dans|pour|contre|en|a|aux?|sur)\b(?: le traitement d\w*)?)"
    r"|\b(?:used|given|indicated|prescribed|approved|intended|dedicated|devoted) (?:for|in|against|to)\b"
    r"|\b(?:pour|to) (?:traiter|soigner|combattre|prevenir|guerir|treat|prevent|cure)\b|\b(?:contre|against)\b"
)
_PARTS = re.compile(r"[,;](?![^()]*\))|\b(?:ainsi que|as well as)\b")
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Pair:
    """The spans of what stands before a tie and behind it."""

    left: tuple[int, int]
    right: tuple[int, int]

    def told(self, text: str) -> str:
        """The pair as it stands in `text`, cut between words."""
        said = text[self.left[0] : self.right[1]].strip(" ,;.")
        return said if len(said) <= LONGEST else said[:LONGEST].rpartition(" ")[0] + "…"


def pairs(text: str) -> list[Pair]:
    """What each tie of `text` joins: behind it up to the thing that is tied next; nothing where a tie brings nothing new."""
    folded = _BRACKETED.sub(lambda match: match.group().replace(",", " "), fold_in_place(text))
    ties = [match.span() for match in _TIE.finditer(folded)]
    edges = [0]
    for (_, end), (start, _) in itertools.pairwise(ties):
        parts = [match.end() for match in _PARTS.finditer(folded, end, start)]
        if not parts or not stems(folded[parts[-1] : start]):
            return []  # « pour traiter A et pour traiter B »
        edges.append(parts[-1])
    ends = [*edges[1:], len(text)]
    return [Pair((edge, start), (end, last)) for edge, (start, end), last in zip(edges, ties, ends, strict=False)]


def crossed(said: Set[str], text: str) -> tuple[Pair, Pair] | None:
    """The pair of `text` of whose left side `said` (stems) speaks, and another, of whose right side it speaks; None where it ties nothing crosswise.

    Only stems that stand once in the whole text tell.
    """
    found = pairs(text)
    if len(found) < 2:
        return None
    sides = [[stems(text[start:end]) for start, end in (pair.left, pair.right)] for pair in found]
    everywhere = list(itertools.chain.from_iterable(itertools.chain.from_iterable(sides)))
    mine = {token for token in said if everywhere.count(token) == 1}
    left = [at for at, side in enumerate(sides) if mine & set(side[0])]
    right = [at for at, side in enumerate(sides) if mine & set(side[1])]
    return (found[left[0]], found[right[0]]) if len(left) == len(right) == 1 and left != right else None


def compare_couplings(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """At most one finding: the claim ties a thing to what the evidence ties to another."""
    said = frozenset(stems(claim.text))
    for statement in evidence:
        if found := crossed(said, statement.text):
            yield Finding(FindingKind.ROLE, claim.text, found[0].told(statement.text), contradicts=True)
            return
