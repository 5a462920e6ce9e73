"""Rows in reading order to lines that know where a paragraph begins; footnote calls set apart; notes, boxes and running
lines marked."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bbti_qa.loading.characters import canonical
from bbti_qa.loading.drawing import Drawing
from bbti_qa.loading.glyphs import Box
from bbti_qa.loading.lines import BULLET, Line, Role, ends_sentence
from bbti_qa.loading.regions import Region
from bbti_qa.loading.table import Table
from bbti_qa.loading.words import Row, line_content

FAR = 1.3  # times the usual distance of rows: a paragraph begins
A_LITTLE = 1.1  # the same behind a line that ended early
LEADING = 1.15  # times the size of the letters: the distance between lines that are set close
INDENT = 0.8  # of the size: an indent
SLACK = 0.3  # of the size: by so much a word may miss the edge and would still not have fitted
SHORT = 0.75  # of the column's width: a line that ends there ended on purpose, whatever comes below
RULE = 2.0  # points: a box less high is a line
MOST_RULE = 0.6  # of the column's width: the line above footnotes is shorter

_NOTE = re.compile(r"^[(\[]?(?:\d{1,3}|\*|†|[a-z](?=[.)]))[)\].]?\s*\S")


def lines_of(regions: Sequence[Region], boxes: Sequence[Box], tables: Sequence[Table | Drawing]) -> list[Line]:
    """The lines of a page's regions, in their order."""
    pitches = _pitches(regions)
    lines: list[Line] = []
    for region in regions:
        if region.is_label:
            lines += [line_of(row, at == 0, Role.LABEL) for at, row in enumerate(region.rows)]
            continue
        column = _Column(region, pitches)
        note_from = _notes_from(region, boxes)
        role = Role.BOX if _is_boxed(region, boxes) else Role.TEXT
        before: Row | None = None
        for row in region.rows:
            if row.words[0].table >= 0:
                lines += tables[row.words[0].table].lines()
                column.leave()
                continue
            breaks = column.breaks(row) if before else _opens(lines, row, role)
            column.add(row, breaks)
            is_note = note_from is not None and row.y < note_from
            lines.append(line_of(row, breaks, Role.NOTE if is_note else role))
            before = row
    return _boxes_behind(lines)


def line_of(row: Row, breaks: bool, role: Role) -> Line:
    plain = [word for word in row.words if not word.is_raised and any(map(str.isalpha, word.text))] or list(row.words)
    bold, italic = all(word.bold for word in plain), all(word.italic for word in plain)
    content = canonical(line_content(row.words)).stripped()
    return Line(content, row.size, bold, breaks, italic=italic, placed=True, role=role)


def _pitches(regions: Iterable[Region]) -> dict[float, float]:
    """The usual distance of rows by the size of their letters, in points."""
    gaps: dict[float, list[float]] = {}
    for region in regions:
        for above, below in pairwise(region.rows):
            gap = above.y - below.y
            if abs(above.size - below.size) < 0.6 and 0.8 * below.size < gap < 3 * below.size:
                gaps.setdefault(round(below.size), []).append(gap)
    return {size: statistics.median_low(found) for size, found in gaps.items()}


@dataclass(slots=True)
class _Block:
    """The paragraph that is being read."""

    first: Row
    last: Row
    lefts: list[float]
    has_bullet: bool


