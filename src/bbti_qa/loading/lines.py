"""Lines of a page to blocks: what is a heading, a paragraph, a list item, a caption, a footnote, a running header.

Works on what PDFs and plain text give: hard-wrapped lines, sometimes with a font size. Every rule looks at shape,
none at a document's words beyond "Figure", "Axe" and their like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from bbti_qa.documents import BlockKind
from bbti_qa.loading.hyphens import HyphenJoiner
from bbti_qa.loading.rows import listed, told
from bbti_qa.loading.running import PAGE_NUMBER, shape
from bbti_qa.loading.tracing import EMPTY, Traced

MOST_HEADING_LINES = 4
MOST_HEADING_CHARACTERS = 200
MOST_LABEL_WORDS = 6  # of a line inside a figure
LABEL_LEVEL = 6  # of labels in the margin: below all headings
EARLY = 0.88  # of the width around: a line whose next word would have fitted in that was ended on purpose
LARGER = 1.12  # times the body's size: a heading
COMMON = 0.15  # of the letters in running text: a size that so many have is a body's
DISPLAY = 1.4  # times the body's size: a heading even with a full stop
RARE = 0.25  # of a document's letters: what more are set in tells nothing
SAME = 1.05  # times: sizes that differ by less are one
SMALLER = 0.93  # times the body's size: a footnote, where it begins like one

BULLET = re.compile(r"^(?:[•·▪◦‣]|[-–—](?= ))\s*")
_ENUMERATED = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\)) +(?=\w)")
_ALWAYS_ITEM = re.compile(r"^[•·▪◦‣]")
LEADERS = re.compile(r"\.{5}|(?:\. ){5}|…{3}")  # a line of a table of contents
_FOOTNOTE = re.compile(r"^\(\d{1,2}\)\s")
_SMALL_FOOTNOTE = re.compile(
    r"^\(?\d{1,2}\)?\.? (?:[^\W\d_a-zß-öø-ÿ]|[«“\"(]|https?:|www\.)"
)  # a note begins like a sentence
_NOTE = re.compile(r"^(?:[(\[]?\d{1,3}[)\].]?|[*†‡]{1,3}) ?(?=[^\W\d_]|[«“\"(])")
_CAPTION = re.compile(r"^(?:Figure|Fig\.|Tableau|Table|Schéma|Graphique|Encadré)\s*\d{1,3}\s*[:.–—-]")
_NUMBERED = re.compile(
    r"^(?:(?:Axe|Annexe|Article|Titre|Chapitre|Section|Partie|Volet|Lot|Chapter|Part)\s+[\dIVX]{1,4}\b|"
    r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÀ-Ý]|\d{1,2}\.\s+[A-ZÀ-Ý])"
)
_INNER_STOP = re.compile(r"[a-zà-ÿ)»]\. [A-ZÀ-Ý]")
FINAL = (".", "!", "?", "…", ";", ":", ",", "»")
_CLOSED = re.compile(r"[.!?…:;][)»”\"\]]?(?: ?\(\d{1,3}\))?[.)»]?$")  # the end of a sentence, a call behind it or not
_OF_FIGURE = re.compile(r"^(?:Figure|Fig\.|Schéma|Graphique)\s*\d{1,3}\s*[:.–—-]")
_ASIDES = (BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.FOOTNOTE)  # a sentence goes on behind them


class Role(Enum):
    """What a line's place on the page says that it is."""

    TEXT = "text"
    RUNNING = "running"  # header, footer, page number; text that is not seen on the page
    NOTE = "note"  # below the line that parts footnotes from the text
    BOX = "box"  # in a box beside the text
    DRAWN = "drawn"  # in a box of a drawing
    LABEL = "label"  # in the margin, naming the text beside it


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the reader gave it. `size` in points, 0 where unknown; `breaks` where a gap or an indent begins
    something new.

    `cells`: the lines of each cell, where the line is a whole row of a table; `headers`: what stands above each cell.
    `placed`: the reader saw the page, so that `breaks` is all there is to know of where paragraphs begin.
    """

    content: Traced
    size: float = 0.0
    bold: bool = False
    breaks: bool = False
    cells: tuple[tuple[Traced, ...], ...] = ()
    headers: tuple[tuple[Traced, ...], ...] = ()
    italic: bool = False
    placed: bool = False
    role: Role = Role.TEXT

    @property
    def text(self) -> str:
        return self.content.text


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block before it has its place on the page; `marker` is what stands before it and is not its text (a bullet).

    `is_label`: a heading by its place, whatever follows it.
    """

    kind: BlockKind
    content: Traced
    level: int = 0
    marker: Traced = EMPTY
    is_label: bool = False


