"""LangChain's users hand over messages of any shape, and get a stream."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableLambda

from bbti_qa.documents import Answer, Outcome, Turn
from bbti_qa.errors import QuestionError
from bbti_qa.langchain import AnswerChain

TURNS = (Turn("user", "Quel est le budget ?"), Turn("assistant", "80 M€ [1]."))


class Said:
    """An assistant that repeats the question, word by word, and remembers what it was asked with."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Sequence[Turn], str | None]] = []

    def stream(self, text: str, history: Sequence[Turn] = (), language: str | None = None) -> Iterator[str | Answer]:
        self.asked.append((text, history, language))
        yield from text.split()
        yield Answer(text, language or "fr", Outcome.ANSWERED, text)

    def answer(self, text: str, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
        *_, answer = self.stream(text, history, language)
        assert isinstance(answer, Answer)
        return answer


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def chain(said: Said) -> AnswerChain:
    return AnswerChain(said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "history",
    [
        TURNS,
        [HumanMessage(TURNS[0].content), AIMessage(TURNS[1].content)],
        [HumanMessage(TURNS[0].content), AIMessage([{"type": "text", "text": TURNS[1].content}])],
        [{"role": "human", "content": TURNS[0].content}, {"role": "ai", "content": TURNS[1].content}],
        [{"role": "user", "content": TURNS[0].content}, {"role": "assistant", "content": TURNS[1].content}],
        [("human", TURNS[0].content), ("ai", TURNS[1].content)],
    ],
)
def test_a_history_is_the_same_in_whatever_shape(said: Said, chain: AnswerChain, history: Any) -> None:
    answer = chain.invoke({"question": "Et en 2030 ?", "history": history, "language": "en"})

    assert (answer.text, answer.language) == ("Et en 2030 ?", "en")
    assert said.asked == [("Et en 2030 ?", TURNS, "en")]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (None, "no question"),
        ({"history": []}, "no question"),
        ({"question": "Quoi ?", "language": "de"}, "not in 'de'"),
        ({"question": "Quoi ?", "history": "Bonjour"}, "list of messages"),
        ({"question": "Quoi ?", "history": [SystemMessage("Be brief.")]}, "SystemMessage with the role 'system'"),
        ({"question": "Quoi ?", "history": [{"role": "bot", "content": "Bonjour"}]}, "dict with the role 'bot'"),
        ({"question": "Quoi ?", "history": [{"role": "user"}]}, "each with a text"),
        ({"question": "Quoi ?", "history": ["Bonjour"]}, "str with the role None"),
    ],
)
def test_what_is_no_question_or_no_conversation_is_said(chain: AnswerChain, given: Any, reason: str) -> None:
    with pytest.raises(QuestionError, match=reason):
        chain.invoke(given)


def test_a_stream_gives_the_pieces_then_the_answer(chain: AnswerChain) -> None:
    *pieces, answer = chain.stream("un deux trois")

    assert pieces == ["un", "deux", "trois"]
    assert answer == chain.invoke("un deux trois")


def test_an_asynchronous_stream_gives_the_same(chain: AnswerChain) -> None:
    async def streamed() -> list[str | Answer]:
        return [piece async for piece in chain.astream("un deux trois")]

    assert asyncio.run(streamed()) == list(chain.stream("un deux trois"))


def test_what_follows_in_a_sequence_gets_the_answer(chain: AnswerChain) -> None:
    after = chain | RunnableLambda(lambda answer: answer.text.upper())

    assert list(after.stream("un deux")) == ["UN DEUX"]
    assert after.batch(["un", "deux"]) == ["UN", "DEUX"]


def test_a_turn_is_of_the_user_or_of_the_assistant() -> None:
    with pytest.raises(QuestionError, match="of `user` or `assistant`, not of 'human'"):
        Turn("human", "Bonjour")
