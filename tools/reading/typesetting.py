"""A small typesetter on reportlab: flows of text into frames, in many manners of drawing. Made to be read back, not admired.

Points throughout; `y` counts from the bottom of the page.
"""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

PAGE = (595.0, 842.0)
_FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/truetype/liberation")
_ACCENTS = {"\u0301": "´", "\u0300": "`", "\u0302": "ˆ", "\u0308": "¨", "\u0327": "¸"}


@dataclass(frozen=True)
class Face:
    """Font names of one family: roman, bold, italic."""

    roman: str
    bold: str
    italic: str


BUILT_IN = {
    "helvetica": Face("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "times": Face("Times-Roman", "Times-Bold", "Times-Italic"),
}
_FILES = {
    "dejavu": ("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif-Italic"),
    "dejavusans": ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique"),
    "liberation": ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic"),
    "liberationsans": ("LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Italic"),
}


@cache
def face(name: str) -> Face:
    """The family `name`; fonts that this machine lacks are replaced by a built-in one."""
    if name in BUILT_IN:
        return BUILT_IN[name]
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    found = []
    for file in _FILES[name]:
        path = next((p for folder in _FOLDERS if (p := Path(folder) / f"{file}.ttf").exists()), None)
        if path is None:
            return BUILT_IN["times"]
        pdfmetrics.registerFont(TTFont(file, str(path)))
        found.append(file)
    return Face(*found)


def width_of(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))


@dataclass(frozen=True)
class Style:
    """How running text is set. `drawing`: line, words, letters, kerned, accents (TeX's), decomposed."""

    face: str = "times"
    size: float = 10.0
    leading: float = 12.5
    justified: bool = False
    hyphenated: bool = False
    indent: float = 0.0
    gap: float = 5.0  # between paragraphs
    drawing: str = "line"
    heading_size: float = 1.4  # times the size
    heading_bold: bool = True
    tracking: float = 0.0  # points between the letters of headings
    bullet: str = "•"
    bullet_font: str = ""
    double: bool = False  # bold by drawing twice
    call: str = "raised"  # or bracket
    mixed: bool = False  # some words in bold and italics
    language: str = "fr"


@dataclass(frozen=True)
class Item:
    """A piece of the flow: heading, prose, item, figure, row … `calls`: word index -> note text."""

    kind: str
    text: str
    calls: dict[int, str] = field(default_factory=dict)
    level: int = 1
    float_after: int = 0  # lines of a paragraph after which `caption` floats in
    caption: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    x: float
    top: float
    width: float
    bottom: float


@dataclass
class Drawn:
    """One thing to draw; `column` and `y` decide the order."""

    column: int
    y: float
    draw: Callable[[Any], None]


@dataclass
class _Word:
    text: str
    call: str = ""
    font: str = ""


