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

PAGE_NUMBER = re.compile(
    r"^(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:[-–—]|(?:/|sur|of)\s*\d{1,4})?$", re.IGNORECASE
)


def shape(text: str) -> str:
    """A line without what changes from page to page."""
    return re.sub(r"\d+", "#", " ".join(text.split())).casefold()


def running_rows(pages: Sequence[Sequence[Row]]) -> list[set[int]]:
    """For each page (its rows from top to bottom) the places of the rows that are running ones."""
    seen: dict[str, list[tuple[int, float]]] = {}
    for number, rows in enumerate(pages):
        for at in _edges(rows):
            seen.setdefault(shape(rows[at].text), []).append((number, rows[at].y))
    least = max(2, SHARE * len(pages))
    found = [
        {at for at in _edges(rows) if _repeats(rows[at], seen[shape(rows[at].text)], least)} for rows in pages
    ]
    return [places | _page_number(rows, places) for rows, places in zip(pages, found, strict=True)]


def _edges(rows: Sequence[Row]) -> list[int]:
    places = range(len(rows))
    return sorted({*places[:EDGE], *places[-EDGE:]})


def _repeats(row: Row, seen: Sequence[tuple[int, float]], least: float) -> bool:
    if not any(character.isalpha() for character in row.text) and not PAGE_NUMBER.match(row.text):
        return False
    return len({page for page, y in seen if abs(y - row.y) <= SAME_HEIGHT}) >= least


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
