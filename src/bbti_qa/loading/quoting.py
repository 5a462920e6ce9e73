"""Where a quote stands among the letters of a page. Only letters and figures are compared, without accents and case: what cleaning changed
(spaces, hyphens, ligatures, quotation marks) does not matter."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from bbti_qa.language import fold

Box = tuple[float, float, float, float]
"""Four edges; which is which depends on where it is measured from."""

_PARTS = re.compile(r" [—;|] ")
SHORTEST = 8  # letters of a piece that is looked for by itself; shorter ones stand anywhere
LEAST_FOUND = 0.5  # of the letters of a quote, without which nothing is marked
SAME_LINE = 0.5  # of the lower box's height, in common
NEAR = 2.0  # heights between two boxes of a line, at most


def boxes_of(quote: str, letters: Sequence[tuple[str, Box]], near: float = 0.0) -> list[Box]:
    """The boxes of the letters that make up `quote`, in reading order; of several places the one nearest to the share `near` of the
    page. What does not stand there as a whole, a sentence that something interrupts or a table's row, is found piece by piece; where less
    than half of it is there, nothing is."""
    page = [(part, box) for letter, box in letters for part in _compared(letter)]
    text, place = "".join(part for part, _ in page), round(near * len(page))
    whole = "".join(_compared(quote))
    found = list(_places(text, [whole], place))
    if not found:
        cells = ["".join(_compared(cell)) for cell in _cells(quote)]
        whole = "".join(cells)
        found = list(_places(text, [piece for cell in cells for piece in _pieces(text, cell)], place))
    if sum(length for _, length in found) < LEAST_FOUND * len(whole):
        return []
    return [page[at][1] for start, length in found for at in range(start, start + length)]


def _cells(quote: str) -> list[str]:
    """What a row holds, "Label — Axe : 1 ; Budget : 2 M€", without the columns' names, which stand at the head of the table only; a
    sentence is one cell."""
    return [part.rpartition(" : ")[2] for part in _PARTS.split(quote)] if _PARTS.search(quote) else [quote]


def _pieces(text: str, cell: str) -> Iterator[str]:
    """The cell, or the longest pieces of it that stand in `text` where it does not as a whole."""
    while cell:
        if cell in text:
            yield cell
            return
        # a beginning stands there only if every shorter one does
        length = bisect_left(range(1, len(cell)), True, key=lambda count: cell[:count] not in text)
        if length >= SHORTEST:
            yield cell[:length]
        cell = cell[max(1, length) :]


def _places(text: str, pieces: Iterable[str], place: int) -> Iterator[tuple[int, int]]:
    """(place, length) of each piece that is there, each looked for near the end of the one before."""
    for piece in pieces:
        at = _nearest(text, piece, place) if piece else -1
        if at >= 0:
            yield at, len(piece)
            place = at + len(piece)


def _compared(text: str) -> list[str]:
    return [letter for letter in fold(text) if letter.isalnum()]


def _nearest(text: str, sought: str, place: int) -> int:
    """Where `sought` begins in `text`, as near to `place` as it does; -1 where it does not stand there."""
    before, after = text.rfind(sought, 0, place + len(sought)), text.find(sought, place)
    if before < 0 or after < 0:
        return max(before, after)
    return before if place - before <= after - place else after


def lines_of(boxes: Iterable[Box]) -> list[Box]:
    """Boxes (left, upper, right, lower edge, counted downwards) that follow one another on a line become one."""
    lines: list[Box] = []
    for left, top, right, bottom in boxes:
        if lines and _goes_on(lines[-1], (left, top, right, bottom)):
            last = lines[-1]
            lines[-1] = (min(last[0], left), min(last[1], top), max(last[2], right), max(last[3], bottom))
        else:
            lines.append((left, top, right, bottom))
    return lines


def _goes_on(line: Box, box: Box) -> bool:
    height = max(1e-6, min(line[3] - line[1], box[3] - box[1]))
    common = min(line[3], box[3]) - max(line[1], box[1])
    return common >= SAME_LINE * height and -height < box[0] - line[2] < NEAR * max(line[3] - line[1], height)
