"""Which of two has more: « plus en A qu'en B », where the documents give A less."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.documents import Evidence
from bbti_qa.interrogative import asks_yes_or_no
from bbti_qa.judging.amounts import amounts_of, comparison_of
from bbti_qa.judging.asking import asking_sentence
from bbti_qa.judging.premise.premise import Premise
from bbti_qa.language import fold
from bbti_qa.understanding import Question


def other_order(question: Question, evidence: Sequence[Evidence]) -> Premise | None:
    """« plus en A qu'en B » where a sentence gives A less than B; a question that is to be answered by yes or no presumes nothing."""
    comparison = comparison_of(question)
    if comparison is None or asks_yes_or_no(asking_sentence(fold(question.text))):
        return None
    amounts = amounts_of(question, comparison, evidence)
    if amounts is None or amounts.bear_out(comparison):
        return None
    return Premise(comparison.said, amounts.said, (amounts.evidence,))
