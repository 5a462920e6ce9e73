"""Where a quote stands among the letters of a page. Only letters and figures are compared, without accents and case: what cleaning changed
(spaces, hyphens, ligatures, quotation marks) does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bbti_qa.language import fold

Box = tuple[float, float, float, float]
"""Four edges; which is which depends on where it is measured from."""

CHUNK = 24  # letters that are looked for together where the quote does not stand on the page as a whole
LEAST_FOUND = 0.5  # of the chunks of a quote, without which nothing is marked
SAME_LINE = 0.5  # of the lower box's height, in common
NEAR = 2.0  # heights between two boxes of a line, at most


def boxes_of(quote: str, letters: Sequence[tuple[str, Box]], near: float = 0.0) -> list[Box]:
    """The boxes of the letters that make up `quote`, in reading order; of several places the one nearest to the share `near` of the
    page. A quote that something interrupts is found piece by piece; one of which less than half is there gives none."""
    page = [(part, box) for letter, box in letters for part in _compared(letter)]
    text, sought = "".join(part for part, _ in page), "".join(_compared(quote))
    if not sought:
        return []
    whole = _nearest(text, sought, round(near * len(text)))
    found = [(whole, len(sought))] if whole >= 0 else list(_pieces(text, sought, round(near * len(text))))
    if sum(length for _, length in found) < LEAST_FOUND * len(sought):
        return []
    return [page[place][1] for at, length in found for place in range(at, at + length)]


def _compared(text: str) -> list[str]:
    return [letter for letter in fold(text) if letter.isalnum()]


def _nearest(text: str, sought: str, place: int) -> int:
    """Where `sought` begins in `text`, as near to `place` as it does; -1 where it does not stand there."""
    before, after = text.rfind(sought, 0, place + len(sought)), text.find(sought, place)
    if before < 0 or after < 0:
        return max(before, after)
    return before if place - before <= after - place else after


def _pieces(text: str, sought: str, place: int) -> Iterator[tuple[int, int]]:
    """(place, length) of each chunk that is there, each looked for near the end of the one before."""
    for start in range(0, len(sought), CHUNK):
        chunk = sought[start : start + CHUNK]
        at = _nearest(text, chunk, place) if len(chunk) > CHUNK // 2 else -1
        if at >= 0:
            yield at, len(chunk)
            place = at + len(chunk)


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
