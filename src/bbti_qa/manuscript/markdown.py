"""A manuscript as Markdown with `[^1]` footnotes; nothing of its text can turn into a link, an image or HTML."""

from __future__ import annotations

from bbti_qa.dating import long_date
from bbti_qa.manuscript.manuscript import (
    Block,
    Heading,
    Manuscript,
    Paragraph,
    ParagraphStyle,
    Run,
    Table,
)
from bbti_qa.presentation import escape
from bbti_qa.typography import colon

_MARGIN = {"fr": "À vérifier", "en": "To check"}
_PICTURE = {"fr": "Image, dans les versions Word et HTML", "en": "Picture, in the Word and HTML versions"}


def to_markdown(manuscript: Manuscript) -> str:
    """The whole text. Comments of the margin stand as quoted notes behind their paragraph."""
    writer = _Writer(manuscript)
    details = filter(None, [manuscript.kind, long_date(manuscript.date, manuscript.language), *manuscript.details])
    text = "\n\n".join([f"# {escape(manuscript.title)}", "  \n".join(map(escape, details))])
    before: Block | None = None
    for block in manuscript.blocks:
        text += ("\n" if _is_item(before) and _is_item(block) else "\n\n") + writer.block(block)
        before = block
    return "\n\n".join([text, *writer.notes]) + "\n"


def _is_item(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.style is ParagraphStyle.ITEM


class _Writer:
    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self.notes: list[str] = []

    def block(self, block: Block) -> str:
        language = self._manuscript.language
        if isinstance(block, Heading):
            return f"{'#' * (min(block.level, 3) + 1)} {escape(block.text)}"
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Table):
            return self._table(block)
        return f"_{_PICTURE[language]}{colon(language)} {escape(block.description)}_"

    def _paragraph(self, paragraph: Paragraph) -> str:
        text = self._runs(paragraph.runs)
        if paragraph.style is ParagraphStyle.ITEM:
            text = f"- {text}"
        elif paragraph.style in (ParagraphStyle.NOTICE, ParagraphStyle.PLACEHOLDER):
            text = f"> {text}"
        title = _MARGIN[self._manuscript.language]
        comments = [f"> **{title}** · {escape(run.comment)}" for run in paragraph.runs if run.comment]
        return "\n\n".join([text, *comments]) + ("\n" if comments and paragraph.style is ParagraphStyle.ITEM else "")

    def _runs(self, runs: tuple[Run, ...]) -> str:
        return "".join(map(self._run, runs)).strip()

    def _run(self, run: Run) -> str:
        call = ""
        if run.note:
            number = len(self.notes) + 1
            self.notes.append(f"[^{number}]: {''.join(map(_styled, run.note)).strip()}")
            call = f"[^{number}]"
        return _styled(run) + call

    def _table(self, table: Table) -> str:
        language = self._manuscript.language
        head = table.head or tuple("" for _ in table.widths)
        lines = [_row([escape(name) for name in head]), _row(["---" for _ in head])]
        for row in table.rows:
            notes = [escape(run.comment) for cell in row for run in cell if run.comment]
            cells = [self._runs(cell) for cell in row]
            cells[-1] += "".join(f" ({_MARGIN[language]}{colon(language)} {note})" for note in notes)
            lines.append(_row(cells))
        return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _styled(run: Run) -> str:
    """Marks stand against letters, so blanks at either end go outside."""
    core = run.text.strip()
    if not core:
        return " " if run.text else ""
    before, after = map(_blank, (run.text[0], run.text[-1]))
    mark = "**" if run.bold else "_" if run.italic else ""
    return f"{before}{mark}{escape(core)}{mark}{after}"


def _blank(letter: str) -> str:
    """A blank for any white space, a no-break one for its like; else nothing."""
    return letter if letter == "\u00a0" else " " if letter.isspace() else ""
