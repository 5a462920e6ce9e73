"""Manuscript to PDF: two columns, footnotes below the column that calls them, running headers and footers.

Where a footnote lands is known only once the text is set, and setting it depends on the room that footnotes take. So
the document is set again until the calls stay where the notes are; then the columns of the last page are made equal.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from corpus import fonts, styles
from corpus.flow import floats, in_columns, note
from corpus.manuscript import Manuscript

MOST_PAGES = 8
MOST_TRIES = 8
_NOTE_GAP = 8.0  # between the column's text and the rule above its notes, and half of it below the rule

Column = tuple[int, int]  # page from 1, column 0 or 1


@dataclass(frozen=True, slots=True)
class Plan:
    """`notes` are the footnotes' numbers by column; the columns of page `pages`, the last, are `shorter`, in points."""

    notes: dict[Column, tuple[str, ...]] = field(default_factory=dict)
    pages: int = MOST_PAGES
    shorter: float = 0.0


def to_pdf(manuscript: Manuscript) -> bytes:
    """Raises RuntimeError where footnotes find no stable place: change the text a little."""
    fonts.register()
    plan, _ = _settled(manuscript, Plan())
    plan = _balanced(manuscript, plan)
    return _settled(manuscript, plan)[1]


def _settled(manuscript: Manuscript, plan: Plan) -> tuple[Plan, bytes]:
    """The plan whose notes and page count are those of the document it gives, and that document."""
    for _ in range(MOST_TRIES):
        book = _Book(manuscript, plan)
        data = book.typeset()
        found = replace(plan, notes=book.called, pages=book.page)
        if found == plan:
            return plan, data
        plan = found
    raise RuntimeError(f"{manuscript.name}: the footnotes find no place; change the text a little")


def _balanced(manuscript: Manuscript, plan: Plan) -> Plan:
    """Cuts the last page's columns line by line, as long as everything still fits."""
    best = plan
    for lines in range(2, 60, 2):
        try:
            shorter, _ = _settled(manuscript, replace(plan, shorter=lines * styles.LEADING))
        except (RuntimeError, ValueError):
            break
        if shorter.pages > plan.pages:
            break
        best = shorter
    return best


class _Book(BaseDocTemplate):
    """One setting of one manuscript under one plan."""

    def __init__(self, manuscript: Manuscript, plan: Plan) -> None:
        self._buffer = io.BytesIO()
        super().__init__(self._buffer, pagesize=(styles.WIDTH, styles.HEIGHT), invariant=1, pageCompression=1)
        self.title, self.author, self.lang = manuscript.title, "Équipe bbti-qa", "fr-FR"
        self.subject = f"date={manuscript.date}; version={manuscript.version}; source={manuscript.source}"
        self.creator = "bbti-qa, tools/make_corpus.py"
        self.called: dict[Column, tuple[str, ...]] = {}
        self._manuscript, self._plan = manuscript, plan
        self.addPageTemplates([self._template(number) for number in range(1, MOST_PAGES + 1)])

    def typeset(self) -> bytes:
        self.build(in_columns(self._manuscript), canvasmaker=self._canvas)
        return self._buffer.getvalue()

    def _note_called(self, canvas: Canvas, kind: str, number: str) -> None:
        column = (self.page, int(self.frame.id))
        self.called[column] = (*self.called.get(column, ()), number)

    def _canvas(self, *args: object, **kwargs: object) -> Canvas:
        """A canvas that says where footnote calls are drawn."""
        canvas = Canvas(*args, **kwargs)
        canvas.setNamedCB("note_called", self._note_called)
        return canvas

    def _template(self, number: int) -> PageTemplate:
        frames = [self._frame(number, column) for column in (0, 1)]
        return PageTemplate(
            f"page {number}",
            frames,
            onPage=_open_page,
            onPageEnd=_close_page,
            autoNextPageTemplate=f"page {number + 1}",
        )

    def _frame(self, number: int, column: int) -> Frame:
        top = styles.TOP - _height(floats(self._manuscript, number), styles.TEXT_WIDTH)
        bottom = styles.BOTTOM + self._room_for_notes((number, column))
        if number == self._plan.pages:
            bottom += self._plan.shorter
        return Frame(_left(column), bottom, styles.COLUMN_WIDTH, top - bottom, 0, 0, 0, 0, id=str(column))

    def _room_for_notes(self, column: Column) -> float:
        notes = self.notes(column)
        return _height(notes, styles.COLUMN_WIDTH) + 1.5 * _NOTE_GAP if notes else 0.0

    def notes(self, column: Column) -> list[Flowable]:
        return [note(number, self._manuscript.notes[number]) for number in self._plan.notes.get(column, ())]

    def furniture(self, page: int) -> tuple[tuple[float, str, str], ...]:
        """Running lines of `page`: height, what stands on the left, what on the right."""
        text = self._manuscript
        return (
            (styles.HEIGHT - 42, f"PEPR BBTI – {text.running}", "Équipe bbti-qa"),
            (36, f"Version {text.version} – {text.long_date}", f"Page {page} / {self._plan.pages}"),
        )

    def floats(self, page: int) -> list[Flowable]:
        return floats(self._manuscript, page)


def _open_page(canvas: Canvas, book: _Book) -> None:
    header, _ = book.furniture(book.page)
    _running(canvas, *header)
    canvas.line(styles.MARGIN, styles.HEIGHT - 47, styles.WIDTH - styles.MARGIN, styles.HEIGHT - 47)
    _stack(canvas, book.floats(book.page), styles.MARGIN, styles.TOP, styles.TEXT_WIDTH)


def _close_page(canvas: Canvas, book: _Book) -> None:
    for column in (0, 1):
        if notes := book.notes((book.page, column)):
            top = styles.BOTTOM + _height(notes, styles.COLUMN_WIDTH)
            canvas.line(_left(column), top + _NOTE_GAP / 2, _left(column) + 60, top + _NOTE_GAP / 2)
            _stack(canvas, notes, _left(column), top, styles.COLUMN_WIDTH)
    canvas.line(styles.MARGIN, 47, styles.WIDTH - styles.MARGIN, 47)
    _running(canvas, *book.furniture(book.page)[1])


def _running(canvas: Canvas, height: float, left: str, right: str) -> None:
    canvas.setFont(fonts.REGULAR, styles.FURNITURE_SIZE)
    canvas.setFillColor(styles.INK)
    canvas.setStrokeColor(styles.RULE)
    canvas.setLineWidth(0.5)
    canvas.drawString(styles.MARGIN, height, left)
    canvas.drawRightString(styles.WIDTH - styles.MARGIN, height, right)


def _stack(canvas: Canvas, flowables: Sequence[Flowable], left: float, top: float, width: float) -> None:
    """Draws one below the other, from `top` down, as `_height` measures them."""
    for flowable in flowables:
        top -= flowable.getSpaceBefore() + flowable.wrap(width, styles.HEIGHT)[1]
        flowable.drawOn(canvas, left, top)
        top -= flowable.getSpaceAfter()


def _height(flowables: Sequence[Flowable], width: float) -> float:
    return sum(one.getSpaceBefore() + one.wrap(width, styles.HEIGHT)[1] + one.getSpaceAfter() for one in flowables)


def _left(column: int) -> float:
    return styles.MARGIN + column * (styles.COLUMN_WIDTH + styles.GUTTER)
