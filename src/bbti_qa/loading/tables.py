"""The tables of a page: in grids of drawn lines, or by words that stand below each other in columns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bbti_qa.loading.alignment import aligned, is_text
from bbti_qa.loading.decoration import without_decoration
from bbti_qa.loading.drawing import Drawing, drawings_of
from bbti_qa.loading.glyphs import Box
from bbti_qa.loading.grids import Grid, grids_of, rules_of, stacks_of
from bbti_qa.loading.table import Cell, Table, TableRow, has_header_row, text_of
from bbti_qa.loading.tracing import Traced
from bbti_qa.loading.words import GAP, Row, Word, part_of

LARGE = 1.12  # times the size of what stands below: letters of a heading
LEAST_LINES = 3
SHARED = 0.6  # of the rows: where so many have a word begin, a column does
SLIGHT = 1.0  # points
MOST_PLACES = 10_000  # of a grid; a finer one is a drawing
MOST_FILLED = 200  # letters; a longer cell over several rows stands in the first of them only


def find_tables(
    rows: Sequence[Row], boxes: Sequence[Box], gutters: Sequence[float] = ()
) -> tuple[list[Table | Drawing], list[Row]]:
    """The tables and drawings, and the rows that are left, with a stand-in for each where it stands.

    Across the document's `gutters` words that stand below each other are columns of text, unless many rows say no.
    """
    boxes = without_decoration(boxes, rows)
    tables: list[Table | Drawing] = []
    left = _take_out_drawn(list(rows), boxes, tables)
    return tables, _take_out_aligned(left, rules_of(boxes), gutters, tables)


def _take_out_drawn(rows: list[Row], boxes: Sequence[Box], tables: list[Table | Drawing]) -> list[Row]:
    """The rows that are left; what lines and boxes are drawn for joins `tables`."""
    for drawing in drawings_of(rows, boxes):
        rows = _without(rows, drawing, len(tables))
        tables.append(drawing)
    for drawn in (*grids_of(boxes), *stacks_of(boxes)):
        table = _in_grid(rows, drawn if len(drawn.xs) > 2 else _columned(rows, drawn))
        if table is not None:
            rows = _without(rows, table, len(tables))
            tables.append(table)
    return rows


def _take_out_aligned(
    rows: list[Row], rules: Sequence[Box], gutters: Sequence[float], tables: list[Table | Drawing]
) -> list[Row]:
    """The same for tables by alignment."""
    left: list[Row] = []
    at = 0
    while at < len(rows):
        found = aligned(rows, at, rules)
        if found is None or is_text(found[0], gutters):
            left.append(rows[at])
            at += 1
        else:
            left.append(_stand_in(found[0], len(tables)))
            tables.append(found[0])
            at = found[1]
    return left


def _without(rows: Sequence[Row], table: Table | Drawing, number: int) -> list[Row]:
    kept = []
    for row in rows:
        words = [word for word in row.words if word.table >= 0 or not table.holds(*word.centre)]
        if words:
            kept.append(row if len(words) == len(row.words) else part_of(row, words))
    kept.append(_stand_in(table, number))
    return sorted(kept, key=lambda row: (-row.y, row.left))


def _stand_in(table: Table | Drawing, number: int) -> Row:
    """A row that holds a table's place when the page is cut into columns."""
    first = table.first
    word = Word(Traced("", ()), table.box.left, table.box.right, first.y, first.size, table=number)
    return Row((word,), first.y, first.size)


def _columned(rows: Sequence[Row], grid: Grid) -> Grid:
    """A grid of one column, cut where no word of any row stands over a wide strip, or over the left edge that many cells have."""
    words = [word for row in rows for word in row.words if word.table < 0 and grid.box.holds(*word.centre)]
    grid = _below_heading(words, grid)
    words = sorted((word for word in words if grid.box.holds(*word.centre)), key=lambda word: word.left)
    shared = _shared_edges(words, grid)
    edges: list[float] = []
    reach = math.inf
    for word in words:
        if word.left - reach >= GAP * word.size:
            edges.append((reach + word.left) / 2)
        elif any(reach < edge <= word.left for edge in shared):
            edges.append(word.left - SLIGHT / 2)
        reach = max(word.right, reach if reach < math.inf else word.right)
    return replace(grid, xs=(grid.xs[0], *edges, grid.xs[-1]))


def _shared_edges(words: Sequence[Word], grid: Grid) -> list[float]:
    """Where words begin in most places of a grid of one column."""
    places: dict[int, set[int]] = {}
    for word in words:
        places.setdefault(round(word.left), set()).add(grid.row(word.centre[1]))
    rows = len(grid.ys) - 1
    least = max(LEAST_LINES, SHARED * rows)
    return [place - SLIGHT for place, there in sorted(places.items()) if len(there) >= least]


def _below_heading(words: Sequence[Word], grid: Grid) -> Grid:
    """The grid without what stands between its first two lines in larger letters: the line of a page's header ends there."""
    first = [word for word in words if word.y > grid.ys[1]]
    rest = [word.size for word in words if word.y <= grid.ys[1]]
    if len(grid.ys) > LEAST_LINES and first and rest and min(word.size for word in first) >= LARGE * max(rest):
        return replace(grid, ys=grid.ys[1:])
    return grid


def _in_grid(rows: Sequence[Row], grid: Grid) -> Table | None:
    cells = _filled(_cells_in(rows, grid), grid)
    count = len(grid.xs) - 1
    table = [tuple(cells.get((at, column), ()) for column in range(count)) for at in range(len(grid.ys) - 1)]
    table = [row for row in table if any(row)]
    used = sum(any(row[at] for row in table) for at in range(count))
    if len(table) < 2 or used < 2 or sum(sum(map(bool, row)) > 1 for row in table) < 2:
        return None
    has_header = has_header_row(_without_empty_columns(table), is_ruled=True)
    return Table(tuple(table), grid.box, has_header, tuple(pairwise(grid.xs)))


_Cells = dict[tuple[int, int], Cell]


def _cells_in(rows: Sequence[Row], grid: Grid) -> _Cells:
    """The cells that hold words, by row and column."""
    cells: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        parts: dict[tuple[int, int], list[Word]] = {}
        for word in row.words:
            if word.table < 0 and grid.box.holds(*word.centre):
                parts.setdefault(grid.cell(word.centre[0], row.y + 0.3 * row.size), []).append(word)
        for place in sorted(parts):
            cells.setdefault(place, []).append(part_of(row, parts[place]))
    return {place: tuple(lines) for place, lines in cells.items()}


def _filled(cells: _Cells, grid: Grid) -> _Cells:
    """A short cell that reaches down over several rows stands in each of them, as in other formats."""
    whole = dict(cells)
    if len(grid.xs) * len(grid.ys) > MOST_PLACES:
        return whole
    for row in sorted({row for row, _ in cells}):
        for column in range(len(grid.xs) - 1):
            above = grid.origin(row, column)
            if above[0] < row and above[1] == column and len(text_of(cells.get(above, ()))) <= MOST_FILLED:
                whole.setdefault((row, column), cells.get(above, ()))
    return whole


def _without_empty_columns(table: Sequence[TableRow]) -> list[TableRow]:
    used = [at for at in range(len(table[0])) if any(row[at] for row in table)]
    return [tuple(row[at] for at in used) for row in table]
