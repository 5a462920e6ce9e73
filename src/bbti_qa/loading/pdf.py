"""PDFs to lines: each page's letters and lines, read by pypdf or by PDFium, in reading order.

pypdf lets errors of any family out of a broken file; here each page's is caught, the page is reported and the
others go on. Attachments, scripts and images are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bbti_qa.documents import Place
from bbti_qa.errors import DamagedDocument, DocumentError, EncryptedDocument, ReaderStopped, ScannedDocument
from bbti_qa.loading import recognition
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.budget import is_spent
from bbti_qa.loading.carrying import TabledPage, carried
from bbti_qa.loading.content import is_locked, open_pdf
from bbti_qa.loading.grids import Grid, grids_of
from bbti_qa.loading.lines import Line, Role
from bbti_qa.loading.pdfmetadata import metadata_of
from bbti_qa.loading.pdfpages import PageReader, ReadPage, is_seen, told
from bbti_qa.loading.placing import line_of, lines_of
from bbti_qa.loading.regions import gutters_of, in_reading_order
from bbti_qa.loading.running import running_rows
from bbti_qa.loading.tables import find_tables
from bbti_qa.loading.words import Row, rows_of, turned_rows

MOST_PAGES = 2_000
MOST_CHARACTERS = 20_000_000


def read_pdf(data: bytes) -> RawDocument:
    """Raises EncryptedDocument, ScannedDocument, DamagedDocument, ReaderStopped (too many pages or characters)."""
    document, error = _open(data)
    reader = PageReader(data, document)
    try:
        count = reader.count()
    except Exception as problem:
        raise _damaged(error or problem) from problem
    if count > MOST_PAGES:
        raise ReaderStopped(f"The PDF has {count} pages; at most {MOST_PAGES} are read. Split it into parts.")
    pages, remarks = _read_pages(reader, count)
    if not any(page.has_words for page in pages):
        raise _nothing(pages, count)
    metadata = metadata_of(document) if document is not None else Metadata()
    return RawDocument(
        "pdf",
        metadata,
        lines=_laid_out(pages),
        remarks=(*told(pages), *remarks),
        places=tuple(_places(page) for page in pages),
    )


def _open(data: bytes) -> tuple[Any, Exception | None]:
    """pypdf's document, or none and pypdf's error: PDFium may still read the file. Raises EncryptedDocument."""
    document: Any = None
    problem: Exception | None = None
    try:
        document = open_pdf(data)
        if not (locked := is_locked(document)):
            len(document.pages)
    except MemoryError:
        raise
    except Exception as error:
        locked = "password" in str(error).lower() or "encrypt" in str(error).lower()
        document, problem = None, error
    if locked:
        raise EncryptedDocument("The PDF opens with a password only. Save a copy without one, then ingest it again.")
    return document, problem


def _damaged(error: Exception) -> DamagedDocument:
    return DamagedDocument(f"The PDF cannot be read ({type(error).__name__}). Export it again from its source.")


def _nothing(pages: Sequence[ReadPage], count: int) -> DocumentError:
    """What is wrong with a PDF of which no page gave a word."""
    if pages and all(page.failure for page in pages):
        return DamagedDocument(f"No page of the PDF could be read: {told(pages)[0]}. Export it again from its source.")
    what_to_do = "Run a character recognition on it first."
    if not (recognition.is_wanted() and recognition.is_installed()):
        what_to_do = f"To have it read, {recognition.HOW_TO}, and leave BBTI_QA_OCR at auto."
    return ScannedDocument(f"The PDF has no text on any page ({count} in all), most likely a scan. {what_to_do}")


def _read_pages(reader: PageReader, count: int) -> tuple[list[ReadPage], tuple[str, ...]]:
    pages: list[ReadPage] = []
    total = 0
    for index in range(count):
        if is_spent():
            rest = f"page {count}" if index + 1 == count else f"pages {index + 1} to {count}"
            return pages, (f"{rest} not read: the time for one file was up; raise BBTI_QA_READ_SECONDS",)
        page = reader.read(index)
        total += sum(len(run.texts) for run in page.content.runs)
        if total > MOST_CHARACTERS:
            raise ReaderStopped(f"The PDF holds more than {MOST_CHARACTERS} characters. Split it into parts.")
        pages.append(page)
    return pages, ()


def _laid_out(pages: Sequence[ReadPage]) -> tuple[tuple[Line, ...], ...]:
    """The lines of each page; running lines, columns and the headers of tables are told from all pages together."""
    grids = [grids_of(page.content.boxes) for page in pages]
    running = running_rows([page.rows for page in pages], grids)
    texts = [
        [row for at, row in enumerate(page.rows) if at not in places]
        for page, places in zip(pages, running, strict=True)
    ]
    gutters = gutters_of([_outside(rows, drawn) for rows, drawn in zip(texts, grids, strict=True)])
    tabled = carried([_tabled(page, rows, gutters) for page, rows in zip(pages, texts, strict=True)])
    return tuple(
        tuple(_lines(page, tables, places, gutters))
        for page, tables, places in zip(pages, tabled, running, strict=True)
    )


def _outside(rows: Sequence[Row], grids: Sequence[Grid]) -> list[Row]:
    return [row for row in rows if not any(grid.box.holds(row.left, row.y) for grid in grids)]


def _tabled(page: ReadPage, rows: Sequence[Row], gutters: Sequence[float]) -> TabledPage:
    tables, left = find_tables(rows, page.content.boxes, gutters)
    return TabledPage(tuple(tables), tuple(left))


def _places(page: ReadPage) -> tuple[Place, ...]:
    """Where each recognised word stands; nothing for pages whose letters were read."""
    if page.confidence is None:
        return ()
    return tuple(
        Place(run.source, run.source + len(run.text), run.starts[0], run.y, run.ends[-1], run.y + run.size)
        for run in page.content.runs
    )


def _lines(page: ReadPage, text: TabledPage, running: set[int], gutters: Sequence[float]) -> list[Line]:
    content = page.content
    aside = [row for at, row in enumerate(page.rows) if at in running]
    middle = content.height / 2
    lines = lines_of(in_reading_order(text.rows, gutters), content.boxes, text.tables)
    top = [line_of(row, True, Role.RUNNING) for row in aside if row.y >= middle]
    bottom = [line_of(row, True, Role.RUNNING) for row in aside if row.y < middle]
    turned = [line_of(row, True, Role.RUNNING) for row in turned_rows(content.runs)]
    unseen = [run for run in content.runs if not is_seen(run, content)]
    beyond = [line_of(row, True, Role.RUNNING) for row in rows_of(unseen)[0]]
    return [*top, *lines, *bottom, *turned, *beyond]
