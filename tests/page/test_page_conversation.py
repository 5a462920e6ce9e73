"""What a session remembers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Event

import pytest
from fakes import FakeAssistant, FakeSnapshot

from bbti_qa.documents import Answer, Turn
from bbti_qa.errors import BbtiError, QuestionError
from bbti_qa.page.conversation import Conversation, Exchange

SILENCE = "Les documents indexés ne le disent pas."


def test_a_question_is_asked_with_what_was_said_before() -> None:
    assistant = FakeAssistant(FakeSnapshot(()))
    conversation = Conversation()
    conversation.ask(assistant, "Quel budget ?")
    conversation.ask(assistant, "Et pour l’axe 2 ?")

    assert assistant.calls == [
        ("Quel budget ?", ()),
        ("Et pour l’axe 2 ?", (Turn("user", "Quel budget ?"), Turn("assistant", SILENCE))),
    ]


def test_an_error_is_shown_and_left_out_of_the_history() -> None:
    conversation = Conversation()
    exchange = conversation.ask(FakeAssistant(FakeSnapshot(())), " ")

    assert isinstance(exchange.error, QuestionError)
    assert conversation.history() == ()


def test_what_is_not_of_our_family_ends_in_a_sentence_too() -> None:
    exchange = Exchange("Quel budget ?")
    with pytest.raises(ZeroDivisionError):
        exchange.ask(BrokenAssistant(FakeSnapshot(())), ())

    assert exchange.answer is None
    assert isinstance(exchange.error, BbtiError)


def test_a_question_is_answered_though_nobody_waits_for_it() -> None:
    assistant = SlowAssistant(FakeSnapshot(()))
    conversation = Conversation()
    conversation.add("Quel budget ?")
    conversation.add("Et pour l’axe 2 ?")
    first, second = conversation.exchanges
    first.begin(assistant, conversation.history())

    assert not first.is_settled(0.05)
    assert not second.is_settled()

    assistant.gate.set()

    assert first.is_settled(10)
    assert first.answer is not None
    assert first.told == SILENCE
    first.begin(assistant, ())
    second.begin(assistant, conversation.history())
    assert second.is_settled(10)
    assert [question for question, _ in assistant.calls] == ["Quel budget ?", "Et pour l’axe 2 ?"]
    assert assistant.calls[1][1] == (Turn("user", "Quel budget ?"), Turn("assistant", SILENCE))


@dataclass(slots=True)
class SlowAssistant(FakeAssistant):
    """Answers once its gate is open."""

    gate: Event = field(default_factory=Event)

    def stream(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None
    ) -> Iterator[str | Answer]:
        self.gate.wait(10)
        yield from FakeAssistant.stream(self, question, history, language)


class BrokenAssistant(FakeAssistant):
    def stream(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None
    ) -> Iterator[str | Answer]:
        raise ZeroDivisionError


def test_a_new_conversation_starts_empty() -> None:
    conversation = Conversation()
    conversation.ask(FakeAssistant(FakeSnapshot(())), "Quel budget ?")
    conversation.restart()

    assert conversation.exchanges == []
    assert conversation.number == 1
