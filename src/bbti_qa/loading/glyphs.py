"""What a PDF reader sees on a page before anything is read into it: runs of letters with their places, lines and boxes.

Places are in points from the lower left corner of the page as it is shown (turned, cropped).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bbti_qa.errors import ReaderStopped

UPRIGHT = 0
SLANTED = 1
MOST_GLYPHS = 400_000  # of one page: a page of small print has ten thousand

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that one instruction set. `starts[i]` and `ends[i]` are the left and right edges of `texts[i]`, which is
    one character mostly (a ligature's letters share a place); `y` is the height of the base line; `source` is the offset
    of the first letter in the page's source text, where all runs' texts stand in a row.

    `angle` is 0 for upright letters, else 90, 180, 270 (or 1 for a slant); edges and `y` then count along the turned page.
    """

    texts: tuple[str, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]
    y: float
    size: float
    source: int
    bold: bool = False
    italic: bool = False
    angle: int = UPRIGHT

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def turned(self, angle: int, right: float, up: float) -> Run:
        """The run on a page that is turned by `angle`, whose corner then lies by so much further left and down."""
        if self.angle != angle:
            return replace(self, angle=self.angle or SLANTED)
        starts, ends = tuple(x + right for x in self.starts), tuple(x + right for x in self.ends)
        return replace(self, angle=UPRIGHT, starts=starts, ends=ends, y=self.y + up)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that was drawn; one that is thin is a line. `is_filled` where it has a ground, not a border only."""

    left: float
    bottom: float
    right: float
    top: float
    is_filled: bool = False

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def turned(self) -> Box:
        """Left and right for bottom and top: an upright line as a level one."""
        return Box(self.bottom, self.left, self.top, self.right, self.is_filled)

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def extent_of(boxes: Sequence[Box]) -> Box:
    """The least box that holds them all; there is one at least."""
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page's runs in the order of the file, its drawn boxes and lines, its width and height."""

    runs: tuple[Run, ...] = ()
    boxes: tuple[Box, ...] = ()
    width: float = 0.0
    height: float = 0.0

    def straightened(self) -> PageContent:
        """The page as it is held to be read: most letters upright. Boxes of a turned page are left out."""
        letters: Counter[int] = Counter()
        for run in self.runs:
            letters[run.angle] += len(run.texts)
        if not letters or (angle := letters.most_common(1)[0][0]) == UPRIGHT:
            return self
        right = {180: self.width, 270: self.height}.get(angle, 0.0)
        up = {90: self.width, 180: self.height}.get(angle, 0.0)
        runs = tuple(run.turned(angle, right, up) for run in self.runs)
        is_sideways = angle in (90, 270)
        width, height = (self.height, self.width) if is_sideways else (self.width, self.height)
        return PageContent(runs, (), width if angle != SLANTED else 0.0, height)


def shown_at(edges: tuple[float, float, float, float], turn: int) -> tuple[Matrix, float, float]:
    """The matrix that puts a page's own units where they are shown, and the width and height shown.

    `edges` are those of the page as cropped: left, bottom, right, top; `turn` is clockwise, in degrees.
    """
    left, bottom, right, top = edges
    width, height = abs(right - left), abs(top - bottom)
    if turn == 90:
        return (0.0, -1.0, 1.0, 0.0, -bottom, right), height, width
    if turn == 180:
        return (-1.0, 0.0, 0.0, -1.0, right, top), width, height
    if turn == 270:
        return (0.0, 1.0, -1.0, 0.0, top, -left), height, width
    return (1.0, 0.0, 0.0, 1.0, -left, -bottom), width, height


def times(m: Sequence[float], n: Sequence[float]) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def turned(matrix: Matrix, x: float, y: float) -> tuple[int, float, float]:
    """The angle of the letters, and the place in a page turned so that they stand upright."""
    along, across = matrix[0], matrix[1]
    if abs(across) <= 0.05 * abs(along):
        return (UPRIGHT, x, y) if along >= 0 or matrix[3] >= 0 else (180, -x, -y)
    if abs(along) <= 0.05 * abs(across):
        return (90, y, -x) if across > 0 else (270, -y, x)
    length = math.hypot(along, across)
    cos, sin = along / length, across / length
    return SLANTED, x * cos + y * sin, y * cos - x * sin


def too_long() -> ReaderStopped:
    return ReaderStopped(f"A page of the PDF holds more than {MOST_GLYPHS} characters. Split it into parts.")
