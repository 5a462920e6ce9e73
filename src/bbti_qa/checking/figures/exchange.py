"""Whether a figure of a claim stands in the place of another one of the evidence."""

from __future__ import annotations

import re

from bbti_qa.checking.figures.agreement import agree
from bbti_qa.checking.figures.figure import Figure
from bbti_qa.checking.figures.reading import figures_of
from bbti_qa.checking.statement import Statement, exchanged, nearness

CROSSED = 1.2  # by how much exchanged places must be more alike than the straight ones
_TOGETHER = re.compile(r" ?(?:et|a|and|to|ou|or|-|–) (?:l'|la |le |en )?")
"""« entre 2023 et 2025 »: neither has a place of its own."""


def is_crossed(
    claim: Statement, figure: Figure, same: Figure, where: Statement, closest: tuple[float, Statement, Figure]
) -> bool:
    """Where the claim has the rival's figure too, both must stand in one another's place."""
    _, place, rival = closest
    twin = next(
        (one for one in figures_of(claim) if one is not figure and one.unit == rival.unit and agree(one, rival)), None
    )
    if twin is None:
        return place is not where or not _is_its_own(claim, same, rival, where)
    ours, theirs = (figure.start, figure.end), (twin.start, twin.end)
    before, behind = sorted((ours, theirs))
    if _TOGETHER.fullmatch(claim.folded[before[1] : behind[0]]):
        return False
    if place is where:
        first, second = sorted((same, rival), key=lambda one: one.start)
        if _TOGETHER.fullmatch(where.folded[first.end : second.start]):
            return False
        told = exchanged(claim, (ours, theirs), where, ((same.start, same.end), (rival.start, rival.end)))
        if told is not None:
            return told
    straight = nearness(claim, ours, where, (same.start, same.end)) + nearness(
        claim, theirs, place, (rival.start, rival.end)
    )
    crossed = nearness(claim, ours, place, (rival.start, rival.end)) + nearness(
        claim, theirs, where, (same.start, same.end)
    )
    return crossed > CROSSED * straight


def _is_its_own(claim: Statement, same: Figure, rival: Figure, where: Statement) -> bool:
    """Whether the claim says at least as much of the company that only this figure has, as of that which only the rival has."""
    beside = [where.beside((figure.start, figure.end)) for figure in (same, rival)]
    stems = [{word.stem for word in row if word.is_content} for row in beside]
    said = {word.stem for word in claim.words}
    own, other = (row - twin for row, twin in (stems, reversed(stems)))
    return bool(own) and len(own & said) * max(1, len(other)) >= len(other & said) * len(own)


def stands_behind_its_noun(claim: Statement, figure: Figure, statement: Statement) -> bool:
    """« l'industrie (14 %) »: whatever stands near, the figure is of the word right before its bracket, where the claim has it."""
    if not statement.text[: figure.start].rstrip().endswith("("):
        return False
    noun = next((word for word in reversed(statement.words) if word.start < figure.start and word.is_content), None)
    return noun is not None and any(word.stem == noun.stem for word in claim.words)
