"""OpenDocument text, read from its XML: headings, paragraphs, list items, tables, notes; headers and footers as furniture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.errors import DamagedDocument
from bbti_qa.loading.archives import Archive, open_office
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.office import left_out, parse_xml
from bbti_qa.loading.rows import Cell, as_rows, grid

MOST_DEPTH = 200
MOST_REPEATED = 100  # rows or cells that one element stands for; spreadsheets pad with thousands of empty ones

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SPACES = frozenset((f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"))
_UNREAD = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_TEXT}note"))
_HEADS = (f"{_TABLE}table-header-rows",)


def read_odt(data: bytes) -> RawDocument:
    """One page: the file does not say where its pages end. Raises DamagedDocument, ReaderStopped."""
    archive = open_office(data)
    try:
        root = parse_xml(archive.read("content.xml"))
    except KeyError as error:
        raise DamagedDocument("The file has no text in it. Open it where it was made and save it again.") from error
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise DamagedDocument("The file holds no OpenDocument text. Save it as one, or as PDF.")
    writer = BlockWriter()
    _write_frames(archive, writer, f"{_STYLE}header")
    _TextReader(writer).write(body)
    _write_frames(archive, writer, f"{_STYLE}footer")
    return RawDocument("odt", _metadata(archive), blocks=(writer.blocks(),), remarks=left_out(archive))


class _TextReader:
    """Walks the body of one document once; notes come behind it, in the order of their calls."""

    def __init__(self, writer: BlockWriter) -> None:
        self._writer = writer
        self._notes: list[str] = []

    def write(self, body: Any) -> None:
        self._write_all(body, 0, BlockKind.PROSE)
        for number, note in enumerate(self._notes, start=1):
            self._writer.add(BlockKind.FOOTNOTE, f"({number}) {note}" if note else "")

    def _write_all(self, parent: Any, depth: int, kind: BlockKind) -> None:
        if depth > MOST_DEPTH:
            raise DamagedDocument("The file is nested too deeply to be read. Save a simpler copy of it.")
        for child in parent:
            if child.tag == f"{_TEXT}h":
                level = str(child.get(f"{_TEXT}outline-level") or "1")
                self._writer.add(BlockKind.HEADING, self.text(child), min(6, int(level)) if level.isdigit() else 1)
            elif child.tag == f"{_TEXT}p":
                self._writer.add(kind, self.text(child))
                self._write_boxes(child, depth)
            elif child.tag == f"{_TABLE}table":
                self._write_table(child)
            elif child.tag not in _UNREAD and isinstance(child.tag, str):
                self._write_all(child, depth + 1, BlockKind.ITEM if child.tag == f"{_TEXT}list" else kind)

    def _write_boxes(self, paragraph: Any, depth: int) -> None:
        for box in paragraph.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"):
            self._write_all(box, depth + 1, BlockKind.PROSE)

    def _write_table(self, table: Any) -> None:
        rows = [row for row in table.iter(f"{_TABLE}table-row") if next(row.iterancestors(f"{_TABLE}table")) is table]
        is_headed = any(child.tag in _HEADS for child in table)
        for row in as_rows(grid(map(self._cells, rows)), is_headed or None):
            self._writer.add_row(row)

    def _cells(self, row: Any) -> list[Cell]:
        cells = []
        for cell in row:
            if cell.tag == f"{_TABLE}table-cell":
                text = " ".join(self.text(paragraph) for paragraph in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))
                one = Cell(text, _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned"))
                cells += [one] * min(MOST_REPEATED, _number(cell, "number-columns-repeated"))
        return cells

    def text(self, node: Any) -> str:
        return "".join(self._pieces(node, 0))

    def _pieces(self, node: Any, depth: int) -> Iterator[str]:
        if depth > MOST_DEPTH:
            return
        yield node.text or ""
        for child in node:
            if child.tag in _SPACES:
                yield " "
            elif child.tag == f"{_TEXT}note":
                self._notes.append("")
                at = len(self._notes)
                yield f" ({at})"
                body = child.find(f"{_TEXT}note-body")
                self._notes[at - 1] = " ".join("".join(body.itertext()).split()) if body is not None else ""
            elif child.tag not in _UNREAD and isinstance(child.tag, str) and "drawing" not in child.tag:
                yield from self._pieces(child, depth + 1)
            yield child.tail or ""


def _number(node: Any, name: str) -> int:
    value = str(node.get(f"{_TABLE}{name}") or "1")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 1


def _write_frames(archive: Archive, writer: BlockWriter, tag: str) -> None:
    """Running headers or footers, each text once; a broken style sheet is no reason to lose the text."""
    try:
        root = parse_xml(archive.read("styles.xml"))
    except (KeyError, DamagedDocument):
        return
    reader = _TextReader(writer)
    texts = (reader.text(paragraph) for frame in root.iter(tag) for paragraph in frame.iter(f"{_TEXT}p"))
    for text in dict.fromkeys(texts):
        writer.add(BlockKind.FURNITURE, text)


def _metadata(archive: Archive) -> Metadata:
    try:
        meta = parse_xml(archive.read("meta.xml")).find(f"{_OFFICE}meta")
    except (KeyError, DamagedDocument):
        return Metadata()
    if meta is None:
        return Metadata()
    own = {field.get(f"{_META}name"): field.text or "" for field in meta.iter(f"{_META}user-defined")}
    return Metadata(
        title=" ".join((meta.findtext(f"{_DC}title") or "").split()),
        date=(meta.findtext(f"{_DC}date") or meta.findtext(f"{_META}creation-date") or "")[:10],
        version=own.get("version", ""),
        source=" ".join((meta.findtext(f"{_DC}subject") or "").split()),
        language=(meta.findtext(f"{_DC}language") or "")[:2].lower(),
    )
