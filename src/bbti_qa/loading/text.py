"""Plain text: hard-wrapped lines, pages at form feeds."""

from __future__ import annotations

from collections.abc import Iterator

from bbti_qa.loading.assembly import RawDocument
from bbti_qa.loading.characters import canonical
from bbti_qa.loading.decoding import decode
from bbti_qa.loading.lines import Line
from bbti_qa.loading.tracing import traced


def read_text(data: bytes) -> RawDocument:
    """Raises DamagedDocument."""
    text, remarks = decode(data)
    pages = tuple(tuple(_lines(page)) for page in text.replace("\r\n", "\n").replace("\r", "\n").split("\f"))
    return RawDocument("text", lines=pages, remarks=remarks)


def _lines(page: str) -> Iterator[Line]:
    """A line indented more than the one before begins something new: a paragraph, or what follows a page break."""
    start = indent_before = 0
    for text in page.split("\n"):
        content = canonical(traced(text, start))
        indent = len(text) - len(text.lstrip(" \t"))
        yield Line(content.stripped(), breaks=indent > indent_before)
        start += len(text) + 1
        indent_before = indent
