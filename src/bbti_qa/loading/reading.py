"""One file to one document, in this process. What kind of file it is, its content says first, then its name."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Protocol, cast

from bbti_qa.documents import Document
from bbti_qa.errors import (
    DamagedDocument,
    DocumentError,
    EmptyDocument,
    EncryptedDocument,
    ReaderStopped,
    UnknownFormat,
)
from bbti_qa.loading.archives import Archive, members_to_read
from bbti_qa.loading.assembly import RawDocument, assemble
from bbti_qa.loading.discovery import READERS
from bbti_qa.loading.limits import MOST_FILE_BYTES, ReadingLimits

CHUNK = 2**20


class Reader(Protocol):
    """The bytes of a file to its pages. Raises DocumentError, or whatever its library lets out."""

    def __call__(self, data: bytes) -> RawDocument: ...


# Module and function of each format's reader; each brings its library along only when it is needed.
_HOMES = MappingProxyType(
    {
        "pdf": ("pdf", "read_pdf"),
        "docx": ("docx", "read_docx"),
        "pptx": ("pptx", "read_pptx"),
        "odt": ("odt", "read_odt"),
        "xlsx": ("xlsx", "read_xlsx"),
        "csv": ("csv", "read_csv"),
        "eml": ("eml", "read_eml"),
        "html": ("html", "read_html"),
        "markdown": ("markdown", "read_markdown"),
        "text": ("text", "read_text"),
    }
)
_MAIL_HEADER = re.compile(
    rb"^(from|date|subject|message-id|mime-version|received|return-path|delivered-to|to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
MAIL_HEADERS = 3  # different ones from which a text that begins with one is a mail


@dataclass(frozen=True, slots=True)
class Members:
    """What a zipped folder holds: (name in the archive, name in the index), sorted by the second."""

    names: tuple[tuple[str, str], ...]


def load(path: Path, relative: str, limits: ReadingLimits | None = None, member: str = "") -> Document:
    """Reads `path`, or `member` of the archive there; `relative` is its name in the index.

    Raises a DocumentError, whatever is wrong with the file.
    """
    outcome = load_or_list(path, relative, limits, member)
    if isinstance(outcome, Members):
        raise UnknownFormat("This is an archive of documents. Ingest it, or unpack it.")
    return outcome


def load_or_list(
    path: Path, relative: str, limits: ReadingLimits | None = None, member: str = ""
) -> Document | Members:
    """The document, or what is in the zipped folder. Raises a DocumentError, whatever is wrong with the file."""
    with _ours():
        data = read_bytes(path)
        if member:
            data = _member(data, member)
        name = sniff(data, relative)
        if name == "zip":
            if member:
                raise UnknownFormat("An archive within an archive is not opened. Unpack it and ingest what is in it.")
            return Members(members_to_read(data))
        raw = reader_of(name)(data)
        document = assemble(raw, data, relative, _readable(relative))
    _check(document, limits or ReadingLimits())
    return document


@contextmanager
def _ours() -> Iterator[None]:
    """The door: whatever a library lets out becomes one of our errors."""
    try:
        yield
    except DocumentError:
        raise
    except MemoryError as error:
        raise OutOfMemory("Reading the file takes more memory than it may. Split it into parts.") from error
    except RecursionError as error:
        raise DamagedDocument("The file is nested too deeply to be read. Export it again from its source.") from error
    except Exception as error:
        raise DamagedDocument(
            f"The file cannot be read ({type(error).__name__}). Save it again from its source."
        ) from error


class OutOfMemory(ReaderStopped):
    """Told apart, because a process that read other files before may have filled the memory with those."""


def _check(document: Document, limits: ReadingLimits) -> None:
    if not any(page.text.strip() for page in document.pages):
        raise EmptyDocument("The file holds no text. Remove it, or fill it.")
    if len(document.pages) > limits.pages:
        raise ReaderStopped(
            f"The file has {len(document.pages)} pages; at most {limits.pages} are read (BBTI_QA_READ_PAGES). Split it."
        )
    characters = sum(len(page.text) for page in document.pages)
    if characters > limits.characters:
        raise ReaderStopped(
            f"The file holds {characters} characters; at most {limits.characters} are read (BBTI_QA_READ_CHARACTERS). Split it."
        )


def read_bytes(path: Path) -> bytes:
    """The content of a plain file. Links, pipes and devices are never opened for reading. Raises DocumentError."""
    data = b"".join(_chunks(path))
    if not data:
        raise EmptyDocument("The file has zero bytes. Copy it again from its source.")
    return data


def fingerprint(path: Path) -> str:
    """The SHA-256 (hex) of a plain file's content, nothing where it cannot be read."""
    digest = hashlib.sha256()
    try:
        for chunk in _chunks(path):
            digest.update(chunk)
    except DocumentError:
        return ""
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    """At most the bytes that a file may have, even while it grows."""
    try:
        handle = _opened(path)
        try:
            left = MOST_FILE_BYTES
            while chunk := os.read(handle, CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise _too_large()
                yield chunk
        finally:
            os.close(handle)
    except OSError as error:
        raise DamagedDocument(f"The file cannot be opened ({error.strerror}). Check its permissions.") from error


def _opened(path: Path) -> int:
    """A handle on a plain file. What lies there is asked before and after the opening, which waits for no pipe."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _not_plain()
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_FILE_BYTES:
        os.close(handle)
        raise _not_plain() if not stat.S_ISREG(status.st_mode) else _too_large()
    return handle


def _not_plain() -> UnknownFormat:
    return UnknownFormat("This is a link, a pipe or a device, not a plain file. Put a copy of the document there.")


def _too_large() -> ReaderStopped:
    return ReaderStopped(f"The file is larger than {MOST_FILE_BYTES // 2**20} MB. Split it into parts.")


def _member(data: bytes, member: str) -> bytes:
    try:
        content = Archive(data).read(member)
    except KeyError as error:
        raise DamagedDocument("The archive changed while it was read. Ingest it again.") from error
    if not content:
        raise EmptyDocument("The file has zero bytes. Copy it again from its source.")
    return content


def sniff(data: bytes, name: str) -> str:
    """The format of a file by its content, else by its name. Raises UnknownFormat, and DocumentError for archives."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = PurePosixPath(name).suffix.lower()
    if head.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and READERS.get(suffix, "pdf") == "pdf"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise EncryptedDocument(
            "The file is protected by a password, or of an old kind (.doc, .xls, .ppt). Save it in today's form, without a password."
        )
    if head[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if _is_mail(data):
        return "eml"
    if suffix not in READERS:
        known = ", ".join(sorted(READERS))
        raise UnknownFormat(f"There is no reader for {suffix or 'files without an ending'}. Known endings: {known}.")
    return _by_name(READERS[suffix])


def _packed(data: bytes) -> str:
    name = Archive(data).format
    if name != "zip" and name not in _HOMES:
        raise UnknownFormat(f"There is no reader for {name}. Save it as PDF, Word or OpenDocument text.")
    return name


def _by_name(name: str) -> str:
    """What a name says of a file whose content is no archive."""
    if name in ("docx", "pptx", "xlsx", "odt", "zip"):
        raise DamagedDocument(f"The file is no {name} file, though its name says so. Save it again from its source.")
    return name


def _is_mail(data: bytes) -> bool:
    head = re.split(rb"\r?\n\r?\n", data[:16_384], maxsplit=1)[0]
    if not _MAIL_HEADER.match(head):
        return False
    return len({header.lower() for header in _MAIL_HEADER.findall(head)}) >= MAIL_HEADERS


def reader_of(name: str) -> Reader:
    """The reader of a format. Raises KeyError."""
    module, function = _HOMES[name]
    return cast(Reader, getattr(import_module(f"bbti_qa.loading.{module}"), function))


def _readable(relative: str) -> str:
    """A file's name as a title: "fiche-programme.pdf" gives "fiche programme"."""
    return PurePosixPath(relative).stem.replace("-", " ").replace("_", " ")
