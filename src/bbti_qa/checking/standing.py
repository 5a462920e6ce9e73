"""Planned or done: « sera ouverte » is not « a été ouverte », and « suggère » is not « prouve »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, counterpart


class Standing(StrEnum):
    PLANNED = "planned"
    DONE = "done"


_PLANNED = re.compile(
    r"\b(?:\w{2,}(?:era|eront|ira|iront|dra|dront|aura|auront)|sera|seront|ira|iront|v(?:a|ont) \w+(?:er|ir|re)|"
    r"prevu\w*|prevoi\w+|envisag\w+|devrai(?:t|ent)|pourrai(?:t|ent)|vis(?:e|ent|er) a|ambition\w*|objectif\w*|horizon|attendue?s?|a venir|"
    r"reste(?:nt)? a|report\w+|repouss\w+|decal\w+|annonc\w+|postponed|doi(?:t|vent) encore|en cours|projette\w*|"
    r"will|planned|expected|aims? to|going to|under way|(?:is|are) to)\b"
)
_DONE = re.compile(  # on the text with its accents: « a », not « à »
    r"\b(?:a|ont|avait|avaient|(?:est|sont) (?:devenu|parvenu|entr|pass|arriv))[ \u00a0](?!lieu|trois|six|dix|droit|besoin|pour)"
    r"(?:été |\w+ment |déjà |bien )?\w*(?:é|i|is|it|u|ert)e?s?\b|\b(?:was|were|(?:has|have|had) (?:been|\w+ed))\b"
)
_SURE = re.compile(r"\b(?:prouv\w+|demontr\w+|confirm\w+|certain\w*|prove[ds]?|proven|demonstrat\w+)\b")
_UNSURE = re.compile(
    r"\b(?:sugger\w+|sembl\w+|pourrai(?:t|ent)|laiss\w+ penser|preliminaire\w*|hypothes\w+|probabl\w+|peut-etre|estim\w+|"
    r"suggest\w*|may|might|appears?|seems?|likely)\b"
)


def compare_standing(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """At most one finding: what is planned told as done or the other way round, what is likely told as proven."""
    best = evidence[0]
    for segment in range(claim.segments):
        ours = _standings(claim, segment)
        theirs = _standings(best, counterpart(claim, segment, best))
        if ours.keys() == {Standing.DONE} and theirs.keys() == {Standing.PLANNED}:
            yield Finding(FindingKind.MODALITY, ours[Standing.DONE], theirs[Standing.PLANNED], contradicts=True)
            return
        if ours.keys() == {Standing.PLANNED} and theirs.keys() == {Standing.DONE}:
            yield Finding(FindingKind.MODALITY, ours[Standing.PLANNED], theirs[Standing.DONE], contradicts=False)
            return
    sure, unsure = _SURE.search(claim.folded), _UNSURE.search(best.folded)
    if sure and unsure and not _UNSURE.search(claim.folded) and not _SURE.search(best.folded):
        said, found = claim.text[sure.start() : sure.end()], best.text[unsure.start() : unsure.end()]
        yield Finding(FindingKind.MODALITY, said, found, contradicts=False)


def is_planned(statement: Statement) -> bool:
    """« sera », « est prévu », « devrait »."""
    return bool(_PLANNED.search(statement.folded))


def _standings(statement: Statement, segment: int) -> dict[Standing, str]:
    """What a stretch says of itself, each with the words that say so."""
    found: dict[Standing, str] = {}
    for standing, pattern, text in (
        (Standing.PLANNED, _PLANNED, statement.folded),
        (Standing.DONE, _DONE, statement.text.lower()),
    ):
        for match in pattern.finditer(text):
            if statement.segment_at(match.start()) == segment:
                found.setdefault(standing, statement.text[match.start() : match.end()])
    return found
