"""HTML, read by BeautifulSoup over lxml: main content only; no scripts, no hidden text, nothing fetched."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.errors import DamagedDocument
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.decoding import decode
from bbti_qa.loading.hyphens import can_carry_call
from bbti_qa.loading.rows import Cell, as_rows, grid

_LEFT_OUT = ("script", "style", "noscript", "template", "nav", "aside", "iframe", "object", "svg", "head")
_LEFT_OUT_CONTROLS = ("button", "select", "input", "textarea", "option")
_PAGE_FRAME = ("header", "footer")  # of the whole page; an article's own header holds its title
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = frozenset(("p", "li", "tr", "blockquote", "pre", "dt", "dd", "figcaption", "caption", "address")) | _HEADINGS
_CONTAINERS = frozenset(
    ("div", "section", "article", "main", "body", "html", "ul", "ol", "dl", "menu", "table", "tbody", "thead", "tfoot")
) | frozenset(("figure", "form", "fieldset", "details", "summary", "header", "footer", "center", "hgroup"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_CALL = re.compile(r"^[\[(]?(\d{1,2})[\])]?$")
MOST_DEPTH = 200


def read_html(data: bytes) -> RawDocument:
    """One page. Raises DamagedDocument for what is no text or is nested without measure."""
    declared = _CHARSET.search(data[:4096])
    text, remarks = decode(data, declared.group(1).decode("ascii") if declared else "")
    writer = BlockWriter()
    metadata = write_html(text, writer)
    return RawDocument("html", metadata, blocks=(writer.blocks(),), remarks=remarks)


def write_html(text: str, writer: BlockWriter) -> Metadata:
    """The blocks of a page, and what it says of itself. Raises DamagedDocument for what is nested without measure."""
    from bs4 import BeautifulSoup

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "looks like XML": it is read as HTML all the same
            soup = BeautifulSoup(text, "lxml")
        metadata = _metadata(soup)
        _write(_cleaned(soup), writer, 0, BlockKind.PROSE)
    except RecursionError as error:
        raise DamagedDocument("The page is nested too deeply to be read. Save a simpler copy of it.") from error
    return metadata


def _cleaned(soup: Any) -> Any:
    """The main content, without what nobody sees; line breaks as spaces, footnote calls set apart from their word."""
    from bs4.element import PreformattedString

    for string in soup.find_all(string=lambda string: isinstance(string, PreformattedString)):
        string.extract()  # comments, declarations, CDATA
    for tag in [
        *soup.find_all([*_LEFT_OUT, *_LEFT_OUT_CONTROLS]),
        *soup.find_all(hidden=True),
        *soup.find_all(style=_HIDDEN),
    ]:
        tag.extract()
    for tag in soup.find_all(attrs={"aria-hidden": "true"}):
        tag.extract()
    for tag in soup.find_all("br"):
        tag.replace_with("\n")
    for tag in soup.find_all("sup"):
        _set_apart(tag)
    articles = soup.find_all("article", limit=2)
    main = soup.find("main") or (articles[0] if len(articles) == 1 else None)
    if main is not None and main.get_text(strip=True):
        return main
    for tag in soup.find_all(_PAGE_FRAME):
        if tag.find_parent("article") is None:
            tag.extract()
    return soup.body or soup


def _set_apart(sup: Any) -> None:
    before = sup.previous_sibling
    if (call := _CALL.match(sup.get_text().strip())) and isinstance(before, str) and can_carry_call(before):
        sup.replace_with(f" ({call.group(1)})")


def _write(node: Any, writer: BlockWriter, depth: int, kind: BlockKind) -> None:
    """The blocks of `node` in order; text that stands loose between them is a block of kind `kind`."""
    if depth > MOST_DEPTH:
        raise DamagedDocument("The page is nested too deeply to be read. Save a simpler copy of it.")
    loose: list[str] = []
    for child in node.children:
        name = getattr(child, "name", None)
        if name in _BLOCKS or name in _CONTAINERS or (name and child.find([*_BLOCKS, *_CONTAINERS])):
            _flush(loose, writer, kind)
            _write_tag(child, name, writer, depth, kind)
        else:
            loose.append(child.get_text() if name else str(child))
    _flush(loose, writer, kind)


def _flush(loose: list[str], writer: BlockWriter, kind: BlockKind) -> None:
    writer.add(kind, "".join(loose))
    loose.clear()


def _write_tag(tag: Any, name: str, writer: BlockWriter, depth: int, kind: BlockKind) -> None:
    if name == "table" and not tag.find("table") and not _is_layout(tag):
        _write_table(tag, writer)
    elif name == "tr":
        cells = (" ".join(cell.get_text(" ").split()) for cell in tag.find_all(["td", "th"], recursive=False))
        writer.add(BlockKind.ROW, " | ".join(filter(None, cells)))
    elif name in ("figcaption", "caption"):
        writer.add(BlockKind.CAPTION, tag.get_text())
    elif name in _HEADINGS:
        writer.add(BlockKind.HEADING, tag.get_text(), int(name[1:]))
    elif name in ("li", "dd"):
        _write(tag, writer, depth + 1, BlockKind.ITEM)
    else:
        _write(tag, writer, depth + 1, BlockKind.PROSE if name not in ("p", "div", "section") else kind)


def _write_table(table: Any, writer: BlockWriter) -> None:
    for caption in table.find_all("caption", limit=1):
        writer.add(BlockKind.CAPTION, caption.get_text())
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
    cells = grid(
        [Cell(cell.get_text(" "), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in row] for row in rows
    )
    is_headed = bool(rows and rows[0] and all(cell.name == "th" for cell in rows[0]))
    for row in as_rows(cells, is_headed or None):
        writer.add_row(row)


def _is_layout(table: Any) -> bool:
    """Whether a table arranges a page: its cells hold headings, lists or paragraphs in number."""
    return any(len(cell.find_all([*_HEADINGS, "ul", "ol", "p"], limit=2)) > 1 for cell in table.find_all(["td", "th"]))


def _span(cell: Any, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 1


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
