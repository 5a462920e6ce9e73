"""The building path, top to bottom: files in, a new snapshot of the index out.

    files -> loading -> canonical pages -> copies and versions -> sentences -> passages -> embedding + lexical -> snapshot

A file that cannot be read is reported and the others go on. Files whose content and name the index has are not read again, passages
whose text was embedded before keep their vector, and what a stopped ingest had done is in the journal. The old snapshot serves until
the new one is whole, verified and published.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bbti_qa.acronyms import learn_acronyms
from bbti_qa.catalogue import load_catalogue
from bbti_qa.chunking import ChunkingRule, embedded_text, lexical_tokens, split
from bbti_qa.documents import Document, Passage
from bbti_qa.embedding import Embedder
from bbti_qa.errors import CorpusError, DamagedIndex, DocumentError, NoIndex, StaleIndex
from bbti_qa.index import Contents, IndexStore, Journal, Skipped, Snapshot, open_journal, reusable_vectors
from bbti_qa.loading import CLEANER_VERSION, FileFound, ReadingLimits, discover, fingerprint, load_isolated
from bbti_qa.versions import Twin, settle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EMBEDDING_STEP = 256  # passages between two reports of progress

Progress = Callable[[str, int, int], None]
"""Told the stage (`reading`, `cutting`, `embedding`, `writing`), how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class IngestionReport:
    """What happened. `skipped` files are not in the index; `remarks` say what is missing of those that are.

    `removed` are the paths of documents that the index held before and that are not among the files now.
    `read` files were read now, the others were in the index or in the journal of a stopped ingest.
    """

    snapshot: str
    documents: tuple[Document, ...]
    passages: int
    embedded: int
    skipped: tuple[Skipped, ...]
    read: int = 0
    removed: tuple[str, ...] = ()

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

    Raises CorpusError when nothing can be read or `sources.toml` is wrong, IndexBusy, DiskFull, and the errors of the store.
    """
    report = progress or (lambda stage, done, total: None)
    files, catalogue = discover(paths), load_catalogue(paths)
    before = _before(store)
    with open_journal(store.directory, CLEANER_VERSION, embedder.identity) as journal:
        library = _Library(before, journal)
        found, skipped = _read(files, limits or ReadingLimits(), library, report)
        catalogue.check([*(document.path for document in found), *(item.path for item in skipped)])
        settled = settle([catalogue.applied(document) for document in found])
        skipped = tuple(sorted((*skipped, *map(_as_skipped, settled.twins)), key=lambda item: item.path))
        contents, embedded = contents_of(
            settled.documents,
            embedder,
            chunking or ChunkingRule(),
            before=library.vectors(embedder),
            skipped=skipped,
            progress=report,
            embedded=journal.add_vectors,
        )
        report("writing", 0, 1)
        snapshot = store.publish(contents)
        journal.clear()
    report("writing", 1, 1)
    removed = _removed(before, files, settled.documents)
    return IngestionReport(
        snapshot, settled.documents, len(contents.passages), embedded, skipped, library.read, removed
    )


def contents_of(
    documents: Sequence[Document],
    embedder: Embedder,
    chunking: ChunkingRule,
    *,
    before: Mapping[str, NDArray[np.float32]] | None = None,
    skipped: tuple[Skipped, ...] = (),
    progress: Progress | None = None,
    embedded: Callable[[Sequence[str], NDArray[np.float32]], None] | None = None,
) -> tuple[Contents, int]:
    """What a snapshot of `documents` holds, and how many passages were embedded anew.

    `before` gives vectors by the SHA-256 of the embedded text; `embedded` is handed the hashes and the vectors of every step. Raises
    EncoderError.
    """
    report = progress or (lambda stage, done, total: None)
    passages: list[tuple[Document, Passage]] = []
    for done, document in enumerate(documents, start=1):
        passages += ((document, passage) for passage in _passages(document, chunking, embedder))
        report("cutting", done, len(documents))
    texts = [embedded_text(document, passage) for document, passage in passages]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    vectors, count = _embed(texts, hashes, before or {}, embedder, report, embedded or (lambda hashes, vectors: None))
    contents = Contents(
        documents=tuple(documents),
        passages=tuple(passage for _, passage in passages),
        vectors=vectors,
        tokens=tuple(tuple(map(sys.intern, lexical_tokens(document, passage))) for document, passage in passages),
        text_hashes=tuple(hashes),
        encoder=embedder.identity,
        chunker=chunking.name,
        cleaner=CLEANER_VERSION,
        skipped=skipped,
        acronyms=learn_acronyms(documents),
    )
    return contents, count


class _Library:
    """What was read and embedded before: in the snapshot in force, and by an ingest that was stopped."""

    def __init__(self, before: Snapshot | None, journal: Journal) -> None:
        self._before = before
        self._journal = journal
        is_current = before is not None and before.manifest.cleaner == CLEANER_VERSION
        self._documents = (
            {(document.id, document.path): document for document in before.documents} if before and is_current else {}
        )
        self.read = 0

    def find(self, file: FileFound, sha256: str) -> Document | None:
        """The document as the file gave it, if its content and its name are known."""
        known = self._documents.get((sha256, file.relative))
        if known is not None and not known.declared:
            return replace(known, superseded_by="", copies=())
        return self._journal.document(sha256, file.relative)

    def add(self, document: Document) -> None:
        self.read += 1
        self._journal.add_document(document.id, document)

    def vectors(self, embedder: Embedder) -> Mapping[str, NDArray[np.float32]]:
        """By the SHA-256 of the embedded text; only those that the same encoder made."""
        same = self._before is not None and self._before.manifest.encoder == embedder.identity
        return self._journal.vectors() | (reusable_vectors(self._before) if self._before is not None and same else {})


def _before(store: IndexStore) -> Snapshot | None:
    try:
        return store.open()
    except (NoIndex, DamagedIndex, StaleIndex):
        return None


def _read(
    files: Sequence[FileFound], limits: ReadingLimits, library: _Library, report: Progress
) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """What could be read, and what could not, each in the order of their names."""
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for file, outcome in _outcomes(files, limits, library, report):
        if isinstance(outcome, DocumentError):
            skipped.append(Skipped(file.relative, type(outcome).__name__, str(outcome)))
        else:
            documents.append(outcome)
    if not documents:
        reasons = " ".join(f"{item.path}: {item.reason}" for item in skipped[:3])
        raise CorpusError(
            f"No document could be read. {reasons} Give a folder with PDF, Word, HTML, Markdown or text files."
        )
    return tuple(sorted(documents, key=lambda document: document.path)), tuple(skipped)


def _outcomes(
    files: Sequence[FileFound], limits: ReadingLimits, library: _Library, report: Progress
) -> Iterator[tuple[FileFound, Document | DocumentError]]:
    """First the files that are known, then the others as they are read."""
    unknown = []
    for file in files:
        known = library.find(file, fingerprint(file.path))
        if known is None:
            unknown.append(file)
        else:
            yield file, known
    report("reading", len(files) - len(unknown), len(files))
    places: dict[Path, None] = {}
    for file, outcome in load_isolated(unknown, limits):
        if isinstance(outcome, Document):
            library.add(outcome)
        places[file.path] = None
        report("reading", len(files) - len(unknown) + len(places), len(files))
        yield file, outcome


def _removed(before: Snapshot | None, files: Sequence[FileFound], now: Sequence[Document]) -> tuple[str, ...]:
    """A file that has another name now is not removed; nor is one that is there and cannot be read any more: it is skipped."""
    paths, contents = {file.relative for file in files}, {document.id for document in now}
    documents = before.documents if before else ()
    return tuple(one.path for one in documents if one.path not in paths and one.id not in contents)


def _as_skipped(twin: Twin) -> Skipped:
    if twin.is_exact:
        return Skipped(twin.path, "Duplicate", f"The same text as {twin.kept}; indexed once.")
    return Skipped(twin.path, "NearDuplicate", f"All its words stand in {twin.kept}; indexed once.")


def _passages(document: Document, rule: ChunkingRule, embedder: Embedder) -> Iterable[Passage]:
    return split(document, rule, embedder.count_pieces, embedder.identity.max_pieces)


def _embed(
    texts: Sequence[str],
    hashes: Sequence[str],
    before: Mapping[str, NDArray[np.float32]],
    embedder: Embedder,
    report: Progress,
    embedded: Callable[[Sequence[str], NDArray[np.float32]], None],
) -> tuple[NDArray[np.float32], int]:
    """(vectors, how many were computed anew); row i is text i's."""
    import numpy as np

    vectors = np.zeros((len(texts), embedder.identity.dimension), dtype=np.float32)
    new = [row for row, digest in enumerate(hashes) if digest not in before]
    for row, digest in enumerate(hashes):
        if digest in before:
            vectors[row] = before[digest]
    report("embedding", 0, len(new))
    for start in range(0, len(new), EMBEDDING_STEP):
        rows = new[start : start + EMBEDDING_STEP]
        vectors[rows] = embedder.embed_passages([texts[row] for row in rows])
        embedded([hashes[row] for row in rows], vectors[rows])
        report("embedding", start + len(rows), len(new))
    return vectors, len(new)
