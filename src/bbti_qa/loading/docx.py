"""Word files, opened by python-docx: headings, paragraphs, list items, tables, notes, in the order of the document.

The paragraphs are read from the XML itself, because what python-docx calls a paragraph's text leaves out tracked
insertions, content controls and text boxes, and keeps hidden text. Headers and footers are kept as furniture. Comments,
deleted text, macros and embedded files are not read; the last two are said.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.errors import DamagedDocument
from bbti_qa.loading.archives import open_office
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.lines import RawBlock
from bbti_qa.loading.office import left_out
from bbti_qa.loading.rows import Cell, as_rows, grid

MOST_DEPTH = 200

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a second copy of a text box
_UNREAD = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}txbxContent", _FALLBACK))
_BREAKS = frozenset((f"{_W}tab", f"{_W}br", f"{_W}cr"))
_NOTES = {"/footnotes": "footnoteReference", "/endnotes": "endnoteReference"}
_FRAMES = ("/header", "/footer")
# Word files with macros and templates are Word files; python-docx wants to be told.
_OTHER_MAIN_PARTS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_CALLS = frozenset(f"{_W}{call}" for call in _NOTES.values())
_PROPERTIES = "/core-properties"
_TEMPLATE_DATE = date(2013, 12, 23)  # of the template that python-docx starts from: no document's own
_HEADING = re.compile(r"^(?:heading|titre) (\d)$", re.IGNORECASE)
_LIST = re.compile(r"^(?:list|liste)", re.IGNORECASE)


def read_docx(data: bytes) -> RawDocument:
    """One page: a Word file does not say where its pages end. Raises DamagedDocument, ReaderStopped."""
    archive = open_office(data)
    try:
        document = _open(data)
        metadata = _metadata(document)
        blocks = _WordReader(document).blocks()
    except DamagedDocument:
        raise
    except MemoryError:
        raise
    except Exception as error:  # python-docx lets errors of many families out: KeyError, ValueError, lxml's own
        raise DamagedDocument(
            f"The Word file cannot be read ({type(error).__name__}). Open it in Word and save it again."
        ) from error
    return RawDocument("docx", metadata, blocks=(blocks,), remarks=left_out(archive))


def _open(data: bytes) -> Any:
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    for kind in _OTHER_MAIN_PARTS:
        PartFactory.part_type_for.setdefault(kind, DocumentPart)
    main = Package.open(io.BytesIO(data)).main_document_part
    if not isinstance(main, DocumentPart):
        raise DamagedDocument("The file has no Word text in it. Open it in Word and save it again.")
    return main.document


class _WordReader:
    """Walks the body of one document once."""

    def __init__(self, document: Any) -> None:
        self._writer = BlockWriter()
        self._styles = {style.style_id: style for style in document.styles}
        self._numbers: dict[tuple[str, str], int] = {}
        self._write_frames(document, _FRAMES[0])
        self._write_all(document.element.body, 0)
        for relation, call in _NOTES.items():
            self._write_notes(document, relation, call)
        self._write_frames(document, _FRAMES[1])

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
        rows = [row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is table]
        cells = grid([self._cell(cell) for cell in row.iter(f"{_W}tc") if _row_of(cell) is row] for row in rows)
        is_headed = True if rows and _is_header(rows[0]) else None
        for row in as_rows(cells, is_headed):
            self._writer.add_row(row)

    def _cell(self, cell: Any) -> Cell:
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        text = " ".join(filter(None, (self._text(paragraph).strip() for paragraph in cell.iter(f"{_W}p"))))
        columns = str(span.get(f"{_W}val")) if span is not None else "1"
        goes_on = merged is not None and merged.get(f"{_W}val") != "restart"
        return Cell(text, int(columns) if columns.isdigit() else 1, goes_on=goes_on)

    def _write_notes(self, document: Any, relation: str, call: str) -> None:
        """The notes that the text calls, in the order of their calls."""
        for root in _parts(document, relation):
            notes = {note.get(f"{_W}id"): note for note in root}
            for (kind, identity), number in self._numbers.items():
                if kind == call and identity in notes:
                    body = " ".join(self._text(paragraph) for paragraph in notes[identity].iter(f"{_W}p")).strip()
                    self._writer.add(BlockKind.FOOTNOTE, f"({number}) {body}" if body else "")

    def _write_frames(self, document: Any, relation: str) -> None:
        """Running headers or footers, each text once."""
        texts = (
            self._text(paragraph).strip() for root in _parts(document, relation) for paragraph in root.iter(f"{_W}p")
        )
        for text in dict.fromkeys(texts):
            self._writer.add(BlockKind.FURNITURE, text)

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
            elif child.tag in _CALLS:
                key = (child.tag.removeprefix(_W), child.get(f"{_W}id"))
                yield f" ({self._numbers.setdefault(key, len(self._numbers) + 1)})"
            elif child.tag not in _UNREAD and not _is_hidden(child):
                yield from self._pieces(child, depth + 1)


def _parts(document: Any, relation: str) -> Iterable[Any]:
    """The roots of the parts that hang on the document by such a relation, in the order of their names."""
    from docx.oxml import parse_xml

    related = [rel for rel in document.part.rels.values() if not rel.is_external and rel.reltype.endswith(relation)]
    parts = sorted({str(rel.target_part.partname): rel.target_part for rel in related}.items())
    return [parse_xml(part.blob) for _, part in parts]


def _is_header(row: Any) -> bool:
    """Whether the row is marked as one that every page repeats, or has all its words in bold."""
    mark = row.find(f"{_W}trPr/{_W}tblHeader")
    if mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off"):
        return True
    runs = [run for run in row.iter(f"{_W}r") if "".join(text.text or "" for text in run.iter(f"{_W}t")).strip()]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _is_bold(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}b")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")


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
