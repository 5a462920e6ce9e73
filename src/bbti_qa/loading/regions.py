"""The order in which the rows of a page are read: columns one after the other, what goes across them before or behind.

A page is cut where a strip without letters runs down between words over several rows; above, left, right and below are
cut again in the same way (the recursive cuts of Nagy and Seth, with the strip sought before the horizontal cut).
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bbti_qa.loading.labels import Labelled, labelled
from bbti_qa.loading.words import Row, Word, part_of

GUTTER = 0.75  # of the letters' size: the least width of a strip between columns
WIDE_GUTTER = 1.8  # the same where few rows tell
LEAST_ROWS = 4  # rows with words on each side from which columns are believed; of a wide strip: SURE_ROWS
SURE_ROWS = 3
MANY_ROWS = 8  # rows from which a strip tells where the document's columns are
SAME = 6.0  # points: strips that differ by less are one
COLUMN_LETTERS = 11  # letters a row that the narrower column has (the mean); bullets and numbers are no column
DEEPEST = 12
LARGE = 1.12  # of the letters' size: rows that large may be headings across columns
APART = 1.25  # times the usual distance of rows: what stands further from everything is alone
NEAR = 4.0  # times the same: columns that begin further below have nothing to do with a heading


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that follow each other in one column, from top to bottom; `left` and `right` are the column's edges.

    `is_label`: they are a label in the margin, which names the next region.
    """

    rows: tuple[Row, ...]
    left: float
    right: float
    is_label: bool = False


def in_reading_order(rows: Sequence[Row], gutters: Sequence[float] = ()) -> tuple[Region, ...]:
    """The regions of a page as they are read; every word is in exactly one. `gutters` are the document's."""
    return tuple(_cut([row for row in rows if row.words], gutters, 0))


def gutters_of(pages: Sequence[Sequence[Row]]) -> tuple[float, ...]:
    """Where the strips between columns run in a document: those beside many rows, on some page, from left to right.

    A page on which two columns end after a row or two can be told from them.
    """
    found: list[float] = []
    for rows in pages:
        held = [list(rows)]
        for part in held:
            strip = _best_strip(part, ()) if len(part) >= MANY_ROWS and len(held) < DEEPEST else None
            if strip is not None and strip.worth >= MANY_ROWS:
                found.append(strip.x)
                beside = part[strip.first : strip.last]
                held += [_side(beside, strip.x, is_left=False), _side(beside, strip.x, is_left=True)]
    return tuple(sorted(set(found)))


@dataclass(frozen=True, slots=True)
class _Strip:
    """A strip without letters at `x` beside the rows `[first, last)`."""

    x: float
    first: int
    last: int
    worth: float


def _cut(rows: Sequence[Row], gutters: Sequence[float], depth: int) -> list[Region]:
    if not rows:
        return []
    if depth < DEEPEST and (stretches := labelled(rows)):
        return _cut_at_labels(rows, stretches, gutters, depth)
    strip = _best_strip(rows, gutters) if depth < DEEPEST and (len(rows) >= SURE_ROWS or gutters) else None
    if strip is None:
        return [_region(rows)]
    beside = rows[strip.first : strip.last]
    parts = [rows[: strip.first]]
    for band in _bands(beside, strip.x):
        parts += [_side(band, strip.x, is_left=True), _side(band, strip.x, is_left=False)]
    parts.append(rows[strip.last :])
    return [region for part in parts for region in _cut(part, gutters, depth + 1)]


def _cut_at_labels(
    rows: Sequence[Row], stretches: Sequence[Labelled], gutters: Sequence[float], depth: int
) -> list[Region]:
    regions: list[Region] = []
    at = 0
    for stretch in stretches:
        regions += _cut(rows[at : stretch.first], gutters, depth + 1)
        for piece in stretch.pieces:
            is_label = piece.is_label
            regions += [_region(piece.rows, is_label)] if is_label else _cut(piece.rows, gutters, depth + 1)
        at = stretch.last
    return [*regions, *_cut(rows[at:], gutters, depth + 1)]


def _region(rows: Sequence[Row], is_label: bool = False) -> Region:
    return Region(tuple(rows), min(row.left for row in rows), max(row.right for row in rows), is_label)


def _side(rows: Sequence[Row], x: float, is_left: bool) -> list[Row]:
    """What the rows have on one side of `x`."""
    sides = [(row, tuple(word for word in row.words if (_middle(word) < x) == is_left)) for row in rows]
    return [part_of(row, words) for row, words in sides if words]


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def _best_strip(rows: Sequence[Row], gutters: Sequence[float]) -> _Strip | None:
    size = statistics.median(row.size for row in rows) or 10.0
    places = sorted({*_candidates(rows, size), *gutters})
    found = [
        strip for x in places for strip in _strips_at(rows, x, size, any(abs(x - known) < SAME for known in gutters))
    ]
    return max(found, key=lambda strip: (strip.worth, -strip.x), default=None)