class Typesetter:
    """Flows items into frames, page after page; `frames(page)` gives a page's. Raises nothing; text never gets lost."""

    def __init__(self, style: Style, frames: Callable[[int], Sequence[Frame]], seed: int = 1) -> None:
        self.style = style
        self.face = face(style.face)
        self.pages: list[list[Drawn]] = []
        self._frames = frames
        self._random = random.Random(seed)
        self._page = self._column = -1
        self._y = self._bottom = 0.0
        self._notes: list[tuple[int, str]] = []
        self._number = 0
        self._current: list[Frame] = []
        self._next_frame()

    def flow(self, items: Sequence[Item]) -> None:
        for item in items:
            getattr(self, f"_set_{item.kind}")(item)
        self._draw_notes()

    # what there is to set

    def _set_heading(self, item: Item) -> None:
        style = self.style
        size = style.size * (style.heading_size if item.level == 1 else max(1.0, style.heading_size * 0.85))
        font = self.face.bold if style.heading_bold else self.face.roman
        room = size * 1.2 + 3 * style.leading
        if self._y - room < self._bottom:
            self._next_frame()
        if not self._at_top():
            self._y -= style.leading * 0.8
        for line in self._broken(
            [_Word(word) for word in item.text.split(" ")], self._frame.width, font, size, style.tracking
        ):
            self._y -= size * 1.2
            text = " ".join(word.text for word in line)
            self._put(lambda canvas, x, y, text=text: draw_text(canvas, x, y, text, font, size, style.tracking))
        self._y -= style.leading * 0.35

    def _set_prose(
        self, item: Item, hang: float = 0.0, first: Callable[[Any, float, float], None] | None = None
    ) -> None:
        style = self.style
        words = self._words(item)
        indent = style.indent if not hang else 0.0
        lines = 0
        while words:
            if self._y - style.leading < self._bottom:
                self._next_frame()  # before the line is cut: frames may differ in width
            width = self._frame.width - hang - (indent if lines == 0 else 0)
            line, words = self._take(words, width, self.face.roman, style.size)
            needed = style.leading + sum(self._note_height(word.call) for word in line if word.call)
            if self._y - needed < self._bottom:
                self._next_frame()
            self._y -= style.leading
            shift = hang + (indent if lines == 0 else 0)
            wide = self._frame.width - shift
            if lines == 0 and first is not None:
                self._put(lambda canvas, x, y: first(canvas, x, y))
            self._put_line(line, shift, wide if style.justified and words else 0.0)
            for word in line:
                if word.call:
                    self._add_note(word.call)
            lines += 1
            if item.caption and lines == item.float_after and words:
                self._set_figure(Item("figure", item.caption))
        self._y -= style.gap

    def _set_item(self, item: Item) -> None:
        style = self.style
        font = style.bullet_font or self.face.roman

        def bullet(canvas: Any, x: float, y: float) -> None:
            draw_text(canvas, x + 4, y, style.bullet, font, style.size)

        self._set_prose(replace(item, kind="prose"), hang=16.0, first=bullet)

    def _set_figure(self, item: Item) -> None:
        style = self.style
        height = 60.0
        size = style.size * 0.9
        lines = list(
            self._broken([_Word(word) for word in item.text.split(" ")], self._frame.width, self.face.italic, size)
        )
        if self._y - height - 20 - len(lines) * size * 1.2 < self._bottom:
            self._next_frame()
        self._y -= height + 8
        self._put(lambda canvas, x, y, width=self._frame.width: canvas.rect(x + 10, y, width - 20, height))
        self._y -= 4
        for line in lines:
            self._y -= size * 1.2
            text = " ".join(word.text for word in line)
            self._put(lambda canvas, x, y, text=text: draw_text(canvas, x, y, text, self.face.italic, size))
        self._y -= 10

    def _set_space(self, item: Item) -> None:
        self._y -= float(item.text)

    def _set_newpage(self, item: Item) -> None:
        while True:
            page = self._page
            self._next_frame()
            if self._page != page:
                return

    # words and lines

    def _words(self, item: Item) -> list[_Word]:
        words = [_Word(text) for text in item.text.split(" ")]
        for at, note in item.calls.items():
            words[min(at, len(words) - 1)].call = note
        if self.style.mixed:
            for at, word in enumerate(words):
                word.font = self.face.bold if at % 11 == 4 else self.face.italic if at % 7 == 3 else ""
        return words

    def _broken(
        self, words: list[_Word], width: float, font: str, size: float, tracking: float = 0.0
    ) -> Iterator[list[_Word]]:
        while words:
            line, words = self._take(words, width, font, size, tracking)
            yield line

    def _take(
        self, words: list[_Word], width: float, font: str, size: float, tracking: float = 0.0
    ) -> tuple[list[_Word], list[_Word]]:
        space = width_of(" ", font, size) + tracking
        line: list[_Word] = []
        used = 0.0
        for at, word in enumerate(words):
            wide = self._wide(word, font, size) + tracking * len(word.text)
            if used + wide <= width or not line:
                line.append(word)
                used += wide + space
                continue
            if self.style.hyphenated and (cut := self._cut(word, width - used, font, size)):
                return [*line, cut[0]], [cut[1], *words[at + 1 :]]
            return line, words[at:]
        return line, []

    def _wide(self, word: _Word, font: str, size: float) -> float:
        text = plain(word.text)
        return width_of(text, word.font or font, size) + (width_of("(10)", font, size) if word.call else 0)

    def _cut(self, word: _Word, room: float, font: str, size: float) -> tuple[_Word, _Word] | None:
        """The word in two where a hyphen may stand; a real hyphen gets no second one."""
        text = word.text
        places = [at + 1 for at, letter in enumerate(text) if letter == "-" and 2 < at < len(text) - 3]
        core = text.strip(".,;:()«»")
        if core.isalpha() and len(core) > 6 and not places:
            start = text.index(core)
            places += [start + at for at in _hyphenation(self.style.language).positions(core)]
        for at in sorted(places, reverse=True):
            left = text[:at] + ("" if text[at - 1] == "-" else "-")
            if width_of(left, word.font or font, size) <= room:
                return _Word(left, font=word.font), _Word(text[at:], word.call, word.font)
        return None

    # drawing

    def _put_line(self, line: list[_Word], shift: float, width: float) -> None:
        style, base = self.style, self.face.roman
        space = width_of(" ", base, style.size)
        if width and len(line) > 1:
            space = (width - sum(self._wide(word, base, style.size) for word in line)) / (len(line) - 1)
        numbers = []
        for word in line:
            numbers.append(self._number + sum(1 for other in numbers if other) + 1 if word.call else 0)
        seed = self._random.random()

        def draw(canvas: Any, x: float, y: float) -> None:
            draw_words(canvas, x + shift, y, line, numbers, base, style, space, random.Random(seed))

        self._put(draw)

    def _put(self, draw: Callable[[Any, float, float], None]) -> None:
        x, y = self._frame.x, self._y
        self.pages[self._page].append(Drawn(self._column, y, lambda canvas: draw(canvas, x, y)))

    # frames and notes

    @property
    def _frame(self) -> Frame:
        return self._current[self._column]

    def _at_top(self) -> bool:
        return self._y == self._frame.top

    def _next_frame(self) -> None:
        if self._page >= 0:
            self._draw_notes()
        if self._page < 0 or self._column + 1 >= len(self._current):
            self._page += 1
            self.pages.append([])
            self._current = list(self._frames(self._page))
            self._column = -1
        self._column += 1
        self._y, self._bottom = self._frame.top, self._frame.bottom

    def _note_lines(self, text: str, number: int) -> list[str]:
        words = [_Word(word) for word in f"{number} {text}".split(" ")]
        size = self.style.size * 0.8
        return [
            " ".join(word.text for word in line)
            for line in self._broken(words, self._frame.width, self.face.roman, size)
        ]

    def _note_height(self, text: str) -> float:
        return len(self._note_lines(text, 10)) * self.style.size * 0.96 + (8 if not self._notes else 0)

    def _add_note(self, text: str) -> None:
        self._bottom += self._note_height(text)
        self._number += 1
        self._notes.append((self._number, text))

    def _draw_notes(self) -> None:
        if not self._notes:
            return
        size = self.style.size * 0.8
        y = self._bottom - 6
        top = y + 3
        self.pages[self._page].append(
            Drawn(self._column, top, lambda canvas, x=self._frame.x: canvas.line(x, top, x + 70, top))
        )
        for number, text in self._notes:
            for at, line in enumerate(self._note_lines(text, number)):
                y -= size * 1.2
                self._put_note(y, line, size, str(number) if at == 0 else "")
        self._notes = []

    def _put_note(self, y: float, line: str, size: float, number: str) -> None:
        x, font = self._frame.x, self.face.roman

        def draw(canvas: Any) -> None:
            at, rest = x, line
            if number and self.style.call == "raised":
                draw_text(canvas, at, y + size * 0.3, number, font, size * 0.7)
                at += width_of(number, font, size * 0.7) + 2
                rest = line[len(number) + 1 :]
            elif number:
                rest = f"({number}) {line[len(number) + 1 :]}"
            draw_text(canvas, at, y, rest, font, size)

        self.pages[self._page].append(Drawn(self._column, y, draw))


