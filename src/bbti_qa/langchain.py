"""The assistant's faces for LangChain: `Embeddings`, `BaseRetriever`, `Runnable`. Built on langchain-core alone.

Document text is handed over as data: no prompt template, no serialised LangChain object is ever made of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import ConfigDict, Field

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Answer, ConsideredPassage, Turn
from bbti_qa.embedding import Embedder
from bbti_qa.errors import QuestionError


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

    model_config = ConfigDict(arbitrary_types_allowed=True)

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


class AnswerChain(Runnable[ChainInput, Answer]):
    """Question in, `Answer` out, as a `Runnable`: `invoke`, `batch`, `stream` and their asynchronous kin work.

    The input is the question, or a mapping with `question` and perhaps `history` (turns, or mappings with `role` and `content`)
    and `language`. Raises QuestionError for an input without a question.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def invoke(self, input: ChainInput, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        return self._call_with_config(self._answer, input, config, **kwargs)

    def _answer(self, given: ChainInput) -> Answer:
        if isinstance(given, str):
            return self._assistant.answer(given)
        if not isinstance(given.get("question"), str):
            raise QuestionError("The chain was given no question. Pass a text, or a mapping with the key `question`.")
        return self._assistant.answer(given["question"], _turns(given.get("history") or ()), given.get("language"))


def _turns(history: Sequence[Turn | Mapping[str, str]]) -> tuple[Turn, ...]:
    return tuple(turn if isinstance(turn, Turn) else Turn(turn["role"], turn["content"]) for turn in history)
