"""Tables that a page break cuts: the part on the next page has the header, and the cut row its label, from the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bbti_qa.language import fold
from bbti_qa.loading.drawing import Drawing
from bbti_qa.loading.table import Contents, Table, contents_of, is_bold_row, text_of
from bbti_qa.loading.tracing import inserted
from bbti_qa.loading.words import Row

NEAR = 6.0  # points: edges of columns that differ by less are one
_GOES_ON = re.compile(r"\((?:suite|fin|suite et fin|continued|cont'?d\.?|end)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TabledPage:
    """The tables and drawings of a page, and its rows from top to bottom, with a stand-in for each."""

    tables: tuple[Table | Drawing, ...]
    rows: tuple[Row, ...]

    @property
    def first(self) -> int | None:
        """The table that the page begins with, below nothing but a caption that says "(suite)"."""
        above = [row for row in self.rows if not _GOES_ON.search(row.text)]
        return _table_in(above[:1])

    @property
    def last(self) -> int | None:
        """The table that the page ends with."""
        return _table_in(self.rows[-1:])


def _table_in(rows: Sequence[Row]) -> int | None:
    return rows[0].words[0].table if rows and rows[0].words[0].table >= 0 else None


def carried(pages: Sequence[TabledPage]) -> list[TabledPage]:
    """The pages, where a table goes on from the page before with that table's header."""
    whole = list(pages)
    for before, at in pairwise(range(len(whole))):
        last, first = whole[before].last, whole[at].first
        if last is None or first is None:
            continue
        tables = list(whole[at].tables)
        above, table = whole[before].tables[last], tables[first]
        if isinstance(above, Table) and isinstance(table, Table):
            tables[first] = _going_on(above, table)
            whole[at] = replace(whole[at], tables=tuple(tables))
    return whole


def _going_on(before: Table, table: Table) -> Table:
    """`table` as the rest of `before`, if it has the same columns and no other header of its own."""
    if not _have_like_columns(before, table):
        return table
    if table.has_header and before.header and (is_bold_row(table.rows[0]) or _repeats(before, table)):
        return table
    label = contents_of(before.rows[-1][0]) if not table.rows[0][0] else ()
    whole = replace(table, label=_put_in(label))
    return replace(whole, has_header=False, carried=tuple(map(_put_in, before.header))) if before.header else whole


def _repeats(before: Table, table: Table) -> bool:
    names = [fold(" ".join(line.text for line in cell)) for cell in before.header]
    return names == [fold(text_of(cell)) for cell in table.rows[0]]


def _put_in(cell: Contents) -> Contents:
    return tuple(inserted(line.text) for line in cell)


def _have_like_columns(one: Table, other: Table) -> bool:
    """Whether column stands below column: by a side or by the middle. Left and right pages may have other margins."""
    if len(one.columns) != len(other.columns):
        return False
    shift = other.columns[0][0] - one.columns[0][0]
    return all(_are_level(a, (b[0] - shift, b[1] - shift)) for a, b in zip(one.columns, other.columns, strict=True))


def _are_level(one: tuple[float, float], other: tuple[float, float]) -> bool:
    left, right = other[0] - one[0], other[1] - one[1]
    return min(abs(left), abs(right), abs(left + right) / 2) <= NEAR