def _candidates(rows: Sequence[Row], size: float) -> list[float]:
    """Where a strip may run: in the wide gaps of rows, and left of where many rows begin."""
    places: dict[int, int] = {}
    for row in rows:
        for before, after in pairwise(row.words):
            if after.left - before.right >= GUTTER * size:
                key = round((before.right + after.left) / 2)
                places[key] = places.get(key, 0) + 1
        key = round(row.left - 0.4 * size)
        places[key] = places.get(key, 0) + 1
    common = sorted(places, key=lambda key: (-places[key], key))[:60]
    return [float(key) for key in sorted(common) if places[key] > 1 or len(rows) < 12]


def _strips_at(rows: Sequence[Row], x: float, size: float, is_known: bool) -> list[_Strip]:
    """The stretches of rows in which nothing stands at `x`, where there is text enough on both sides."""
    found, first = [], 0
    for at in range(len(rows) + 1):
        if at < len(rows) and not _covers(rows[at], x, size):
            continue
        strip = _believed(rows, x, first, at, size, is_known)
        if strip is not None:
            found.append(strip)
        first = at + 1
    return found


def _covers(row: Row, x: float, size: float) -> bool:
    """Whether a word of `row` stands at `x`, or two words with less than a gutter between them on its sides."""
    before = [word.right for word in row.words if _middle(word) < x]
    after = [word.left for word in row.words if _middle(word) >= x]
    left, right = max(before, default=x - size), min(after, default=x + size)
    if left > x or right < x:
        return True
    return bool(before and after) and right - left < GUTTER * min(size, row.size or size)


def _believed(rows: Sequence[Row], x: float, first: int, last: int, size: float, is_known: bool) -> _Strip | None:
    """The strip at `x` beside `rows[first:last]`, if these are columns."""
    sides = [
        [(row, [w for w in row.words if (_middle(w) < x) == left]) for row in rows[first:last]]
        for left in (True, False)
    ]
    full = [[(row, words) for row, words in side if words] for side in sides]
    count = min(len(full[0]), len(full[1]))
    if count < (1 if is_known else SURE_ROWS):
        return None
    width = min(words[0].left for _, words in full[1]) - max(words[-1].right for _, words in full[0])
    if width < GUTTER * size or (count < LEAST_ROWS and width < WIDE_GUTTER * size and not is_known):
        return None
    if not is_known and min(_letters_a_row(side) for side in full) < COLUMN_LETTERS:
        return None
    first, last = _trimmed(sides, first, last)
    return _Strip(x, first, last, count + min(width / size, 3) / 10)


def _letters_a_row(side: Sequence[tuple[Row, Sequence[Word]]]) -> float:
    return sum(len(word.text) for _, words in side for word in words) / len(side)


def _trimmed(sides: Sequence[Sequence[tuple[Row, Sequence[Word]]]], first: int, last: int) -> tuple[int, int]:
    """Without the rows above that stand on one side only and are set larger: a title that happens to be short."""
    left, right = sides
    largest = max((row.size for row, words in right if words), default=0.0)
    start = 0
    while start < len(left) and not right[start][1] and left[start][0].size > LARGE * largest:
        start += 1
    return first + start, last


def _bands(rows: Sequence[Row], x: float) -> list[list[Row]]:
    """The rows beside a strip, cut below and above a heading that stands on one side only and alone in its height."""
    pitch = _pitch(rows)
    size = statistics.median(row.size for row in rows)
    bands: list[list[Row]] = [[]]
    for at, row in enumerate(rows):
        if 0 < at < len(rows) - 1 and _is_alone(rows, at, x, pitch, size):
            bands += [[row], []]
        else:
            bands[-1].append(row)
    return [band for band in bands if band]


def _is_alone(rows: Sequence[Row], at: int, x: float, pitch: float, size: float) -> bool:
    """Whether the row is a heading across both columns, though it is short: both end above it and begin again below,
    at one height. Beside a figure in the other column they do not."""
    row = rows[at]
    is_heading = row.size >= LARGE * size or all(word.bold for word in row.words)
    if not is_heading or len({_middle(word) < x for word in row.words}) != 1:
        return False
    above = [_nearest(rows[:at][::-1], x, is_left) for is_left in (True, False)]
    below = [_nearest(rows[at + 1 :], x, is_left) for is_left in (True, False)]
    heights = [y for y in (*above, *below) if y is not None]
    if len(heights) < 4:
        return False
    gaps = [abs(y - row.y) / (pitch or 1.0) for y in heights]
    return min(gaps) >= APART and max(gaps[2:]) <= NEAR and abs(heights[2] - heights[3]) < pitch / 2


def _nearest(rows: Sequence[Row], x: float, is_left: bool) -> float | None:
    """The height of the first of `rows` that has words on that side."""
    return next((row.y for row in rows if any((_middle(word) < x) == is_left for word in row.words)), None)


def _pitch(rows: Sequence[Row]) -> float:
    """The usual distance of rows that follow each other."""
    gaps = [a.y - b.y for a, b in pairwise(rows) if a.y - b.y > 0.5 * min(a.size, b.size)]
    return statistics.median(gaps) if gaps else 0.0
