"""Blocks of a manuscript as reportlab flowables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer
from reportlab.platypus import Table as RuledTable

from corpus import styles
from corpus.figures import draw
from corpus.hyphenation import with_soft_hyphens
from corpus.manuscript import Block, Figure, Heading, Item, Manuscript, Table

_CALL = re.compile(r"\[\^(\d+)\]")
_ITALICS = re.compile(r"\*([^*]+)\*")
_RULES = [
    ("LINEABOVE", (0, 0), (-1, 0), 0.9, styles.BLUE),
    ("LINEBELOW", (0, 0), (-1, 0), 0.6, styles.BLUE),
    ("LINEBELOW", (0, 1), (-1, -2), 0.3, styles.RULE),
    ("LINEBELOW", (0, -1), (-1, -1), 0.9, styles.BLUE),
    ("BACKGROUND", (0, 0), (-1, 0), styles.TINT),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


def in_columns(manuscript: Manuscript) -> list[Flowable]:
    """What flows through the two columns; floats (tables and figures with a page) are left out."""
    return [flowable for block in manuscript.blocks if not _is_float(block) for flowable in _flowables(block)]


def floats(manuscript: Manuscript, page: int) -> list[Flowable]:
    """What stands across the top of `page`: the title block on page 1, the floats of that page elsewhere."""
    opening = title_block(manuscript) if page == 1 else []
    placed = [block for block in manuscript.blocks if isinstance(block, Table | Figure) and block.page == page]
    exhibits = [flowable for block in placed for flowable in (*_exhibit(block, styles.TEXT_WIDTH), Spacer(0, 8))]
    return [*opening, *exhibits]


def title_block(manuscript: Manuscript) -> list[Flowable]:
    imprint = f"Version {manuscript.version} – {manuscript.long_date} – Équipe bbti-qa"
    return [
        Paragraph("PEPR BBTI · DOCUMENT DE SYNTHÈSE", styles.KICKER),
        Paragraph(escape(manuscript.title), styles.TITLE),
        Paragraph(escape(manuscript.subtitle), styles.SUBTITLE),
        Paragraph(f"{imprint}<br/>Établi d’après : {escape(manuscript.source)}", styles.IMPRINT),
        _tinted(Paragraph(marked_up(manuscript.summary), styles.SUMMARY)),
    ]


def note(number: str, text: str) -> Paragraph:
    return Paragraph(f'<super size="6" rise="2.4">{number}</super> {marked_up(text)}', styles.NOTE)


def marked_up(text: str) -> str:
    """reportlab's markup: italics, footnote calls that tell the page where they are drawn, soft hyphens."""
    text = _ITALICS.sub(r"<i>\1</i>", with_soft_hyphens(escape(text)))
    return _CALL.sub(r'<super size="6.4" rise="3.4">\1</super><onDraw name="note_called" label="\1"/>', text)


def _is_float(block: Block) -> bool:
    return isinstance(block, Table | Figure) and block.page is not None


def _flowables(block: Block) -> Iterable[Flowable]:
    if isinstance(block, Heading):
        return [Paragraph(escape(block.text), styles.HEADING[block.level])]
    if isinstance(block, Item):
        return [Paragraph(marked_up(block.text), styles.ITEM, bulletText="•")]
    if isinstance(block, Table | Figure):
        return [KeepTogether(_exhibit(block, styles.COLUMN_WIDTH))]
    return [Paragraph(marked_up(block.text), styles.LEAD if block.text.endswith(":") else styles.BODY)]


def _exhibit(block: Table | Figure, width: float) -> list[Flowable]:
    """A table below its caption, a figure above it."""
    caption = Paragraph(escape(block.caption), styles.CAPTION)
    if isinstance(block, Figure):
        return [draw(block.name), caption]
    return [caption, _ruled(block, width)]


def _ruled(table: Table, width: float) -> RuledTable:
    cells = [
        [_cell(text, styles.CELL if rank else styles.HEAD_CELL) for text in row] for rank, row in enumerate(table.rows)
    ]
    return RuledTable(
        cells, colWidths=_column_widths(table, width), style=_RULES, spaceBefore=2, spaceAfter=9, repeatRows=1
    )


def _cell(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(_ITALICS.sub(r"<i>\1</i>", escape(text)), style)


def _column_widths(table: Table, width: float) -> list[float]:
    """Shares of `width` after the square root of each column's longest cell, so that short columns are not starved."""
    weights = [max(len(row[column]) for row in table.rows) ** 0.5 for column in range(len(table.rows[0]))]
    return [width * weight / sum(weights) for weight in weights]


def _tinted(paragraph: Paragraph) -> RuledTable:
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), styles.TINT),
        ("LEFTPADDING", (0, 0), (-1, -1), 9),
        ("RIGHTPADDING", (0, 0), (-1, -1), 9),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ]
    return RuledTable([[paragraph]], colWidths=[styles.TEXT_WIDTH], style=style, spaceAfter=12)
