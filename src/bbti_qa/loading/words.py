"""Letters with places to words and rows of words: spaces that the file lost, accents drawn over their letters, raised
figures, letters drawn twice."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bbti_qa.loading.characters import ACCENTS, composed
from bbti_qa.loading.glyphs import UPRIGHT, Run
from bbti_qa.loading.hyphens import can_carry_call
from bbti_qa.loading.tracing import Traced, inserted, joined, traced

TINY = 1.5  # points: nobody reads letters that small
SPACE = 0.14  # of the size: a wider gap is a space; kerning stays below, the narrowest spaces of set text are above
LEVEL = 0.22  # of the size: base lines that differ by less are one
RAISED = 0.85  # of the size beside it: letters that small may be raised or lowered
MOST_RAISED = 12  # letters; more are a line of their own
BESIDE = 0.7  # of the size: a raised figure stands that near to its word
TWICE = 0.08  # of the size: the same letters again, that near, are the same letters
GAP = 1.0  # of the size: a wider gap parts two cells of a row
LETTERED = 1.7  # letters a word: a line of shorter words is one whose letters were set apart
_CALL = re.compile(r"^[(\[]?(\d{1,3}(?:[,;]\d{1,3})*|\*{1,3}|[†‡])[)\]]?$")


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them. `raise_` is by how much the base line stands above the row's, in points."""

    content: Traced
    left: float
    right: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    raise_: float = 0.0
    is_raised: bool = False  # smaller, and above its row's base line
    glued: bool = False  # no space before it
    table: int = -1  # which table of the page stands here, where it is one and no word

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of its letters, across and up."""
        return (self.left + self.right) / 2, self.y + 0.3 * self.size


@dataclass(frozen=True, slots=True)
class Row:
    """Words that stand side by side, from left to right; `y` is their base line, `size` that of most letters."""

    words: tuple[Word, ...]
    y: float
    size: float

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def text(self) -> str:
        return row_content(self.words).text


def part_of(row: Row, words: Sequence[Word]) -> Row:
    """The row that some words of `row` make: their own size and base line."""
    weights: dict[tuple[float, float], int] = {}
    for word in words:
        if not word.is_raised:
            weights[word.size, word.y] = weights.get((word.size, word.y), 0) + len(word.text)
    size, y = max(weights, key=lambda key: weights[key], default=(row.size, row.y))
    return Row(tuple(words), y, size)


def segments(row: Row) -> list[list[Word]]:
    """The words of a row, parted at wide gaps."""
    parts: list[list[Word]] = []
    for word in row.words:
        if parts and word.left - parts[-1][-1].right < GAP * row.size:
            parts[-1].append(word)
        else:
            parts.append([word])
    return parts


def line_content(words: Sequence[Word]) -> Traced:
    """The words of a line; raised figures behind a word become " (1)", those at its head stand apart."""
    parts: list[Traced] = []
    for at, word in enumerate(words):
        text = "".join(part.text for part in parts[-3:])
        call = _CALL.match(word.text) if word.is_raised else None
        if call and at and can_carry_call(text):
            parts += [inserted(" ("), word.content.cut(call.start(1), call.end(1)), inserted(")")]
            continue
        if at and (not word.glued or (at == 1 and words[0].is_raised and _CALL.match(words[0].text))):
            parts.append(inserted(" "))
        parts.append(word.content)
    return joined(parts)


def row_content(words: Sequence[Word]) -> Traced:
    """The words with a space where there is one."""
    parts: list[Traced] = []
    for at, word in enumerate(words):
        if at and not word.glued:
            parts.append(_GAP)
        parts.append(word.content)
    return joined(parts)


_GAP = Traced(" ", (-1,))


def rows_of(runs: Sequence[Run]) -> tuple[tuple[Row, ...], bool]:
    """The rows of the upright runs from top to bottom, and whether letters too small to be seen were left out."""
    seen = [run for run in runs if run.angle == UPRIGHT and run.text.strip()]
    large = [run for run in seen if not 0 < run.size < TINY]
    bands = _bands(_once(large))
    rows = [row for band in _with_raised(bands) if (row := _row(band)) is not None]
    return tuple(sorted(rows, key=lambda row: (-row.y, row.left))), len(large) < len(seen)


def turned_rows(runs: Sequence[Run]) -> tuple[Row, ...]:
    """The rows of letters that do not stand upright, angle by angle."""
    angles = sorted({run.angle for run in runs if run.angle != UPRIGHT})
    found: list[Row] = []
    for angle in angles:
        found += rows_of([replace(run, angle=UPRIGHT) for run in runs if run.angle == angle])[0]
    return tuple(found)


def _once(runs: Sequence[Run]) -> list[Run]:
    """The runs without those that are drawn again in the same place, as some programs make bold letters."""
    kept: list[Run] = []
    places: dict[str, list[Run]] = {}
    for run in runs:
        before = places.setdefault(run.text, [])
        near = TWICE * max(run.size, 1.0)
        if any(abs(b.starts[0] - run.starts[0]) < near and abs(b.y - run.y) < near for b in before[-40:]):
            continue
        before.append(run)
        kept.append(run)
    return kept


_Band = list[Run]


def _bands(runs: Sequence[Run]) -> list[_Band]:
    """Runs of like size whose base lines are level, from top to bottom."""
    bands: list[_Band] = []
    heights: list[tuple[float, float]] = []  # of each band: base line, size
    for run in sorted(runs, key=lambda run: (-run.y, run.starts[0])):
        for at in range(len(bands) - 1, max(-1, len(bands) - 4), -1):
            y, size = heights[at]
            if abs(y - run.y) <= LEVEL * min(size, run.size) or (abs(y - run.y) < 0.6 and size):
                bands[at].append(run)
                heights[at] = (y, max(size, run.size))
                break
        else:
            bands.append([run])
            heights.append((run.y, run.size))
    return bands


def _with_raised(bands: Sequence[_Band]) -> list[_Band]:
    """Small runs that stand beside the letters of a larger band, a little above or below, belong to it."""
    whole = [list(band) for band in bands]
    for at, band in enumerate(whole):
        for run in list(band):
            if len(run.texts) > MOST_RAISED:
                continue
            for near in (at + 1, at - 1, at + 2, at - 2):
                if 0 <= near < len(whole) and near != at and _stands_at(run, whole[near]):
                    band.remove(run)
                    whole[near].append(run)
                    break
    return [band for band in whole if band]


def _stands_at(run: Run, band: _Band) -> bool:
    """Whether `run` is a raised or lowered part of `band`: smaller, overlapping its height, right beside its letters."""
    is_accent = _is_accent(run)
    for other in band:
        if not 0 < run.size <= RAISED * other.size:
            if is_accent and _overlaps(run, other) and -0.2 * other.size < run.y - other.y < 0.6 * other.size:
                return True
            continue
        rise = run.y - other.y
        if not -0.35 * other.size <= rise <= 0.75 * other.size:
            continue
        reach = BESIDE * other.size
        after, before = run.starts[0] - other.ends[-1], other.starts[0] - run.ends[-1]
        if -0.3 * other.size <= after <= reach or -0.3 * other.size <= before <= reach or _overlaps(run, other):
            return True
    return False


def _overlaps(run: Run, other: Run) -> bool:
    return run.starts[0] < other.ends[-1] and other.starts[0] < run.ends[-1]


def _is_accent(run: Run) -> bool:
    return all(text in ACCENTS for text in run.texts)


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    right: float
    source: int
    run: Run


def _row(band: _Band) -> Row | None:
    y, size = _main_line(band)
    letters = _letters(band)
    words = _words(letters, y, size, SPACE)
    if _are_set_apart(words):
        words = _words(letters, y, size, _wider(letters, size))
    return Row(tuple(words), y, size) if words else None


def _main_line(band: _Band) -> tuple[float, float]:
    """The base line and the size that most letters have."""
    weights: dict[tuple[float, float], int] = {}
    for run in band:
        key = (round(run.size, 1), round(run.y, 1))
        weights[key] = weights.get(key, 0) + len(run.texts)
    size, y = max(weights, key=lambda key: (weights[key], key))
    return y, size


def _letters(band: _Band) -> list[_Letter]:
    """The letters of a row from left to right, run by run; an accent drawn apart goes into its letter."""
    letters: list[_Letter] = []
    accents: list[_Letter] = []
    for run in sorted(band, key=lambda run: run.starts[0]):
        target = accents if _is_accent(run) else letters
        source = run.source
        for text, left, right in zip(run.texts, run.starts, run.ends, strict=True):
            target.append(_Letter(text, left, right, source, run))
            source += len(text)
    for accent in accents:
        _put_on(accent, letters)
    return letters


def _put_on(accent: _Letter, letters: list[_Letter]) -> None:
    """Adds `accent` to the letter that it stands over; it stays a character of its own where it stands over none."""
    middle = (accent.left + accent.right) / 2
    for at, letter in enumerate(letters):
        whole = composed(letter.text[-1:], accent.text)
        if whole and letter.left - 0.5 <= middle <= letter.right + 0.5:
            letter.text = letter.text[:-1] + whole
            return
        if letter.left > middle:
            letters.insert(at, accent)
            return
    letters.append(accent)


def _words(letters: Sequence[_Letter], y: float, size: float, space: float) -> list[Word]:
    words: list[Word] = []
    held: list[_Letter] = []
    was_space = True
    for letter in letters:
        blank = not letter.text.strip()
        if held and (blank or _is_apart(held[-1], letter, size, space) or _changes(held[-1], letter, y)):
            glued = not blank and not _is_apart(held[-1], letter, size, space)
            words.append(_word(held, y, size, was_space))
            held, was_space = [], not glued
        if blank:
            was_space = True
        else:
            held.append(letter)
    if held:
        words.append(_word(held, y, size, was_space))
    return words


def _is_apart(before: _Letter, letter: _Letter, size: float, space: float) -> bool:
    scale = min(size, max(before.run.size, letter.run.size)) or size
    return letter.left - before.right > space * scale or letter.right < before.left - scale


def _changes(before: _Letter, letter: _Letter, y: float) -> bool:
    """Whether letters are raised from here on, or no more."""
    return before.run is not letter.run and abs(before.run.y - letter.run.y) > 0.1 * letter.run.size > 0


def _word(letters: Sequence[_Letter], y: float, size: float, after_space: bool) -> Word:
    first = letters[0]
    content = joined(traced(letter.text, letter.source) for letter in letters)
    rise = first.run.y - y
    return Word(
        content,
        first.left,
        max(letter.right for letter in letters),
        first.run.y,
        first.run.size,
        all(letter.run.bold for letter in letters),
        all(letter.run.italic for letter in letters),
        rise,
        first.run.size <= RAISED * size and rise > 0.1 * size,
        not after_space,
    )


def _are_set_apart(words: Sequence[Word]) -> bool:
    """Whether a row's words are mostly single letters, as in "T I T R E"."""
    real = [len(word.text) for word in words if word.text.isalpha()]
    return len(real) >= 6 and statistics.mean(real) < LETTERED and len(real) > 0.7 * len(words)


def _wider(letters: Sequence[_Letter], size: float) -> float:
    """The gap, as a part of the size, from which there is a space in a row whose letters are set apart."""
    gaps = [
        (after.left - before.right) / (size or 1.0)
        for before, after in pairwise(letters)
        if before.text.strip() and after.text.strip()
    ]
    return max(SPACE, 1.6 * statistics.median(gaps)) if gaps else SPACE
