"""What a PDF reader sees on a page before anything is read into it: runs of letters with their places, lines and boxes.

Places are in points from the lower left corner of the page as it is shown (turned, cropped).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

UPRIGHT = 0


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
        runs = tuple(replace(run, angle=UPRIGHT if run.angle == angle else run.angle or 1) for run in self.runs)
        return PageContent(runs, (), self.width, self.height)
