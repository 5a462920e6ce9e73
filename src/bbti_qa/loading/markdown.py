"""Markdown, read by markdown-it: headings, paragraphs, list items, table rows."""

from __future__ import annotations

from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.loading.assembly import RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.decoding import decode
from bbti_qa.loading.frontmatter import read_front_matter


def read_markdown(data: bytes) -> RawDocument:
    """One page. HTML inside the file is left out; code blocks are kept as prose. Raises DamagedDocument."""
    from markdown_it import MarkdownIt

    text, remarks = decode(data)
    metadata, start = read_front_matter(text)
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    writer = BlockWriter()
    _write(parser.parse(text[start:]), writer)
    return RawDocument("markdown", metadata, blocks=(writer.blocks(),), remarks=remarks)


def _write(tokens: list[Any], writer: BlockWriter) -> None:
    kind, level, depth, cells = BlockKind.PROSE, 0, 0, None
    for token in tokens:
        if token.type == "heading_open":
            kind, level = BlockKind.HEADING, int(token.tag[1])
        elif token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            writer.add(BlockKind.ROW, " | ".join(cell for cell in cells or () if cell))
            cells = None
        elif token.type == "inline" and cells is not None:
            cells.append(_plain(token))
        elif token.type == "inline":
            own = BlockKind.ITEM if depth and kind is BlockKind.PROSE else kind
            writer.add(own, _plain(token), level if own is BlockKind.HEADING else 0)
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
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)
