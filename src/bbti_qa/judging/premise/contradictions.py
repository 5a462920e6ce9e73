"""The kinds of what a question may presume, one after the other, and the first that the documents contradict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bbti_qa.documents import Evidence
from bbti_qa.interrogative import as_statement, asks_yes_or_no, tells_of_asker
from bbti_qa.judging.asking import asking_sentence
from bbti_qa.judging.comparing import compares
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.membership import is_left_out
from bbti_qa.judging.pairings import mispaired
from bbti_qa.judging.premise.doers import other_doers
from bbti_qa.judging.premise.hearing import heard
from bbti_qa.judging.premise.labels import another_label, no_such_label
from bbti_qa.judging.premise.names import unknown_name
from bbti_qa.judging.premise.order import other_order
from bbti_qa.judging.premise.periods import another_bound
from bbti_qa.judging.premise.premise import Premise
from bbti_qa.judging.premise.presumption import asks_why, is_presumed, takes_for_granted
from bbti_qa.judging.premise.reversal import denied, reversal
from bbti_qa.judging.premise.rivals import another_value
from bbti_qa.judging.premise.shares import only_a_part
from bbti_qa.language import fold, fold_in_place
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, find_values


def find_premise(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """The first presumed value, doer, comparison, numbered thing, clause, reversed deed or name that the documents contradict; `evidence` best first."""
    if not evidence or compares(question) or tells_of_asker(fold(question.text)):
        return None
    found = next(_contradictions(question, evidence, lookup), None)
    return replace(found, presumed=as_statement(found.presumed)) if found else None


def _contradictions(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Iterator[Premise]:
    folded = fold_in_place(question.text)
    values = find_values(question.text)
    for value in values:
        found = None
        if value.unit is Unit.LABEL:
            found = no_such_label(question, value, evidence, lookup) or another_label(question, value, lookup)
        elif is_presumed(question, folded, value):
            found = another_value(question, value, evidence, lookup)
        elif value.unit is Unit.DATE:
            found = another_bound(question, value, evidence, lookup)
        if found:
            yield found
    if found := other_doers(question, evidence, lookup) or other_order(question, evidence):
        yield found
    if found := only_a_part(question, evidence):
        yield found
    if found := denied(question, lookup):
        yield found
    if not asks_yes_or_no(asking_sentence(folded)) and (found := reversal(question, evidence, folded)):
        yield found
    if takes_for_granted(question, folded) and (crossed := mispaired(question, heard(evidence))):
        yield Premise(crossed.presumed, crossed.said, (crossed.evidence,))
    if asks_why(folded) and (found := unknown_name(question, lookup)):
        yield found
    if not asks_yes_or_no(asking_sentence(folded)) and (
        listed := is_left_out(question, evidence, lookup, definite=True)
    ):
        yield Premise(listed.name, "", (listed.evidence,))
