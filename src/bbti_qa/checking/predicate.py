"""Is anything of a claim said but what it speaks of? « Le comité directeur se réunit » is not told by a sentence that only names the committee."""

from __future__ import annotations

import re

from bbti_qa.checking.denial import denials_of
from bbti_qa.checking.doers import is_finite
from bbti_qa.checking.figures import figures_of
from bbti_qa.checking.frequency import in_rhythm
from bbti_qa.checking.statement import Statement, Word
from bbti_qa.checking.terms import shared_terms

_ARTICLE = frozenset("le la les l un une cette ce ces son sa ses leur leurs the an this its their".split())
_LINKS = frozenset("de du des d et ou en a à au aux sur pour dans par of and or in for on with to".split())
_FINITE = re.compile(r"(?:e|ent|es|it|ient|ait|aient|era|eront|ra|ront|d|t|s|ed)$")
_NO_VERB = re.compile(r"(?:ment|tions?|iques?|ites?|ifs?|ives?|eurs?|euses?|aux|ales?|els?|elles?|ly)$")
_CARRIERS = frozenset(
    """est sont sera seront etait etaient fut furent soit soient se s a ont avait avaient aura auront ete peut peuvent doit doivent va vont
    is are was were be been has have had will shall can may must does do""".split()
)
_NO_CARRIERS = ("à", "À", "s")  # « s » of "the board's"


def lacks_predicate(claim: Statement, held: dict[int, bool]) -> bool:
    """Whether the evidence says the claim up to its verb and nothing from there on, and neither a figure nor a denial nor another rule has a say in the rest."""
    content = [word for word in claim.content if not in_rhythm(claim, word.start)]
    said = [word for word in content if held[word.start]]
    if not said or denials_of(claim):
        return False
    if any(figure.start > said[-1].start and not in_rhythm(claim, figure.start) for figure in figures_of(claim)):
        return False
    rest = [word for word in content if word.start > said[-1].start]
    if not rest or not _is_subject(claim, said[-1]):
        return False
    between = claim.words[claim.words.index(said[-1]) + 1 : claim.words.index(rest[0])]
    is_carried = any(word.folded in _CARRIERS for word in between)
    if not is_carried and (between or not _is_finite(rest[0])):
        return False
    return any(not _is_weighed_elsewhere(word) for word in rest)


def lacks_subject(claim: Statement, held: dict[int, bool]) -> bool:
    """Whether the evidence says none of the words up to the claim's first verb: « la drépanocytose a été … » is told of nothing else."""
    verbs = (at for at, word in enumerate(claim.words) if _carries(claim, word) or is_finite(claim, at))
    at = next(verbs, 0)
    head = [word for word in claim.words[:at] if word.is_content]
    return bool(head) and not any(held[word.start] or _is_weighed_elsewhere(word) for word in head)


def _carries(claim: Statement, word: Word) -> bool:
    return word.folded in _CARRIERS and claim.text[word.start : word.end] not in _NO_CARRIERS


def _is_subject(claim: Statement, last: Word) -> bool:
    """Whether no verb stands up to `last`: no auxiliary, and each article after the first behind a word that links."""
    head = claim.words[: claim.words.index(last) + 1]
    if any(_carries(claim, word) for word in head):
        return False
    return all(at == 0 or word.folded not in _ARTICLE or head[at - 1].folded in _LINKS for at, word in enumerate(head))


def _is_finite(word: Word) -> bool:
    return not word.is_name and bool(_FINITE.search(word.folded)) and not _NO_VERB.search(word.folded)


def _is_weighed_elsewhere(word: Word) -> bool:
    """Duty, scope and verbs that only carry a noun; the rest of what may stand in a claim for free must be said where nothing else is."""
    terms = shared_terms()
    return bool(terms.generic.rows(word.folded)) and not terms.predicates.rows(word.folded)
