"""Slides, opened by python-pptx: a page a slide; its title, its text from top to bottom, its tables, the speaker's notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.errors import DamagedDocument
from bbti_qa.loading.archives import open_office
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.lines import RawBlock
from bbti_qa.loading.office import core_metadata, left_out
from bbti_qa.loading.rows import Cell, as_rows, grid

MOST_DEPTH = 20  # groups within groups
_FRAME = ("DATE", "FOOTER", "SLIDE_NUMBER", "HEADER")
_PROPERTIES = "/core-properties"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_BULLETS = (f"{_A}buChar", f"{_A}buAutoNum", f"{_A}buBlip")


def read_pptx(data: bytes) -> RawDocument:
    """Hidden slides are left out, and that is said. Raises DamagedDocument, ReaderStopped."""
    archive = open_office(data)
    import pptx

    try:
        deck = pptx.Presentation(io.BytesIO(data))
        slides = list(deck.slides)
        pages = tuple(() if _is_hidden(slide) else _blocks(slide) for slide in slides)
        metadata = _metadata(deck)
    except (DamagedDocument, MemoryError, RecursionError):
        raise
    except Exception as error:  # python-pptx lets errors of many families out
        raise DamagedDocument(
            f"The slides cannot be read ({type(error).__name__}). Open them in their program and save them again."
        ) from error
    remarks = (*_remarks(slides, pages), *left_out(archive))
    return RawDocument("pptx", metadata, blocks=pages, remarks=remarks)


def _remarks(slides: list[Any], pages: tuple[tuple[RawBlock, ...], ...]) -> Iterator[str]:
    for number, (slide, blocks) in enumerate(zip(slides, pages, strict=True), start=1):
        if _is_hidden(slide):
            yield f"slide {number} is hidden and was left out"
        elif not blocks:
            yield f"slide {number} holds no text (a picture, or empty)"


def _is_hidden(slide: Any) -> bool:
    return slide._element.get("show") in ("0", "false")


def _blocks(slide: Any) -> tuple[RawBlock, ...]:
    writer = BlockWriter()
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        writer.add(BlockKind.HEADING, title.text_frame.text.replace("\v", " "), 1)
    own = title.shape_id if title is not None else None
    for shape in _ordered(slide.shapes, 0):
        if shape.shape_id != own:
            _write_shape(shape, writer)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            writer.add(BlockKind.PROSE, paragraph.text.replace("\v", " "))
    return writer.blocks()


def _ordered(shapes: Any, depth: int) -> Iterator[Any]:
    """From top to bottom and left to right, groups taken apart; shapes that inherit their place keep the order of the file."""
    if depth > MOST_DEPTH:
        raise DamagedDocument("The slides are nested too deeply to be read. Save a simpler copy of them.")
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _ordered(shape.shapes, depth + 1)
        else:
            yield shape


def _write_shape(shape: Any, writer: BlockWriter) -> None:
    if getattr(shape, "has_table", False):
        rows = grid([_cell(cell) for cell in row.cells] for row in shape.table.rows)
        for row in as_rows(rows, True if shape.table.first_row else None):
            writer.add_row(row)
    elif shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            writer.add(_kind(shape, paragraph), paragraph.text.replace("\v", " "))


def _cell(cell: Any) -> Cell:
    """python-pptx gives every place its cell; the covered ones are empty, and their text is that of their origin."""
    return Cell(cell.text.replace("\v", " "))


def _kind(shape: Any, paragraph: Any) -> BlockKind:
    if shape.is_placeholder and shape.placeholder_format.type is not None:
        name = shape.placeholder_format.type.name
        if name in _FRAME:
            return BlockKind.FURNITURE
        properties = paragraph._p.pPr
        if name in ("BODY", "OBJECT") and (properties is None or properties.find(f"{_A}buNone") is None):
            return BlockKind.ITEM
    properties = paragraph._p.pPr
    has_bullet = properties is not None and any(properties.find(tag) is not None for tag in _BULLETS)
    return BlockKind.ITEM if has_bullet or paragraph.level else BlockKind.PROSE


def _metadata(deck: Any) -> Metadata:
    """Nothing where the file has no properties: python-pptx would make some up, with today's date."""
    if not any(rel.reltype.endswith(_PROPERTIES) for rel in deck.part.package._rels.values()):
        return Metadata()
    return core_metadata(deck.core_properties)
