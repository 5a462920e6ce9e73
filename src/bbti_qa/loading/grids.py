"""Tables that lines are drawn for: lines that touch make a grid, words fall into its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bbti_qa.loading.glyphs import Box

THIN = 2.5  # points: a box less wide or high is a line
TOUCHING = 3.0  # points: lines that come so near meet
SHORTEST = 6.0  # points: shorter lines are dashes and dots
MOST_LINES = 1_500  # of a page; more are a drawing
LEAST_RULES = 4  # one below the other, from which they part the rows of a table
FAR_RULES = 4.0  # times the least distance of rules (and 60 points): further apart, another table begins


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of a table's lines: `xs` from left to right, `ys` from top to bottom.

    `walls` are the (row, column) whose left side is drawn, `floors` those whose upper side is: where neither stands between two places,
    they are one cell. None where every place is a cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    walls: frozenset[tuple[int, int]] | None = None
    floors: frozenset[tuple[int, int]] | None = None

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])

    def column(self, x: float) -> int:
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def row(self, y: float) -> int:
        return min(max(sum(edge > y for edge in self.ys) - 1, 0), len(self.ys) - 2)

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """(row, column) of the first place of the cell that holds a point."""
        return self.origin(self.row(y), self.column(x))

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The first place, from above and from the left, of the cell that a place belongs to."""
        while row and self.floors is not None and (row, column) not in self.floors:
            row -= 1
        while column and self.walls is not None and (row, column) not in self.walls:
            column -= 1
        return row, column


def grids_of(boxes: Sequence[Box]) -> tuple[Grid, ...]:
    """The grids of at least two rows and two columns, from top to bottom."""
    levels = _merged(_levels(boxes))
    uprights = [box.turned() for box in _merged([box.turned() for box in _uprights(boxes)])]
    if len(levels) + len(uprights) > MOST_LINES:
        return ()
    grids = [grid for group in _touching(levels, uprights) if (grid := _grid(*group)) is not None]
    return tuple(sorted(grids, key=lambda grid: -grid.ys[0]))


def stacks_of(boxes: Sequence[Box]) -> tuple[Grid, ...]:
    """Level lines of one width below each other, as grids of one column: tables whose columns are parted by space alone."""
    found: list[list[Box]] = []
    for line in sorted(_merged(_levels(boxes)), key=lambda line: -line.bottom)[:MOST_LINES]:
        like = next((stack for stack in found if _of_one_width(stack[0], line)), None)
        if like is None:
            found.append([line])
        elif like[-1].bottom - line.bottom > 2 * TOUCHING:
            like.append(line)
    parts = [part for stack in found for part in _parted(stack) if len(part) >= LEAST_RULES]
    grids = [Grid((part[0].left, part[0].right), tuple(line.bottom for line in part)) for part in parts]
    return tuple(sorted(grids, key=lambda grid: -grid.ys[0]))


def rules_of(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The level lines, those that continue each other as one."""
    levels = _merged(_levels(boxes))
    return tuple(levels) if len(levels) <= MOST_LINES else ()


def _of_one_width(one: Box, other: Box) -> bool:
    return abs(one.left - other.left) < TOUCHING and abs(one.right - other.right) < TOUCHING


def _parted(stack: Sequence[Box]) -> list[list[Box]]:
    """Cut where two lines are much further apart than the nearest two."""
    gaps = [above.bottom - below.bottom for above, below in pairwise(stack)]
    far = max(FAR_RULES * min(gaps, default=0.0), 60.0)
    parts = [[stack[0]]]
    for gap, line in zip(gaps, stack[1:], strict=True):
        if gap > far:
            parts.append([])
        parts[-1].append(line)
    return parts


def _levels(boxes: Sequence[Box]) -> list[Box]:
    lines = [box for box in boxes if box.height <= THIN and box.width >= SHORTEST]
    for box in _frames(boxes):
        lines += [Box(box.left, edge, box.right, edge) for edge in (box.bottom, box.top)]
    return lines


def _uprights(boxes: Sequence[Box]) -> list[Box]:
    lines = [box for box in boxes if box.width <= THIN and box.height >= SHORTEST]
    for box in _frames(boxes):
        lines += [Box(edge, box.bottom, edge, box.top) for edge in (box.left, box.right)]
    return lines


def _frames(boxes: Sequence[Box]) -> list[Box]:
    return [box for box in boxes if not box.is_filled and box.width > THIN and box.height > THIN]


def _merged(lines: Sequence[Box]) -> list[Box]:
    """Level lines that continue each other, as one."""
    merged: list[Box] = []
    for line in sorted(lines, key=lambda line: (round(line.bottom), line.left)):
        last = merged[-1] if merged else None
        if last is not None and abs(last.bottom - line.bottom) < THIN and line.left <= last.right + TOUCHING:
            merged[-1] = Box(last.left, last.bottom, max(last.right, line.right), last.top)
        else:
            merged.append(line)
    return merged


def _touching(levels: Sequence[Box], uprights: Sequence[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Lines that meet, directly or over others, as groups."""
    lines = [*levels, *uprights]
    group = list(range(len(lines)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    for one, level in enumerate(levels):
        for other, upright in enumerate(uprights, start=len(levels)):
            if _meet(level, upright):
                group[root(one)] = root(other)
    groups: dict[int, tuple[list[Box], list[Box]]] = {}
    for at, line in enumerate(lines):
        groups.setdefault(root(at), ([], []))[at >= len(levels)].append(line)
    return list(groups.values())


def _meet(level: Box, upright: Box) -> bool:
    return (
        level.left - TOUCHING <= upright.left <= level.right + TOUCHING
        and upright.bottom - TOUCHING <= level.bottom <= upright.top + TOUCHING
    )


def _grid(levels: Sequence[Box], uprights: Sequence[Box]) -> Grid | None:
    if len(levels) < 2 or not uprights:
        return None
    xs = [line.left for line in uprights]
    ys = [line.bottom for line in levels]
    left, right = min(line.left for line in levels), max(line.right for line in levels)
    bottom, top = min(line.bottom for line in uprights), max(line.top for line in uprights)
    columns, rows = _apart([*xs, left, right]), _apart([*ys, bottom, top])
    if len(columns) < 3 or len(rows) < 3:
        return None
    return _walled(Grid(tuple(columns), tuple(reversed(rows))), levels, uprights)


def _walled(grid: Grid, levels: Sequence[Box], uprights: Sequence[Box]) -> Grid:
    """The grid with the sides of its places that lines run along."""
    middles = [(above + below) / 2 for above, below in pairwise(grid.ys)]
    centres = [(left + right) / 2 for left, right in pairwise(grid.xs)]
    walls = {
        (row, column)
        for line in uprights
        for column, x in enumerate(grid.xs[:-1])
        if abs(line.left - x) <= 2 * TOUCHING
        for row, y in enumerate(middles)
        if line.bottom - TOUCHING <= y <= line.top + TOUCHING
    }
    floors = {
        (row, column)
        for line in levels
        for row, y in enumerate(grid.ys[:-1])
        if abs(line.bottom - y) <= 2 * TOUCHING
        for column, x in enumerate(centres)
        if line.left - TOUCHING <= x <= line.right + TOUCHING
    }
    return replace(grid, walls=frozenset(walls), floors=frozenset(floors))


def _apart(places: Sequence[float]) -> list[float]:
    """The places in order, those that nearly fall together as one."""
    ordered = sorted(places)
    return [ordered[0]] + [after for before, after in pairwise(ordered) if after - before > 2 * TOUCHING]
