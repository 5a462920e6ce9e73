"""Words in the boxes of a drawing: each box is read by itself, apart from the text and from the box beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bbti_qa.loading.characters import canonical
from bbti_qa.loading.glyphs import Box, extent_of
from bbti_qa.loading.lines import Line, Role
from bbti_qa.loading.words import GAP, Row, line_content, part_of

HEIGHTS = (12.0, 160.0)  # points, of a drawing's boxes
WIDTHS = (30.0, 260.0)
APART = 4.0  # points: boxes that stand closer are cells of a table
SLACK = 1.0  # points that a word may stand out
MOST_LETTERS = 160  # in a box; more are text beside text
MOST_BOXES = 200
_NAME = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class Drawing:
    """The boxes of a drawing from top to bottom and left to right, and the rows of words in each."""

    frames: tuple[Box, ...]
    texts: tuple[tuple[Row, ...], ...]

    @property
    def box(self) -> Box:
        return extent_of(self.frames)

    @property
    def first(self) -> Row:
        return self.texts[0][0]

    def holds(self, x: float, y: float) -> bool:
        return any(frame.holds(x, y) for frame in self.frames)

    def lines(self) -> list[Line]:
        return [_line(row, at == 0) for rows in self.texts for at, row in enumerate(rows)]


def _line(row: Row, breaks: bool) -> Line:
    content = canonical(line_content(row.words)).stripped()
    return Line(content, row.size, breaks=breaks, placed=True, role=Role.DRAWN)


def drawings_of(rows: Sequence[Row], boxes: Sequence[Box]) -> list[Drawing]:
    """The drawings with two boxes of words or more side by side; boxes one over the other belong to one drawing."""
    framed = [(frame, texts) for frame in _frames(boxes) if (texts := _texts(rows, frame))]
    groups: list[list[tuple[Box, tuple[Row, ...]]]] = []
    for frame, texts in sorted(framed, key=lambda one: (-one[0].top, one[0].left)):
        if groups and groups[-1][-1][0].bottom - frame.top < HEIGHTS[1] / 2:
            groups[-1].append((frame, texts))
        else:
            groups.append([(frame, texts)])
    return [
        Drawing(tuple(frame for frame, _ in group), tuple(texts for _, texts in group))
        for group in groups
        if any(_are_beside(a, b) for a, _ in group for b, _ in group)
    ]


def _frames(boxes: Sequence[Box]) -> list[Box]:
    """The boxes of a drawing's size that hold no other one, each once, and touch none."""
    found: list[Box] = []
    for box in boxes:
        is_sized = HEIGHTS[0] <= box.height <= HEIGHTS[1] and WIDTHS[0] <= box.width <= WIDTHS[1]
        if is_sized and not any(_is_same(box, other) for other in found):
            found.append(box)
        if len(found) > MOST_BOXES:
            return []
    return [box for box in found if not any(other is not box and _touch(box, other) for other in found)]


def _is_same(one: Box, other: Box) -> bool:
    sides = zip(
        (one.left, one.bottom, one.right, one.top), (other.left, other.bottom, other.right, other.top), strict=True
    )
    return all(abs(a - b) < APART for a, b in sides)


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left - APART < other.right
        and other.left - APART < one.right
        and one.bottom - APART < other.top
        and other.bottom - APART < one.top
    )


def _are_beside(one: Box, other: Box) -> bool:
    return one is not other and one.bottom < other.top and other.bottom < one.top


def _texts(rows: Sequence[Row], frame: Box) -> tuple[Row, ...]:
    """The rows of words in a box; none where words run over its sides, or are too many, or say nothing."""
    texts: list[Row] = []
    for row in rows:
        if not frame.bottom <= row.words[0].centre[1] <= frame.top:
            continue
        inside = [word for word in row.words if frame.holds(*word.centre)]
        if any(word.table >= 0 for word in inside) or _runs_through(row, frame):
            return ()
        if inside:
            texts.append(part_of(row, inside))
    text = " ".join(row.text for row in texts)
    return tuple(texts) if len(text) <= MOST_LETTERS and _NAME.search(text) else ()


def _runs_through(row: Row, frame: Box) -> bool:
    """Whether a line of text goes over a side of the box."""
    is_inside = [frame.holds(*word.centre) for word in row.words]
    return any(
        is_inside[at] != is_inside[at + 1] and after.left - before.right < GAP * row.size
        for at, (before, after) in enumerate(pairwise(row.words))
    ) or any(
        word.left < frame.left - SLACK or word.right > frame.right + SLACK
        for word, inside in zip(row.words, is_inside, strict=True)
        if inside
    )
