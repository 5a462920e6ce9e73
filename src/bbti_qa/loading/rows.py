"""Tables to rows that can be read alone: "Axe: Axe 2; Budget: 12 M€", with the cells that span rows or columns filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def as_sentences(rows: Sequence[Sequence[str]], is_headed: bool | None = None) -> list[str]:
    """One text a row that is not empty. Below a header each value is told with its column's name.

    `is_headed`: whether the first row names the columns; None where the file does not say.
    """
    full = [[_one_line(cell) for cell in row] for row in rows]
    full = [row for row in full if any(row)]
    if len(full) < 2 or not (looks_like_header(full) if is_headed is None else is_headed):
        return [_plain(row) for row in full]
    return [_plain(full[0]), *(_told(full[0], row) for row in full[1:])]


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


def _plain(row: Sequence[str]) -> str:
    return " | ".join(_own(row))


def _own(row: Sequence[str]) -> list[str]:
    """The texts that begin in the row, each once."""
    return [cell for cell in row if cell and not isinstance(cell, Covered)]


def _told(names: Sequence[str], row: Sequence[str]) -> str:
    """A row of one cell over all columns is a heading within the table: it stands alone."""
    if len(_own(row)) == 1 and all(row):
        return _plain(row)
    named = [
        (names[at] if at < len(names) else "", cell) for at, cell in enumerate(row) if not isinstance(cell, Covered)
    ]
    return "; ".join(f"{name.rstrip(' :')}: {cell}" if name else cell for name, cell in named if cell)
