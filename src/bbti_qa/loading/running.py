"""Running headers, footers and page numbers, told by their place: the same words at the same height on several pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bbti_qa.loading.grids import Grid
from bbti_qa.loading.words import Row, segments

EDGE = 3  # rows at the top and at the bottom of a page that may be running ones
SAME_HEIGHT = 3.0  # points
SHARE = 0.2  # of the pages that show a running line, and two at least
CLOSE = 2.5  # times the size: so near stands a header to the cells below it
FAR = 1.5  # times the usual distance of rows: so far from the text stands a page number

PAGE_NUMBER = re.compile(r"^(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:/|sur|of)\s*\d{1,4})?$", re.IGNORECASE)


def shape(text: str) -> str:
    """A line without what changes from page to page."""
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def running_rows(pages: Sequence[Sequence[Row]], grids: Sequence[Sequence[Grid]]) -> list[set[int]]:
    """For each page (its rows from top to bottom) the places of the rows that are running ones.

    A table's header that each page repeats runs too, but belongs to its table: what stands in one of the page's `grids` with
    rows that do not run is none.
    """
    seen: dict[str, list[tuple[int, float]]] = {}
    for number, rows in enumerate(pages):
        for at in {*_top(rows), *_bottom(rows)}:
            seen.setdefault(shape(rows[at].text), []).append((number, rows[at].y))
    found = [
        _outside_tables(rows, _repeated(rows, seen, len(pages)), drawn)
        for rows, drawn in zip(pages, grids, strict=True)
    ]
    return [places | _page_number(rows, places) for rows, places in zip(pages, found, strict=True)]


def _outside_tables(rows: Sequence[Row], running: set[int], grids: Sequence[Grid]) -> set[int]:
    kept = set(running)
    for grid in grids:
        inside = {at for at, row in enumerate(rows) if grid.box.holds((row.left + row.right) / 2, row.y)}
        if not inside <= running:
            kept -= inside
    return kept


def _top(rows: Sequence[Row]) -> list[int]:
    return list(range(len(rows)))[:EDGE]


def _bottom(rows: Sequence[Row]) -> list[int]:
    return list(range(len(rows)))[::-1][:EDGE]


def _repeated(rows: Sequence[Row], seen: dict[str, list[tuple[int, float]]], count: int) -> set[int]:
    """The rows at the edges that repeat, from the edge inwards up to the first that does not.

    A line of text may stand at the same place on two pages by chance; what does so on few pages must stand apart.
    """
    found: set[int] = set()
    for edge in (_top(rows), _bottom(rows)):
        for at in edge:
            times = _times_seen(rows[at], seen[shape(rows[at].text)])
            if times < 2 or times < SHARE * count or _heads_columns(rows, at):
                break
            is_rare = times < max(3, count / 2)
            if is_rare and (not _may_be_rare(rows[at].text) or not _stands_apart(rows, at, edge[0])):
                break
            found.add(at)
    return found


def _times_seen(row: Row, seen: Sequence[tuple[int, float]]) -> int:
    return len({page for page, y in seen if abs(y - row.y) <= SAME_HEIGHT})


def _may_be_rare(text: str) -> bool:
    """Whether a line is told from the figures of a table, which may stand at one place on two pages."""
    return any(map(str.isalpha, text)) or bool(PAGE_NUMBER.match(text))


def _heads_columns(rows: Sequence[Row], at: int) -> bool:
    """Whether the row is the header of a table without lines: cells side by side, with cells right below each."""
    below = rows[at + 1] if at + 1 < len(rows) else None
    if below is None or not 0 < rows[at].y - below.y < CLOSE * below.size:
        return False
    names, cells = segments(rows[at]), segments(below)
    return len(names) == len(cells) > 1 and all(
        name[0].left < cell[-1].right and cell[0].left < name[-1].right for name, cell in zip(names, cells, strict=True)
    )


def _stands_apart(rows: Sequence[Row], at: int, edge: int) -> bool:
    """Whether the row's distance to the next one inwards is larger than that of lines of its size, or its size differs."""
    inner = at + 1 if edge == 0 else at - 1
    if not 0 <= inner < len(rows):
        return True
    gap = abs(rows[at].y - rows[inner].y)
    return gap > FAR * 1.2 * max(rows[at].size, rows[inner].size)


def _page_number(rows: Sequence[Row], running: set[int]) -> set[int]:
    """A number alone at the very top or bottom, away from the text."""
    rest = [at for at in range(len(rows)) if at not in running]
    if len(rest) < 3:
        return set()
    gaps = sorted(rows[a].y - rows[b].y for a, b in pairwise(rest))
    usual = gaps[len(gaps) // 2]
    ends = ((rest[0], rest[1]), (rest[-1], rest[-2]))
    return {
        at for at, next_ in ends if PAGE_NUMBER.match(rows[at].text) and abs(rows[at].y - rows[next_].y) > FAR * usual
    }
