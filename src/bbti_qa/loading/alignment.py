"""Tables without drawn cells: words that stand below each other in columns, row after row."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from bbti_qa.loading.glyphs import Box
from bbti_qa.loading.lines import LEADERS
from bbti_qa.loading.table import Table, TableRow, has_header_row, is_bold_row
from bbti_qa.loading.words import Row, Word, part_of, segments

LEAST_ROWS = 3  # with two cells or more, from which alignment makes a table; of two columns: one more
SURE_ROWS = 6  # the same across the gutter between columns of text
MOST_LETTERS = 26  # a cell's line (the mean); columns of running text have more
MOST_NAMED = 40  # the same below names of three columns or more in bold letters
LONG = 15  # letters: shorter cells may begin in lower case
FAR = 3.6  # times the size: rows further apart are not of one table
FILLED = 0.6  # of the cells hold words; gaps in justified text make columns that are mostly empty
TALL = 1.25  # times the least distance of lines: a new row, where a table knows two distances
LEAST_RULED = 2  # level lines of its width, which make rows that stand below each other a table
WIDER = 1.6  # times the width of the words: a longer line belongs to the page
SLOT = 2.0  # points: words that stand out of their column by less still stand in it
_MARK = re.compile(r"^(?:[•·▪◦‣–—-]|\(?\d{1,2}[.)]|[a-z]\))$")


_Slots = list[tuple[float, float]]
_Placed = tuple[Row, dict[int, list[Word]]]


def aligned(rows: Sequence[Row], start: int, rules: Sequence[Box]) -> tuple[Table, int] | None:
    """The table by alignment whose first row is `rows[start]`, and where it ends. `rules` are the page's level lines."""
    if len(segments(rows[start])) < 2 or any(word.table >= 0 for word in rows[start].words):
        return None
    slots, placed = _aligned_rows(rows, start)
    lines = [(row, _in_slots(row, slots)) for row in placed]
    while lines and len(lines[-1][1]) < 2 and not _continues(lines):
        lines.pop()
    slots, lines = _closed_up(slots, lines)
    return _believed(lines, slots, start, rules)


def _aligned_rows(rows: Sequence[Row], start: int) -> tuple[_Slots, list[Row]]:
    """The rows from `rows[start]` on whose parts stand in columns, and these."""
    slots: _Slots = [(part[0].left, part[-1].right) for part in segments(rows[start])]
    placed: list[Row] = []
    for row in rows[start:]:
        if any(word.table >= 0 for word in row.words) or (placed and placed[-1].y - row.y > FAR * row.size):
            break
        fitting = _fitted(segments(row), slots)
        if fitting is None:  # a centred name may have stood beside its column's cells so far
            closed, _ = _closed_up(slots, [(row, _in_slots(row, slots)) for row in placed])
            fitting = _fitted(segments(row), closed)
        if fitting is None:
            break
        slots = fitting
        placed.append(row)
    return slots, placed


def _fitted(parts: Sequence[Sequence[Word]], slots: _Slots) -> _Slots | None:
    """The columns widened by a row's parts; None where a part reaches into two of them."""
    wider = list(slots)
    for part in parts:
        left, right = part[0].left, part[-1].right
        met = [at for at, slot in enumerate(wider) if left < slot[1] + SLOT and slot[0] - SLOT < right]
        if len(met) > 1:
            if any(sum(word.left < slot[1] and slot[0] < word.right for slot in wider) != 1 for word in part):
                return None
            continue
        if met:
            slot = wider[met[0]]
            wider[met[0]] = (min(slot[0], left), max(slot[1], right))
        else:
            wider.append((left, right))
    return sorted(wider)


def _in_slots(row: Row, slots: _Slots) -> dict[int, list[Word]]:
    cells: dict[int, list[Word]] = {}
    for word in row.words:
        middle = (word.left + word.right) / 2
        at = min(range(len(slots)), key=lambda at: max(slots[at][0] - middle, middle - slots[at][1], 0.0))
        cells.setdefault(at, []).append(word)
    return cells


def _closed_up(slots: _Slots, lines: list[_Placed]) -> tuple[_Slots, list[_Placed]]:
    """Neighbouring columns that no row fills both of are one, whose header and cells are set to different sides."""
    at = 0
    while at + 1 < len(slots):
        if any(at in cells and at + 1 in cells for _, cells in lines):
            at += 1
            continue
        slots = [*slots[:at], (slots[at][0], slots[at + 1][1]), *slots[at + 2 :]]
        lines = [(row, _moved(cells, at)) for row, cells in lines]
    return slots, lines


