"""Hand-written stand-ins, shared by the tests."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bbti_qa.documents import (
    Answer,
    Block,
    BlockKind,
    Citation,
    ConsideredPassage,
    Document,
    OffsetMap,
    Outcome,
    Page,
    Span,
    Support,
    Turn,
)
from bbti_qa.embedding import EncoderIdentity
from bbti_qa.errors import QuestionError


def make_document(path: str, title: str, *pages: str, date: str = "", version: str = "") -> Document:
    """A document of `pages`, each one block of prose; its id is the SHA-256 of its text."""
    return Document(
        id=hashlib.sha256("\f".join(pages).encode()).hexdigest(),
        path=path,
        title=title,
        pages=tuple(make_page(number, text) for number, text in enumerate(pages, start=1)),
        format="text",
        language="fr",
        date=date,
        version=version,
    )


def make_page(number: int, text: str) -> Page:
    blocks = (Block(BlockKind.PROSE, 0, len(text)),) if text else ()
    return Page(number, text, blocks, OffsetMap(((0, 0, len(text)),)))


def cite(document: Document, quote: str, marker: int = 1, support: Support = Support.VERBATIM) -> Citation:
    """A citation of the first place where `document` holds `quote`."""
    page = next(page for page in document.pages if quote in page.text)
    start = page.text.index(quote)
    return Citation(
        marker, document.path, document.id, document.title, page.number, start, start + len(quote), quote, support
    )


def consider(document: Document, page: int = 1, score: float = 0.5) -> ConsideredPassage:
    """A whole page as a passage that an answer looked at."""
    text = document.page(page).text
    return ConsideredPassage(
        document.path, document.id, document.title, ("Titre",), (Span(page, 0, len(text)),), score, text
    )


@dataclass(frozen=True, slots=True)
class FakeSnapshot:
    documents: tuple[Document, ...]
    id: str = "fake"

    def document(self, document_id: str) -> Document:
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)


@dataclass(slots=True)
class FakeAssistant:
    """Gives the answers it was handed, by question; anything else is not in the documents. Remembers every call."""

    snapshot: FakeSnapshot
    answers: Mapping[str, Answer] = field(default_factory=dict)
    calls: list[tuple[str, tuple[Turn, ...]]] = field(default_factory=list)

    def answer(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
        self.calls.append((question, tuple(history)))
        if not question.strip():
            raise QuestionError("The question is empty. Write a few words and ask again.")
        return replace(self.answers.get(question, self._silence()), question=question)

    def _silence(self) -> Answer:
        passages = tuple(consider(document) for document in self.snapshot.documents)
        return Answer("", "fr", Outcome.NOT_IN_DOCUMENTS, "Les documents indexés ne le disent pas.", passages=passages)


class HashEmbedder:
    """Unit vectors made up from the text; counts what it embeds."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.identity = EncoderIdentity("hashes", "0" * 64, 8, 256)
        self.embedded = 0
        self._stop_after = stop_after

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._stop_after is not None and self.embedded >= self._stop_after:
            raise KeyboardInterrupt
        self.embedded += len(texts)
        return np.stack([self.embed_question(text) for text in texts])

    def embed_question(self, text: str) -> NDArray[np.float32]:
        vector = np.random.default_rng(zlib.crc32(text.encode())).normal(size=8).astype(np.float32)
        return vector / np.linalg.norm(vector)

    def count_pieces(self, text: str) -> int:
        return len(text.split())
