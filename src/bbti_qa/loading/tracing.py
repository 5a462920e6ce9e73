"""Text that remembers, character by character, where it stood in what the reader gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bbti_qa.documents import OffsetMap

INSERTED = -1


@dataclass(frozen=True, slots=True)
class Traced:
    """`sources[i]` is the source offset of `text[i]`, or INSERTED; both have the same length."""

    text: str
    sources: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.sources + other.sources)

    def cut(self, start: int, end: int | None = None) -> Traced:
        """`[start, end)`, as slices count."""
        return Traced(self.text[start:end], self.sources[start:end])

    def stripped(self) -> Traced:
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, len(self.text.rstrip()) if self.text.strip() else left)


EMPTY = Traced("", ())


def traced(text: str, start: int = 0) -> Traced:
    """`text`, whose first character stood at source offset `start`."""
    return Traced(text, tuple(range(start, start + len(text))))


def inserted(text: str) -> Traced:
    """Characters that the source does not have."""
    return Traced(text, (INSERTED,) * len(text))


def joined(parts: Iterable[Traced]) -> Traced:
    texts: list[str] = []
    sources: list[int] = []
    for part in parts:
        texts.append(part.text)
        sources.extend(part.sources)
    return Traced("".join(texts), tuple(sources))


def offset_map(sources: Iterable[int]) -> OffsetMap:
    """The runs in which canonical and source offsets advance together."""
    runs: list[list[int]] = []
    for canonical, source in enumerate(sources):
        if source == INSERTED:
            continue
        if runs and runs[-1][0] + runs[-1][2] == canonical and runs[-1][1] + runs[-1][2] == source:
            runs[-1][2] += 1
        else:
            runs.append([canonical, source, 1])
    return OffsetMap(tuple((canonical, source, length) for canonical, source, length in runs))
