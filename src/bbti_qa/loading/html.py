"""HTML, read by BeautifulSoup over lxml: main content only; no scripts, no hidden text, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.errors import DamagedDocument
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.decoding import decode

_LEFT_OUT = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "iframe", "object", "svg", "head")
_BLOCKS = {"p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd", "figcaption", "caption"}
_CONTAINERS = {"div", "section", "article", "main", "body", "html", "ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "figure"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST_DEPTH = 200


def read_html(data: bytes) -> RawDocument:
    """One page. Raises DamagedDocument for what is no text or is nested without measure."""
    from bs4 import BeautifulSoup, Comment

    declared = _CHARSET.search(data[:4096])
    text, remarks = decode(data, declared.group(1).decode("ascii") if declared else "")
    try:
        soup = BeautifulSoup(text, "lxml")
        metadata = _metadata(soup)
        for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
            comment.extract()
        for tag in [*soup.find_all(_LEFT_OUT), *soup.find_all(hidden=True), *soup.find_all(style=_HIDDEN)]:
            tag.extract()
        writer = BlockWriter()
        _write(soup.find("main") or soup.find("article") or soup.body or soup, writer, 0)
    except RecursionError as error:
        raise DamagedDocument("The page is nested too deeply to be read. Save a simpler copy of it.") from error
    return RawDocument("html", metadata, blocks=(writer.blocks(),), remarks=remarks)


def _write(node: Any, writer: BlockWriter, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise DamagedDocument("The page is nested too deeply to be read. Save a simpler copy of it.")
    loose: list[str] = []
    for child in node.children:
        name = getattr(child, "name", None)
        if name in _BLOCKS or name in _CONTAINERS:
            _flush(loose, writer)
            _write_tag(child, name, writer, depth)
        elif name == "br":
            loose.append(" ")
        else:
            loose.append(child.get_text() if name else str(child))
    _flush(loose, writer)


def _flush(loose: list[str], writer: BlockWriter) -> None:
    writer.add(BlockKind.PROSE, "".join(loose))
    loose.clear()


def _write_tag(tag: Any, name: str, writer: BlockWriter, depth: int) -> None:
    if name == "tr":
        writer.add(BlockKind.ROW, " | ".join(filter(None, (" ".join(cell.get_text().split()) for cell in tag.find_all(["td", "th"])))))
    elif name in ("figcaption", "caption"):
        writer.add(BlockKind.CAPTION, tag.get_text())
    elif name[0] == "h" and name[1:].isdigit():
        writer.add(BlockKind.HEADING, tag.get_text(), int(name[1:]))
    elif name in _CONTAINERS or tag.find(list(_BLOCKS)):
        _write(tag, writer, depth + 1)
    else:
        writer.add(BlockKind.ITEM if name in ("li", "dd") else BlockKind.PROSE, tag.get_text())


def _metadata(soup: Any) -> Metadata:
    found = dict(_named(soup))
    title = soup.title.get_text() if soup.title else ""
    first = soup.find("h1")
    return Metadata(
        title=" ".join((title or (first.get_text() if first else "")).split()),
        date=found.get("date", ""),
        version=found.get("version", ""),
        source=found.get("source", ""),
        language=(soup.html.get("lang", "") if soup.html else "")[:2].lower(),
    )


def _named(soup: Any) -> Iterator[tuple[str, str]]:
    for meta in soup.find_all("meta"):
        name = str(meta.get("name") or "").lower().removeprefix("dc.").removeprefix("dcterms.")
        if name in ("date", "version", "source"):
            yield name, " ".join(str(meta.get("content") or "").split())
