"""What an ingest has read and embedded so far, kept beside the index until it is published, so that a stopped one goes on.

`DIR/journal.log`: a line a record, `<SHA-256 of the record> <record as JSON>`. A line that was cut short or changed is left out; what
it held is read or embedded again. The file is locked while it is written; a second ingest goes without.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbti_qa.documents import Document
from bbti_qa.embedding import EncoderIdentity
from bbti_qa.serial import document_from_json, document_to_json

NAME = "journal.log"


@contextmanager
def open_journal(directory: Path, cleaner: str, encoder: EncoderIdentity) -> Iterator[Journal]:
    """The journal of `directory`; one that remembers nothing where the folder cannot be written or another ingest holds it."""
    handle = _locked(directory / NAME)
    journal = Journal(directory / NAME, handle, cleaner, hashlib.sha256(repr(encoder).encode()).hexdigest())
    try:
        yield journal
    finally:
        if handle is not None:
            os.close(handle)


def _locked(path: Path) -> int | None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_ino != path.stat().st_ino:  # cleared by another between opening and locking
            raise BlockingIOError
    except OSError:
        os.close(handle)
        return None
    return handle


class Journal:
    """Documents by the SHA-256 of their file and their name in the index; vectors by the SHA-256 of their text.

    Only records of the same cleaner and the same encoder count.
    """

    def __init__(self, path: Path, handle: int | None, cleaner: str, encoder: str) -> None:
        self._path = path
        self._handle = handle
        self._cleaner = cleaner
        self._encoder = encoder
        self._documents: dict[tuple[str, str], tuple[int, int]] = {}
        self._vectors: dict[str, NDArray[np.float32]] = {}
        if handle is not None:
            self._load(handle)

    def document(self, sha256: str, relative: str) -> Document | None:
        """The document that this file gave under this name."""
        place = self._documents.get((sha256, relative))
        if place is None or self._handle is None:
            return None
        return document_from_json(json.loads(os.pread(self._handle, place[1], place[0]))["document"])

    def vectors(self) -> dict[str, NDArray[np.float32]]:
        """Unit vectors, (dimension,), by the SHA-256 of the text that was embedded."""
        return self._vectors

    def add_document(self, sha256: str, document: Document) -> None:
        self._write({"file": sha256, "cleaner": self._cleaner, "document": document_to_json(document)})

    def add_vectors(self, hashes: Sequence[str], vectors: NDArray[np.float32]) -> None:
        packed = base64.b64encode(np.ascontiguousarray(vectors, dtype="<f4").tobytes()).decode()
        self._write({"texts": list(hashes), "encoder": self._encoder, "vectors": packed})

    def clear(self) -> None:
        """Removes the file: what it held is in the index now."""
        if self._handle is not None:
            self._path.unlink(missing_ok=True)

    def _write(self, record: dict[str, Any]) -> None:
        """A journal that cannot be written is no reason to stop; it remembers less."""
        if self._handle is None:
            return
        payload = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        line = hashlib.sha256(payload).hexdigest().encode() + b" " + payload + b"\n"
        try:
            os.lseek(self._handle, 0, os.SEEK_END)
            view = memoryview(line)
            while view:
                view = view[os.write(self._handle, view) :]
        except OSError:
            os.ftruncate(self._handle, 0)  # most likely the disk is full, and the index needs the room more
            self._handle = None

    def _load(self, handle: int) -> None:
        end = 0
        with os.fdopen(os.dup(handle), "rb") as stream:
            stream.seek(0)
            for line in stream:
                if line.endswith(b"\n") and hashlib.sha256(line[65:-1]).hexdigest().encode() == line[:64]:
                    self._note(json.loads(line[65:-1]), end + 65, len(line) - 66)
                end += len(line)
            if end and not line.endswith(b"\n"):
                os.write(handle, b"\n")  # a line that was cut short must not spoil the next one

    def _note(self, record: dict[str, Any], start: int, length: int) -> None:
        if record.get("cleaner") == self._cleaner:
            self._documents[record["file"], record["document"]["path"]] = (start, length)
        elif record.get("encoder") == self._encoder:
            rows = np.frombuffer(base64.b64decode(record["vectors"]), dtype="<f4").reshape(len(record["texts"]), -1)
            self._vectors.update(zip(record["texts"], rows, strict=True))
