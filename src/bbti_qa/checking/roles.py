"""Who does it to whom: « A finance B » is not « B finance A », but it is « B est financé par A »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, Word

_NOMINAL = frozenset(
    "le la les l un une des de du d au aux en par sur dans ce cette ces son sa ses leur leurs chaque tout toute sans pour the a an of to by his its their".split()
)
_PASSIVE = re.compile(r"\b(?:par|by)\b")
_WITH = re.compile(r"\b(?:avec|entre|with|between|and|et)\b")
NEAR = 3  # content words on either side of a verb that may be its doer or its object


def compare_roles(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """At most one finding: a verb that both sides have, with what stands on its two sides exchanged."""
    for statement in evidence:
        for verb in claim.content:
            for other in statement.content:
                if verb.stem == other.stem and not _is_noun(claim, verb) and not _is_noun(statement, other):
                    if _exchanged(claim, verb, statement, other):
                        yield Finding(FindingKind.ROLE, claim.text, statement.text, contradicts=True)
                        return


def _exchanged(claim: Statement, verb: Word, evidence: Statement, other: Word) -> bool:
    doers, objects = _sides(claim, verb)
    their_doers, their_objects = _sides(evidence, other)
    if not (doers and objects and their_doers and their_objects):
        return False
    straight = len(doers & their_doers) + len(objects & their_objects)
    crossed = len(doers & their_objects) + len(objects & their_doers)
    return crossed >= 2 and straight == 0 and bool(doers & their_objects) and bool(objects & their_doers)


def _sides(statement: Statement, verb: Word) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of what stands before and behind the verb in its stretch; exchanged where « par » makes it passive."""
    stretch = [word for word in statement.words if word.segment == verb.segment and word.barriers - verb.barriers in (-1, 0, 1)]
    before = [word.stem for word in stretch if word.is_content and word.end <= verb.start][-NEAR:]
    behind_words = [word for word in stretch if word.start > verb.start]
    behind = [word.stem for word in behind_words if word.is_content][:NEAR]
    agent = next((word for word in behind_words if _PASSIVE.fullmatch(word.folded)), None)
    if agent is not None:
        doers = [word.stem for word in behind_words if word.is_content and word.start > agent.start][:NEAR]
        return frozenset(doers), frozenset(before)
    return frozenset(before), frozenset(behind)


def _is_noun(statement: Statement, word: Word) -> bool:
    at = statement.words.index(word)
    return word.is_name or word.folded.isdigit() or (at > 0 and statement.words[at - 1].folded in _NOMINAL) or _elided(statement, word)


def _elided(statement: Statement, word: Word) -> bool:
    return bool(re.search(r"\b[ld]'$", statement.folded[max(0, word.start - 3) : word.start]))
