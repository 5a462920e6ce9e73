"""What a document says before it has a shape: front matter, blocks and footnotes, from a small dialect of Markdown.

## Heading            ### Smaller heading
A paragraph on one line, with *italics* and footnote calls[^1].
- an item of a list
Tableau 1 : caption   followed by rows: | cell | cell |, the first being the header
!name Figure 1 : caption, with `name` a drawing of figures.py
@wide 2               the next table or figure goes across the top of page 2
[^1]: text of a footnote
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

NO_BREAK = "\u00a0"
_CAPTION = re.compile(r"Tableau \d+ : ")
_NOTE = re.compile(r"\[\^(\d+)\]: (.+)")
_FIGURE = re.compile(r"!(\w+) (.+)")
_MONTHS = "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre"
_TYPOGRAPHY = (
    (re.compile("'"), "’"),
    (re.compile(r" (?=[:;?!»%])"), NO_BREAK),
    (re.compile(r"(?<=«) "), NO_BREAK),
    (re.compile(r"(?<=\d) (?=(?:M€|milliards|ans\b|000\b|équipes\b))"), NO_BREAK),
    (re.compile(r"(?<=\b[Aa]xe) (?=\d)"), NO_BREAK),
)


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are all as long as the first, which is the header; `page` counts from 1, None for "where it stands"."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """`name` is a drawing of figures.py; `page` counts from 1, None for "where it stands"."""

    name: str
    caption: str
    page: int | None = None


Block: TypeAlias = Heading | Paragraph | Item | Table | Figure


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One document. `date` is ISO 8601; `notes` are the footnotes' texts by number."""

    name: str
    title: str
    subtitle: str
    running: str
    date: str
    version: str
    source: str
    summary: str
    blocks: tuple[Block, ...]
    notes: dict[str, str]

    @property
    def long_date(self) -> str:
        """The date as French writes it: "21 novembre 2026"."""
        year, month, day = self.date.split("-")
        return f"{int(day)} {_MONTHS.split(',')[int(month) - 1]} {year}"


def read_manuscript(path: Path) -> Manuscript:
    """Raises KeyError (a field of the front matter is missing) and ValueError (a line that makes no block)."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    names = ("title", "subtitle", "running", "source", "summary")
    lines = [typeset(line) for line in body.splitlines() if line.strip()]
    return Manuscript(
        name=path.stem,
        date=fields["date"],
        version=fields["version"],
        blocks=tuple(_blocks([line for line in lines if not _NOTE.match(line)])),
        notes={match.group(1): match.group(2) for line in lines if (match := _NOTE.match(line))},
        **{name: typeset(fields[name]) for name in names},
    )


def typeset(text: str) -> str:
    """French typography: curly apostrophes; spaces that do not break before high punctuation and units."""
    for pattern, replacement in _TYPOGRAPHY:
        text = pattern.sub(replacement, text)
    return text


def _blocks(lines: list[str]) -> Iterator[Block]:
    page: int | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        rows = _rows(lines[at + 1 :])
        if line.startswith("@wide "):
            page = int(line.removeprefix("@wide "))
        elif _CAPTION.match(line.replace(NO_BREAK, " ")):
            yield Table(line, rows, page)
            page, at = None, at + len(rows)
        elif figure := _FIGURE.match(line):
            yield Figure(figure.group(1), figure.group(2), page)
            page = None
        else:
            yield _text(line)
        at += 1


def _rows(lines: list[str]) -> tuple[tuple[str, ...], ...]:
    rows = []
    for line in lines:
        if not line.startswith("| "):
            break
        rows.append(tuple(cell.strip() for cell in line.strip("| ").split("|")))
    return tuple(rows)


def _text(line: str) -> Heading | Paragraph | Item:
    if line.startswith("#"):
        marks, text = line.split(" ", 1)
        return Heading(text, len(marks))
    if line.startswith("- "):
        return Item(line.removeprefix("- "))
    if line.startswith(("|", "!", "@")):
        raise ValueError(f"this line makes no block: {line}")
    return Paragraph(line)
