"""Markdown, read by markdown-it: headings, paragraphs, list items, table rows."""

from __future__ import annotations

import re
from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.loading.assembly import RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.decoding import decode
from bbti_qa.loading.frontmatter import read_front_matter
from bbti_qa.loading.rows import as_rows

_NOTE_BODY = re.compile(r"\n\[\^(\d{1,2})\]:[ \t]")
_NOTE_CALL = re.compile(r"\[\^(\d{1,2})\]")
_NOTE = re.compile(r"\(\d{1,2}\) ")


def read_markdown(data: bytes) -> RawDocument:
    """One page. HTML in the file is left out, and said so; code is kept as prose. Raises DamagedDocument."""
    from markdown_it import MarkdownIt

    text, remarks = decode(data)
    metadata, start = read_front_matter(text)
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    writer = BlockWriter()
    tokens = parser.parse(_NOTE_BODY.sub(r"\n(\1) ", text[start:]))
    _write(tokens, writer)
    if any(token.type == "html_block" and not token.content.lstrip().startswith("<!--") for token in tokens):
        remarks = (*remarks, "HTML inside the Markdown was left out")
    return RawDocument("markdown", metadata, blocks=(writer.blocks(),), remarks=remarks)


def _write(tokens: list[Any], writer: BlockWriter) -> None:
    kind, level, depth = BlockKind.PROSE, 0, 0
    cells: list[str] | None = None
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "heading_open":
            kind, level = BlockKind.HEADING, int(token.tag[1])
        elif token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            rows.append(cells or [])
            cells = None
        elif token.type == "table_close":
            for row in as_rows(rows, is_headed=True):
                writer.add_row(row)
            rows = []
        elif token.type == "inline" and cells is not None:
            cells.append(_plain(token))
        elif token.type == "inline":
            plain = _plain(token)
            own = kind
            if kind is BlockKind.PROSE:
                own = BlockKind.ITEM if depth else BlockKind.FOOTNOTE if _NOTE.match(plain) else BlockKind.PROSE
            writer.add(own, plain, level if own is BlockKind.HEADING else 0)
        elif token.type in ("fence", "code_block"):
            writer.add(BlockKind.PROSE, token.content)
        elif token.type == "heading_close":
            kind, level = BlockKind.PROSE, 0


def _plain(token: Any) -> str:
    """The text of an inline token: no marks, no addresses, line breaks as spaces, images by their description."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak", "html_inline"):
            parts.append(" " if child.type != "html_inline" or child.content.lower().startswith("<br") else "")
    return _NOTE_CALL.sub(r" (\1)", "".join(parts))
