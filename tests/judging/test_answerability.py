"""Whether the passages found answer: what the model is shown, and what its word does to the decision."""

from collections.abc import Sequence

import pytest
from fakes import assistant_over, make_document

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Outcome
from bbti_qa.entailment import Likelihoods
from bbti_qa.judging.answerability import READ, answerability

QUAYS = [
    make_document(f"quay{number}.txt", "Le quai", text)
    for number, text in enumerate(
        (
            "Le quai nord mesure trois cents mètres.\nIl reçoit douze navires par semaine.",
            "Le quai sud est fermé.",
            "Le quai ouest sera repeint.",
            "Le quai est appartient à la ville.",
        )
    )
]
QUESTION = "Combien de navires le quai nord reçoit-il ?"


class Scripted:
    """Says the same of every passage, and remembers what it was asked."""

    def __init__(self, likelihood: float) -> None:
        self._likelihood = likelihood
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihoods]:
        return [Likelihoods(0.0, 1.0, 0.0) for _ in pairs]

    def answered(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        self.asked += pairs
        return [self._likelihood] * len(pairs)


def with_model(model: Scripted | None) -> Assistant:
    plain = assistant_over(QUAYS)
    return Assistant(plain.snapshot, plain.retriever, inference=model)


def test_the_best_passages_are_read_as_they_were_embedded_each_once():
    model = Scripted(0.4)
    plain = assistant_over(QUAYS)
    question = plain.understand(QUESTION)
    evidence = plain.evidence(question, plain.retriever.search(question, 12))

    assert answerability(model, QUESTION, evidence) == 0.4
    assert len(model.asked) == len(set(model.asked)) == READ
    assert all(text.startswith("Le quai\n") and asked == QUESTION for text, asked in model.asked)
    assert "douze navires" in model.asked[0][0]


def test_without_evidence_nothing_is_asked():
    model = Scripted(0.9)

    assert answerability(model, QUESTION, ()) == 0.0
    assert model.asked == []


def test_what_the_model_doubts_is_less_sure_and_what_it_finds_answered_is_surer():
    confidences = [with_model(model).answer(QUESTION).confidence for model in (Scripted(0.01), None, Scripted(0.99))]

    assert confidences == sorted(confidences)
    assert len(set(confidences)) == 3


@pytest.mark.parametrize("likelihood", [0.0, 1.0])
def test_a_model_that_is_too_sure_is_heard_no_more_than_one_that_is_sure(likelihood):
    extreme = with_model(Scripted(likelihood)).answer(QUESTION)
    sure = with_model(Scripted(min(0.985, max(0.015, likelihood)))).answer(QUESTION)

    assert extreme.confidence == sure.confidence


def test_the_model_alone_answers_nothing_that_the_documents_do_not_speak_of():
    answer = with_model(Scripted(1.0)).answer("Qui a gagné la coupe du monde de football ?")

    assert answer.outcome is not Outcome.ANSWERED
