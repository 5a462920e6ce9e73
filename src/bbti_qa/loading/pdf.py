"""PDFs to lines: each page's letters and lines, read by pypdf or by PDFium, in reading order.

pypdf lets errors of any family out of a broken file; here each page's is caught, the page is reported and the
others go on. Attachments, scripts and images are not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bbti_qa.errors import DamagedDocument, EncryptedDocument, ReaderStopped, ScannedDocument
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.budget import is_spent
from bbti_qa.loading.content import is_locked, open_pdf, page_content
from bbti_qa.loading.glyphs import PageContent
from bbti_qa.loading.lines import Line, Role
from bbti_qa.loading.placing import line_of, lines_of
from bbti_qa.loading.regions import gutters_of, in_reading_order
from bbti_qa.loading.running import running_rows
from bbti_qa.loading.tables import find_tables
from bbti_qa.loading.words import Row, rows_of, turned_rows

MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000
_SANE_TITLE = re.compile(
    r"^(?!untitled|sans titre|microsoft word|document\d*$|.*\.(?:docx?|pdf|indd|odt)$)", re.IGNORECASE
)
_FIELD = re.compile(r"(date|version|source)\s*=\s*([^;]+)")


def read_pdf(data: bytes) -> RawDocument:
    """Raises EncryptedDocument, ScannedDocument, DamagedDocument, ReaderStopped (too many pages or characters)."""
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
    try:
        reader = open_pdf(data)
        locked = is_locked(reader)
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
    contents: list[PageContent] = []
    remarks: list[str] = []
    total = 0
    for number in range(1, count + 1):
        if is_spent():
            remarks.append(
                f"pages {number} to {count} were not read: the time for one file was up (BBTI_QA_READ_SECONDS)"
            )
            break
        try:
            content = page_content(reader.pages[number - 1]).straightened()
        except (MemoryError, ReaderStopped):
            raise
        except Exception as error:
            remarks.append(f"page {number} could not be read ({type(error).__name__})")
            content = PageContent()
        total += sum(len(run.texts) for run in content.runs)
        if total > MOST_CHARACTERS:
            raise ReaderStopped(f"The PDF holds more than {MOST_CHARACTERS} characters. Split it into parts.")
        contents.append(content)
    pages = []
    rows = [rows_of(_shown(content)) for content in contents]
    running = running_rows([found for found, _ in rows])
    gutters = gutters_of(
        [
            [row for at, row in enumerate(found) if at not in places]
            for (found, _), places in zip(rows, running, strict=True)
        ]
    )
    for number, (content, (found, has_tiny), places) in enumerate(zip(contents, rows, running, strict=True), start=1):
        lines = tuple(_lines(content, found, places, gutters))
        pages.append(lines)
        if has_tiny:
            remarks.append(f"page {number}: text too small to be seen was left out")
        elif not _has_words(lines) and not any(f"page {number} could" in remark for remark in remarks):
            remarks.append(f"page {number} holds no text (a scan, or empty)")
    return tuple(pages), tuple(remarks)


def _shown(content: PageContent) -> list[Any]:
    return [run for run in content.runs if _is_seen(run, content)]


def _is_seen(run: Any, content: PageContent) -> bool:
    """Whether letters stand on the page, not beyond its edges."""
    if not content.width or run.angle:
        return True
    return run.ends[-1] > 0 and run.starts[0] < content.width and -run.size < run.y < content.height


def _lines(content: PageContent, rows: Sequence[Row], running: set[int], gutters: Sequence[float]) -> list[Line]:
    aside = [row for at, row in enumerate(rows) if at in running]
    text = [row for at, row in enumerate(rows) if at not in running]
    middle = content.height / 2
    tables, left = find_tables(text, content.boxes, gutters)
    lines = lines_of(in_reading_order(left, gutters), content.boxes, tables)
    top = [line_of(row, True, Role.RUNNING) for row in aside if row.y >= middle]
    bottom = [line_of(row, True, Role.RUNNING) for row in aside if row.y < middle]
    turned = [line_of(row, True, Role.RUNNING) for row in turned_rows(content.runs)]
    unseen = [run for run in content.runs if not _is_seen(run, content)]
    beyond = [line_of(row, True, Role.RUNNING) for row in rows_of(unseen)[0]]
    return [*top, *lines, *bottom, *turned, *beyond]


def _metadata(reader: Any) -> Metadata:
    try:
        info = reader.metadata or {}
        title = " ".join(str(info.get("/Title") or "").split())
        fields = dict(_FIELD.findall(f"{info.get('/Keywords') or ''};{info.get('/Subject') or ''}"))
    except Exception:  # a broken information dictionary is no reason to lose the text
        return Metadata()
    sane = title if _SANE_TITLE.match(title) and 3 < len(title) <= 300 else ""
    return Metadata(sane, *(fields.get(name, "").strip() for name in ("date", "version", "source")))
