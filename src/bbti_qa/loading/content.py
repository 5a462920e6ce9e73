"""PDF pages as pypdf gives them: the instructions of a page's content, carried out as far as letters and lines go.

pypdf's own `extract_text` tells where a piece of text begins, not where each letter stands nor where it ends, and columns,
lost spaces and overlaid accents cannot be told without that; so its parser, its fonts and its limits are used, and the
text state machine (ISO 32000-2, 9.3-9.4) is here. pypdf lets errors of any family out of a broken file; callers catch all.
"""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bbti_qa.errors import ReaderStopped
from bbti_qa.loading.glyphs import (
    MOST_GLYPHS,
    Box,
    Matrix,
    PageContent,
    Run,
    extent_of,
    shown_at,
    times,
    too_long,
    turned,
)

MOST_BYTES = 24 * 2**20  # of one page's instructions, unpacked: large drawings have a few
MOST_FORMS = 5_000  # invocations on one page
MOST_DEPTH = 16
MOST_BOXES = 20_000  # of a drawing; more are no table
STRAIGHT = 0.1  # points: a line that leans by less is level or upright
UNKNOWN = "\ufffd"

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def open_pdf(data: bytes) -> Any:
    """pypdf's reader. Raises whatever pypdf raises."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return PdfReader(io.BytesIO(data))


def is_locked(reader: Any) -> bool:
    """Whether a password is needed that is not the empty one."""
    from pypdf import PasswordType

    return bool(reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED)


def page_content(page: Any) -> PageContent:
    """What stands on a page. Raises ReaderStopped, and whatever pypdf raises."""
    from pypdf.generic import ContentStream

    crop = page.cropbox
    edges = (float(crop.left), float(crop.bottom), float(crop.right), float(crop.top))
    base, width, height = shown_at(edges, int(page.rotation or 0) % 360)
    machine = _Machine()
    contents = page.get("/Contents")
    if contents is not None and (contents := contents.get_object()) is not None:
        stream = ContentStream(contents, page.pdf, "bytes")
        _check_length(stream)
        resources = page.get_inherited("/Resources") if hasattr(page, "get_inherited") else page.get("/Resources")
        machine.run(stream.operations, _dictionary(resources), page.pdf, base, 0)
    return PageContent(tuple(machine.runs), tuple(machine.boxes), width, height)


def _check_length(stream: Any) -> None:
    if len(stream.get_data()) > MOST_BYTES:
        raise ReaderStopped(
            f"A page of the PDF has more than {MOST_BYTES // 2**20} MB of content. Split it into parts."
        )


def _dictionary(value: Any) -> Any:
    value = value.get_object() if value is not None else {}
    return value if isinstance(value, dict) else {}


class _Font:
    """Codes to (letters, width in thousandths of the size), one look-up each."""

    def __init__(self, resource: Any) -> None:
        from pypdf.generic._font import Font

        self._font = Font.from_font_resource(resource)
        name = str(resource.get("/BaseFont", "")).lower()
        descriptor = self._font.font_descriptor
        weight = str(getattr(descriptor, "weight", "")).lower()
        self.bold = any(word in name for word in ("bold", "black", "heavy")) or weight in ("700", "800", "900", "bold")
        self.italic = "italic" in name or "oblique" in name
        self._scale = _glyph_scale(resource)
        self._known: dict[Any, tuple[str, float, bool]] = {}

    def letters(self, data: bytes) -> list[tuple[str, float, bool]]:
        """(text, width, whether word spacing applies) of each code of a string."""
        encoding = self._font.encoding
        codes: Sequence[Any] = data
        if isinstance(encoding, str):
            try:
                codes = data.decode(encoding, "surrogatepass")
            except UnicodeDecodeError:
                codes = data.decode(encoding, "replace")
        known = self._known
        return [known.get(code) or self._learned(code) for code in codes]

    def _learned(self, code: Any) -> tuple[str, float, bool]:
        font = self._font
        raw = code if isinstance(code, str) else chr(code)
        shown = raw if isinstance(code, str) else font.encoding.get(code, raw)  # type: ignore[union-attr]
        text = str(font.character_map.get(shown, shown))
        width = font.space_width if raw == font.space_char else font.get_text_width(raw)
        entry = (text, float(width) * self._scale, code == 32)
        self._known[code] = entry
        return entry


class _NoFont:
    """Where the file names a font that is not there: a mark for each code, so that the loss shows."""

    bold = italic = False

    def letters(self, data: bytes) -> list[tuple[str, float, bool]]:
        return [(UNKNOWN, 500.0, False)] * len(data)


def _glyph_scale(resource: Any) -> float:
    """Type 3 fonts count widths in units of their own."""
    if resource.get("/Subtype") != "/Type3":
        return 1.0
    try:
        return abs(float(resource["/FontMatrix"].get_object()[0])) * 1000 or 1.0
    except Exception:  # a broken matrix is no reason to lose the text
        return 1.0


@dataclass(slots=True)
class _State:
    """The graphics state, as far as text needs it."""

    ctm: Matrix = _IDENTITY
    font: Any = field(default_factory=_NoFont)
    size: float = 12.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class _Machine:
    """Carries out the instructions of a page and of the forms that it shows."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.boxes: list[Box] = []
        self._drawn = 0
        self._length = 0
        self._forms = 0
        self._fonts: dict[int, Any] = {}
        self._within: set[int] = set()

    def run(self, operations: Any, resources: Any, pdf: Any, ctm: Matrix, depth: int) -> None:
        self._state = _State(ctm)
        self._stack: list[_State] = []
        self._line = self._pen = _IDENTITY
        self._path: list[Box] = []
        self._outlines: list[list[Box]] = []
        self._at: tuple[float, float] | None = None
        self._first: tuple[float, float] | None = None
        for operands, operator in operations:
            if operator == b"Do":
                self._show_form(operands, resources, pdf, depth)
                continue
            action = _ACTIONS.get(operator)
            if action is None:
                continue
            try:
                action(self, operands, resources)
            except (IndexError, TypeError, ValueError, KeyError, AttributeError, OverflowError):
                continue  # an instruction that breaks the rules is passed over, as viewers do

    # graphics state

    def _save(self, operands: Any, resources: Any) -> None:
        if len(self._stack) < 10_000:
            self._stack.append(replace(self._state))

    def _restore(self, operands: Any, resources: Any) -> None:
        if self._stack:
            self._state = self._stack.pop()

    def _transform(self, operands: Any, resources: Any) -> None:
        self._state.ctm = times([float(value) for value in operands[:6]], self._state.ctm)

    # text state

    def _begin(self, operands: Any, resources: Any) -> None:
        self._line = self._pen = _IDENTITY

    def _set_font(self, operands: Any, resources: Any) -> None:
        self._state.font = self._font(operands[0], resources)
        self._state.size = float(operands[1])

    def _font(self, name: Any, resources: Any) -> Any:
        try:
            fonts = _dictionary(resources.get("/Font"))
            entry = fonts[name].get_object()
        except Exception:
            return _NoFont()
        if id(entry) not in self._fonts:
            try:
                self._fonts[id(entry)] = _Font(entry)
            except MemoryError:
                raise
            except Exception:  # whatever pypdf says of a broken font
                self._fonts[id(entry)] = _NoFont()
        return self._fonts[id(entry)]

    def _set_spacing(self, operands: Any, resources: Any) -> None:
        self._state.spacing = float(operands[0])

    def _set_word_spacing(self, operands: Any, resources: Any) -> None:
        self._state.word_spacing = float(operands[0])

    def _set_scale(self, operands: Any, resources: Any) -> None:
        self._state.scale = float(operands[0]) / 100

    def _set_leading(self, operands: Any, resources: Any) -> None:
        self._state.leading = float(operands[0])

    def _set_rise(self, operands: Any, resources: Any) -> None:
        self._state.rise = float(operands[0])

    def _move(self, operands: Any, resources: Any) -> None:
        self._line = self._pen = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._line)

    def _move_leading(self, operands: Any, resources: Any) -> None:
        self._state.leading = -float(operands[1])
        self._move(operands, resources)

    def _set_matrix(self, operands: Any, resources: Any) -> None:
        values = [float(value) for value in operands[:6]]
        self._line = self._pen = (values[0], values[1], values[2], values[3], values[4], values[5])

    def _next_line(self, operands: Any, resources: Any) -> None:
        self._move((0.0, -self._state.leading), resources)

    # showing text

    def _show(self, operands: Any, resources: Any) -> None:
        self._draw(operands[0])

    def _show_array(self, operands: Any, resources: Any) -> None:
        state = self._state
        for item in operands[0]:
            if isinstance(item, (int, float)):
                shift = -float(item) / 1000 * state.size * state.scale
                self._pen = times((1, 0, 0, 1, shift, 0), self._pen)
            else:
                self._draw(item)

    def _show_next(self, operands: Any, resources: Any) -> None:
        self._next_line(operands, resources)
        self._draw(operands[0])

    def _show_spaced(self, operands: Any, resources: Any) -> None:
        self._state.word_spacing, self._state.spacing = float(operands[0]), float(operands[1])
        self._show_next(operands[2:], resources)

    def _draw(self, string: Any) -> None:
        data = _bytes(string)
        if not data:
            return
        if len(data) > 4 * MOST_GLYPHS:
            raise too_long()
        state = self._state
        matrix = times(self._pen, state.ctm)
        letters = state.font.letters(data)
        if self._length + len(letters) > MOST_GLYPHS:
            raise too_long()
        texts, starts, ends, at = [], [], [], 0.0
        for text, width, is_space in letters:
            texts.append(text)
            starts.append(at)
            at += width / 1000 * state.size * state.scale
            at += (state.spacing + (state.word_spacing if is_space else 0.0)) * state.scale
            ends.append(at)
        self._pen = times((1, 0, 0, 1, at, 0), self._pen)
        self._place(texts, starts, ends, matrix)

    def _place(self, texts: list[str], starts: list[float], ends: list[float], matrix: Matrix) -> None:
        state = self._state
        x, y = matrix[4] + state.rise * matrix[2], matrix[5] + state.rise * matrix[3]
        angle, x, y = turned(matrix, x, y)
        stretch = math.hypot(matrix[0], matrix[1])
        size = abs(state.size) * math.hypot(matrix[2], matrix[3])
        if not all(map(math.isfinite, (x, y, stretch, size))):
            x = y = stretch = size = 0.0
        run = Run(
            tuple(texts),
            tuple([x + start * stretch for start in starts]),
            tuple([x + end * stretch for end in ends]),
            y,
            size,
            self._length,
            state.font.bold,
            state.font.italic,
            angle,
        )
        self._length += sum(map(len, texts))
        self.runs.append(run)

    # forms

    def _show_form(self, operands: Any, resources: Any, pdf: Any, depth: int) -> None:
        from pypdf.generic import ContentStream

        if not operands or depth >= MOST_DEPTH or self._forms >= MOST_FORMS:
            return
        try:
            form = _dictionary(resources.get("/XObject"))[operands[0]].get_object()
            if form.get("/Subtype") != "/Form" or id(form) in self._within:
                return
            self._forms += 1
            matrix = [float(value) for value in form.get("/Matrix", _IDENTITY)]
            own = _dictionary(form.get("/Resources")) or resources
            stream = ContentStream(form, pdf, "bytes")
            _check_length(stream)
            operations = stream.operations
        except (MemoryError, ReaderStopped):
            raise
        except Exception:  # a form that cannot be read is passed over; the page goes on
            return
        kept = self._drawing()
        self._within.add(id(form))
        try:
            self.run(operations, own, pdf, times(matrix, self._state.ctm), depth + 1)
        finally:
            self._within.discard(id(form))
            self._state, self._stack, self._line, self._pen, self._path, self._outlines, self._at, self._first = kept

    def _drawing(self) -> tuple[Any, ...]:
        """What a form has of its own, and the page goes on with behind it."""
        path = (self._path, self._outlines, self._at, self._first)
        return (self._state, self._stack, self._line, self._pen, *path)

    # lines and boxes

    def _rectangle(self, operands: Any, resources: Any) -> None:
        x, y, width, height = (float(value) for value in operands[:4])
        if self._has_room():
            self._path.append(self._box(x, y, x + width, y + height))

    def _start_path(self, operands: Any, resources: Any) -> None:
        self._at = self._first = (float(operands[0]), float(operands[1]))
        self._outlines.append([])

    def _line_to(self, operands: Any, resources: Any) -> None:
        to = (float(operands[0]), float(operands[1]))
        self._add_edge(to)
        self._at = to

    def _curve_to(self, operands: Any, resources: Any) -> None:
        """A round corner: the path goes on from its end."""
        self._at = (float(operands[-2]), float(operands[-1]))

    def _close(self, operands: Any, resources: Any) -> None:
        if self._first is not None:
            self._add_edge(self._first)

    def _add_edge(self, to: tuple[float, float]) -> None:
        if self._at is not None and self._outlines and self._has_room():
            self._outlines[-1].append(self._box(*self._at, *to))

    def _has_room(self) -> bool:
        self._drawn += 1
        return self._drawn <= MOST_BOXES

    def _box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        m = self._state.ctm
        ax, ay = x0 * m[0] + y0 * m[2] + m[4], x0 * m[1] + y0 * m[3] + m[5]
        bx, by = x1 * m[0] + y1 * m[2] + m[4], x1 * m[1] + y1 * m[3] + m[5]
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _stroke(self, operands: Any, resources: Any) -> None:
        grounds = [replace(box, is_filled=True) for box in self._rounded()]
        self.boxes += [*self._path, *self._edges(), *grounds]
        self._drop(operands, resources)

    def _fill(self, operands: Any, resources: Any) -> None:
        """A ground has no lines: of an outline its whole extent is kept."""
        extents = [extent_of(edges) for edges in self._outlines if edges]
        self.boxes += [replace(box, is_filled=True) for box in (*self._path, *extents)]
        self._drop(operands, resources)

    def _fill_and_stroke(self, operands: Any, resources: Any) -> None:
        self.boxes += [replace(box, is_filled=True) for box in (*self._path, *self._edges(), *self._rounded())]
        self._drop(operands, resources)

    def _rounded(self) -> list[Box]:
        """The extents of the outlines that are boxes, their corners round or not."""
        sides = [[edge for edge in edges if min(edge.width, edge.height) < STRAIGHT] for edges in self._outlines]
        return [extent_of(own) for own, edges in zip(sides, self._outlines, strict=True) if len(own) == len(edges) > 3]

    def _edges(self) -> list[Box]:
        return [edge for edges in self._outlines for edge in edges]

    def _drop(self, operands: Any, resources: Any) -> None:
        self._path, self._outlines, self._at = [], [], None


