"""PDFs, read by pypdf: text in the order of the content, with font sizes, so that headings, footnotes and their
calls can be told.

pypdf lets errors of any family out of a broken file; here each page's is caught, the page is reported and the
others go on. Outlines, attachments, scripts and images are not read.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bbti_qa.errors import DamagedDocument, EncryptedDocument, ReaderStopped, ScannedDocument
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.characters import canonical
from bbti_qa.loading.columns import PlacedLine, in_reading_order
from bbti_qa.loading.hyphens import can_carry_call
from bbti_qa.loading.lines import Line, typical_gap
from bbti_qa.loading.tracing import Traced, inserted, joined, traced

MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
RAISED = 0.85  # of the line's size: a number that small is a footnote call
TINY = 1.5  # points: nobody reads letters that small
LEADING = 1.15  # times the size of the letters: the distance between lines that are set close
GAP = 1.45  # times the usual distance between lines: a new paragraph
_CALL = re.compile(r"^\s*(\d{1,2})\s*$")
_SANE_TITLE = re.compile(
    r"^(?!untitled|sans titre|microsoft word|document\d*$|.*\.(?:docx?|pdf|indd|odt)$)", re.IGNORECASE
)
_FIELD = re.compile(r"(date|version|source)\s*=\s*([^;]+)")


def read_pdf(data: bytes) -> RawDocument:
    """Raises EncryptedDocument, ScannedDocument, DamagedDocument, ReaderStopped (too many pages or characters)."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _open(data)
    try:
        count = len(reader.pages)
    except Exception as error:
        raise _damaged(error) from error
    if count > MOST_PAGES:
        raise ReaderStopped(f"The PDF has {count} pages; at most {MOST_PAGES} are read. Split it into parts.")
    pages, remarks = _read_pages(reader, count)
    if not any(_has_words(lines) for lines in pages):
        if len([remark for remark in remarks if "could not be read" in remark]) == count:
            raise DamagedDocument(f"No page of the PDF could be read: {remarks[0]}. Export it again from its source.")
        raise ScannedDocument(
            f"The PDF has {count} page(s) and no text, most likely a scan. Run a character recognition on it first."
        )
    return RawDocument("pdf", _metadata(reader), lines=pages, remarks=remarks)


def _has_words(lines: Sequence[Line]) -> bool:
    """Whether there is a letter or a figure: a page of pictures may hold the bullets of its lists as text."""
    return any(character.isalnum() for line in lines for character in line.text)


def _open(data: bytes) -> Any:
    from pypdf import PasswordType, PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
    except Exception as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            locked = True
        else:
            raise _damaged(error) from error
    if locked:
        raise EncryptedDocument("The PDF opens with a password only. Save a copy without one, then ingest it again.")
    return reader


def _damaged(error: Exception) -> DamagedDocument:
    return DamagedDocument(f"The PDF cannot be read ({type(error).__name__}). Export it again from its source.")


def _read_pages(reader: Any, count: int) -> tuple[tuple[tuple[Line, ...], ...], tuple[str, ...]]:
    pages: list[tuple[Line, ...]] = []
    remarks: list[str] = []
    total = 0
    for number in range(1, count + 1):
        try:
            page = _PageText(reader.pages[number - 1])
            lines = page.lines()
        except MemoryError:
            raise
        except Exception as error:
            remarks.append(f"page {number} could not be read ({type(error).__name__})")
            lines = ()
        else:
            if page.has_tiny:
                remarks.append(f"page {number}: text too small to be seen was left out")
            elif not _has_words(lines):
                remarks.append(f"page {number} holds no text (a scan, or empty)")
        total += sum(len(line.text) for line in lines)
        if total > MOST_CHARACTERS:
            raise ReaderStopped(f"The PDF holds more than {MOST_CHARACTERS} characters. Split it into parts.")
        pages.append(lines)
    return tuple(pages), tuple(remarks)


class _PageText:
    """Gathers a page's text as pypdf gives it, piece by piece, and cuts it into lines.

    The source text of the page is the pieces in a row; offsets count in it.
    """

    def __init__(self, page: Any) -> None:
        self._length = 0
        self._pieces: list[Traced] = []
        self._weights: dict[float, int] = {}
        self._bold = True
        self._place: tuple[float, float] | None = None
        self._rows: list[PlacedLine] = []
        self.has_tiny = False
        page.extract_text(visitor_text=self._visit)
        self._end_line()

    def lines(self) -> tuple[Line, ...]:
        rows = in_reading_order(self._rows)
        gap = typical_gap([row.y for row in rows])
        lines = []
        last: float | None = None
        for row in rows:
            usual = max(gap, LEADING * row.line.size)  # a heading in large letters has its lines further apart
            is_far = bool(gap) and last is not None and last - row.y > GAP * usual
            lines.append(replace(row.line, breaks=row.line.breaks or is_far))
            last = row.y
        return tuple(lines)

    def _visit(self, text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        scale = (tm[2] ** 2 + tm[3] ** 2) ** 0.5 * (cm[2] ** 2 + cm[3] ** 2) ** 0.5
        effective = abs(size * scale) if scale else abs(size)
        name = str((font or {}).get("/BaseFont", "")).lower()
        place = (tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
        for number, part in enumerate(text.split("\n")):
            if number:
                self._length += 1
                self._end_line()
            self._add(part, effective, "bold" in name or "black" in name, place)

    def _add(self, text: str, size: float, bold: bool, place: tuple[float, float]) -> None:
        piece = traced(text, self._length)
        self._length += len(text)
        if not text.strip():
            self._pieces.append(piece)
            return
        if 0 < size < TINY:
            self.has_tiny = True
            return
        if (
            (call := _CALL.match(text))
            and 0 < size < RAISED * max(self._weights, default=0.0)
            and self._can_carry_call()
        ):
            self._pieces += [inserted(" ("), piece.cut(call.start(1), call.end(1)), inserted(")")]
            return
        if self._place is None:
            self._place = place
        self._pieces.append(piece)
        self._weights[size] = self._weights.get(size, 0) + len(text.strip())
        self._bold = self._bold and bold

    def _can_carry_call(self) -> bool:
        return can_carry_call(next((piece.text for piece in reversed(self._pieces) if piece.text.strip()), ""))

    def _end_line(self) -> None:
        size = max(self._weights, key=lambda key: self._weights[key], default=0.0)
        content = canonical(joined(self._pieces)).stripped()
        if content.text:
            x, y = self._place or (0.0, 0.0)
            self._rows.append(PlacedLine(Line(content, size, self._bold and bool(self._weights)), x, y))
        self._pieces, self._weights, self._bold, self._place = [], {}, True, None


def _metadata(reader: Any) -> Metadata:
    try:
        info = reader.metadata or {}
        title = " ".join(str(info.get("/Title") or "").split())
        fields = dict(_FIELD.findall(f"{info.get('/Keywords') or ''};{info.get('/Subject') or ''}"))
    except Exception:  # a broken information dictionary is no reason to lose the text
        return Metadata()
    sane = title if _SANE_TITLE.match(title) and 3 < len(title) <= 300 else ""
    return Metadata(sane, *(fields.get(name, "").strip() for name in ("date", "version", "source")))
