"""Labels in the margin left of the text: each names what stands beside it, and is read before that, as its heading."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bbti_qa.loading.lines import ends_sentence
from bbti_qa.loading.words import Row, Word, part_of, row_content

MOST_ROWS = 300  # of a page with labels; a page of small print has a hundred
MOST_EDGES = 24
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


_Group = list[tuple[int, Row]]  # a label: the place of each line in its stretch, and the line


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows over whose edge `x` nothing runs, and their sides; `first` is the place of the first one on the page."""

    rows: Sequence[Row]
    sides: Sequence[_Side]
    x: float
    first: int

    def part(self, start: int, end: int) -> _Stretch:
        return _Stretch(self.rows[start:end], self.sides[start:end], self.x, self.first + start)

    @property
    def right(self) -> float:
        return max(word.right for side in self.sides for word in (*side.label, *side.text))

    @property
    def text(self) -> list[Word]:
        return [word for side in self.sides for word in side.text]


def labelled(rows: Sequence[Row]) -> list[Labelled]:
    """The stretches of rows with labels beside the text, from top to bottom, at the edge where most labels stand.

    Labels in letters of their own come first: others may stand in the text beside them.
    """
    if len(rows) > MOST_ROWS:
        return []
    return max((_stretches(rows, x) for x in _edges(rows)), key=_weight, default=[])


def _weight(stretches: Sequence[Labelled]) -> tuple[bool, int]:
    return any(one.is_distinct for one in stretches), sum(piece.is_label for one in stretches for piece in one.pieces)


def _edges(rows: Sequence[Row]) -> list[float]:
    """Where several rows begin, right of others: the places of most rows, from left to right."""
    starts = sorted(row.left for row in rows)
    places = sorted({round(start) for start in starts if start > starts[0] + 2 * EDGE})
    near = [[start for start in starts if abs(start - place) <= EDGE] for place in places]
    common = sorted((group for group in near if len(group) >= LEAST_TEXT), key=len, reverse=True)[:MOST_EDGES]
    return sorted(statistics.median(group) for group in common)


def _stretches(rows: Sequence[Row], x: float) -> list[Labelled]:
    """Those beside the edge `x`; none where more stands left of it that is no label."""
    size = statistics.median(row.size for row in rows)
    found, refused = [], 0
    for stretch in _between_crossings(rows, x):
        groups = _groups(stretch)
        short = [group for group in groups if _is_label(group, stretch, size)]
        good = _distinct(short, stretch) or short
        others = sorted(at for group in groups if group not in good for at, _ in group)
        refused += len(others)
        found += _labelled_parts(stretch, good, others)
    held = sum(len(piece.rows) for part in found for piece in part.pieces if piece.is_label)
    return found if refused <= held else []


def _between_crossings(rows: Sequence[Row], x: float) -> list[_Stretch]:
    """The stretches in which nothing runs across the edge."""
    sides = [_side(row, x) for row in rows]
    whole = _Stretch(rows, sides, x, 0)
    crossings = [-1, *(at for at, side in enumerate(sides) if side.is_across), len(sides)]
    return [whole.part(before + 1, after) for before, after in pairwise(crossings) if after - before > 1]


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


def _groups(stretch: _Stretch) -> list[_Group]:
    """What stands left of the edge, lines that are close together as one."""
    groups: list[_Group] = []
    for at, side in enumerate(stretch.sides):
        if not side.label:
            continue
        line = part_of(stretch.rows[at], side.label)
        before = groups[-1][-1][1] if groups else None
        if before and _goes_on(before, line) and (_hangs(before) or not _is_new(stretch.sides[: at + 1], line)):
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


def _is_label(group: _Group, stretch: _Stretch, size: float) -> bool:
    """Whether a group is short, narrow, set as large as the text, and no sentence."""
    lines = [line for _, line in group]
    text = " ".join(line.text for line in lines)
    left = min(line.left for line in lines)
    return (
        len(lines) <= MOST_LINES
        and len(text) <= MOST_LETTERS
        and not text.endswith((".", ";", ","))
        and stretch.x - left <= WIDEST * (stretch.right - left)
        and all(SMALLEST * size <= line.size <= LARGEST * size for line in lines)
    )


def _labelled_parts(stretch: _Stretch, labels: Sequence[_Group], others: Sequence[int]) -> list[Labelled]:
    """The stretch, cut at what stands left of the edge and is no label."""
    found = []
    for before, after in pairwise([-1, *others, len(stretch.rows)]):
        part = stretch.part(before + 1, after)
        own = [[(at - before - 1, line) for at, line in group] for group in labels if before < group[0][0] < after]
        if own and _are_believed(own, part):
            pieces = tuple(_pieces(part, own))
            found.append(Labelled(part.first, part.first + len(part.rows), pieces, bool(_distinct(own, part))))
    return found


def _distinct(groups: Sequence[_Group], stretch: _Stretch) -> list[_Group]:
    """The labels in bold or italic letters, where less than half of the text is; none where no label is."""
    half = sum(len(word.text) for word in stretch.text) / 2
    for at in (0, 1):
        own = [group for group in groups if all(_style(line.words)[at] for _, line in group)]
        if own and sum(len(word.text) for word in stretch.text if _style([word])[at]) < half:
            return own
    return []


def _are_believed(groups: Sequence[_Group], stretch: _Stretch) -> bool:
    """Whether the labels are set in letters of their own, or stand clear of the text and below each other."""
    if _distinct(groups, stretch):
        return True
    clear = min(stretch.x - line.right - CLEAR * line.size for group in groups for _, line in group)
    return len(groups) >= LEAST_PLAIN and clear >= 0 and _are_level(groups)


def _are_level(groups: Sequence[_Group]) -> bool:
    """Whether labels begin or end below each other."""
    lefts = [group[0][1].left for group in groups]
    rights = [group[0][1].right for group in groups]
    return min(max(lefts) - min(lefts), max(rights) - min(rights)) <= 2 * EDGE


def _pieces(stretch: _Stretch, groups: Sequence[_Group]) -> list[Piece]:
    """Each label before the first row of text that stands beside it or below."""
    texts = [part_of(row, side.text) for row, side in zip(stretch.rows, stretch.sides, strict=True) if side.text]
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
