"""Labels in the margin left of the text: each names what stands beside it, and is read before that, as its heading."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bbti_qa.loading.lines import ends_sentence
from bbti_qa.loading.words import Row, Word, part_of, row_content

LEAST_TEXT = 3  # rows that begin at one place, from which it is an edge of text
LEAST_PLAIN = 3  # labels in the letters of the text, from which they are believed; of bold or italic ones, one is
WIDEST = 0.33  # of the width of text and labels together
MOST_LINES = 5
MOST_LETTERS = 80
SMALLEST = 0.8  # of the text's size; smaller letters in the margin are notes
LARGEST = 1.12  # of the same; larger ones are headings above the text
CLOSE = 1.5  # times the size: the lines of one label
LEVEL = 0.6  # of the size: a label stands beside a row that is higher by less
MOST_LINKING = 3  # letters of a small word that links others
EARLY = 3.0  # times the size: a line of text that ends so far from the edge ended on purpose
CLEAR = 0.75  # of the size: what parts a label in the text's own letters from the text
EDGE = 1.5  # points: words that begin so near to an edge begin at it
_NAME = re.compile(r"[^\W\d_]{2}")
_MARK = re.compile(r"^(?:[•·▪◦‣–—-]|\(?\d{1,2}[.)]|[a-z]\))$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that are a label, or the text beside labels."""

    rows: tuple[Row, ...]
    is_label: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """The rows `[first, last)` as pieces in reading order. `is_distinct`: the labels are bold or italic, the text is not."""

    first: int
    last: int
    pieces: tuple[Piece, ...]
    is_distinct: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """A row as an edge parts it: what stands left of it and is no mark of a list, and the text."""

    label: tuple[Word, ...]
    text: tuple[Word, ...]
    is_across: bool = False


_Group = list[tuple[int, Row]]  # a label: the place of each line among the rows, and the line


def labelled(rows: Sequence[Row]) -> list[Labelled]:
    """The stretches of rows with labels beside the text, from top to bottom, at the edge where most labels stand.

    Labels in letters of their own come first: others may stand in the text beside them.
    """
    return max((_stretches(rows, x) for x in _edges(rows)), key=_weight, default=[])


def _weight(stretches: Sequence[Labelled]) -> tuple[bool, int]:
    return any(one.is_distinct for one in stretches), sum(piece.is_label for one in stretches for piece in one.pieces)


def _edges(rows: Sequence[Row]) -> list[float]:
    """Where several rows begin, right of others."""
    starts = sorted(row.left for row in rows)
    places = sorted({round(start) for start in starts if start > starts[0] + 2 * EDGE})
    return [
        statistics.median(near)
        for place in places
        if len(near := [start for start in starts if abs(start - place) <= EDGE]) >= LEAST_TEXT
    ]


def _stretches(rows: Sequence[Row], x: float) -> list[Labelled]:
    sides = [_side(row, x) for row in rows]
    size = statistics.median(row.size for row in rows)
    kept, refused = [], 0
    for first, last in _between_crossings(sides):
        groups = _groups(rows, sides, first, last)
        short = [group for group in groups if _is_label(group, sides[first:last], x, size)]
        good = _distinct(short, sides[first:last]) or short
        refused += sum(len(group) for group in groups) - sum(len(group) for group in good)
        kept += _parts(rows, sides, first, last, good, groups, x)
    held = sum(len(piece.rows) for part in kept for piece in part.pieces if piece.is_label)
    return kept if refused <= held else []


def _side(row: Row, x: float) -> _Side:
    left = [word for word in row.words if word.left < x - EDGE]
    while left and _MARK.match(left[-1].text):
        left.pop()
    if not any(_NAME.search(word.text) or word.table >= 0 for word in left):
        left = []
    right = row.words[len(left) :]
    is_across = any(word.right > x - 0.5 or word.table >= 0 for word in left)
    runs_on = bool(left and right) and right[0].left - left[-1].right < CLEAR * row.size
    return _Side(tuple(left), tuple(right), is_across or (runs_on and _style(left) == _style(right[:1])))


def _between_crossings(sides: Sequence[_Side]) -> list[tuple[int, int]]:
    """The stretches in which nothing runs across the edge."""
    crossings = [-1, *(at for at, side in enumerate(sides) if side.is_across), len(sides)]
    return [(before + 1, after) for before, after in pairwise(crossings) if after - before > 1]


def _groups(rows: Sequence[Row], sides: Sequence[_Side], first: int, last: int) -> list[_Group]:
    """What stands left of the edge, lines that are close together as one."""
    groups: list[_Group] = []
    for at in range(first, last):
        if not sides[at].label:
            continue
        line = part_of(rows[at], sides[at].label)
        before = groups[-1][-1][1] if groups else None
        if before and _goes_on(before, line) and (_hangs(before) or not _is_new(sides[first : at + 1], line)):
            groups[-1].append((at, line))
        else:
            groups.append([(at, line)])
    return groups


