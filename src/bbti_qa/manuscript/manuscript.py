"""What a manuscript is. Values only; every text in it is plain text, which each writer escapes for its own format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bbti_qa.language import Language


class ParagraphStyle(StrEnum):
    BODY = "body"
    LEAD = "lead"
    ITEM = "item"
    NOTICE = "notice"  # what the reader must know about the text itself
    PLACEHOLDER = "placeholder"  # left for a person to fill
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look.

    `note` is the footnote called behind it (runs of its own, without notes), `comment` what stands in the margin beside it; empty for
    none. `quoted`: taken letter by letter from a source. `language` where it is not the manuscript's own.
    """

    text: str
    bold: bool = False
    italic: bool = False
    quoted: bool = False
    language: Language | None = None
    note: tuple[Run, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 (under the title) to 3."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: ParagraphStyle = ParagraphStyle.BODY


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are cells of runs, as many in a row as `widths`, the columns' shares of the page, which sum to 1.

    `head` names the columns; empty for a table whose first column names the rows.
    """

    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    widths: tuple[float, ...]
    head: tuple[str, ...] = ()
    small: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """`png` are a PNG file's bytes; `description` says what it shows to who cannot see it."""

    png: bytes
    description: str
    width_cm: float = 16.0


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Manuscript:
    """`date` is ISO, and the only date that any writer puts in; `details` stand under the title, a line each."""

    title: str
    language: Language
    date: str
    blocks: tuple[Block, ...]
    kind: str = ""
    details: tuple[str, ...] = ()
    author: str = "bbti-qa"


def runs_of(block: Block) -> Iterator[Run]:
    """The runs of a block in reading order."""
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell
