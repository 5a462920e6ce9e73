"""Each page of a PDF by the reader that reads it best: pypdf, PDFium where pypdf's text is poor, character recognition
where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bbti_qa.errors import ReaderStopped
from bbti_qa.loading import recognition
from bbti_qa.loading.content import page_content
from bbti_qa.loading.glyphs import PageContent, Run
from bbti_qa.loading.legibility import BAD, BETTER, DOUBTFUL, Legibility, legibility
from bbti_qa.loading.pdfium import open_pdfium, page_picture, pdfium_content
from bbti_qa.loading.words import Row, rows_of

PYPDF, PDFIUM, OCR = "pypdf", "PDFium", "character recognition"


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's content and rows, who read it, and what there is to say of it.

    `why` says why another reader than pypdf was asked, or what is wrong with the page where none is better; `failure` is set where nobody could read the page;
    `confidence` is that of the recognition, in [0, 1], None where letters were read.
    """

    content: PageContent
    rows: tuple[Row, ...] = ()
    reader: str = PYPDF
    why: str = ""
    failure: str = ""
    has_tiny: bool = False
    confidence: float | None = None

    @property
    def has_words(self) -> bool:
        """Whether there is a letter or a figure: a page of pictures may hold the bullets of its lists as text."""
        return any(character.isalnum() for run in self.content.runs for character in run.text)


class PageReader:
    """Reads pages of one PDF; `document` is pypdf's, None where pypdf cannot open the file. PDFium opens it when first
    needed."""

    def __init__(self, data: bytes, document: Any) -> None:
        self._data = data
        self._document = document
        self._pdfium: Any = None

    def count(self) -> int:
        """How many pages there are. Raises what the libraries raise."""
        return len(self._document.pages) if self._document is not None else len(self._second())

    def read(self, index: int) -> ReadPage:
        """Page `index`, from 0. Raises MemoryError and ReaderStopped; other failures are told by the page."""
        page = self._by_pypdf(index)
        trouble = legibility(page.rows)
        if page.failure or trouble.trouble > BAD or not page.has_words:
            page = self._better(page, trouble, index)
        return page if page.has_words or not recognition.is_wanted() else self._recognised(page, index)

    def _by_pypdf(self, index: int) -> ReadPage:
        if self._document is None:
            return ReadPage(PageContent(), failure="pypdf cannot open the file")
        return _guarded(lambda: page_content(self._document.pages[index]))

    def _better(self, page: ReadPage, trouble: Legibility, index: int) -> ReadPage:
        """PDFium's page where it reads clearly better."""
        other = _guarded(lambda: pdfium_content(self._second(), index))
        is_better = other.has_words and legibility(other.rows).trouble <= BETTER * trouble.trouble
        if other.failure or not other.has_words or (page.has_words and not is_better):
            return replace(page, why=trouble.worst if trouble.trouble > DOUBTFUL else "")
        why = page.failure or (trouble.worst if page.has_words else "no text")
        return ReadPage(other.content, other.rows, PDFIUM, why, has_tiny=other.has_tiny)

    def _recognised(self, page: ReadPage, index: int) -> ReadPage:
        if not recognition.is_installed():
            return page
        try:
            picture = page_picture(self._second(), index, recognition.DOTS)
            width, height = picture.width * 72 / recognition.DOTS, picture.height * 72 / recognition.DOTS
            read = recognition.recognise(picture, width, height)
        except MemoryError:
            raise
        except Exception as error:  # whatever PDFium, Pillow or tesseract say of a picture
            return ReadPage(page.content, failure=page.failure or f"character recognition: {type(error).__name__}")
        if not read.content.runs:
            return page
        rows, _ = rows_of(read.content.runs)
        return ReadPage(read.content, rows, OCR, confidence=read.confidence)

    def _second(self) -> Any:
        if self._pdfium is None:
            self._pdfium = open_pdfium(self._data)
        return self._pdfium


def _guarded(read: Callable[[], PageContent]) -> ReadPage:
    try:
        content = read().straightened()
        rows, has_tiny = rows_of(shown(content))
    except (MemoryError, ReaderStopped):
        raise
    except Exception as error:  # pypdf and PDFium let errors of any family out of a broken page
        return ReadPage(PageContent(), failure=type(error).__name__)
    return ReadPage(content, rows, has_tiny=has_tiny)


def shown(content: PageContent) -> list[Run]:
    return [run for run in content.runs if is_seen(run, content)]


def is_seen(run: Run, content: PageContent) -> bool:
    """Whether letters stand on the page, not beyond its edges."""
    if not content.width or run.angle:
        return True
    return run.ends[-1] > 0 and run.starts[0] < content.width and -run.size < run.y < content.height


def told(pages: Sequence[ReadPage]) -> tuple[str, ...]:
    """What there is to say of who read what."""
    remarks = []
    for number, page in enumerate(pages, start=1):
        if page.reader == PDFIUM:
            remarks.append(f"page {number} was read by PDFium (pypdf: {page.why})")
        elif page.confidence is not None:
            remarks.append(f"page {number} was read by character recognition (confidence {page.confidence:.0%})")
        elif page.failure:
            remarks.append(f"page {number} could not be read ({page.failure})")
        elif page.why:
            remarks.append(f"page {number} reads badly ({page.why})")
        elif page.has_tiny:
            remarks.append(f"page {number}: text too small to be seen was left out")
        elif not page.has_words:
            remarks.append(f"page {number} holds no text (a scan, or empty)")
    if any(not page.has_words and not page.failure for page in pages) and recognition.is_wanted():
        remarks += [] if recognition.is_installed() else [f"to read scanned pages, {recognition.HOW_TO}"]
    return tuple(remarks)
