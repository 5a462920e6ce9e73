"""The type: Source Serif Pro (SIL Open Font License), from the package `font-source-serif-pro`; every PDF embeds it."""

from __future__ import annotations

from pathlib import Path

import font_source_serif_pro
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD, ITALIC = "SourceSerif", "SourceSerif-Bold", "SourceSerif-Italic"
_FILES = {REGULAR: "Regular", BOLD: "Semibold", ITALIC: "It"}


def register() -> None:
    """Makes the fonts known to reportlab; `<i>` and `<b>` find their faces."""
    folder = Path(font_source_serif_pro.__file__).parent / "files"
    for name, face in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"SourceSerifPro-{face}.ttf")))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD)