@cache
def _hyphenation(language: str) -> Any:
    import pyphen

    return pyphen.Pyphen(lang="fr" if language == "fr" else "en_US")


def plain(text: str) -> str:
    """What takes room: combining marks take none."""
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def draw_text(canvas: Any, x: float, y: float, text: str, font: str, size: float, tracking: float = 0.0) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text, charSpace=tracking) if tracking else canvas.drawString(x, y, text)


def draw_words(
    canvas: Any,
    x: float,
    y: float,
    line: Sequence[_Word],
    numbers: Sequence[int],
    base: str,
    style: Style,
    space: float,
    chance: random.Random,
) -> None:
    """One line in the style's manner of drawing."""
    natural = width_of(" ", base, style.size)
    is_plain = style.drawing == "line" and not any(word.font or word.call for word in line)
    if is_plain and abs(space - natural) < 0.01:
        draw_text(canvas, x, y, " ".join(word.text for word in line), base, style.size)
        if style.double:
            draw_text(canvas, x + 0.25, y, " ".join(word.text for word in line), base, style.size)
        return
    for at, (word, number) in enumerate(zip(line, numbers, strict=True)):
        font = word.font or base
        text = word.text + (" " if style.drawing == "line" and at < len(line) - 1 and not number else "")
        _draw_word(canvas, x, y, text, font, style, chance)
        if style.double:
            draw_text(canvas, x + 0.25, y, text, font, style.size)
        x += width_of(plain(word.text), font, style.size)
        if number:
            call, size, rise = (str(number), style.size * 0.6, style.size * 0.35)
            if style.call != "raised":
                call, size, rise = f"({number})", style.size, 0.0
            draw_text(canvas, x, y + rise, call, font, size)
            x += width_of(call, font, size)
        x += space


