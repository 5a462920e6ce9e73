"""Must, may, is advised to, is: does the claim bind as the evidence does?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bbti_qa.checking.denial import is_about_exception, is_left_possible, restricts, without_bounds
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.force import Force, forces_of, words_of
from bbti_qa.checking.quantity import says_only
from bbti_qa.checking.standing import is_planned
from bbti_qa.checking.statement import Statement, spoken_of

_WEAK = re.compile(r"\b(?:peu(?:t|vent)|puisse(?:nt)?|pourr\w+|may|might|could|can)\b")
_OPTIONAL = re.compile(r"\b(?:facultati\w+|optionnel\w*|optional\w*)\b")


def compare_modality(claim: Statement, best: Statement) -> Iterator[Finding]:
    """A claim that binds more, or less, than the evidence."""
    ours, theirs = forces_of(claim), forces_of(best, spoken_of(claim, best))
    if is_about_exception(claim, best) and ours != theirs:
        return  # the rule does not bind what it excepts
    if Force.DUTY in ours and Force.LEAVE in theirs and (says_only(best) or restricts(best)):
        return  # « exclusivement » and « à condition de » are duties of their own
    if Force.DUTY in theirs and _OPTIONAL.search(claim.folded) and not _OPTIONAL.search(best.folded):
        yield _finding(claim, best, Force.LEAVE, contradicts=True)
    elif Force.DUTY in ours and Force.DUTY not in theirs and theirs:
        yield _finding(claim, best, Force.DUTY, contradicts=True)
    elif Force.LEAVE in ours and not ours - {Force.LEAVE} and theirs and Force.LEAVE not in theirs:
        yield _finding(claim, best, Force.LEAVE, contradicts=Force.DUTY in theirs)
    elif Force.ADVICE in ours and Force.ADVICE not in theirs:
        yield _finding(claim, best, Force.ADVICE, contradicts=Force.DUTY in theirs)
    elif (Force.LEAVE in ours and not theirs and _only_may(claim, best)) or (
        not ours and theirs == {Force.LEAVE} and _weakens(best) and not _WEAK.search(claim.folded)
    ):
        yield _finding(claim, best, Force.LEAVE, contradicts=False)
    elif not ours and theirs == {Force.ADVICE} and not is_planned(claim):
        yield _finding(claim, best, Force.ADVICE, contradicts=False)


def _weakens(statement: Statement) -> bool:
    """By the verb itself: « peut », not « ouvert à »."""
    return bool(_WEAK.search(without_bounds(statement))) or is_left_possible(statement)


def _only_may(claim: Statement, best: Statement) -> bool:
    """« peuvent être déposées » where the evidence says « sont déposées »: a rule told as a choice. Of other deeds nothing follows."""
    deeds = {word.stem for word in best.content if not word.folded.rstrip("s").endswith(("able", "ible"))}
    for match in _WEAK.finditer(without_bounds(claim)):
        behind = next((word for word in claim.words if word.start >= match.end() and word.is_content), None)
        if behind is not None and behind.stem in deeds:
            return True
    return False


def _finding(claim: Statement, best: Statement, force: Force, *, contradicts: bool) -> Finding:
    return Finding(FindingKind.MODALITY, words_of(claim, force), words_of(best), contradicts)
