"""JSON Lines whose rows are parsed when they are first asked for: an index opens without reading what no question needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, overload

import numpy as np

from bbti_qa.errors import DamagedIndex

T = TypeVar("T")
NEWLINE = 10  # only it parts lines: U+2028 and its like stand inside JSON strings


class Rows(Sequence[T], Generic[T]):
    """A tuple that is read late: equal to the tuple of its rows, and as unchangeable. A row is parsed once, and kept.

    `data` is the whole file, whose seal was checked. Raises DamagedIndex, naming `file`, for a row that is none.
    """

    __slots__ = ("__weakref__", "_data", "_ends", "_file", "_kept", "_parse", "_range")

    def __init__(self, file: str, data: bytes, parse: Callable[[Any], T]) -> None:
        self._file = file
        self._data = data
        self._parse = parse
        self._ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == NEWLINE)
        self._kept: dict[int, T] = {}
        self._range = range(len(self._ends))

    def part(self, start: int, end: int) -> Rows[T]:
        """The rows `[start, end)`, as late as these, and kept together with them."""
        part: Rows[T] = object.__new__(Rows)
        part._file, part._data, part._parse = self._file, self._data, self._parse
        part._ends, part._kept, part._range = self._ends, self._kept, self._range[start:end]
        return part

    def __len__(self) -> int:
        return len(self._range)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return tuple(map(self._row, self._range[at]))
        return self._row(self._range[at])

    def _row(self, line: int) -> T:
        row = self._kept.get(line)
        if row is None:
            row = self._kept.setdefault(line, self._parsed(line))
        return row

    def _parsed(self, line: int) -> T:
        start = int(self._ends[line - 1]) + 1 if line else 0
        try:
            return self._parse(json.loads(self._data[start : int(self._ends[line])]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise DamagedIndex(f"{self._file} of the index cannot be read. Run `bbti-qa ingest` again.") from error

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, (Rows, tuple)) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Rows({self._file}, {len(self)} rows)"
