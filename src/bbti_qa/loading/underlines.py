"""Lines under words, as links have them: they part no rows of a table."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from bbti_qa.loading.glyphs import Box
from bbti_qa.loading.grids import THIN
from bbti_qa.loading.words import Row

DEEP = 0.3  # of the size: so far below its base line is a word underlined
HIGH = 0.4  # of the size: so far above it is one struck through
FIT = 1.5  # points: a line that begins and ends with words, to that much, belongs to them


def without_underlines(boxes: Sequence[Box], rows: Sequence[Row]) -> list[Box]:
    """The boxes but for level lines that begin and end with words of a row and stand at their feet, or strike them through."""
    level = sorted(rows, key=lambda row: row.y)
    heights = [row.y for row in level]
    largest = max((row.size for row in rows), default=0.0)

    def is_underline(box: Box) -> bool:
        near = level[
            bisect_left(heights, box.bottom - HIGH * largest) : bisect_right(heights, box.top + DEEP * largest)
        ]
        return any(_underlines(box, row) for row in near)

    return [box for box in boxes if box.height > THIN or not is_underline(box)]


def _underlines(box: Box, row: Row) -> bool:
    if not row.y - DEEP * row.size <= box.bottom <= row.y + HIGH * row.size:
        return False
    return any(abs(word.left - box.left) <= FIT for word in row.words) and any(
        abs(word.right - box.right) <= FIT for word in row.words
    )
