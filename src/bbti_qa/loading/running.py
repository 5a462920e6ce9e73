"""Running headers, footers and page numbers, told by their place: the same words at the same height on several pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bbti_qa.loading.words import Row

EDGE = 3  # rows at the top and at the bottom of a page that may be running ones
SAME_HEIGHT = 3.0  # points
SHARE = 0.2  # of the pages that show a running line, and two at least
FAR = 1.5  # times the usual distance of rows: so far from the text stands a page number

PAGE_NUMBER = re.compile(r"^(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:/|sur|of)\s*\d{1,4})?$", re.IGNORECASE)


def shape(text: str) -> str:
    """A line without what changes from page to page."""
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def running_rows(pages: Sequence[Sequence[Row]]) -> list[set[int]]:
    """For each page (its rows from top to bottom) the places of the rows that are running ones."""
    seen: dict[str, list[tuple[int, float]]] = {}
    for number, rows in enumerate(pages):
        for at in {*_top(rows), *_bottom(rows)}:
            seen.setdefault(shape(rows[at].text), []).append((number, rows[at].y))
    found = [_repeated(rows, seen, len(pages)) for rows in pages]
    return [places | _page_number(rows, places) for rows, places in zip(pages, found, strict=True)]


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
            if times < 2 or times < SHARE * count:
                break
            if times < max(3, count / 2) and not _stands_apart(rows, at, edge[0]):
                break
            found.add(at)
    return found


def _times_seen(row: Row, seen: Sequence[tuple[int, float]]) -> int:
    if not any(character.isalpha() for character in row.text) and not PAGE_NUMBER.match(row.text):
        return 0
    return len({page for page, y in seen if abs(y - row.y) <= SAME_HEIGHT})


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
