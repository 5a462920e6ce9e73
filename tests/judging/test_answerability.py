"""Whether the passages found answer: what the model is shown, and what its word does to the decision."""

from collections.abc import Sequence

import pytest
from fakes import assistant_over, make_document

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Outcome
from bbti_qa.entailment import Likelihoods
from bbti_qa.evidence import RankingRule
from bbti_qa.judging.answerability import READ, answerability, by_answer
from bbti_qa.sufficiency import Sufficiency, SufficiencyRule, suffices

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


def with_model(model: Scripted) -> Assistant:
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


def decided(likelihood: float | None, threshold: float) -> tuple[Sufficiency, int]:
    """What is decided of the question at this threshold, and how often the model was asked."""
    plain = assistant_over(QUAYS)
    question = plain.understand(QUESTION)
    evidence = plain.evidence(question, plain.retriever.search(question, 12))
    asked: list[float] = []

    def answered() -> float:
        assert likelihood is not None
        asked.append(likelihood)
        return likelihood

    lexical = plain.snapshot.lexical
    given = None if likelihood is None else answered
    found = suffices(question, evidence, lexical.idf, plain.is_known, SufficiencyRule(threshold=threshold), given)
    return found, len(asked)


@pytest.fixture(scope="module")
def confidence():
    """Without a model."""
    return decided(None, 0.5)[0].confidence


def test_near_the_threshold_what_the_model_doubts_is_not_answered_and_what_it_finds_answered_is(confidence):
    doubted, found = decided(0.01, confidence), decided(0.99, confidence)

    assert (doubted[0].suffices, found[0].suffices) == (False, True)
    assert doubted[0].confidence < confidence < found[0].confidence
    assert doubted[1] == found[1] == 1


@pytest.mark.parametrize("likelihood", [0.0, 1.0])
def test_a_model_that_is_too_sure_is_heard_no_more_than_one_that_is_sure(likelihood, confidence):
    assert decided(likelihood, confidence)[0] == decided(min(0.985, max(0.015, likelihood)), confidence)[0]


@pytest.mark.parametrize("likelihood", [0.0, 1.0])
def test_far_from_the_threshold_the_model_is_not_asked(likelihood, confidence):
    found, asked = decided(likelihood, confidence / 4)

    assert asked == 0
    assert found.suffices
    assert found.confidence == confidence


@pytest.mark.parametrize("threshold", [0.0, 1.0])
def test_at_either_end_of_the_threshold_the_model_is_not_asked(threshold):
    assert decided(0.5, threshold)[1] == 0


def test_the_model_alone_answers_nothing_that_the_documents_do_not_speak_of():
    answer = with_model(Scripted(1.0)).answer("Qui a gagné la coupe du monde de football ?")

    assert answer.outcome is not Outcome.ANSWERED


class Prefers(Scripted):
    """Holds a text that has `word` for the likeliest answer."""

    def __init__(self, word: str) -> None:
        super().__init__(0.01)
        self._word = word

    def answered(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        return [
            0.99 if self._word in text else low for (text, _), low in zip(pairs, super().answered(pairs), strict=True)
        ]


def found_for(text: str):
    plain = assistant_over(QUAYS)
    question = plain.understand(text)
    return plain.evidence(question, plain.retriever.search(question, 12))


def test_of_sentences_near_the_best_the_likelier_answer_comes_first_and_none_is_lost():
    evidence = found_for("Le quai sud")
    rule = RankingRule(answered=0.2)
    told = by_answer(Prefers("repeint"), "Le quai sud ?", evidence, rule)

    assert "repeint" not in evidence[0].text
    assert "repeint" in told[0].text
    assert {item.text for item in told} == {item.text for item in evidence}
    assert [item.score for item in told] == sorted((item.score for item in told), reverse=True)
    assert told[0].why["answered"] == 0.99


def test_where_all_are_as_likely_the_order_stays_and_few_are_read():
    evidence = found_for(QUESTION)
    model = Scripted(0.5)
    told = by_answer(model, QUESTION, evidence)

    assert [(item.text, item.score) for item in told] == [(item.text, item.score) for item in evidence]
    assert len(model.asked) <= RankingRule().read


def test_a_sentence_out_of_reach_is_not_read():
    evidence = found_for(QUESTION)
    model = Prefers("repeint")
    told = by_answer(model, QUESTION, evidence, RankingRule(answered=0.0001))

    assert told[0].text == evidence[0].text
    assert model.asked == []
