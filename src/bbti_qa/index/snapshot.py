"""A whole index in memory, and its form as files. Nothing here touches the disk.

documents.jsonl   a document a line, without its pages, with the number of its pages and passages
pages.jsonl       all pages, in the order of the documents; a line is parsed when the page is first asked for
passages.jsonl    all passages, likewise
texts.sha256      32 bytes a passage: the hash of the text that was embedded
acronyms.json     what the documents define in brackets
vectors.f32       a vector a passage, 32-bit floats
    lexical*          BM25 scores by stem
manifest.json     what the index was made with, and the seal of every other file
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bbti_qa.documents import Document, Passage
from bbti_qa.embedding import EncoderIdentity
from bbti_qa.errors import DamagedIndex
from bbti_qa.index.lexical import LexicalIndex
from bbti_qa.index.manifest import FileSeal, Manifest, Skipped
from bbti_qa.index.rows import Rows
from bbti_qa.index.vectors import VectorIndex
from bbti_qa.serial import (
    Json,
    head_from_json,
    head_to_json,
    page_from_json,
    page_to_json,
    passage_from_json,
    passage_to_json,
)

MANIFEST = "manifest.json"
HASH_BYTES = 32
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Contents:
    """What ingestion gives for a new snapshot. `passages` stand in the order of `documents`; `vectors`, `tokens` and `text_hashes` have
    one row a passage, in its order.

    `acronyms` are pairs (short form, long form) that the documents define. `text_hashes` are the SHA-256 (hex) of the texts that were embedded: a later ingestion takes the vectors of equal texts over.
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
    acronyms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An index, opened. `id` is the start of the SHA-256 of the manifest; row i of both indexes is `passages[i]`.

    Passages, and the pages of the documents, are parsed when they are first asked for.
    """

    id: str
    manifest: Manifest
    documents: tuple[Document, ...]
    passages: Rows[Passage]
    vectors: VectorIndex
    lexical: LexicalIndex
    acronyms: tuple[tuple[str, str], ...]
    _hashes: bytes = field(repr=False)
    _by_id: Mapping[str, tuple[Document, Rows[Passage]]] = field(repr=False)

    def document(self, document_id: str) -> Document:
        """Raises KeyError."""
        return self._by_id[document_id][0]

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of one document, in reading order. Raises KeyError."""
        return self._by_id[document_id][1]

    @property
    def text_hashes(self) -> tuple[str, ...]:
        """The SHA-256 (hex) of the text that was embedded for each passage."""
        return tuple(self._hashes[at : at + HASH_BYTES].hex() for at in range(0, len(self._hashes), HASH_BYTES))


def snapshot_id(manifest: bytes) -> str:
    """The first 16 hex digits of the manifest's SHA-256."""
    return hashlib.sha256(manifest).hexdigest()[:16]


def to_files(contents: Contents) -> dict[str, bytes]:
    """Every file of the snapshot by name, the manifest among them; the same contents give the same bytes."""
    counts = Counter(passage.document_id for passage in contents.passages)
    files = {
        "documents.jsonl": _lines(_document_row(document, counts[document.id]) for document in contents.documents),
        "pages.jsonl": _lines(page_to_json(page) for document in contents.documents for page in document.pages),
        "passages.jsonl": _lines(map(passage_to_json, contents.passages)),
        "texts.sha256": b"".join(map(bytes.fromhex, contents.text_hashes)),
        "acronyms.json": json.dumps(contents.acronyms, ensure_ascii=False).encode(),
        "vectors.f32": VectorIndex.build(contents.vectors).to_bytes(),
        **LexicalIndex.build(contents.tokens).to_files(),
    }
    manifest = Manifest(
        files={name: FileSeal.of(data) for name, data in files.items()},
        encoder=contents.encoder,
        chunker=contents.chunker,
        cleaner=contents.cleaner,
        skipped=contents.skipped,
    )
    return files | {MANIFEST: manifest.to_bytes()}


def _document_row(document: Document, passages: int) -> Json:
    return head_to_json(document) | {"pages": len(document.pages), "passages": passages}


def from_files(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot of files whose seals were checked. Raises DamagedIndex, StaleIndex."""
    manifest = Manifest.from_bytes(files[MANIFEST])
    lexical = LexicalIndex.from_files(files)
    try:
        hashes, vectors = (
            files["texts.sha256"],
            VectorIndex.from_bytes(files["vectors.f32"], manifest.encoder.dimension),
        )
        pages = Rows("pages.jsonl", files["pages.jsonl"], page_from_json)
        passages = Rows("passages.jsonl", files["passages.jsonl"], passage_from_json)
        rows = [json.loads(line) for line in files["documents.jsonl"].split(b"\n") if line]
        documents = tuple(map(head_from_json, rows, _parts(pages, [row["pages"] for row in rows])))
        own = _parts(passages, [row["passages"] for row in rows])
        acronyms = tuple((str(short), str(long)) for short, long in json.loads(files["acronyms.json"]))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedIndex("The parts of the index cannot be read. Run `bbti-qa ingest` again.") from error
    if not len(passages) == len(vectors) == len(lexical) == len(hashes) / HASH_BYTES:
        raise DamagedIndex("The parts of the index do not belong together. Run `bbti-qa ingest` again.")
    return Snapshot(
        id=snapshot_id(files[MANIFEST]),
        manifest=manifest,
        documents=documents,
        passages=passages,
        vectors=vectors,
        lexical=lexical,
        acronyms=acronyms,
        _hashes=hashes,
        _by_id={document.id: (document, part) for document, part in zip(documents, own, strict=True)},
    )


def _parts(rows: Rows[T], counts: Sequence[int]) -> list[Rows[T]]:
    """`rows` in consecutive parts of so many. Raises ValueError unless they make up the whole."""
    if sum(counts) != len(rows):
        raise ValueError(f"{sum(counts)} rows are told of, {len(rows)} are there")
    return [rows.part(start, end) for start, end in pairwise(accumulate(counts, initial=0))]


def parse_all(snapshot: Snapshot) -> None:
    """Parses every row that is still unread. Raises DamagedIndex."""
    for rows in (snapshot.passages, *(document.pages for document in snapshot.documents)):
        for _ in rows:
            pass


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