def _bytes(string: Any) -> bytes:
    if isinstance(string, bytes):
        return bytes(string)
    return bytes(getattr(string, "original_bytes", b"")) if isinstance(string, str) else b""


_ACTIONS: dict[bytes, Any] = {
    b"q": _Machine._save,
    b"Q": _Machine._restore,
    b"cm": _Machine._transform,
    b"BT": _Machine._begin,
    b"Tf": _Machine._set_font,
    b"Tc": _Machine._set_spacing,
    b"Tw": _Machine._set_word_spacing,
    b"Tz": _Machine._set_scale,
    b"TL": _Machine._set_leading,
    b"Ts": _Machine._set_rise,
    b"Td": _Machine._move,
    b"TD": _Machine._move_leading,
    b"Tm": _Machine._set_matrix,
    b"T*": _Machine._next_line,
    b"Tj": _Machine._show,
    b"TJ": _Machine._show_array,
    b"'": _Machine._show_next,
    b'"': _Machine._show_spaced,
    b"re": _Machine._rectangle,
    b"m": _Machine._start_path,
    b"l": _Machine._line_to,
    b"c": _Machine._curve_to,
    b"v": _Machine._curve_to,
    b"y": _Machine._curve_to,
    b"h": _Machine._close,
    b"S": _Machine._stroke,
    b"s": _Machine._stroke,
    b"f": _Machine._fill,
    b"F": _Machine._fill,
    b"f*": _Machine._fill,
    b"B": _Machine._fill_and_stroke,
    b"B*": _Machine._fill_and_stroke,
    b"b": _Machine._fill_and_stroke,
    b"b*": _Machine._fill_and_stroke,
    b"n": _Machine._drop,
}


def outline_titles(reader: Any) -> Iterator[str]:
    """The titles of the outline's first level, as far as it can be read."""
    try:
        entries = reader.outline
    except Exception:
        return
    for entry in entries[:50]:
        if not isinstance(entry, list) and getattr(entry, "title", None):
            yield str(entry.title)
