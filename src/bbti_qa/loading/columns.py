"""Where lines stand on a PDF page: two columns that the file wrote line by line are read one after the other,
tables by rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bbti_qa.loading.lines import Line
from bbti_qa.loading.tracing import joined

LEVEL = 2.5  # points: lines whose heights differ by less stand beside each other
ALIGNED = 3.0  # points: starts that differ by less are one column
COLUMN_LETTERS = 25  # a column of text has lines of at least so many letters (the median); a table's cells are shorter
LEAST_PAIRS = 4  # lines side by side from which two columns are believed
LEAST_ROWS = 2
CENTRED = (
    40.0  # points: by so much the starts of a column's cells may differ where they are centred or set to the right
)
TALL = 20.0  # points: the height of a line with its share of a table's padding


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and where it starts on the page: `x` from the left, `y` from the bottom, both in points."""

    line: Line
    x: float
    y: float


_Cell = list[PlacedLine]
_Row = list[_Cell]


def in_reading_order(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """The lines as they are read. What follows the order of the file and is no table stays as it is."""
    rows = _rows(lines)
    ordered: list[PlacedLine] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and len(rows[end]) > 1 and (end == at or _follows(rows[end - 1], rows[end])):
            end += 1
        stretch = rows[at : max(end, at + 1)]
        if _is_interleaved(stretch):
            ordered += [line for column in zip(*stretch, strict=True) for cell in column for line in cell]
        elif len(stretch) >= LEAST_ROWS:
            ordered += [_as_row(row) for row in stretch]
        else:
            ordered += [line for row in stretch for cell in row for line in cell]
        at += len(stretch)
    return ordered


def _rows(lines: Sequence[PlacedLine]) -> list[_Row]:
    """Cells are lines below each other; cells that begin at the same height, from left to right, make a row."""
    rows: list[_Row] = []
    for line in lines:
        cell = rows[-1][-1] if rows else []
        beside = _beside(cell, line)
        if beside is not None and len(rows[-1]) > 1 and beside > 0:
            beside = None  # a later line of a cell that is not the first: nothing new begins there
        if beside is None and rows and rows[-1] and _goes_below(cell, line):
            cell.append(line)
        elif beside is None:
            rows.append([[line]])
        elif beside == 0:
            rows[-1].append([line])
        else:
            rows[-1][-1] = cell[:beside]
            rows.append([cell[beside:], [line]])
    return rows


def _beside(cell: Sequence[PlacedLine], line: PlacedLine) -> int | None:
    """The last line of `cell` that `line` stands to the right of; None where it stands beside none."""
    for at in range(len(cell) - 1, max(-1, len(cell) - 12), -1):
        if abs(cell[at].y - line.y) < LEVEL and line.x > cell[at].x + ALIGNED:
            return at
    return None


def _goes_below(cell: Sequence[PlacedLine], line: PlacedLine) -> bool:
    return abs(cell[-1].x - line.x) < ALIGNED and line.y < cell[-1].y - LEVEL


def _follows(above: _Row, row: _Row) -> bool:
    """Whether `row` is the next row of the table that `above` is a row of: as many cells, in the same columns,
    close below."""
    if len(above) != len(row) or abs(above[0][0].x - row[0][0].x) >= ALIGNED:
        return False
    height = (max(len(cell) for cell in above) + 1) * TALL
    is_close = 0 < above[0][0].y - row[0][0].y <= height
    return is_close and all(abs(one[0].x - other[0].x) < CENTRED for one, other in zip(above, row, strict=True))


def _is_interleaved(rows: Sequence[_Row]) -> bool:
    """Whether `rows` are the lines of two columns of running text, written side by side."""
    if len(rows) < LEAST_PAIRS or any(len(row) != 2 for row in rows):
        return False
    starts = [row[1][0].x for row in rows]
    lengths = [[len(cell[0].line.text) for cell in row] for row in rows]
    is_aligned = max(starts) - min(starts) < ALIGNED
    return is_aligned and all(median(column) >= COLUMN_LETTERS for column in zip(*lengths, strict=True))


def _as_row(row: _Row) -> PlacedLine:
    cells = tuple(tuple(placed.line.content for placed in cell) for cell in row)
    first = row[0][0]
    whole = joined(content for cell in cells for content in cell)
    return PlacedLine(Line(whole, first.line.size, first.line.bold, cells=cells), first.x, first.y)
