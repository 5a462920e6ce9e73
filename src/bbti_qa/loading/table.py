"""A table of a page: its rows of cells, what its header is, and the lines that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bbti_qa.loading.characters import canonical
from bbti_qa.loading.glyphs import Box
from bbti_qa.loading.lines import Line
from bbti_qa.loading.rows import TELLING_COLUMNS
from bbti_qa.loading.tracing import Traced, joined
from bbti_qa.loading.words import Row, line_content

MOST_NAME = 80  # letters; a longer cell is no name of a column

Cell = tuple[Row, ...]
TableRow = tuple[Cell, ...]
Contents = tuple[Traced, ...]
"""The lines of a cell."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns; a cell is its lines. `has_header` where the first row is one.

    `columns` are their left and right edges. `carried` is the header of the page before, where the table goes on from there,
    and `label` the first cell of the row that the page break cut: both are put in, nothing of this page stands there.
    """

    rows: tuple[TableRow, ...]
    box: Box
    has_header: bool
    columns: tuple[tuple[float, float], ...]
    carried: tuple[Contents, ...] = ()
    label: Contents = ()

    @property
    def first(self) -> Row:
        return next(row for cells in self.rows for cell in cells for row in cell)

    def holds(self, x: float, y: float) -> bool:
        return self.box.holds(x, y)

    @property
    def header(self) -> tuple[Contents, ...]:
        """What stands above each column; nothing where the table has no header."""
        return tuple(contents_of(cell) for cell in self.rows[0]) if self.has_header else self.carried

    def lines(self) -> list[Line]:
        """A line for each row, with the header's words above each of its cells."""
        used = [at for at in range(len(self.columns)) if any(row[at] for row in self.rows)]
        headers = self.header
        return [
            self._line(at, used, () if at == 0 and self.has_header else headers)
            for at, cells in enumerate(self.rows)
            if any(cells)
        ]

    def _line(self, at: int, used: Sequence[int], headers: tuple[Contents, ...]) -> Line:
        cells = self.rows[at]
        contents = [contents_of(cells[column]) for column in used]
        if at == 0 and self.label and not contents[0]:
            contents[0] = self.label
        rows = [row for cell in cells for row in cell]
        whole = joined(content for cell in contents for content in cell)
        bold = all(word.bold for row in rows for word in row.words)
        above = tuple(headers[column] for column in used) if headers else ()
        return Line(whole, rows[0].size, bold, True, tuple(contents), above, placed=True)


def contents_of(cell: Cell) -> Contents:
    return tuple(canonical(line_content(row.words)).stripped() for row in cell)


def has_header_row(rows: Sequence[TableRow], is_ruled: bool) -> bool:
    """Whether the first row names the columns: in bold, or in words above figures; in a grid any short words do.

    Two columns may be names, in bold often, and their values: a header is bold above others that are not, or has figures below
    it in every row.
    """
    first, rest = rows[0], rows[1:]
    if not rest or sum(map(bool, first)) < max(2, len(first) - 1) or not _are_names([text_of(cell) for cell in first]):
        return False
    is_pair = len(first) < TELLING_COLUMNS
    if is_pair and all(is_bold_row(row[:1]) for row in rest):
        return False
    if is_bold_row(first) and not all(map(is_bold_row, rest)):
        return True
    if any(_has_figures(cell) for cell in first):
        return False
    figures = sum(any(map(_has_figures, row[1:])) for row in rest) / len(rest)
    return figures == 1 if is_pair else figures > 0.5 or is_ruled


def _are_names(texts: Sequence[str]) -> bool:
    return all(len(text) <= MOST_NAME and (not text or any(map(str.isalpha, text))) for text in texts)


def _has_figures(cell: Cell) -> bool:
    return any(character.isdigit() for character in text_of(cell))


def text_of(cell: Cell) -> str:
    return " ".join(row.text for row in cell)


def is_bold_row(row: TableRow) -> bool:
    return all(word.bold for cell in row for line in cell for word in line.words)