class _Column:
    """Tells for each row of a region whether something new begins with it."""

    def __init__(self, region: Region, pitches: dict[float, float]) -> None:
        self._region = region
        self._pitches = pitches
        self._block: _Block | None = None

    def leave(self) -> None:
        """A table stands here: what comes below it is new."""
        self._block = None

    def add(self, row: Row, breaks: bool) -> None:
        if breaks or self._block is None:
            self._block = _Block(row, row, [row.left], bool(BULLET.match(row.text)))
        else:
            self._block.last = row
            self._block.lefts.append(row.left)

    def breaks(self, row: Row) -> bool:
        block = self._block
        if block is None:
            return True
        before = block.last
        usual = max(self._pitches.get(round(row.size), 0.0), LEADING * min(row.size, before.size))
        gap = before.y - row.y
        if gap > FAR * usual * max(1.0, row.size / (before.size or row.size)) or gap < -usual:
            return True
        is_early = self._ended_early(before, row)
        if is_early and (gap > A_LITTLE * usual or self._is_final(before) or before.right < self._short()):
            return _may_begin(row.text)
        return self._is_indented(row, block)

    def _short(self) -> float:
        return self._region.left + SHORT * (self._region.right - self._region.left)

    def _is_final(self, row: Row) -> bool:
        return ends_sentence(line_content(row.words).text)

    def _ended_early(self, before: Row, row: Row) -> bool:
        """Whether the first word of `row` would have fitted behind `before`."""
        first = _first_word(row)
        return before.right + first + 0.25 * row.size < self._region.right - SLACK * row.size

    def _is_indented(self, row: Row, block: _Block) -> bool:
        step = INDENT * row.size
        if block.has_bullet:
            return row.left < block.first.left + 0.4 * row.size and _may_begin(row.text) and self._is_final(block.last)
        if row.left > block.lefts[-1] + step and row.left - self._region.left < 6 * row.size:
            return _may_begin(row.text)
        return len(block.lefts) > 1 and row.left < min(block.lefts[1:]) - step and _may_begin(row.text)


def _first_word(row: Row) -> float:
    """The width of what stands before the first space."""
    right = row.words[0].right
    for word in row.words[1:]:
        if not word.glued:
            break
        right = word.right
    return right - row.left


def _may_begin(text: str) -> bool:
    return not text[:1].islower()


def _opens(lines: Sequence[Line], row: Row, role: Role) -> bool:
    """Whether the first row of a region begins something new, or goes on from the column before."""
    before = next((line for line in reversed(lines) if line.role is role), None)
    return before is None or ends_sentence(before.text) or role is not Role.TEXT


def _notes_from(region: Region, boxes: Sequence[Box]) -> float | None:
    """The height below which a region's rows are footnotes: under a short line, beginning with a number."""
    width = region.right - region.left
    for box in sorted(boxes, key=lambda box: -box.top):
        if box.height > RULE or not 15 < box.width < MOST_RULE * max(width, 100) or abs(box.left - region.left) > 8:
            continue
        below = [row for row in region.rows if row.y < box.bottom]
        above = [row for row in region.rows if row.y >= box.bottom]
        if not below or not _NOTE.match(line_content(below[0].words).text):
            continue
        body = statistics.median(row.size for row in above) if above else 0.0
        if box.bottom - below[0].y < 3 * below[0].size and all(row.size <= body or not body for row in below):
            return box.bottom
    return None


def _is_boxed(region: Region, boxes: Sequence[Box]) -> bool:
    """Whether a region is the text of a drawn box that is not as wide as a page."""
    return any(
        box.height > 25
        and box.width > 40
        and box.width < 420
        and all(box.holds(row.left, row.y) and box.holds(row.right, row.y) for row in region.rows)
        and (region.right - region.left) > 0.4 * box.width
        for box in boxes
    )


def _boxes_behind(lines: list[Line]) -> list[Line]:
    """A box that stands between the halves of a sentence is read behind the sentence's paragraph."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].role is Role.BOX:
            end += 1
        if end > at and at > 0 and end < len(lines) and not ends_sentence(lines[at - 1].text):
            until = end
            while until < len(lines) and not (until > end and lines[until].breaks):
                until += 1
            lines[at:until] = [
                *(replace(line, breaks=False) if number == 0 else line for number, line in enumerate(lines[end:until])),
                *lines[at:end],
            ]
            at = until
        at = max(end, at + 1)
    return lines
