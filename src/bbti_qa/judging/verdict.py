"""Yes, no, it depends, or unknown: by rules over the best evidence that respect negation, exception and modality."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.documents import Evidence, Verdict
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
    r"\b(?:a (?:lui|elle) seule?|seuls?|seules?|tout|toute|tous|toutes|uniquement|only|entire|whole|all)\b"
)
_PART = re.compile(r"\b(?:l'une? des|une? des|one of|parmi|en partie|partiellement|notamment|including)\b")


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
    asked, said = asking_sentence(fold(question.text)), fold(evidence[0].text)
    if _SOURCE_IS_SILENT.search(said):
        return Verdict.UNKNOWN
    if denies(said) != denies(asked):
        return Verdict.NO
    if _WHOLE.search(asked) and _PART.search(said):
        return Verdict.NO
    return Verdict.CONDITIONAL if _CONDITION.search(said) else Verdict.YES