def ends_sentence(text: str) -> bool:
    """Whether a sentence, or what announces another one, ends with `text`."""
    return bool(_CLOSED.search(text[-12:].rstrip()))


def running_lines(pages: Sequence[Sequence[Line]]) -> set[str]:
    """The shapes of lines that repeat at the edge of half of the pages, of three at least (of two pages: two)."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({shape(line.text) for line in _edges(lines)})
    least = max(2 if len(pages) < 4 else 3, (len(pages) + 1) // 2)
    return {text for text, count in counts.items() if count >= least and len(pages) > 1}


def _edges(lines: Sequence[Line]) -> list[Line]:
    full = [line for line in lines if line.text.strip()]
    return [line for line in {id(line): line for line in [*full[:3], *full[-3:]]}.values() if len(line.text) < 160]


@dataclass(frozen=True, slots=True)
class Sizes:
    """In points: the size of running text (0 where none is known), those of headings, largest first."""

    body: float = 0.0
    headings: tuple[float, ...] = ()
    bold_tells: bool = False  # whether bold letters are rare enough to mean something

    def level(self, size: float) -> int:
        """1 for the largest headings; below all sizes stand those that are only bold; 2 where sizes are unknown."""
        if not self.body or not size:
            return 2
        return min(6, 1 + sum(larger > size * SAME for larger in self.headings))


def sizes_of(pages: Sequence[Sequence[Line]]) -> Sizes:
    """The body is the largest size in which a fair part of the text runs on, that is, of lines that begin in lower case.

    Tables in small print must not turn paragraphs into headings; a cover's sizes do not count among those of headings,
    or the first chapter would stand four levels deep.
    """
    letters = _letters(pages)
    running = _letters([[line for line in lines if line.text[:1].islower()] for lines in pages]) or letters
    body = max((size for size, count in running.items() if count >= COMMON * sum(running.values())), default=0.0)
    headings: list[float] = []
    for size in sorted(_letters(pages[1:] if len(pages) > 2 else pages), reverse=True):
        if size >= LARGER * body and (not headings or headings[-1] > size * SAME):
            headings.append(size)
    bold = sum(len(line.text) for lines in pages for line in lines if line.bold)
    return Sizes(body, tuple(headings), bold_tells=bold < RARE * sum(letters.values()))


def _letters(pages: Sequence[Sequence[Line]]) -> dict[float, int]:
    """How many letters are set in each size, in tenths of a point."""
    letters: dict[float, int] = {}
    for lines in pages:
        for line in lines:
            if line.size and line.text:
                size = round(line.size, 1)
                letters[size] = letters.get(size, 0) + len(line.text)
    return letters


def to_blocks(lines: Sequence[Line], running: set[str], joiner: HyphenJoiner, sizes: Sizes) -> list[RawBlock]:
    """The blocks of one page in reading order; `sizes` are the document's."""
    groups = _groups(lines, running, sizes.body)
    blocks = _with_labels(groups, [_block(group, running, sizes, joiner) for group in groups])
    if sizes.body:
        return _without_false_headings(blocks, has_sizes=True)
    return _levelled(_without_false_headings(blocks, has_sizes=False))


def _with_labels(groups: Sequence[Sequence[Line]], blocks: list[RawBlock]) -> list[RawBlock]:
    """The words inside a figure, which stand in short lines right above its caption, are no text: a sentence that it cuts goes on behind both."""
    is_above = False
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.kind is BlockKind.CAPTION:
            is_above = _OF_FIGURE.match(block.content.text) is not None
        elif is_above and block.kind is BlockKind.PROSE and all(map(_is_label, groups[at])):
            blocks[at] = replace(block, kind=BlockKind.CAPTION)
        else:
            is_above = False
    return blocks


def _is_label(line: Line) -> bool:
    text = line.text.strip()
    return (
        len(text.split()) <= MOST_LABEL_WORDS and (text[:1].isupper() or text[:1].isdigit()) and not ends_sentence(text)
    )


