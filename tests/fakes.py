"""Hand-written stand-ins, shared by the tests."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from bbti_qa.answering import Writer
from bbti_qa.assistant import AnsweringRules, Assistant
from bbti_qa.chunking import ChunkingRule
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
from bbti_qa.generation import Deadline, Message
from bbti_qa.index.snapshot import in_memory
from bbti_qa.ingestion import contents_of
from bbti_qa.language import stems
from bbti_qa.retrieval import Retriever
from bbti_qa.sufficiency import SufficiencyRule


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


def make_sections(path: str, *sections: tuple[str, str]) -> Document:
    """A document of one page without a title, of headings with the prose below each; without a heading where that is empty."""
    text, blocks = "", []
    for heading, body in sections:
        for kind, piece in ((BlockKind.HEADING, heading), (BlockKind.PROSE, body)):
            if piece:
                blocks.append(Block(kind, len(text), len(text) + len(piece), int(kind is BlockKind.HEADING)))
                text += piece + "\n"
    page = Page(1, text, tuple(blocks), OffsetMap(((0, 0, len(text)),)))
    return replace(make_document(path, "", text), pages=(page,))


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
    writer: None = None

    def answer(self, question: str, history: Sequence[Turn] = (), language: str | None = None) -> Answer:
        self.calls.append((question, tuple(history)))
        if not question.strip():
            raise QuestionError("The question is empty. Write a few words and ask again.")
        return replace(self.answers.get(question, self._silence()), question=question)

    def extractive(self) -> FakeAssistant:
        return self

    def stream(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None
    ) -> Iterator[str | Answer]:
        answer = self.answer(question, history, language)
        for start in range(0, len(answer.text), 40):
            yield answer.text[start : start + 40]
        yield answer

    def _silence(self) -> Answer:
        passages = tuple(consider(document) for document in self.snapshot.documents)
        return Answer("", "fr", Outcome.NOT_IN_DOCUMENTS, "Les documents indexés ne le disent pas.", passages=passages)


Reply = str | Exception | Callable[[Sequence[Message]], str]
"""What a scripted model does when it is called: says a text, fails, or makes a text of the messages; "\x00" in a text fails there."""


@dataclass(slots=True)
class ScriptedModel:
    """Plays `replies` in turn, the last one for ever, in chunks of `chunk` characters. Remembers the messages of every call."""

    replies: Sequence[Reply]
    chunk: int = 7
    name: str = "scripted:test"
    parameters: Mapping[str, str | int | float] = field(default_factory=lambda: {"temperature": 0.0})
    calls: list[tuple[Message, ...]] = field(default_factory=list)
    broken: Exception | None = None  # raised where a text holds "\x00"

    def stream(self, messages: Sequence[Message], deadline: Deadline) -> Iterator[str]:
        self.calls.append(tuple(messages))
        reply = self.replies[min(len(self.calls), len(self.replies)) - 1]
        if isinstance(reply, Exception):
            raise reply
        text = reply if isinstance(reply, str) else reply(messages)
        whole, cut, _ = text.partition("\x00")
        for start in range(0, len(whole), self.chunk):
            yield whole[start : start + self.chunk]
        if cut and self.broken:
            raise self.broken


class WordEmbedder:
    """Texts to unit vectors by their stems, each on an axis that its hash names: near where words are shared. Needs no model."""

    identity = EncoderIdentity("words", "0" * 64, 64, 512)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.embed_question(text) for text in texts])

    def embed_question(self, text: str) -> NDArray[np.float32]:
        row = np.full(64, 1e-3, dtype=np.float32)
        for stem in stems(text):
            row[hashlib.sha256(stem.encode()).digest()[0] % 64] += 1.0
        return row / np.float32(np.linalg.norm(row))

    def count_pieces(self, text: str) -> int:
        return len(text.split()) + 2


def assistant_over(documents: Sequence[Document], model: ScriptedModel | None = None, **limits: float) -> Assistant:
    """The real assistant over an index of `documents` in memory; it answers whatever comes near. `limits` are of the deadline."""
    embedder = WordEmbedder()
    contents, _ = contents_of(documents, embedder, ChunkingRule())
    snapshot = in_memory(contents)
    retriever = Retriever(snapshot.passages, snapshot.lexical, snapshot.vectors, embedder)
    rules = AnsweringRules(sufficiency=SufficiencyRule(threshold=0.01))
    writer = Writer(model, lambda: Deadline(**limits)) if model else None
    return Assistant(snapshot, retriever, rules=rules, writer=writer)


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
