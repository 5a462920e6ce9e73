"""The readers that are compared: ours, and three libraries as they come."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from tools.reading.measuring import Reading


def ours(data: bytes) -> Reading:
    """Sentences as passages hold them, in order, each once; rows of tables by their kind."""
    from bbti_qa.chunking import ChunkingRule, split
    from bbti_qa.documents import BlockKind
    from bbti_qa.loading import load

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(data)
        document = load(path, "page.pdf")
    seen = {}
    for passage in split(document, ChunkingRule(), lambda text: len(text) // 4, 10_000):
        for sentence in passage.sentences:
            seen.setdefault(sentence.spans, sentence)
    texts = [(sentence.kind, document.text(sentence.spans)) for sentence in seen.values()]
    running = " ".join(text for kind, text in texts if kind not in (BlockKind.FOOTNOTE, BlockKind.CAPTION))
    rows = tuple(
        page.text[block.start : block.end]
        for page in document.pages
        for block in page.blocks
        if block.kind is BlockKind.ROW
    )
    return Reading(running, tuple(text for _, text in texts), rows)


def pypdf(data: bytes) -> Reading:
    from pypdf import PdfReader

    return Reading("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


def pypdfium2(data: bytes) -> Reading:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    return Reading("\n".join(page.get_textpage().get_text_range() for page in pdf))


def pdfplumber(data: bytes) -> Reading:
    """Its text, and its tables with their first row as headers, in the manner that ours are written."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        text = "\n".join(page.extract_text() or "" for page in pdf.pages)
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    rows = []
    for table in tables:
        headers = [cell or "" for cell in table[0]]
        for row in table[1:]:
            cells = [f"{header} : {cell or ''}" for header, cell in zip(headers[1:], row[1:], strict=True)]
            rows.append(" ; ".join([row[0] or "", *cells]).replace("\n", " "))
    return Reading(text, (), tuple(rows))


READERS: dict[str, Callable[[bytes], Reading]] = {
    "ours": ours,
    "pypdf": pypdf,
    "pdfium": pypdfium2,
    "plumber": pdfplumber,
}
