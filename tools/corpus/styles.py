"""Sizes, colours and paragraph styles of the PDFs. Lengths in points, on A4."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from corpus.fonts import BOLD, ITALIC, REGULAR

WIDTH, HEIGHT = A4
MARGIN, GUTTER = 52.0, 18.0
TOP, BOTTOM = HEIGHT - 66.0, 60.0  # of the columns
TEXT_WIDTH = WIDTH - 2 * MARGIN
COLUMN_WIDTH = (TEXT_WIDTH - GUTTER) / 2
LEADING = 12.6

INK, BLUE, TINT, RULE = HexColor("#1c1c1c"), HexColor("#17406d"), HexColor("#eaf0f6"), HexColor("#9fb3c8")

BODY = ParagraphStyle(
    "body",
    fontName=REGULAR,
    fontSize=9.6,
    leading=LEADING,
    textColor=INK,
    alignment=TA_JUSTIFY,
    spaceAfter=5,
    embeddedHyphenation=1,
    allowWidows=0,
    allowOrphans=0,
)
LEAD = ParagraphStyle("lead", BODY, keepWithNext=1)  # a paragraph that announces a list
ITEM = ParagraphStyle("item", BODY, leftIndent=11, bulletIndent=2, spaceAfter=3)
HEADING = {
    2: ParagraphStyle(
        "h2", fontName=BOLD, fontSize=12.2, leading=15, textColor=BLUE, spaceBefore=8, spaceAfter=4, keepWithNext=1
    ),
    3: ParagraphStyle(
        "h3", fontName=BOLD, fontSize=10.8, leading=13.4, textColor=BLUE, spaceBefore=4, spaceAfter=2, keepWithNext=1
    ),
}
KICKER = ParagraphStyle("kicker", fontName=BOLD, fontSize=8.4, leading=11, textColor=BLUE, spaceAfter=3)
TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=21, leading=25, textColor=BLUE, spaceAfter=2)
SUBTITLE = ParagraphStyle("subtitle", fontName=ITALIC, fontSize=12, leading=15, textColor=INK, spaceAfter=5)
IMPRINT = ParagraphStyle("imprint", fontName=REGULAR, fontSize=8.4, leading=11, textColor=INK, spaceAfter=6)
SUMMARY = ParagraphStyle("summary", BODY, fontName=BOLD, spaceAfter=0)
CAPTION = ParagraphStyle(
    "caption", fontName=BOLD, fontSize=8.4, leading=10.6, textColor=BLUE, spaceBefore=3, spaceAfter=3
)
CELL = ParagraphStyle("cell", fontName=REGULAR, fontSize=8.4, leading=10.4, textColor=INK)
HEAD_CELL = ParagraphStyle("head", CELL, fontName=BOLD, textColor=BLUE)
NOTE = ParagraphStyle(
    "note", fontName=REGULAR, fontSize=7.6, leading=9.4, textColor=INK, alignment=TA_JUSTIFY, embeddedHyphenation=1
)
FURNITURE_SIZE = 8.0
