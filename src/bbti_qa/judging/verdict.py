"""Yes, no, it depends, or unknown: by rules over the best evidence that respect negation, exception and modality."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.checking import FindingKind, check_claim
from bbti_qa.documents import Evidence, Verdict
from bbti_qa.interrogative import as_statement
from bbti_qa.judging.amounts import amounts_of, comparison_of
from bbti_qa.judging.asking import asking_sentence, asks_for_verdict, asks_where_it_fits
from bbti_qa.judging.negation import denies
from bbti_qa.judging.premise import Premise
from bbti_qa.language import fold
from bbti_qa.understanding import Question

CONTEXT = 0.3  # of the question's words, by rarity, that the deciding sentence and its neighbours must hold

_CONDITION = re.compile(
    r"\b(?:sauf|sous reserve|a condition|hormis|excepte|unless|except|provided that|subject to|uniquement si|only if|limite[es]* a)\b"
)
_SOURCE_IS_SILENT = re.compile(
    r"\b(?:ne |n')(?:disent|dit|precis\w+|mentionn\w+|indiqu\w+|donn\w+|fix\w+|publi\w+|nomm\w+|traite\w*) (?:pas|aucun\w*|ni|nulle part)\b|"
    r"\baucun\w* (?:article|document|texte|source)s? (?:ne|n')|\b(?:does|do|did) not (?:say|state|specify|mention|tell|give)\b"
)
_WHOLE = re.compile(
    r"\b(?:a (?:lui|elle) seule?|seuls?|seules?|tout|toute|tous|toutes|uniquement|toujours|systematiquement|only|entire|whole|all|always|every)\b"
)
_PART = re.compile(
    r"\b(?:l'une? des|une? des|one of|parmi|en partie|partiellement|notamment|including|certaine?s (?!que\b)\w+|d'autres|parfois|some of|some|others|sometimes)\b"
)
_DONE = re.compile(r"\b(?:deja|actuellement|desormais|already|currently|up and running|operationnel\w*|operational)\b")
_PLANNED = re.compile(
    r"\b(?:en (?:preparation|projet|cours (?:de|d') \w+)|sera|seront|prevu\w*|a venir|prochainement|envisage\w*|will (?:be)?|planned|in preparation|upcoming|forthcoming)\b"
)
_TURNING = frozenset((FindingKind.OPPOSITE, FindingKind.ROLE, FindingKind.QUANTIFIER))


def decide(
    question: Question, evidence: Sequence[Evidence], suffices: bool, premise: Premise | None = None
) -> Verdict | None:
    """None where the question asks for no verdict. `evidence` best first; the first sentence decides."""
    if not asks_for_verdict(question):
        return None
    if premise is not None and premise.said:
        return Verdict.NO
    if asks_where_it_fits(question):
        return Verdict.YES if suffices else Verdict.UNKNOWN
    if not suffices or not evidence or evidence[0].why["context"] < CONTEXT:
        return Verdict.UNKNOWN
    comparison = comparison_of(question)
    amounts = amounts_of(question, comparison, evidence) if comparison else None
    if comparison and amounts:
        return Verdict.YES if amounts.bear_out(comparison) else Verdict.NO
    asked, said = asking_sentence(fold(question.text)), fold(evidence[0].text)
    if _SOURCE_IS_SILENT.search(said):
        return Verdict.UNKNOWN
    if denies(said) != denies(asked):
        return Verdict.NO
    if (_WHOLE.search(asked) and _PART.search(said)) or (
        _DONE.search(asked) and _PLANNED.search(said) and not _DONE.search(said)
    ):
        return Verdict.NO
    if _turns_round(question, evidence[0]):
        return Verdict.NO
    return Verdict.CONDITIONAL if _CONDITION.search(said) else Verdict.YES


def _turns_round(question: Question, item: Evidence) -> bool:
    """Whether the sentence says the opposite of the question as a statement, or has other roles or another scope."""
    check = check_claim(as_statement(question.text), [item.text])
    return any(finding.contradicts and finding.kind in _TURNING for finding in check.findings)
