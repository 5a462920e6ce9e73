"""Word files, opened by python-docx: headings, paragraphs, list items, tables, notes, in the order of the document.

The paragraphs are read from the XML itself, because what python-docx calls a paragraph's text leaves out tracked
insertions, content
controls and text boxes, and keeps hidden text. Headers, footers, comments and deleted text are not read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.errors import DamagedDocument, EncryptedDocument
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.lines import RawBlock

# POI's and Tika's limits of the same kind: ratio 100 to 1, 1,000 members, 100 MB in all.
MOST_MEMBERS = 1_000
MOST_BYTES = 100 * 2**20
MOST_RATIO = 100
MOST_DEPTH = 200

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a second copy of a text box
_UNREAD = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}txbxContent", _FALLBACK))
_BREAKS = frozenset((f"{_W}tab", f"{_W}br", f"{_W}cr"))
_FOOTNOTES = "/footnotes"
_PROPERTIES = "/core-properties"
_TEMPLATE_DATE = date(2013, 12, 23)  # of the template that python-docx starts from: no document's own
_HEADING = re.compile(r"^(?:heading|titre) (\d)$", re.IGNORECASE)
_LIST = re.compile(r"^(?:list|liste)", re.IGNORECASE)


def read_docx(data: bytes) -> RawDocument:
    """One page: a Word file does not say where its pages end. Raises DamagedDocument, EncryptedDocument."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise EncryptedDocument(
            "The Word file is protected by a password, or of the old .doc kind. Save it as an open .docx."
        )
    _check_archive(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        metadata = _metadata(document)
        blocks = _WordReader(document).blocks()
    except DamagedDocument:
        raise
    except Exception as error:  # python-docx lets errors of many families out: KeyError, ValueError, lxml's own
        raise DamagedDocument(
            f"The Word file cannot be read ({type(error).__name__}). Open it in Word and save it again."
        ) from error
    return RawDocument("docx", metadata, blocks=(blocks,))


def _check_archive(data: bytes) -> None:
    """Refuses archives that unpack without measure, and XML with entities, before anything parses them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            packed = sum(member.compress_size for member in members) or 1
            if len(members) > MOST_MEMBERS or total > MOST_BYTES or (total > 2**20 and total / packed > MOST_RATIO):
                raise DamagedDocument("The Word file unpacks to far more than a document holds; it was not opened.")
            for member in members:
                if member.filename.endswith((".xml", ".rels")) and _declares_entities(archive.read(member)):
                    raise DamagedDocument(
                        "The Word file declares entities, which no Word file needs; it was not opened."
                    )
    except DamagedDocument:
        raise
    except Exception as error:  # zipfile and zlib let errors of many families out
        raise DamagedDocument(
            f"The Word file is damaged ({type(error).__name__}). Open it in Word and save it again."
        ) from error


def _declares_entities(xml: bytes) -> bool:
    return b"<!DOCTYPE" in xml or "<!DOCTYPE".encode("utf-16-le") in xml or "<!DOCTYPE".encode("utf-16-be") in xml


class _WordReader:
    """Walks the body of one document once."""

    def __init__(self, document: Any) -> None:
        self._writer = BlockWriter()
        self._styles = {style.style_id: style for style in document.styles}
        self._numbers: dict[str, int] = {}
        self._write_all(document.element.body, 0)
        self._write_footnotes(document)

    def blocks(self) -> tuple[RawBlock, ...]:
        return self._writer.blocks()

    def _write_all(self, parent: Any, depth: int) -> None:
        if depth > MOST_DEPTH:
            raise DamagedDocument("The Word file is nested too deeply to be read. Save a simpler copy of it.")
        for child in parent:
            if child.tag == f"{_W}p":
                self._write_paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                self._write_table(child)
            elif child.tag not in _UNREAD:
                self._write_all(child, depth + 1)

    def _write_paragraph(self, paragraph: Any, depth: int) -> None:
        kind, level = self._kind(paragraph)
        self._writer.add(kind, self._text(paragraph), level)
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                self._write_all(box, depth + 1)

    def _write_table(self, table: Any) -> None:
        """Rows in order, those of tables within a cell as part of the cell's text."""
        for row in table.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is table:
                cells = (
                    " ".join(self._text(p) for p in cell.iter(f"{_W}p"))
                    for cell in row.iter(f"{_W}tc")
                    if _row_of(cell) is row
                )
                self._writer.add(BlockKind.ROW, " | ".join(filter(None, (" ".join(cell.split()) for cell in cells))))

    def _write_footnotes(self, document: Any) -> None:
        """The notes that the text calls, in the order of their calls."""
        from docx.oxml import parse_xml

        part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(_FOOTNOTES)), None)
        if part is None or not self._numbers:
            return
        root = parse_xml(part.blob)
        notes = {note.get(f"{_W}id"): note for note in root}
        for identity, number in self._numbers.items():
            if identity in notes:
                body = " ".join(self._text(paragraph) for paragraph in notes[identity].iter(f"{_W}p")).strip()
                self._writer.add(BlockKind.FOOTNOTE, f"({number}) {body}" if body else "")

    def _kind(self, paragraph: Any) -> tuple[BlockKind, int]:
        names = list(self._style_names(paragraph))
        for name in names:
            if heading := _HEADING.match(name):
                return BlockKind.HEADING, max(1, min(6, int(heading.group(1))))
            if name in ("Title", "Titre"):
                return BlockKind.HEADING, 1
            if name in ("Caption", "Légende", "caption"):
                return BlockKind.CAPTION, 0
        is_listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or any(_LIST.match(name) for name in names)
        return (BlockKind.ITEM if is_listed else BlockKind.PROSE), 0

    def _style_names(self, paragraph: Any) -> Iterator[str]:
        """The paragraph's style and those that it is based on."""
        mark = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = self._styles.get(mark.get(f"{_W}val")) if mark is not None else None
        for _ in range(10):
            if style is None:
                return
            yield str(style.name or "")
            style = getattr(style, "base_style", None)

    def _text(self, paragraph: Any) -> str:
        return "".join(self._pieces(paragraph, 0))

    def _pieces(self, node: Any, depth: int) -> Iterator[str]:
        if depth > MOST_DEPTH:
            return
        for child in node:
            if child.tag == f"{_W}t":
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield " "
            elif child.tag == f"{_W}noBreakHyphen":
                yield "-"
            elif child.tag == f"{_W}footnoteReference":
                yield f" ({self._numbers.setdefault(child.get(f'{_W}id'), len(self._numbers) + 1)})"
            elif child.tag not in _UNREAD and not _is_hidden(child):
                yield from self._pieces(child, depth + 1)


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{_W}tr"), None)


def _is_hidden(node: Any) -> bool:
    mark = node.find(f"{_W}rPr/{_W}vanish") if node.tag == f"{_W}r" else None
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")


def _metadata(document: Any) -> Metadata:
    """Nothing where the file has no properties: python-docx would make some up, with today's date."""
    if not any(rel.reltype.endswith(_PROPERTIES) for rel in document.part.package.rels.values()):
        return Metadata()
    core = document.core_properties
    changed = core.modified or core.created
    return Metadata(
        title=" ".join((core.title or "").split()),
        date=changed.date().isoformat() if changed and changed.date() != _TEMPLATE_DATE else "",
        version=core.version or "",
        source=core.subject or "",
        language=(core.language or "")[:2].lower(),
    )
