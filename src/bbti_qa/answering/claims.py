"""A model's reply as claims: sentences, each with the pointers that stand in it or right behind it. Read as it streams.

A claim comes out as soon as nothing that follows can change it, so that what is shown early is what the whole reply gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bbti_qa.answering.pointers import PointerReader
from bbti_qa.language import sentence_spans

LONGEST = 2_000  # characters of a line without an end of sentence; more is cut there
_DECIDES = 8  # characters behind a stop after which it surely is, or is not, the end of a sentence
_STOPS = ".!?…"
_OPENERS = "«“\"(['’•–—-"  # what may stand before the first letter of a sentence
_BULLET = re.compile(r"(?:[-*•–—+]|\(?\d{1,2}[.)])[ \u00a0]+")
_NUMBER_ALONE = re.compile(r"\(?\d{1,2}[.)]")
_HEADING = re.compile(r"#{1,6}[ \u00a0]*")
_CLINGS = " \u00a0\u202f.,;:!?)»”"  # what stands behind a pointer without a blank of its own


@dataclass(frozen=True, slots=True)
class Claim:
    """`text` as the model wrote it, without its pointers; `pointers` are numbers of evidence sentences, none twice.

    `opens_line` and `is_item` say where it stood: at the beginning of a line, behind a bullet or a number.
    """

    text: str
    pointers: tuple[int, ...] = ()
    opens_line: bool = False
    is_item: bool = False
    is_heading: bool = False

    @property
    def announces(self) -> bool:
        """« Le programme comprend : »."""
        return self.text.endswith(":")


class ClaimReader:
    """Reads a reply that points to `known` evidence sentences. The claims do not depend on how the reply was cut into chunks."""

    def __init__(self, known: int) -> None:
        self._pointers = PointerReader(known)
        self._line = ""
        self._marks: list[tuple[int, tuple[int, ...]]] = []  # place in the line, numbers
        self._opens = True  # nothing of this line came out yet
        self._item = False  # a number "1." was read that belongs to the next sentence
        self._waiting: Claim | None = None  # the end of a line, as long as a pointer may still follow

    @property
    def unknown(self) -> int:
        """How many pointers named no evidence."""
        return self._pointers.unknown

    def feed(self, chunk: str) -> Iterator[Claim]:
        for piece in self._pointers.feed(chunk):
            yield from self._take(piece if isinstance(piece, str) else piece.numbers)

    def close(self) -> Iterator[Claim]:
        for piece in self._pointers.close():
            yield from self._take(piece if isinstance(piece, str) else piece.numbers)
        yield from self._end_line()
        if self._waiting is not None:
            yield self._waiting
            self._waiting = None

    def _take(self, piece: str | tuple[int, ...]) -> Iterator[Claim]:
        if isinstance(piece, tuple):
            yield from self._point(piece)
            return
        first, *others = piece.split("\n")
        yield from self._write(first)
        for other in others:
            yield from self._end_line()
            yield from self._write(other)

    def _point(self, numbers: tuple[int, ...]) -> Iterator[Claim]:
        if self._waiting is not None and not self._line.strip():
            self._waiting = replace(self._waiting, pointers=_merged(self._waiting.pointers, numbers))
        else:
            self._marks.append((len(self._line), numbers))
        return iter(())

    def _write(self, text: str) -> Iterator[Claim]:
        if not text:
            return
        if self._waiting is not None and text.strip():
            yield self._waiting
            self._waiting = None
        self._line += text
        yield from self._settled()

    def _settled(self) -> Iterator[Claim]:
        """The sentences in front of the line that are whole."""
        while any(stop in self._line for stop in _STOPS):
            spans = sentence_spans(self._line)
            if len(spans) < 2 or not _is_decided(self._line[spans[0][1] :]):
                break
            yield from self._cut(spans[1][0])
        while len(self._line) > LONGEST:
            yield from self._cut(LONGEST)

    def _cut(self, end: int) -> Iterator[Claim]:
        """Takes the first `end` characters out of the line; pointers up to there are theirs."""
        marks = [mark for mark in self._marks if mark[0] <= end]
        text, self._line = self._line[:end], self._line[end:]
        self._marks = [(place - end, numbers) for place, numbers in self._marks if place > end]
        yield from self._claim(text, marks)

    def _end_line(self) -> Iterator[Claim]:
        while self._line.strip():
            spans = sentence_spans(self._line)
            end = spans[1][0] if len(spans) > 1 else len(self._line)
            for claim in self._cut(end):
                if self._line.strip() or claim.pointers:
                    yield claim
                else:
                    self._waiting = claim
        self._line, self._marks = "", []
        self._opens, self._item = True, False

    def _claim(self, text: str, marks: list[tuple[int, tuple[int, ...]]]) -> Iterator[Claim]:
        words = " ".join(_without(text, [place for place, _ in marks]).split())
        numbers = _merged(*(numbers for _, numbers in marks))
        opens, item, heading = self._opens, self._item, False
        if opens:
            if _NUMBER_ALONE.fullmatch(words) and not numbers:
                self._item = True
                return
            if bullet := _BULLET.match(words):
                item, words = True, words[bullet.end() :]
            elif sign := _HEADING.match(words):
                heading, words = bool(sign.group()), words[sign.end() :]
        self._opens = self._item = False
        yield Claim(words, numbers, opens, item, heading)


def read_claims(reply: str, known: int) -> tuple[Claim, ...]:
    """The claims of a whole reply."""
    reader = ClaimReader(known)
    return (*reader.feed(reply), *reader.close())


def _is_decided(rest: str) -> bool:
    """Whether `rest`, what stands behind the end of a sentence, settles that it is the end."""
    begun = rest[:_DECIDES].lstrip().lstrip(_OPENERS).lstrip()
    return begun[:1].isalpha() or (len(rest) >= _DECIDES and bool(rest.strip()))


def _merged(*groups: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for group in groups for number in group))


def _without(text: str, places: list[int]) -> str:
    """`text` with the blanks around its pointers made one: « 80 M€ [E1]. » reads « 80 M€. »."""
    pieces = [text[start:end] for start, end in zip([0, *places], [*places, len(text)], strict=True)]
    whole = pieces[0]
    for piece in pieces[1:]:
        whole = whole.rstrip() + ("" if piece[:1] in _CLINGS else " ") + piece
    return whole
