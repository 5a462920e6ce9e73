"""Lines under words, as links have them, and grounds behind words: they part no cells of a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from bbti_qa.loading.glyphs import Box
from bbti_qa.loading.grids import THIN
from bbti_qa.loading.words import Row

DEEP = 0.3  # of the size: so far below its base line is a word underlined
HIGH = 0.4  # of the size: so far above it is one struck through
LARGEST = 40.0  # points: larger letters are not looked at
FIT = 1.5  # points: a line that begins and ends with words, to that much, belongs to them


def without_decoration(boxes: Sequence[Box], rows: Sequence[Row]) -> list[Box]:
    """The boxes but for level lines that begin and end with words and stand at their feet, or strike them through, and for the
    narrow grounds of the spaces between words."""
    level = sorted(rows, key=lambda row: row.y)
    heights = [row.y for row in level]
    largest = min(max((row.size for row in rows), default=0.0), LARGEST)

    def near(box: Box) -> Sequence[Row]:
        return level[
            bisect_left(heights, box.bottom - HIGH * largest) : bisect_right(heights, box.top + DEEP * largest)
        ]

    def is_decoration(box: Box) -> bool:
        if box.height <= THIN:
            return any(_underlines(box, row) for row in near(box))
        return box.is_filled and box.width <= THIN and any(_fills_space(box, row) for row in near(box))

    return [box for box in boxes if not is_decoration(box)]


def _fills_space(box: Box, row: Row) -> bool:
    """Whether a narrow ground stands exactly between two words; a table's line keeps off them."""
    return box.bottom <= row.y <= box.top and any(
        abs(before.right - box.left) <= FIT and abs(after.left - box.right) <= FIT
        for before, after in pairwise(row.words)
    )


def _underlines(box: Box, row: Row) -> bool:
    if not row.y - DEEP * row.size <= box.bottom <= row.y + HIGH * row.size:
        return False
    return any(abs(word.left - box.left) <= FIT for word in row.words) and any(
        abs(word.right - box.right) <= FIT for word in row.words
    )
