"""PDF pages as PDFium gives them: the second reader, for pages that pypdf cannot make sense of, and the pictures for
character recognition."""

from __future__ import annotations

import ctypes
from typing import Any

from bbti_qa.loading.glyphs import MOST_GLYPHS, Matrix, PageContent, Run, shown_at, times, too_long, turned

BOLD = 600  # font weight
_ITALIC = 1 << 6  # flag of a font descriptor (ISO 32000-2, table 121)


def open_pdfium(data: bytes) -> Any:
    """PDFium's document. Raises pypdfium2's PdfiumError."""
    import pypdfium2

    return pypdfium2.PdfDocument(data)


def pdfium_content(document: Any, index: int) -> PageContent:
    """What stands on page `index` (from 0); no lines and boxes. Raises ReaderStopped, PdfiumError."""
    page = document[index]
    text = page.get_textpage()
    try:
        base, width, height = shown_at(page.get_cropbox(), page.get_rotation())
        return PageContent(tuple(_Letters(text).runs(base)), (), width, height)
    finally:
        text.close()
        page.close()


def page_picture(document: Any, index: int, dots: int) -> Any:
    """Page `index` (from 0) as a grey picture (of Pillow's), `dots` an inch."""
    page = document[index]
    try:
        bitmap = page.render(scale=dots / 72, grayscale=True)
        try:
            return bitmap.to_pil().copy()
        finally:
            bitmap.close()
    finally:
        page.close()


class _Letters:
    """A page's characters, put together to runs while they stand on one line in one font."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._length = 0

    def runs(self, base: Matrix) -> list[Run]:
        import pypdfium2.raw as raw

        count = raw.FPDFText_CountChars(self._page)
        if count > MOST_GLYPHS:
            raise too_long()
        found: list[Run] = []
        held: list[tuple[str, float, float]] = []
        key: tuple[Any, ...] | None = None
        for at in range(count):
            letter = self._letter(raw, at, base)
            if letter is None or letter[0] != key:
                self._close(found, held, key)
                held, key = [], letter[0] if letter else None
            if letter is not None:
                held.append(letter[1])
        self._close(found, held, key)
        return found

    def _close(self, found: list[Run], held: list[tuple[str, float, float]], key: tuple[Any, ...] | None) -> None:
        if held and key is not None:
            texts, starts, ends = zip(*held, strict=True)
            angle, y, size, bold, italic = key
            found.append(Run(texts, starts, ends, y, size, self._length, bold, italic, angle))
            self._length += sum(map(len, texts))

    def _letter(self, raw: Any, at: int, base: Matrix) -> tuple[tuple[Any, ...], tuple[str, float, float]] | None:
        """((angle, base line, size, bold, italic), (text, left, right)); None for what PDFium put in itself."""
        page, code = self._page, raw.FPDFText_GetUnicode(self._page, at)
        if raw.FPDFText_IsGenerated(page, at) == 1 or not code:
            return None
        matrix, x, y, box = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        if not raw.FPDFText_GetMatrix(page, at, matrix) or not raw.FPDFText_GetCharOrigin(page, at, x, y):
            return None
        raw.FPDFText_GetLooseCharBox(page, at, box)
        shown = times((matrix.a, matrix.b, matrix.c, matrix.d, x.value, y.value), base)
        angle, left, height = turned(shown, shown[4], shown[5])
        size = raw.FPDFText_GetFontSize(page, at) * (shown[2] ** 2 + shown[3] ** 2) ** 0.5
        width = _extent(box, shown, base)
        flags = ctypes.c_int()
        raw.FPDFText_GetFontInfo(page, at, None, 0, flags)
        bold = raw.FPDFText_GetFontWeight(page, at) >= BOLD
        # a hyphen that PDFium takes for the end of a cut word comes as U+0002 (older versions: U+FFFE)
        text = "-" if code in (0x02, 0xFFFE) else chr(code) if code < 0x110000 else "\ufffd"
        key = (angle, round(height, 2), round(size, 2), bold, bool(flags.value & _ITALIC))
        return key, (text, left, left + width)


def _extent(box: Any, shown: Matrix, base: Matrix) -> float:
    """The width of a character along its line."""
    upright = abs(shown[0]) >= abs(shown[1])
    is_turned = abs(base[0]) < 0.5
    return float(box.right - box.left if upright != is_turned else box.top - box.bottom)


def page_letters(page: Any) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each character of the page's text with its box (left, bottom, right, top) in the page's own coordinates; see `pixels_of`."""
    import pypdfium2.raw as raw

    text, box = page.get_textpage(), raw.FS_RECTF()
    found = []
    for at in range(min(raw.FPDFText_CountChars(text), MOST_GLYPHS)):
        code = raw.FPDFText_GetUnicode(text, at)
        if 0 < code < 0x110000 and raw.FPDFText_GetLooseCharBox(text, at, box):
            found.append((chr(code), (box.left, box.bottom, box.right, box.top)))
    text.close()
    return found


def pixels_of(
    page: Any, box: tuple[float, float, float, float], size: tuple[int, int]
) -> tuple[float, float, float, float]:
    """A box in the page's own coordinates as (left, upper, right, lower edge) in a picture of `size`, whichever way the page is turned."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((box[0], box[1]), (box[2], box[3])):
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, x, y)
        corners.append((x.value, y.value))
    (one, upper), (other, lower) = corners
    return min(one, other), min(upper, lower), max(one, other), max(upper, lower)
