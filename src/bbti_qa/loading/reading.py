"""One file to one document, in this process. What kind of file it is, its content says first, then its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from bbti_qa.documents import Document
from bbti_qa.errors import DamagedDocument, DocumentError, EmptyDocument, ReaderStopped, UnknownFormat
from bbti_qa.loading.assembly import RawDocument, assemble
from bbti_qa.loading.discovery import READERS, is_regular

MOST_BYTES = 200 * 2**20


def load(path: Path, relative: str) -> Document:
    """Reads `path`; `relative` is its name in the index. Raises a DocumentError, whatever is wrong with the file."""
    try:
        data = _bytes(path)
        raw = _reader(sniff(data, relative))(data)
        document = assemble(raw, data, relative, _readable(relative))
    except DocumentError:
        raise
    except MemoryError as error:
        raise ReaderStopped("Reading the file takes more memory than it may. Split it into parts.") from error
    except RecursionError as error:
        raise DamagedDocument("The file is nested too deeply to be read. Export it again from its source.") from error
    except Exception as error:  # the door: whatever a library lets out becomes one of ours
        raise DamagedDocument(
            f"The file cannot be read ({type(error).__name__}). Save it again from its source."
        ) from error
    if not any(page.text.strip() for page in document.pages):
        raise EmptyDocument("The file holds no text. Remove it, or fill it.")
    return document


def _bytes(path: Path) -> bytes:
    try:
        if not is_regular(path):
            raise UnknownFormat(
                "This is a link, a pipe or a device, not a plain file. Put a copy of the document there."
            )
        if path.stat().st_size > MOST_BYTES:
            raise UnknownFormat(f"The file is larger than {MOST_BYTES // 2**20} MB. Split it into parts.")
        data = path.read_bytes()
    except OSError as error:
        raise DamagedDocument(f"The file cannot be opened ({error.strerror}). Check its permissions.") from error
    if not data:
        raise EmptyDocument("The file has zero bytes. Copy it again from its source.")
    return data


def sniff(data: bytes, name: str) -> str:
    """The format of a file by its first bytes, else by its name. Raises UnknownFormat."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = PurePosixPath(name).suffix.lower()
    if head.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and READERS.get(suffix, "pdf") == "pdf"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if suffix == ".docx" or b"word/" in data[:65536]:
            return "docx"
        raise UnknownFormat("This is an archive, not a Word file. Unpack it and ingest what is in it.")
    if head[:14].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if suffix not in READERS:
        known = ", ".join(sorted(READERS))
        raise UnknownFormat(f"There is no reader for {suffix or 'files without an ending'}. Known endings: {known}.")
    return READERS[suffix]


def _reader(name: str) -> Callable[[bytes], RawDocument]:
    """The reader of a format; each brings its library along only when it is needed."""
    if name == "pdf":
        from bbti_qa.loading.pdf import read_pdf

        return read_pdf
    if name == "docx":
        from bbti_qa.loading.docx import read_docx

        return read_docx
    if name == "html":
        from bbti_qa.loading.html import read_html

        return read_html
    if name == "markdown":
        from bbti_qa.loading.markdown import read_markdown

        return read_markdown
    from bbti_qa.loading.text import read_text

    return read_text


def _readable(relative: str) -> str:
    """A file's name as a title: "fiche-programme.pdf" gives "fiche programme"."""
    return PurePosixPath(relative).stem.replace("-", " ").replace("_", " ")
