"""What a reader made of a page against what was set: word error rate, order, whole sentences, rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from tools.reading.layouts import Made

_CALL = re.compile(r" ?(?:\(\d{1,2}\)|\[\d{1,2}\])(?=[\s.,;:)»]|$)")
_SPACES = re.compile(r"\s+")
_SENTENCE = re.compile(r"(?<=\.) (?=[A-ZÀ-Ý])")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives: its running text, what it calls sentences (none for bare readers), its rows of tables."""

    text: str
    sentences: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, to be added up over layouts. Lower is better for `errors` of `words` and `spliced`."""

    words: int = 0
    errors: int = 0
    pairs: int = 0
    ordered: int = 0
    sentences: int = 0
    whole: int = 0
    spliced: int = 0
    rows: int = 0
    rows_right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def normal(text: str) -> str:
    """Canonical composition, plain spaces and apostrophes, no footnote calls set apart."""
    text = unicodedata.normalize("NFC", text).replace("’", "'").replace("\u00ad", "")
    text = text.translate({0xB2: "2", 0xB3: "3", 0x2076: "6"})
    return _SPACES.sub(" ", _CALL.sub("", _SPACES.sub(" ", text))).strip()


def score(made: Made, reading: Reading) -> Score:
    text = normal(reading.text)
    tokens = text.split(" ")
    starts, errors, words = [], 0, 0
    for block in made.blocks:
        wanted = normal(block).split(" ")
        wrong, start = best_match(wanted, tokens)
        errors, words = errors + wrong, words + len(wanted)
        if wrong <= len(wanted) / 2:
            starts.append(start)
    sentences = [part for block in made.blocks for part in _SENTENCE.split(normal(block)) if part.endswith(".")]
    is_whole = _whole_in([normal(one) for one in reading.sentences]) if reading.sentences else (lambda one: one in text)
    whole = [is_whole(one) for one in sentences]
    found = [_row_is_right(row, reading.rows) for row in made.rows]
    missing = len(made.blocks) - len(starts)
    ordered = sum(a < b for a, b in pairwise(starts))
    return Score(
        words, errors, max(len(made.blocks) - 1, 0), min(ordered, len(made.blocks) - 1 - missing), len(sentences), sum(whole),
        _spliced(made, sentences, whole, text), len(found), sum(found),
    )  # fmt: skip


def _whole_in(given: Sequence[str]) -> Callable[[str], bool]:
    """A sentence is whole where a reader's sentence is it, nothing more and nothing less."""
    known = set(given)
    return lambda sentence: sentence in known


def _spliced(made: Made, sentences: Sequence[str], whole: Sequence[bool], text: str) -> int:
    """Sentences between whose first and last words a note, a caption or a running line stands."""
    count = 0
    foreign = [normal(aside)[:18] for aside in (*made.asides, *made.furniture) if len(aside) > 8]
    for sentence, is_whole in zip(sentences, whole, strict=True):
        if is_whole:
            continue
        words = sentence.split(" ")
        start, end = text.find(" ".join(words[:4])), text.find(" ".join(words[-4:]))
        if 0 <= start < end < start + len(sentence) + 400 and any(piece in text[start:end] for piece in foreign):
            count += 1
    return count


def _row_is_right(row: tuple[tuple[str, ...], tuple[str, ...]], rows: Sequence[str]) -> bool:
    """Whether some one row holds every header but the first, each before its cell, and the first cell."""
    headers, cells = row
    return any(_holds(normal(one), headers, cells) for one in rows)


def _holds(text: str, headers: Sequence[str], cells: Sequence[str]) -> bool:
    at = text.find(normal(cells[0]))
    if at < 0 or len(text) > 3 * sum(map(len, (*headers, *cells))):
        return False
    for header, cell in zip(headers[1:], cells[1:], strict=True):
        at = text.find(normal(header), at)
        at = text.find(normal(cell), at) if at >= 0 else -1
        if at < 0:
            return False
    return True


def best_match(wanted: Sequence[str], tokens: Sequence[str]) -> tuple[int, int]:
    """(fewest word errors, start) of `wanted` anywhere in `tokens`: edit distance with both ends of `tokens` free."""
    ids = {word: at for at, word in enumerate(dict.fromkeys([*wanted, *tokens]))}
    stream = np.array([ids[word] for word in tokens])
    steps = np.arange(len(stream) + 1)
    row, starts = np.zeros(len(stream) + 1), steps.copy()
    for at, word in enumerate(wanted, start=1):
        through = row[:-1] + (stream != ids[word])
        above = row + 1
        below = np.concatenate(([float(at)], np.minimum(through, above[1:])))
        origin = np.concatenate(([0], np.where(through <= above[1:], starts[:-1], starts[1:])))
        slack = below - steps
        best = np.minimum.accumulate(slack)
        source = np.maximum.accumulate(np.where(slack <= best, steps, 0))
        row, starts = best + steps, origin[source]
    end = int(np.argmin(row))
    return int(row[end]), int(starts[end])
