"""What a session remembers."""

from fakes import FakeAssistant, FakeSnapshot

from bbti_qa.documents import Turn
from bbti_qa.errors import QuestionError
from bbti_qa.page.conversation import Conversation

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


def test_a_new_conversation_starts_empty() -> None:
    conversation = Conversation()
    conversation.ask(FakeAssistant(FakeSnapshot(())), "Quel budget ?")
    conversation.restart()

    assert conversation.exchanges == []
    assert conversation.number == 1
