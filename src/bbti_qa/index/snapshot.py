"""A whole index in memory, and its form as files. Nothing here touches the disk."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from bbti_qa.documents import Document, Passage
from bbti_qa.embedding import EncoderIdentity
from bbti_qa.errors import DamagedIndex
from bbti_qa.index.lexical import LexicalIndex
from bbti_qa.index.manifest import DocumentLine, FileSeal, Manifest, Skipped
from bbti_qa.index.vectors import VectorIndex
from bbti_qa.serial import Json, document_from_json, document_to_json, passage_from_json, passage_to_json

MANIFEST = "manifest.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Contents:
    """What ingestion gives for a new snapshot. `vectors`, `tokens` and `text_hashes` have one row a passage, in its order.

    `text_hashes` are the SHA-256 (hex) of the texts that were embedded: a later ingestion takes the vectors of equal texts over.
    """

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    tokens: tuple[tuple[str, ...], ...]
    text_hashes: tuple[str, ...]
    encoder: EncoderIdentity
    chunker: str
    cleaner: str
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An index, opened. `id` is the start of the SHA-256 of the manifest; row i of both indexes is `passages[i]`."""

    id: str
    manifest: Manifest
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]
    vectors: VectorIndex
    lexical: LexicalIndex
    text_hashes: tuple[str, ...]
    _by_id: Mapping[str, Document] = field(default_factory=dict, repr=False)

    def document(self, document_id: str) -> Document:
        """Raises KeyError."""
        return self._by_id[document_id]


def snapshot_id(manifest: bytes) -> str:
    """The first 16 hex digits of the manifest's SHA-256."""
    return hashlib.sha256(manifest).hexdigest()[:16]


def to_files(contents: Contents) -> dict[str, bytes]:
    """Every file of the snapshot by name, the manifest among them; the same contents give the same bytes."""
    files = {
        "documents.jsonl": _lines(map(document_to_json, contents.documents)),
        "passages.jsonl": _lines(map(passage_to_json, contents.passages)),
        "texts.json": json.dumps(list(contents.text_hashes)).encode(),
        "vectors.faiss": VectorIndex.build(contents.vectors).to_bytes(),
        **LexicalIndex.build(contents.tokens).to_files(),
    }
    return files | {MANIFEST: _manifest(contents, files).to_bytes()}


def _manifest(contents: Contents, files: Mapping[str, bytes]) -> Manifest:
    counts = Counter(passage.document_id for passage in contents.passages)
    return Manifest(
        files={name: FileSeal.of(data) for name, data in files.items()},
        encoder=contents.encoder,
        chunker=contents.chunker,
        cleaner=contents.cleaner,
        documents=tuple(
            DocumentLine(
                id=document.id,
                path=document.path,
                title=document.title,
                date=document.date,
                version=document.version,
                language=document.language,
                pages=len(document.pages),
                passages=counts[document.id],
                status=document.status,
                instrument=document.instrument,
                superseded_by=document.superseded_by,
                copies=document.copies,
            )
            for document in contents.documents
        ),
        skipped=contents.skipped,
    )


def from_files(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot of files whose seals were checked. Raises DamagedIndex, StaleIndex."""
    manifest = Manifest.from_bytes(files[MANIFEST])
    documents = _parsed(files, "documents.jsonl", document_from_json)
    passages = _parsed(files, "passages.jsonl", passage_from_json)
    vectors = VectorIndex.from_bytes(files["vectors.faiss"])
    lexical = LexicalIndex.from_files(files)
    hashes = tuple(json.loads(files["texts.json"]))
    if not len(passages) == len(vectors) == len(lexical) == len(hashes):
        raise DamagedIndex("The parts of the index do not belong together. Run `bbti-qa ingest` again.")
    by_id = {document.id: document for document in documents}
    return Snapshot(snapshot_id(files[MANIFEST]), manifest, documents, passages, vectors, lexical, hashes, by_id)


def in_memory(contents: Contents) -> Snapshot:
    """The snapshot of `contents` without a disk."""
    return from_files(to_files(contents))


def reusable_vectors(snapshot: Snapshot) -> dict[str, NDArray[np.float32]]:
    """The vectors of `snapshot` by the SHA-256 of the text that was embedded."""
    return dict(zip(snapshot.text_hashes, snapshot.vectors.rows(), strict=True))


def _lines(rows: Iterable[Json]) -> bytes:
    return "".join(
        json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for row in rows
    ).encode()


def _parsed(files: Mapping[str, bytes], name: str, parse: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    try:
        # Only "\n" parts lines: U+2028 and its like stand inside JSON strings.
        rows: Sequence[bytes] = files[name].split(b"\n")
        return tuple(parse(json.loads(row)) for row in rows if row)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedIndex(f"{name} of the index cannot be read. Run `bbti-qa ingest` again.") from error