def _moved(cells: dict[int, list[Word]], at: int) -> dict[int, list[Word]]:
    """The cells with column `at + 1` as a part of column `at`."""
    return {column - (column > at): words for column, words in cells.items()}


def _continues(lines: Sequence[_Placed]) -> bool:
    """Whether the last line is more of a cell above it: close below, not in the first column."""
    if len(lines) < 2:
        return False
    (before, _), (row, cells) = lines[-2], lines[-1]
    return 0 not in cells and before.y - row.y < 1.35 * row.size


def _believed(lines: Sequence[_Placed], slots: _Slots, start: int, rules: Sequence[Box]) -> tuple[Table, int] | None:
    if len(lines) < LEAST_ROWS or len(slots) < 2:
        return None
    box = Box(slots[0][0], lines[-1][0].y, slots[-1][1], lines[0][0].y + lines[0][0].size)
    is_ruled = _is_ruled(box, lines[0][0].size, rules)
    rows = _logical(lines, len(slots))
    full = [row for row in rows if sum(map(bool, row)) > 1]
    letters = [len(line.text) for row in rows for cell in row for line in cell]
    has_header = has_header_row(rows, is_ruled=False)
    least = LEAST_ROWS if len(slots) > 2 or has_header else LEAST_ROWS + 1
    if len(full) < least or len(full) < 0.6 * len(rows):
        return None
    most = MOST_NAMED if has_header and len(slots) > 2 and is_bold_row(rows[0]) else MOST_LETTERS
    if not is_ruled and (statistics.mean(letters) > most or _run_on(rows)):
        return None
    if sum(bool(cell) for row in rows for cell in row) < FILLED * len(rows) * len(slots):
        return None
    if _are_marks(rows) or sum(bool(LEADERS.search(row.text)) for row, _ in lines) > 0.3 * len(lines):
        return None
    return Table(tuple(rows), box, has_header, tuple(slots)), start + len(lines)


def _is_ruled(box: Box, size: float, rules: Sequence[Box]) -> bool:
    """Whether two lines or more of about the table's width stand over, in and under it."""
    close = [
        rule
        for rule in rules
        if box.bottom - 2 * size <= rule.bottom <= box.top + 2 * size
        and rule.left <= box.left + size
        and rule.right >= box.right - size
        and rule.right - rule.left < WIDER * (box.right - box.left)
    ]
    return len(close) >= LEAST_RULED


def _run_on(rows: Sequence[TableRow]) -> bool:
    """Whether the cells are lines of running text: long ones that mostly begin in lower case."""
    texts = [line.text for row in rows for cell in row for line in cell]
    return statistics.mean(map(len, texts)) > LONG and sum(text[:1].islower() for text in texts) > 0.5 * len(texts)


def _are_marks(rows: Sequence[TableRow]) -> bool:
    """Whether the first column holds bullets or numbers of a list only."""
    firsts = [row[0][0].text for row in rows if row[0]]
    return all(_MARK.match(text) for text in firsts)


def _logical(lines: Sequence[_Placed], count: int) -> list[TableRow]:
    """The lines put together to rows: by distance where a table knows two, else by what stands in the first column."""
    gaps = [above.y - below.y for (above, _), (below, _) in pairwise(lines)]
    near = min(gaps)
    has_tall = any(gap < TALL * near for gap in gaps) and any(gap >= TALL * near for gap in gaps)
    rows: list[list[list[Row]]] = []
    for at, (row, cells) in enumerate(lines):
        is_new = gaps[at - 1] >= TALL * near if at and has_tall and near < 1.5 * row.size else 0 in cells
        if at == 0 or is_new:
            rows.append([[] for _ in range(count)])
        for column, words in cells.items():
            rows[-1][column].append(part_of(row, words))
    return [tuple(tuple(cell) for cell in row) for row in rows]


def is_text(table: Table, gutters: Sequence[float]) -> bool:
    across = any(table.box.left < x < table.box.right for x in gutters)
    return across and sum(sum(map(bool, row)) > 1 for row in table.rows) < SURE_ROWS
