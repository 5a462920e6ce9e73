"""Pointers `[E3]` in a model's reply, read as they stream: text and pointers come out in turn, what is undecided is held back.

Models write brackets in many ways: `[E1]`, `[[E1]]`, `【E1】`, `［E1］`, `(E1)`, `[E1, E2]`, `[E1-E3]`, `[1]`. All are read here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 60  # characters between the brackets; more is text

_OPENERS = "[【［〔("
_CLOSERS = {"[": "]", "【": "】", "［": "］", "〔": "〕", "(": ")"}
_INSIDE = frozenset("Ee0123456789 ,;&+àaàtondu-–—‑\u00a0\u202f")
_ITEM = r"E?[ \u00a0\u202f]?\d{1,6}"
_GAP = r"[ \u00a0\u202f]?"
_LINK = rf"{_GAP}(?:[,;&+–—‑-]|et|and|to|à|au)?{_GAP}"
_LIST = re.compile(rf"{_GAP}{_ITEM}(?:{_LINK}{_ITEM}){{0,20}}{_GAP}", re.IGNORECASE)
_PART = re.compile(rf"({_GAP}(?:[–—‑-]|to|à|au){_GAP})?(E?)[ \u00a0\u202f]?(\d{{1,6}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Numbers of evidence sentences, from 1, in the order in which they were written; empty where none of them exists."""

    numbers: tuple[int, ...]


Piece = str | Pointer


class PointerReader:
    """Reads a reply that points to `E1 … E{known}`. The pieces do not depend on how the reply was cut into chunks.

    `unknown` counts the numbers that point to no evidence; they are dropped.
    """

    def __init__(self, known: int) -> None:
        self._known = known
        self._held = ""
        self.unknown = 0

    def feed(self, chunk: str) -> Iterator[Piece]:
        """The pieces that are decided now; texts are one character long or more."""
        text = self._held + chunk
        self._held = ""
        yield from self._read(text, last=False)

    def close(self) -> Iterator[Piece]:
        """What was held back, at the end of the reply."""
        text, self._held = self._held, ""
        yield from self._read(text, last=True)

    def _read(self, text: str, *, last: bool) -> Iterator[Piece]:
        plain = at = 0
        while at < len(text):
            if text[at] not in _OPENERS:
                at += 1
                continue
            end, numbers = self._bracket(text, at, last)
            if end == 0:  # undecided: all from here on waits
                break
            if numbers is not None:
                if plain < at:
                    yield text[plain:at]
                yield Pointer(self._existing(numbers))
                plain = end
            at = end
        if plain < at:
            yield text[plain:at]
        self._held = text[at:]

    def _bracket(self, text: str, start: int, last: bool) -> tuple[int, tuple[int, ...] | None]:
        """(end, numbers) of the pointer at `start`; (start + 1, None) where there is none; (0, None) while that is undecided."""
        opener = text[start]
        first = start + 1
        while first < len(text) and text[first] == opener and first - start < 2:
            first += 1
        end = first
        while end < len(text) and text[end] in _INSIDE and end - first <= LONGEST:
            end += 1
        depth = first - start
        closed = end
        while closed < len(text) and text[closed] == _CLOSERS[opener] and closed - end < depth:
            closed += 1
        undecided = end - first <= LONGEST and closed == len(text) and closed - end < depth
        if undecided and not last:
            return 0, None
        numbers = _numbers(text[first:end], opener) if closed > end else None
        return (closed, numbers) if numbers is not None else (start + 1, None)

    def _existing(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        existing = tuple(number for number in dict.fromkeys(numbers) if 1 <= number <= self._known)
        self.unknown += len(set(numbers)) - len(existing)
        return existing


def read_pointers(reply: str, known: int) -> tuple[Piece, ...]:
    """The pieces of a whole reply, neighbouring texts joined."""
    reader = PointerReader(known)
    return joined([*reader.feed(reply), *reader.close()])


def joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The same pieces with neighbouring texts made one."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def _numbers(inside: str, opener: str) -> tuple[int, ...] | None:
    """The numbers between two brackets, ranges spelled out; None for what is no list of pointers. Round brackets need the letter."""
    if not _LIST.fullmatch(inside) or (opener == "(" and inside.strip()[:1] not in ("E", "e")):
        return None
    numbers: list[int] = []
    for match in _PART.finditer(inside):
        to, number = match.group(1), int(match.group(3))
        if to and numbers and 0 < number - numbers[-1] <= 20:
            numbers.extend(range(numbers[-1] + 1, number))
        numbers.append(number)
    return tuple(numbers)
