"""Results as a Word note for the committee: the matrix on one page, then a page or less a proposal."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bbti_qa.tables import without_clock
from bbti_qa.tasks.scope.cells import Status
from bbti_qa.tasks.scope.heatmap import summary, told_of_model
from bbti_qa.tasks.scope.phrasing import heading, justified, say, score_text
from bbti_qa.tasks.scope.records import Results, evidence_for
from bbti_qa.tasks.scope.workbook import COLOURS, programme_place, programme_text
from bbti_qa.typography import colon, listed, quoted

WIDE = 5  # criteria from which the note lies on its side
SMALL = 8.5  # points, of tables
SHARES = (0.2, 0.38, 0.42)  # of the width: criterion, proposal, programme
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_note(results: Results) -> bytes:
    """The bytes of a .docx file; the same results give the same."""
    from docx import Document as Word

    note = Word()
    _shape(note, results)
    note.add_heading(say("title", results.language), 0)
    note.add_paragraph(". ".join(filter(None, (_clean(results.date), summary(results)))))
    _matrix(note, results)
    note.add_paragraph(
        f"{say('method', results.language)} {say('index', results.language, index=results.index)}", "Caption"
    )
    if told := told_of_model(results):
        note.add_paragraph(_clean(told), "Caption")
    if results.unread:
        note.add_heading(say("unread_title", results.language), 1)
        for row in results.unread:
            note.add_paragraph(_clean(f"{row['id']}{colon(results.language)} {row['error']}"), "List Bullet")
    for row in results.read:
        _proposal(note, row, results)
    stream = io.BytesIO()
    note.save(stream)
    return without_clock(stream.getvalue())


def _shape(note: Any, results: Results) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    section = note.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if len(results.criteria) >= WIDE:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    note.styles["Normal"].font.name = "Calibri"
    note.styles["Normal"].font.size = Pt(10.5)
    note.styles["Caption"].font.bold = False
    note.styles["Caption"].paragraph_format.space_before = Pt(6)
    note.styles["Caption"].font.color.rgb = RGBColor(0x5B, 0x66, 0x70)
    note.core_properties.title = say("title", results.language)
    note.core_properties.author = "bbti-qa"
    note.core_properties.language = results.language
    note.core_properties.comments = ""


def _matrix(note: Any, results: Results) -> None:
    heads = [say("proposal", results.language), *(label for _, label in results.criteria)]
    table = note.add_table(rows=1, cols=len(heads), style="Table Grid")
    _fill(table.rows[0].cells, heads, bold=True)
    _repeat_head(table)
    for row in results.read:
        cells = table.add_row().cells
        _fill(cells, [row["id"], *(_score(row, key, results) for key, _ in results.criteria)])
        for cell, (key, _) in zip(cells[1:], results.criteria, strict=True):
            _paint(cell, Status(row["statuses"][key]))
    _keep_rows_whole(table)


def _score(row: Mapping[str, Any], key: str, results: Results) -> str:
    return f"{score_text(row['scores'][key], results.language)}\n{say(row['statuses'][key], results.language)}"


def _proposal(note: Any, row: Mapping[str, Any], results: Results) -> None:
    language = results.language
    note.add_heading(_clean(heading(row["id"], row["title"])), 1)
    said = note.add_paragraph()
    said.add_run(_clean(row["conclusion"][language])).bold = True
    said.paragraph_format.keep_with_next = True
    shown = [
        (key, label, pair)
        for key, label in results.criteria
        for pair in evidence_for(row, key)
        if row["statuses"][key] != Status.NOT_ADDRESSED
    ]
    if shown:
        table = note.add_table(rows=1, cols=3, style="Table Grid")
        _fill(
            table.rows[0].cells,
            [say(head, language) for head in ("criterion", "says_proposal", "says_programme")],
            bold=True,
        )
        _repeat_head(table)
        for key, label, pair in shown:
            place = f"{programme_text(pair)}\n({programme_place(pair, results)})"
            place += f"\n→ {told}" if (told := justified(pair, language)) else ""
            _fill(table.add_row().cells, [f"{label}\n{_score(row, key, results)}", pair["proposal"]["quote"], place])
            _paint(table.rows[-1].cells[0], Status(row["statuses"][key]))
        _lay_out(table, note)
    elif row["elsewhere"]:
        note.add_paragraph(_clean(quoted(row["elsewhere"][0]["quote"], language)), "Quote")
    silent = [label for key, label in results.criteria if row["statuses"][key] == Status.NOT_ADDRESSED]
    if silent:
        status = f"{say('not_addressed', language).capitalize()}{colon(language)}"
        note.add_paragraph(_clean(f"{status} {listed(silent, language)}."), "Caption")


def _fill(cells: Sequence[Any], texts: Sequence[str], bold: bool = False) -> None:
    from docx.shared import Pt

    for cell, text in zip(cells, texts, strict=True):
        run = cell.paragraphs[0].add_run(_clean(text))
        run.font.size = Pt(SMALL)
        run.bold = bold


def _paint(cell: Any, status: Status) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    background, colour = COLOURS[status]
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", background)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)
    for run in cell.paragraphs[0].runs:
        run.font.color.rgb = RGBColor.from_string(colour)


def _repeat_head(table: Any) -> None:
    """The first row stands again on every page over which the table runs."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)


def _lay_out(table: Any, note: Any) -> None:
    """A narrow first column, two wide ones; rows stay whole."""
    section = note.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    table.autofit = False
    for column, share in zip(table.columns, SHARES, strict=True):
        column.width = int(width * share)
        for cell in column.cells:
            cell.width = int(width * share)
    _keep_rows_whole(table)


def _keep_rows_whole(table: Any) -> None:
    """A row goes to the next page rather than break; the first row stays with the second."""
    from docx.oxml import OxmlElement

    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
    for cell in table.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _clean(text: str) -> str:
    """Without characters that XML cannot hold; all else is a text, never markup."""
    return _UNWRITABLE.sub("", text)