def _groups(lines: Sequence[Line], running: set[str], body: float) -> list[list[Line]]:
    """Lines that belong together; a new group begins wherever something new begins."""
    groups: list[list[Line]] = []
    edges = {id(line) for line in _edges(lines)}
    for at, line in enumerate(lines):
        if not line.text.strip():
            groups.append([])
            continue
        if _is_running(line, running, id(line) in edges) or line.cells or LEADERS.search(line.text):
            groups.extend([[line], []])
        elif (
            (groups and groups[-1] and groups[-1][0].role is not line.role)
            or not groups
            or not groups[-1]
            or _is_new(groups, line, lines[at + 1 : at + 5], body)
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [group for group in groups if group]


def _is_running(line: Line, running: set[str], at_edge: bool) -> bool:
    return line.role is Role.RUNNING or (
        at_edge and (shape(line.text) in running or bool(PAGE_NUMBER.match(line.text.strip())))
    )


def _is_new(groups: Sequence[Sequence[Line]], line: Line, following: Sequence[Line], body: float) -> bool:
    return _begins(line, groups[-1], following, body) or _ends_list(groups, line)


def _begins(line: Line, group: Sequence[Line], following: Sequence[Line], body: float) -> bool:
    text = line.text.strip()
    if line.placed:
        return _begins_placed(line, group, body)
    around = [*group[-MOST_HEADING_LINES:], line, *following]
    if line.breaks or _begins_item(text, group) or _CAPTION.match(text) or _begins_footnote(line, group, body):
        return True
    if _is_display(line, body) != _is_display(group[-1], body) or _is_small(line, body) != _is_small(group[-1], body):
        return True
    if _NUMBERED.match(text) and _ended_early(group[-1], line, around):
        return True
    return len(group) <= MOST_HEADING_LINES and text[:1].isupper() and _ended_early(group[-1], line, around)


def _begins_placed(line: Line, group: Sequence[Line], body: float) -> bool:
    """The same where `breaks` tells of all gaps and indents: only what the letters themselves say is left."""
    text = line.text.strip()
    if line.role is Role.DRAWN:
        return line.breaks
    if line.breaks or _CAPTION.match(text) or _begins_footnote(line, group, body) or _begins_item(text, group):
        return True
    if _is_small(line, body) != _is_small(group[-1], body) or _is_display(line, body) != _is_display(group[-1], body):
        return True
    if _CAPTION.match(group[0].text) and (line.italic, line.bold) != (group[-1].italic, group[-1].bold):
        return True
    return line.bold != group[-1].bold and not text[:1].islower() and ends_or_heads(group)


def ends_or_heads(group: Sequence[Line]) -> bool:
    """Whether letters of another weight begin something behind `group`: it ended, or it is bold as a whole."""
    return ends_sentence(group[-1].text) or all(line.bold for line in group)


def _ends_list(groups: Sequence[Sequence[Line]], line: Line) -> bool:
    """Whether `line` comes after a list: its items ended with semicolons, the last one with a full stop."""
    if (
        len(groups) < 2
        or not groups[-2]
        or not BULLET.match(groups[-1][0].text)
        or not BULLET.match(groups[-2][0].text)
    ):
        return False
    is_over = groups[-2][-1].text.endswith(";") and groups[-1][-1].text.endswith(".")
    return is_over and line.text[:1].isupper()


def _begins_item(text: str, group: Sequence[Line]) -> bool:
    """A bullet always begins an item; a dash or a number does behind a line that ended, or below another item."""
    if _ALWAYS_ITEM.match(text):
        return True
    kind = BULLET if BULLET.match(text) else _ENUMERATED
    return bool(kind.match(text)) and (group[-1].text.endswith(FINAL) or bool(kind.match(group[0].text)))


def _begins_footnote(line: Line, group: Sequence[Line], body: float) -> bool:
    if line.role is Role.NOTE:
        return bool(_NOTE.match(line.text))
    if _FOOTNOTE.match(line.text.strip()) and (_is_footnote(group, body) or not body):
        return _is_footnote(group, body) or group[-1].text.rstrip().endswith(FINAL)
    return _is_small(line, body) and bool(_SMALL_FOOTNOTE.match(line.text.strip()))


def _ended_early(before: Line, line: Line, around: Sequence[Line]) -> bool:
    """Whether `before` was ended on purpose: the first word of `line` would have fitted behind it."""
    width = max(len(other.text.strip()) for other in around)
    first = line.text.split()[0]
    return len(before.text.strip()) + 1 + len(first) <= EARLY * width


def _is_display(line: Line, body: float) -> bool:
    return bool(body) and line.size >= LARGER * body


def _is_small(line: Line, body: float) -> bool:
    return bool(body) and 0 < line.size <= SMALLER * body


def _is_footnote(group: Sequence[Line], body: float) -> bool:
    first = group[0]
    if first.role is Role.NOTE:
        return True
    text = first.text.strip()
    return bool(_FOOTNOTE.match(text)) or (_is_small(first, body) and bool(_SMALL_FOOTNOTE.match(text)))


def _block(group: Sequence[Line], running: set[str], sizes: Sizes, joiner: HyphenJoiner) -> RawBlock:
    body = sizes.body
    if group[0].cells:
        return RawBlock(BlockKind.ROW, _row(group[0], joiner))
    content = joiner.join([line.content for line in group])
    if group[0].role is Role.LABEL:
        return RawBlock(BlockKind.HEADING, content, LABEL_LEVEL, is_label=True)
    if group[0].role is Role.DRAWN:
        return RawBlock(BlockKind.CAPTION, content)
    text = content.text
    is_furniture = shape(text) in running or PAGE_NUMBER.match(text) or LEADERS.search(text)
    if group[0].role is Role.RUNNING or (len(group) == 1 and is_furniture):
        return RawBlock(BlockKind.FURNITURE, content)
    if bullet := BULLET.match(text):
        return RawBlock(BlockKind.ITEM, content.cut(bullet.end()), marker=content.cut(0, bullet.end()))
    if _is_footnote(group, body):
        return RawBlock(BlockKind.FOOTNOTE, content)
    if _CAPTION.match(text):
        return RawBlock(BlockKind.CAPTION, content)
    if _is_heading(group, text, sizes):
        return RawBlock(BlockKind.HEADING, content, level=sizes.level(group[0].size))
    if number := _ENUMERATED.match(text):
        return RawBlock(BlockKind.ITEM, content.cut(number.end()), marker=content.cut(0, number.end()))
    return RawBlock(BlockKind.PROSE, content)


def _row(line: Line, joiner: HyphenJoiner) -> Traced:
    cells = [joiner.join(cell) for cell in line.cells]
    if not line.headers:
        return listed(cells)
    return told([joiner.join(header) for header in line.headers], cells)


def _is_heading(group: Sequence[Line], text: str, sizes: Sizes) -> bool:
    body = sizes.body
    if (
        len(group) > MOST_HEADING_LINES
        or len(text) > MOST_HEADING_CHARACTERS
        or not text[:1].isalnum()
        or text[:1].islower()
    ):
        return False
    if sum(character.isalpha() for character in text) < 3 or text.endswith((";", ",")):
        return False
    if body and text.endswith((".", "…")):
        return group[0].size >= DISPLAY * body
    if body:
        is_bold = sizes.bold_tells and all(line.bold for line in group) and group[0].size >= SMALLER * body
        return group[0].size >= LARGER * body or (is_bold and not text.endswith("?"))
    if text.endswith((".", "…", "?")):
        return False
    return not text.endswith((":", "!")) and not _INNER_STOP.search(text)


def _without_false_headings(blocks: Sequence[RawBlock], has_sizes: bool) -> list[RawBlock]:
    """What goes on in lower case after a gap was no heading but the beginning of a sentence.

    Where sizes say nothing, neither is a heading what has nothing below it, nor a line of a numbered list.
    """
    kept: list[RawBlock] = []
    following: RawBlock | None = None
    for block in reversed(blocks):
        if block.kind is BlockKind.HEADING and not block.is_label:
            is_last = following is None and not has_sizes
            if is_last or (following is not None and _continues(following)):
                block = replace(block, kind=BlockKind.PROSE, level=0)
        kept.append(block)
        following = following if block.kind in _ASIDES else block
    kept.reverse()
    return kept if has_sizes else [_as_item(block) if is_listed else block for block, is_listed in _listed(kept)]


def _listed(blocks: Sequence[RawBlock]) -> list[tuple[RawBlock, bool]]:
    """Each block, and whether it is a numbered line right above or below another one."""
    numbered = [
        block.kind in (BlockKind.HEADING, BlockKind.PROSE) and bool(_ENUMERATED.match(block.content.text))
        for block in blocks
    ]
    beside = [False, *numbered, False]
    return [(block, numbered[at] and (beside[at] or beside[at + 2])) for at, block in enumerate(blocks)]


def _as_item(block: RawBlock) -> RawBlock:
    number = _ENUMERATED.match(block.content.text)
    at = number.end() if number else 0
    return RawBlock(BlockKind.ITEM, block.content.cut(at), marker=block.content.cut(0, at))


def _levelled(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Where sizes say nothing: a heading right above another one is above it, a numbered one is below."""
    levelled = []
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if block.kind is BlockKind.HEADING and block.level == 2:
            if _NUMBERED.match(block.content.text):
                block = replace(block, level=3)
            elif following is not None and following.kind is BlockKind.HEADING:
                block = replace(block, level=1)
        levelled.append(block)
    return levelled


def _continues(block: RawBlock) -> bool:
    return block.kind is BlockKind.PROSE and block.content.text[:1].islower()