def _draw_word(canvas: Any, x: float, y: float, text: str, font: str, style: Style, chance: random.Random) -> None:
    if style.drawing in ("line", "words"):
        draw_text(canvas, x, y, text, font, style.size)
    elif style.drawing in ("letters", "kerned"):
        for letter in text:
            draw_text(canvas, x, y, letter, font, style.size)
            kern = chance.uniform(-0.07, 0.05) * style.size if style.drawing == "kerned" and letter.isalpha() else 0.0
            x += width_of(letter, font, style.size) + kern * 0.5
    elif style.drawing == "pairs":
        for at in range(0, len(text), 3):
            draw_text(canvas, x, y, text[at : at + 3], font, style.size)
            x += width_of(text[at : at + 3], font, style.size)
    elif style.drawing == "accents":
        for letter in text:
            parts = unicodedata.normalize("NFD", letter)
            if len(parts) == 2 and parts[1] in _ACCENTS:
                accent = _ACCENTS[parts[1]]
                shift = (width_of(parts[0], font, style.size) - width_of(accent, font, style.size)) / 2
                draw_text(canvas, x + shift, y + (1 if parts[0].isupper() else 0), accent, font, style.size)
                letter = parts[0]
            draw_text(canvas, x, y, letter, font, style.size)
            x += width_of(letter, font, style.size)
    elif style.drawing == "decomposed":
        draw_text(canvas, x, y, unicodedata.normalize("NFD", text), font, style.size)
    else:
        raise ValueError(style.drawing)


def page_writer(size: tuple[float, float] = PAGE, **options: Any) -> tuple[io.BytesIO, Any]:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    return buffer, Canvas(buffer, pagesize=size, invariant=1, **options)


def in_order(drawn: Sequence[Drawn], order: str, chance: random.Random) -> list[Drawn]:
    """`flow` as set, `rows` from top to bottom across columns, `shuffled`."""
    if order == "rows":
        return sorted(drawn, key=lambda one: (-round(one.y, 1), one.column))
    if order == "shuffled":
        return chance.sample(list(drawn), len(drawn))
    return list(drawn)