def _goes_on(before: Row, line: Row) -> bool:
    return before.y - line.y <= CLOSE * line.size and _style(before.words) == _style(line.words)


def _hangs(before: Row) -> bool:
    """Whether no label ends so: with an article or a preposition."""
    last = before.words[-1].text
    return len(last) <= MOST_LINKING and last.islower()


def _is_new(sides: Sequence[_Side], line: Row) -> bool:
    """Whether a line close below another label is a label of its own: the text above its level has ended."""
    above = [side.text for side in sides[:-1] if side.text]
    if not above or not sides[-1].text or line.text[:1].islower():
        return False
    right = max(words[-1].right for words in (*above, sides[-1].text))
    return above[-1][-1].right < right - EARLY * line.size or ends_sentence(row_content(above[-1]).text)


def _style(words: Sequence[Word]) -> tuple[bool, bool]:
    return all(word.bold for word in words), all(word.italic for word in words)


def _is_label(group: _Group, sides: Sequence[_Side], x: float, size: float) -> bool:
    """Whether a group is short, narrow, set as large as the text, and no sentence."""
    lines = [line for _, line in group]
    text = " ".join(line.text for line in lines)
    left = min(line.left for line in lines)
    right = max((word.right for side in sides for word in (*side.label, *side.text)), default=x)
    return (
        len(lines) <= MOST_LINES
        and len(text) <= MOST_LETTERS
        and not text.endswith((".", ";", ","))
        and x - left <= WIDEST * (right - left)
        and all(SMALLEST * size <= line.size <= LARGEST * size for line in lines)
    )


def _parts(
    rows: Sequence[Row],
    sides: Sequence[_Side],
    first: int,
    last: int,
    good: Sequence[_Group],
    groups: Sequence[_Group],
    x: float,
) -> list[Labelled]:
    """The stretch, cut at what stands left of the edge and is no label."""
    refused = sorted(at for group in groups if group not in good for at, _ in group)
    found = []
    for before, after in pairwise([first - 1, *refused, last]):
        own = [group for group in good if before < group[0][0] < after]
        if own and _are_believed(own, sides[before + 1 : after], x):
            pieces = tuple(_pieces(rows, sides, (before + 1, after), own))
            found.append(Labelled(before + 1, after, pieces, bool(_distinct(own, sides[before + 1 : after]))))
    return found


def _distinct(groups: Sequence[_Group], sides: Sequence[_Side]) -> list[_Group]:
    """The labels in bold or italic letters, where less than half of the text is; none where no label is."""
    words = [word for side in sides for word in side.text]
    half = sum(len(word.text) for word in words) / 2
    for at in (0, 1):
        own = [group for group in groups if all(_style(line.words)[at] for _, line in group)]
        if own and sum(len(word.text) for word in words if _style([word])[at]) < half:
            return own
    return []


def _are_believed(groups: Sequence[_Group], sides: Sequence[_Side], x: float) -> bool:
    """Whether the labels are set in letters of their own, or stand clear of the text and below each other."""
    if _distinct(groups, sides):
        return True
    clear = min(x - line.right - CLEAR * line.size for group in groups for _, line in group)
    return len(groups) >= LEAST_PLAIN and clear >= 0 and _are_level(groups)


def _are_level(groups: Sequence[_Group]) -> bool:
    """Whether labels begin or end below each other."""
    lefts = [group[0][1].left for group in groups]
    rights = [group[0][1].right for group in groups]
    return min(max(lefts) - min(lefts), max(rights) - min(rights)) <= 2 * EDGE


def _pieces(
    rows: Sequence[Row], sides: Sequence[_Side], bounds: tuple[int, int], groups: Sequence[_Group]
) -> list[Piece]:
    """Each label before the first row of text that stands beside it or below."""
    texts = [part_of(rows[at], sides[at].text) for at in range(*bounds) if sides[at].text]
    pieces: list[Piece] = []
    done = 0
    for group in groups:
        head = group[0][1]
        at = next((at for at, row in enumerate(texts) if row.y <= head.y + LEVEL * head.size), len(texts))
        at = max(done, _paragraph(texts, min(at, len(texts)), done))
        pieces.append(Piece(tuple(texts[done:at]), is_label=False))
        pieces.append(Piece(tuple(line for _, line in group), is_label=True))
        done = at
    pieces.append(Piece(tuple(texts[done:]), is_label=False))
    return [piece for piece in pieces if piece.rows]


def _paragraph(texts: Sequence[Row], at: int, first: int) -> int:
    """The row that begins the paragraph in which row `at` stands in mid-sentence."""
    while first < at < len(texts) and texts[at].text[:1].islower():
        if texts[at - 1].y - texts[at].y > CLOSE * texts[at].size:
            break
        at -= 1
    return at
