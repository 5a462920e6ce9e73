"""Word files, read by python-docx: headings, paragraphs, list items, tables, in the order of the document."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.errors import DamagedDocument, EncryptedDocument
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.blocks import BlockWriter

# POI's and Tika's limits of the same kind: ratio 100 to 1, 1,000 members, 100 MB in all.
MOST_MEMBERS = 1_000
MOST_BYTES = 100 * 2**20
MOST_RATIO = 100
_HEADING = re.compile(r"^(?:heading|titre) (\d)$", re.IGNORECASE)
_LIST = re.compile(r"^(?:list|liste)", re.IGNORECASE)


def read_docx(data: bytes) -> RawDocument:
    """One page: a Word file does not say where its pages end. Raises DamagedDocument, EncryptedDocument."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise EncryptedDocument("The Word file is protected by a password, or of the old .doc kind. Save it as an open .docx.")
    _check_archive(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        writer = BlockWriter()
        for item in document.iter_inner_content():
            _write(item, writer)
        metadata = _metadata(document)
    except Exception as error:  # python-docx lets errors of many families out: KeyError, ValueError, lxml's own
        raise DamagedDocument(f"The Word file cannot be read ({type(error).__name__}). Open it in Word and save it again.") from error
    return RawDocument("docx", metadata, blocks=(writer.blocks(),))


def _check_archive(data: bytes) -> None:
    """Refuses archives that unpack without measure and XML with a document type (entities) before anything parses them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            packed = sum(member.compress_size for member in members) or 1
            if len(members) > MOST_MEMBERS or total > MOST_BYTES or (total > 2**20 and total / packed > MOST_RATIO):
                raise DamagedDocument("The Word file unpacks to far more than a document holds; it was not opened.")
            for member in members:
                if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(member):
                    raise DamagedDocument("The Word file declares entities, which no Word file needs; it was not opened.")
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise DamagedDocument("The Word file is damaged. Open it in Word and save it again.") from error
    except Exception as error:
        if isinstance(error, DamagedDocument):
            raise
        raise DamagedDocument(f"The Word file is damaged ({type(error).__name__}). Open it in Word and save it again.") from error


def _write(item: Any, writer: BlockWriter) -> None:
    if hasattr(item, "rows"):
        for row in item.rows:
            cells = list(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells))
            writer.add(BlockKind.ROW, " | ".join(cell for cell in cells if cell))
        return
    style = item.style.name if item.style is not None else ""
    heading = _HEADING.match(style)
    if heading or style in ("Title", "Titre"):
        writer.add(BlockKind.HEADING, item.text, int(heading.group(1)) if heading else 1)
    elif _LIST.match(style):
        writer.add(BlockKind.ITEM, item.text)
    elif style in ("Caption", "Légende"):
        writer.add(BlockKind.CAPTION, item.text)
    else:
        writer.add(BlockKind.PROSE, item.text)


def _metadata(document: Any) -> Metadata:
    core = document.core_properties
    date = core.modified or core.created
    return Metadata(
        title=" ".join((core.title or "").split()),
        date=date.date().isoformat() if date else "",
        version=core.version or "",
        source=core.subject or "",
        language=(core.language or "")[:2].lower(),
    )
