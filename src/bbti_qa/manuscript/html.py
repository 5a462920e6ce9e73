"""A manuscript as one HTML file that needs no other: its style, its pictures and its footnotes, linked both ways, are in it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape

from bbti_qa.dating import long_date
from bbti_qa.manuscript.manuscript import (
    Block,
    Heading,
    Manuscript,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    Table,
)

_NOTES = {"fr": "Notes et sources", "en": "Notes and sources"}
_BACK = {"fr": "Retour au texte", "en": "Back to the text"}
_MARGIN = {"fr": "À vérifier", "en": "To check"}
_STYLE = """
body{font:17px/1.55 system-ui,"Segoe UI",Arial,sans-serif;color:#1b1b1b;background:#fff;max-width:46rem;margin:2rem auto;padding:0 1.2rem}
h1{font-size:1.9rem;line-height:1.2;color:#1F2A44;margin:.1em 0 .2em}h2{font-size:1.25rem;color:#2F5D8C;margin:1.8em 0 .4em}
h3{font-size:1.05rem;color:#1F2A44;margin:1.3em 0 .3em}.kind{color:#2F5D8C;font-weight:700;margin:0}.details{color:#595959;font-size:.9rem;margin:0}
.lead{font-size:1.12rem;color:#1F2A44}.notice{background:#EEF3F8;padding:.6em .9em;font-size:.9rem}.small{font-size:.9rem;color:#404040}
.placeholder{background:#FDF1EA;color:#9C2A00;padding:.4em .8em}ul{padding-left:1.3em}li{margin:.25em 0}
table{border-collapse:collapse;width:100%;margin:1em 0;font-size:.93rem}th,td{border:1px solid #c9d3de;padding:.4em .6em;text-align:left;vertical-align:top}
th{background:#EEF3F8;color:#1F2A44}table.dense{font-size:.8rem}img{max-width:100%;height:auto}
sup a{text-decoration:none;color:#2F5D8C;padding:0 .15em}.mark{background:#FFF3C4}
.margin{display:block;border-left:4px solid #D9A400;background:#FFFBEA;padding:.35em .7em;margin:.4em 0;font-size:.85rem;color:#5a4500}
.notes{border-top:1px solid #c9d3de;margin-top:2.5em;font-size:.85rem;color:#404040}.notes li{margin:.45em 0}q{quotes:none}
:target{background:#FFF3C4}@media print{body{margin:0;max-width:none;font-size:11pt}}
"""


def to_html(manuscript: Manuscript) -> str:
    """The whole page. Nothing of the manuscript's text is ever markup."""
    writer = _Writer(manuscript)
    body = "\n".join(writer.blocks())
    details = "".join(
        f'<p class="details">{escape(line)}</p>'
        for line in filter(None, [long_date(manuscript.date, manuscript.language), *manuscript.details])
    )
    kind = f'<p class="kind">{escape(manuscript.kind)}</p>' if manuscript.kind else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{manuscript.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
        f"<title>{escape(manuscript.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<header>{kind}"
        f"<h1>{escape(manuscript.title)}</h1>{details}</header>\n{body}\n{writer.notes()}</main>\n</body>\n</html>\n"
    )


class _Writer:
    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._notes: list[str] = []

    def blocks(self) -> Iterator[str]:
        listing = False
        for block in self._manuscript.blocks:
            is_item = isinstance(block, Paragraph) and block.style is ParagraphStyle.ITEM
            if is_item != listing:
                yield "<ul>" if is_item else "</ul>"
                listing = is_item
            yield self._block(block)
        if listing:
            yield "</ul>"

    def notes(self) -> str:
        if not self._notes:
            return ""
        return (
            f'<section class="notes">\n<h2>{_NOTES[self._manuscript.language]}</h2>\n<ol>\n'
            + "\n".join(self._notes)
            + "\n</ol>\n</section>\n"
        )

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            level = min(block.level, 3) + 1
            return f"<h{level}>{escape(block.text)}</h{level}>"
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Table):
            return self._table(block)
        return self._picture(block)

    def _paragraph(self, paragraph: Paragraph) -> str:
        if paragraph.style is ParagraphStyle.ITEM:
            return f"<li>{self._runs(paragraph.runs)}</li>"
        name = "" if paragraph.style is ParagraphStyle.BODY else f' class="{paragraph.style.value}"'
        return f"<p{name}>{self._runs(paragraph.runs)}</p>"

    def _runs(self, runs: tuple[Run, ...]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        text = _styled(run, self._manuscript.language)
        note = self._call(run.note) if run.note else ""
        if not run.comment:
            return text + note
        title = _MARGIN[self._manuscript.language]
        return f'<span class="mark">{text}</span>{note}<span class="margin" role="note"><b>{title}</b> · {escape(run.comment)}</span>'

    def _call(self, note: tuple[Run, ...]) -> str:
        number = len(self._notes) + 1
        text = "".join(_styled(run, self._manuscript.language) for run in note)
        back = f'<a href="#call-{number}" aria-label="{_BACK[self._manuscript.language]}">↩</a>'
        self._notes.append(f'<li id="note-{number}">{text} {back}</li>')
        return f'<sup id="call-{number}"><a href="#note-{number}">{number}</a></sup>'

    def _table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
        rows = [f"<thead><tr>{head}</tr></thead>"] if head else []
        for row in table.rows:
            cells = [
                f'<th scope="row">{self._runs(cell)}</th>'
                if at == 0 and not table.head
                else f"<td>{self._runs(cell)}</td>"
                for at, cell in enumerate(row)
            ]
            rows.append(f"<tr>{''.join(cells)}</tr>")
        opening = '<table class="dense">' if table.small else "<table>"
        return "\n".join([opening, *rows, "</table>"])

    def _picture(self, picture: Picture) -> str:
        data = base64.b64encode(picture.png).decode("ascii")
        return f'<p><img src="data:image/png;base64,{data}" alt="{escape(picture.description, quote=True)}"></p>'


def _styled(run: Run, language: str) -> str:
    text = escape(run.text)
    if run.bold:
        text = f"<b>{text}</b>"
    if run.italic:
        text = f"<i>{text}</i>"
    if run.quoted:
        text = f"<q>{text}</q>"
    if run.language and run.language != language:
        text = f'<span lang="{run.language}">{text}</span>'
    return text
