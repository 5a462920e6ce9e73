"""The files that an index was made of, as far as they still lie where they were, and pictures of their pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from bbti_qa.documents import Citation, Document
from bbti_qa.errors import CorpusError
from bbti_qa.loading import FileFound, discover, fingerprint
from bbti_qa.loading.limits import ReadingLimits


class Originals:
    """The files below `paths`. A file counts as a document's only while its content is the very one that was read."""

    def __init__(self, paths: Sequence[Path], limits: ReadingLimits | None = None) -> None:
        self._paths = paths
        self._limits = limits

    @cached_property
    def _files(self) -> dict[str, FileFound]:
        try:
            return {file.relative: file for file in discover([path for path in self._paths if path.exists()])}
        except (CorpusError, ValueError):
            return {}

    def find(self, document: Document) -> Path | None:
        """Where the document's file lies; None where it is gone, or was changed since."""
        file = self._files.get(document.path)
        return file.path if file is not None and fingerprint(file.path) == document.id else None

    def small(self, document: Document, pages: Sequence[int]) -> dict[int, bytes]:
        """Small PNG files by page number; none for what is no PDF."""
        from bbti_qa.loading.pictures import SMALL, Wanted, draw_pages

        path = self.find(document) if document.format == "pdf" else None
        return draw_pages(path, [Wanted(page) for page in pages], SMALL, self._limits) if path else {}

    def cited(self, document: Document, citation: Citation) -> bytes | None:
        """The cited page as a PNG file with the quote marked in it; None where it cannot be drawn."""
        from bbti_qa.loading.pictures import LARGE, Wanted, draw_pages

        path = self.find(document) if document.format == "pdf" else None
        page = document.page(citation.page)
        area = page.area_of(citation.start, citation.end)
        boxes = tuple((box.left, box.bottom, box.right, box.top) for box in area.boxes) if area else ()
        wanted = Wanted(page.number, boxes, citation.quote, citation.start / max(1, len(page.text)))
        return draw_pages(path, [wanted], LARGE, self._limits).get(page.number) if path else None
