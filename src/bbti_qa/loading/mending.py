"""Words that a column's end, a page break, a note or a figure cuts in two are made whole where they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bbti_qa.documents import BlockKind
from bbti_qa.loading.hyphens import HyphenJoiner
from bbti_qa.loading.lines import RawBlock
from bbti_qa.loading.tracing import inserted

_RUNS_ON = (BlockKind.PROSE, BlockKind.ITEM)
_ASIDES = (BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.FURNITURE)
_CUT = re.compile(r"[^\W\d_]{2}-$")
_REST = re.compile(r"^[^\W\d_A-ZÀ-Ý]\S*")


def mended(pages: Sequence[Sequence[RawBlock]], joiner: HyphenJoiner) -> tuple[tuple[RawBlock, ...], ...]:
    """The pages with each cut word whole at the end of the block that it begins in.

    On the same page its rest moves there. From the next page its letters are put in; where they stood they are kept as
    furniture, so that nothing of a page is lost and nothing is read twice.
    """
    whole = [list(page) for page in pages]
    places = [(page, at) for page, blocks in enumerate(whole) for at in range(len(blocks))]
    open_: tuple[int, int] | None = None
    for page, at in places:
        block = whole[page][at]
        if block.kind in _ASIDES:
            continue
        if open_ is not None and block.kind is BlockKind.PROSE and page - open_[0] <= 1:
            _mend(whole, open_, (page, at), joiner)
        ends_cut = block.kind in _RUNS_ON and _CUT.search(block.content.text)
        open_ = (page, at) if ends_cut else None
    return tuple(tuple(block for block in page if block.content.text) for page in whole)


def _mend(pages: list[list[RawBlock]], start: tuple[int, int], rest: tuple[int, int], joiner: HyphenJoiner) -> None:
    head, tail = pages[start[0]][start[1]], pages[rest[0]][rest[1]]
    found = _REST.search(tail.content.text)
    if not found:
        return
    moved, left = tail.content.cut(0, found.end()), tail.content.cut(found.end()).stripped()
    if start[0] != rest[0]:
        pages[rest[0]].append(RawBlock(BlockKind.FURNITURE, moved))  # at the end: places already counted stay
        moved = inserted(moved.text)
    pages[start[0]][start[1]] = replace(head, content=joiner.join([head.content, moved]))
    pages[rest[0]][rest[1]] = replace(tail, content=left)
