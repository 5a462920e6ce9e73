"""The building path, top to bottom: files in, a new snapshot of the index out.

    files -> loading -> canonical pages -> sentences -> passages -> embedding + lexical -> snapshot

A file that cannot be read is reported and the others go on. Passages whose text was embedded before keep their vector. The old
snapshot serves until the new one is whole, verified and published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bbti_qa.chunking import ChunkingRule, embedded_text, lexical_tokens, split
from bbti_qa.documents import Document, Passage
from bbti_qa.embedding import Embedder
from bbti_qa.errors import CorpusError, DamagedIndex, DocumentError, NoIndex, StaleIndex
from bbti_qa.index import Contents, IndexStore, Skipped, reusable_vectors
from bbti_qa.loading import CLEANER_VERSION, FileFound, ReadingLimits, discover, load_isolated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EMBEDDING_STEP = 256  # passages between two reports of progress

Progress = Callable[[str, int, int], None]
"""Told the stage (`reading`, `embedding`, `writing`), how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class IngestionReport:
    """What happened. `skipped` files are not in the index; `remarks` say what is missing of those that are."""

    snapshot: str
    documents: tuple[Document, ...]
    passages: int
    embedded: int
    skipped: tuple[Skipped, ...]

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """(path, remark) for everything that was left out while reading."""
        return tuple((document.path, remark) for document in self.documents for remark in document.remarks)


def ingest(
    paths: Sequence[Path],
    store: IndexStore,
    embedder: Embedder,
    *,
    chunking: ChunkingRule | None = None,
    limits: ReadingLimits | None = None,
    progress: Progress | None = None,
) -> IngestionReport:
    """Builds the index of `paths` (files, folders) and publishes it in `store`: the index then holds these documents and no others.

    Raises CorpusError when nothing can be read, IndexBusy, DiskFull, and the errors of the store.
    """
    report = progress or (lambda stage, done, total: None)
    rule = chunking or ChunkingRule()
    documents, skipped = _read(discover(paths), limits or ReadingLimits(), report)
    contents, embedded = contents_of(
        documents, embedder, rule, before=_vectors_before(store, embedder), skipped=skipped, progress=report
    )
    report("writing", 0, 1)
    snapshot = store.publish(contents)
    report("writing", 1, 1)
    return IngestionReport(snapshot, documents, len(contents.passages), embedded, skipped)


def contents_of(
    documents: Sequence[Document],
    embedder: Embedder,
    chunking: ChunkingRule,
    *,
    before: Mapping[str, NDArray[np.float32]] | None = None,
    skipped: tuple[Skipped, ...] = (),
    progress: Progress | None = None,
) -> tuple[Contents, int]:
    """What a snapshot of `documents` holds, and how many passages were embedded anew.

    `before` gives vectors by the SHA-256 of the embedded text. Raises EncoderError.
    """
    passages = [(document, passage) for document in documents for passage in _passages(document, chunking, embedder)]
    texts = [embedded_text(document, passage) for document, passage in passages]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    vectors, embedded = _embed(texts, hashes, before or {}, embedder, progress or (lambda stage, done, total: None))
    contents = Contents(
        documents=tuple(documents),
        passages=tuple(passage for _, passage in passages),
        vectors=vectors,
        tokens=tuple(tuple(lexical_tokens(document, passage)) for document, passage in passages),
        text_hashes=tuple(hashes),
        encoder=embedder.identity,
        chunker=chunking.name,
        cleaner=CLEANER_VERSION,
        skipped=skipped,
    )
    return contents, embedded


def _read(
    files: Sequence[FileFound], limits: ReadingLimits, report: Progress
) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    documents: list[Document] = []
    skipped: list[Skipped] = []
    known: dict[str, str] = {}
    for done, (file, outcome) in enumerate(load_isolated(files, limits), start=1):
        if isinstance(outcome, DocumentError):
            skipped.append(Skipped(file.relative, type(outcome).__name__, str(outcome)))
        elif outcome.id in known:
            skipped.append(Skipped(file.relative, "Duplicate", f"The same bytes as {known[outcome.id]}; indexed once."))
        else:
            known[outcome.id] = outcome.path
            documents.append(outcome)
        report("reading", done, len(files))
    if not documents:
        reasons = " ".join(f"{item.path}: {item.reason}" for item in skipped[:3])
        raise CorpusError(
            f"No document could be read. {reasons} Give a folder with PDF, Word, HTML, Markdown or text files."
        )
    return tuple(documents), tuple(skipped)


def _passages(document: Document, rule: ChunkingRule, embedder: Embedder) -> Iterable[Passage]:
    return split(document, rule, embedder.count_pieces, embedder.identity.max_pieces)


def _vectors_before(store: IndexStore, embedder: Embedder) -> Mapping[str, NDArray[np.float32]]:
    """The vectors of the snapshot in force, by text hash, if the same encoder made them; nothing otherwise."""
    try:
        snapshot = store.open()
    except (NoIndex, DamagedIndex, StaleIndex):
        return {}
    return reusable_vectors(snapshot) if snapshot.manifest.encoder == embedder.identity else {}


def _embed(
    texts: Sequence[str],
    hashes: Sequence[str],
    before: Mapping[str, NDArray[np.float32]],
    embedder: Embedder,
    report: Progress,
) -> tuple[NDArray[np.float32], int]:
    """(vectors, how many were computed anew); row i is text i's."""
    import numpy as np

    vectors = np.zeros((len(texts), embedder.identity.dimension), dtype=np.float32)
    new = [row for row, digest in enumerate(hashes) if digest not in before]
    for row, digest in enumerate(hashes):
        if digest in before:
            vectors[row] = before[digest]
    for start in range(0, len(new), EMBEDDING_STEP):
        rows = new[start : start + EMBEDDING_STEP]
        vectors[rows] = embedder.embed_passages([texts[row] for row in rows])
        report("embedding", start + len(rows), len(new))
    return vectors, len(new)
