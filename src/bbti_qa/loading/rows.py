"""Tables of every format to rows that can be read alone: "Axe 2 — Budget : 12 M€ ; Durée : 7 ans".

The first cell says what the row is about; behind it each cell has its column's name. Cells that span rows or columns
are filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bbti_qa.language import fold
from bbti_qa.loading.tracing import EMPTY, INSERTED, Traced, inserted, joined, traced

MOST_COLUMNS = 200
MOST_SPANNED = 500  # rows; a span that claims more is not believed
HEADER_WORDS = 8  # a cell with more is no name of a column
TELLING_COLUMNS = 3  # so many names side by side are a header; two may be a name and its value


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that covers `columns` × `rows` places. `goes_on`: it is the lower part of the one above (Word says it so)."""

    text: str
    columns: int = 1
    rows: int = 1
    goes_on: bool = False


class Covered(str):
    """The text of a cell that began further left in the row."""


def grid(rows: Iterable[Sequence[Cell]]) -> list[list[str]]:
    """The text of every place of the table, row by row; a spanning cell fills all its places."""
    whole: list[list[str]] = []
    covered: dict[int, tuple[str, int]] = {}  # column -> the text that hangs down into it, for how many rows
    for row in rows:
        hanging, covered = covered, {}
        line: list[str] = []
        for cell in row:
            _hang(line, hanging, covered)
            _put(line, cell, covered, whole[-1] if whole else [])
        _hang(line, hanging, covered)
        whole.append(line)
    return whole


def _hang(line: list[str], hanging: dict[int, tuple[str, int]], covered: dict[int, tuple[str, int]]) -> None:
    """Fills the places at the end of `line` into which a cell of a row above hangs down."""
    while len(line) in hanging:
        text, left = hanging[len(line)]
        if left > 1:
            covered[len(line)] = (text, left - 1)
        line.append(text)


def _put(line: list[str], cell: Cell, covered: dict[int, tuple[str, int]], above: Sequence[str]) -> None:
    for number in range(min(max(1, cell.columns), MOST_COLUMNS - len(line))):
        text = above[len(line)] if cell.goes_on and len(line) < len(above) else cell.text
        text = Covered(text) if number else text
        if cell.rows > 1:
            covered[len(line)] = (text, min(cell.rows, MOST_SPANNED) - 1)
        line.append(text)


def as_rows(rows: Sequence[Sequence[str]], is_headed: bool | None = None) -> list[Traced]:
    """One text a row that is not empty, as `told` below a header. Sources count in the row's own cells, one behind another.

    `is_headed`: whether the first row names the columns; None where the file does not say.
    """
    full = [[_one_line(cell) for cell in row] for row in rows]
    full = [row for row in full if any(row)]
    if len(full) < 2 or not (looks_like_header(full) if is_headed is None else is_headed):
        return [listed(_own(row)) for row in full]
    return [listed(_own(full[0])), *(_named(full[0], row) for row in full[1:])]


def _one_line(cell: str) -> str:
    return type(cell)(" ".join(cell.split()))


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Short names without figures, all different, in three columns or more, or over a column of figures."""
    names = rows[0]
    if len(names) < 2 or not all(names) or len(set(names)) < len(names) or any(map(_is_value, names)):
        return False
    if any(len(name.split()) > HEADER_WORDS for name in names):
        return False
    return len(names) >= TELLING_COLUMNS or all(_is_value(row[1]) for row in rows[1:] if len(row) > 1 and row[1])


def _is_value(cell: str) -> bool:
    return any(character.isdigit() for character in cell)


def _own(row: Sequence[str]) -> list[Traced]:
    """The texts that begin in the row, each once."""
    own: list[Traced] = []
    for cell in row:
        if cell and not isinstance(cell, Covered):
            own.append(traced(str(cell), sum(map(len, own))))
    return own


def _named(names: Sequence[str], row: Sequence[str]) -> Traced:
    """A row of one cell over all columns is a heading within the table: it stands alone."""
    own = _own(row)
    if len(own) == 1 and all(row):
        return own[0]
    cells = iter(own)
    placed = [next(cells) if cell and not isinstance(cell, Covered) else EMPTY for cell in row]
    return told([inserted(name) for name in names], placed)


def listed(cells: Iterable[Traced]) -> Traced:
    """The cells of a row whose columns have no names."""
    return _with_between([cell for cell in cells if cell.text], " | ")


def told(names: Sequence[Traced], cells: Sequence[Traced]) -> Traced:
    """A row with the names of its columns; empty cells are left out, and a first cell alone is what it is.

    `names` may be fewer or empty.
    """
    named = [(names[at] if at < len(names) else EMPTY, cell) for at, cell in enumerate(cells)]
    rest = [_under(name, cell) for name, cell in named[1:] if cell.text]
    label = [cell if not rest or _says(cell, name) else _under(name, cell) for name, cell in named[:1] if cell.text]
    return _with_between([*label, *([_with_between(rest, " ; ")] if rest else [])], " — ")


def _says(cell: Traced, name: Traced) -> bool:
    """Whether the cell says its column's name again, as "Axe 2" below "Axe"."""
    return fold(name.text.rstrip(" :")) in fold(cell.text)


def _under(name: Traced, cell: Traced) -> Traced:
    bare = name.cut(0, len(name.text.rstrip(" :")))
    return joined([bare, inserted(" : "), cell]) if bare.text else cell


def _with_between(parts: Sequence[Traced], between: str) -> Traced:
    return joined(piece for at, part in enumerate(parts) for piece in (inserted(between if at else ""), part))


def typeset(row: Traced, language: str) -> Traced:
    """The row as its language sets the marks that were put in: a space before ":" and ";" in French, none in English."""
    if language == "fr":
        return row
    kept = [at for at in range(len(row)) if not _is_french_space(row, at)]
    return Traced("".join(row.text[at] for at in kept), tuple(row.sources[at] for at in kept))


def _is_french_space(row: Traced, at: int) -> bool:
    return row.text[at : at + 2] in (" :", " ;") and row.sources[at : at + 2] == (INSERTED, INSERTED)
