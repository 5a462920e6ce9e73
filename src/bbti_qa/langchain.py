"""The assistant's faces for LangChain: `Embeddings`, `BaseRetriever`, `Runnable`. Built on langchain-core alone.

Document text is handed over as data: no prompt template, no serialised LangChain object is ever made of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from functools import partial
from typing import Any, cast

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.messages import BaseMessage
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig, run_in_executor
from pydantic import ConfigDict, Field

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Answer, ConsideredPassage, Turn
from bbti_qa.embedding import Embedder
from bbti_qa.errors import QuestionError
from bbti_qa.language import Language


class EncoderEmbeddings(Embeddings):
    """Our encoder as LangChain's `Embeddings`: two methods, prefixes kept apart."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self._embedder.embed_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(value) for value in self._embedder.embed_question(text)]


class PassageRetriever(BaseRetriever):
    """The best passages of an assistant's index; each with its document, page, exact pieces and score as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True, validate_assignment=True)

    assistant: Assistant
    limit: int = Field(10, ge=1, le=200)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [_to_langchain(passage) for passage in self.assistant.search(query, self.limit)]


def _to_langchain(passage: ConsideredPassage) -> LangChainDocument:
    return LangChainDocument(
        page_content=passage.text,
        metadata={
            "document": passage.document,
            "document_id": passage.document_id,
            "title": passage.title,
            "page": passage.pieces[0].page,
            "headings": list(passage.headings),
            "pieces": [[piece.page, piece.start, piece.end] for piece in passage.pieces],
            "score": passage.score,
        },
    )


ChainInput = str | Mapping[str, Any]
Asked = tuple[str, tuple[Turn, ...], Language | None]

_ROLES = {"user": "user", "human": "user", "assistant": "assistant", "ai": "assistant", "AIMessageChunk": "assistant"}


class AnswerChain(Runnable[ChainInput, str | Answer]):
    """Question in, `Answer` out, as a `Runnable`: `invoke`, `batch`, `stream` and their asynchronous kin work.

    The input is the question, or a mapping with `question` and perhaps `history` (oldest first: LangChain's messages, turns, pairs of role and
    content, or mappings with `role` and `content`) and `language` (`fr` or `en`). `stream` gives what `Assistant.stream` gives: pieces of the
    text, then the answer. Raises QuestionError for an input without a question, a history that is no conversation, another language.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def invoke(self, input: ChainInput, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        return cast(Answer, self._call_with_config(self._answer, input, config, **kwargs))

    def stream(self, input: ChainInput, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[str | Answer]:
        yield from self._transform_stream_with_config(iter((input,)), self._pieces, config, **kwargs)

    async def astream(
        self, input: ChainInput, config: RunnableConfig | None = None, **kwargs: Any
    ) -> AsyncIterator[str | Answer]:
        async def given() -> AsyncIterator[ChainInput]:
            yield input

        async for piece in self._atransform_stream_with_config(given(), self._pieces_later, config, **kwargs):
            yield piece

    def _answer(self, given: ChainInput) -> Answer:
        return self._assistant.answer(*_asked(given))

    def _pieces(self, inputs: Iterator[ChainInput]) -> Iterator[str | Answer]:
        for given in inputs:
            yield from self._assistant.stream(*_asked(given))

    async def _pieces_later(self, inputs: AsyncIterator[ChainInput]) -> AsyncIterator[str | Answer]:
        async for given in inputs:
            pieces = self._assistant.stream(*_asked(given))
            while (piece := await run_in_executor(None, partial(next, pieces, None))) is not None:
                yield piece


def _asked(given: ChainInput) -> Asked:
    if isinstance(given, str):
        return given, (), None
    if not isinstance(given, Mapping) or not isinstance(given.get("question"), str):
        raise QuestionError("The chain was given no question. Pass a text, or a mapping with the key `question`.")
    language = given.get("language")
    if language not in (None, "fr", "en"):
        raise QuestionError(f"The chain answers in `fr` or `en`, not in {language!r}. Pass one of them, or none.")
    return given["question"], _turns(given.get("history") or ()), language


def _turns(history: Any) -> tuple[Turn, ...]:
    if isinstance(history, (str, Mapping)):
        raise QuestionError("`history` must be a list of messages, oldest first.")
    return tuple(map(_turn, history))


def _turn(given: Any) -> Turn:
    """One message of a conversation, however LangChain's users write it."""
    if isinstance(given, Turn):
        return given
    role: Any
    content: Any
    if isinstance(given, BaseMessage):
        role, content = given.type, str(given.text)
    elif isinstance(given, Mapping):
        role, content = given.get("role"), given.get("content")
    else:
        role, content = given if isinstance(given, (tuple, list)) and len(given) == 2 else (None, None)
    if role not in _ROLES or not isinstance(content, str):
        raise QuestionError(
            f"`history` holds {type(given).__name__} with the role {role!r}. Pass messages of the user (`user`, `human`) and of the assistant "
            "(`assistant`, `ai`), each with a text."
        )
    return Turn(_ROLES[role], content)
