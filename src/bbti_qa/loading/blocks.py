"""The blocks of a page whose structure is known (Word, HTML, Markdown), each with its place in the reader's text."""

from __future__ import annotations

import re

from bbti_qa.documents import BlockKind
from bbti_qa.loading.characters import canonical
from bbti_qa.loading.hyphens import unglued
from bbti_qa.loading.lines import RawBlock
from bbti_qa.loading.tracing import EMPTY, INSERTED, Traced, inserted, traced

_CAPTION = re.compile(r"^(?:Figure|Fig\.|Tableau|Table)\s*\d{1,3}\s*[:.–—-]")


class BlockWriter:
    """The reader's text is the blocks' texts one below the other; source offsets count in it."""

    def __init__(self) -> None:
        self._blocks: list[RawBlock] = []
        self._length = 0

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Adds a block; white space of any sort counts as one space, an empty text adds nothing."""
        content = canonical(_one_line(text, self._length))
        self._length += len(text) + 1
        if kind is BlockKind.PROSE and _CAPTION.match(content.stripped().text):
            kind = BlockKind.CAPTION
        self._append(kind, content, level)

    def add_row(self, row: Traced) -> None:
        """Adds a row of a table, whose sources count in its own cells."""
        sources = tuple(at if at == INSERTED else at + self._length for at in row.sources)
        self._length += sum(at != INSERTED for at in row.sources) + 1
        self._append(BlockKind.ROW, canonical(Traced(row.text, sources)))

    def _append(self, kind: BlockKind, content: Traced, level: int = 0) -> None:
        content = unglued(content.stripped())
        if content.text:
            marker = inserted("• ") if kind is BlockKind.ITEM else EMPTY
            self._blocks.append(RawBlock(kind, content, level, marker))

    def blocks(self) -> tuple[RawBlock, ...]:
        return tuple(self._blocks)


def _one_line(text: str, start: int) -> Traced:
    whole = traced(text, start)
    return Traced(whole.text.replace("\n", " ").replace("\r", " "), whole.sources)
