"""What the readers give, put together: pages of lines or of blocks become canonical pages, pages become a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from bbti_qa.dating import date_in_name, date_in_text, version_in_name
from bbti_qa.documents import Block, BlockKind, Document, OffsetMap, Page, Place
from bbti_qa.language import detect_language
from bbti_qa.loading.characters import canonical
from bbti_qa.loading.hyphens import HyphenJoiner
from bbti_qa.loading.lines import Line, RawBlock, running_lines, sizes_of, to_blocks
from bbti_qa.loading.mending import mended
from bbti_qa.loading.rows import typeset
from bbti_qa.loading.titles import first_title
from bbti_qa.loading.tracing import Traced, inserted, joined, offset_map, traced

CLEANER_VERSION = "8"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself; empty where it says nothing."""

    title: str = ""
    date: str = ""
    version: str = ""
    source: str = ""
    language: str = ""
    status: str = ""
    instrument: str = ""
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A reader's result: `lines` or `blocks`, a list for each page; `remarks` say what was skipped."""

    format: str
    metadata: Metadata = Metadata()
    lines: tuple[tuple[Line, ...], ...] = ()
    blocks: tuple[tuple[RawBlock, ...], ...] = ()
    remarks: tuple[str, ...] = field(default=())
    places: tuple[tuple[Place, ...], ...] = ()  # of each page's words; `start` and `end` are source offsets


def assemble(raw: RawDocument, data: bytes, path: str, fallback_title: str) -> Document:
    """The document of `raw`; `data` are the file's bytes, `fallback_title` serves where nothing gives a title."""
    blocks = _blocks(raw)
    language = raw.metadata.language if raw.metadata.language in ("fr", "en") else _language(blocks)
    pages = _pages(raw, blocks, language)
    text = "\n".join(page.text for page in pages)
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path,
        title=raw.metadata.title or first_title(_first_headings(pages)) or fallback_title,
        pages=pages,
        format=raw.format,
        language=language,
        date=raw.metadata.date or date_in_text(text) or date_in_name(path),
        version=raw.metadata.version or version_in_name(path),
        source=raw.metadata.source,
        remarks=raw.remarks,
        status=raw.metadata.status,
        instrument=raw.metadata.instrument,
        valid_from=raw.metadata.valid_from,
        valid_to=raw.metadata.valid_to,
    )


def document_from_text(name: str, title: str, text: str) -> Document:
    """A document of one page from text in memory, each line a paragraph; collections are made of such."""
    blocks = tuple(
        RawBlock(BlockKind.PROSE, canonical(traced(line, start)).stripped())
        for start, line in _lines_with_offsets(text)
    )
    language = detect_language(text)
    page = _page(1, blocks, language)
    identity = hashlib.sha256("\0".join((name, title, text)).encode("utf-8", "surrogatepass")).hexdigest()
    return Document(identity, name, title, (page,), "text", language)


def _lines_with_offsets(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def _blocks(raw: RawDocument) -> tuple[tuple[RawBlock, ...], ...]:
    """The blocks of each page."""
    if not raw.lines:
        return raw.blocks
    running = running_lines(raw.lines)
    sizes = sizes_of(raw.lines)
    joiner = HyphenJoiner(line.text for lines in raw.lines for line in lines)
    return mended([to_blocks(lines, running, joiner, sizes) for lines in raw.lines], joiner)


def _language(pages: Sequence[Sequence[RawBlock]]) -> str:
    return detect_language("\n".join(block.content.text for blocks in pages for block in blocks))


def _pages(raw: RawDocument, blocks: Sequence[Sequence[RawBlock]], language: str) -> tuple[Page, ...]:
    pages = (_page(number, page, language) for number, page in enumerate(blocks, start=1))
    return tuple(_placed(page, raw.places[page.number - 1] if raw.places else ()) for page in pages)


def _placed(page: Page, places: Sequence[Place]) -> Page:
    """The page with the places of its words, whose source offsets become those of its text."""
    if not places:
        return page
    canonical = {source + at: start + at for start, source, length in page.offsets.runs for at in range(length)}
    found = []
    for place in places:
        inside = [canonical[at] for at in range(place.start, place.end) if at in canonical]
        if inside:
            found.append(replace(place, start=min(inside), end=max(inside) + 1))
    return replace(page, places=tuple(sorted(found, key=lambda place: place.start)))


def _page(number: int, raw_blocks: Sequence[RawBlock], language: str) -> Page:
    """Blocks one below the other, each on a line of its own."""
    parts: list[Traced] = []
    blocks: list[Block] = []
    length = 0
    for raw in raw_blocks:
        content = raw.content.stripped()
        if raw.kind is BlockKind.ROW:
            content = typeset(content, language)
        if not content.text:
            continue
        start = length + len(raw.marker)
        blocks.append(Block(raw.kind, start, start + len(content), raw.level))
        parts += [raw.marker, content, inserted("\n")]
        length = start + len(content) + 1
    whole = joined(parts)
    offsets: OffsetMap = offset_map(whole.sources)
    return Page(number, whole.text, tuple(blocks), offsets)


def _first_headings(pages: Sequence[Page]) -> Iterator[str]:
    """The headings that the document begins with; one further down ("Introduction") is not its title."""
    seen = (block for page in pages[:1] for block in page.blocks if block.kind is not BlockKind.FURNITURE)
    for block in takewhile(lambda block: block.kind is BlockKind.HEADING, seen):
        yield pages[0].text[block.start : block.end]
