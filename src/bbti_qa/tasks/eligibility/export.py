"""The table for others to read: JSON, text for a terminal, Markdown, HTML, Word, a workbook. Nothing of a document or of the applicant is code there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from bbti_qa.dating import long_date
from bbti_qa.documents import Citation
from bbti_qa.errors import InputError
from bbti_qa.language import Language
from bbti_qa.presentation import escape
from bbti_qa.tables import set_cell, without_clock
from bbti_qa.tasks.eligibility.application import Application, Part
from bbti_qa.tasks.eligibility.assessment import Assessment, Row
from bbti_qa.tasks.eligibility.wording import field_name, overall_text, text, verdict_text
from bbti_qa.typography import colon, quoted

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_COLOURS: Final = {"yes": "E3F4E6", "no": "FBE3E1", "conditional": "FFF4D6", "unknown": "ECEDF1"}


def to_json(assessment: Assessment) -> dict[str, Any]:
    """Plain JSON values; keys never disappear."""
    return {
        "language": assessment.language,
        "today": assessment.today.isoformat(),
        "overall": assessment.overall.value,
        "application": dict(assessment.application.fields),
        "rows": [_row_to_json(row, assessment.application) for row in assessment.rows],
        "questions": [{"fr": french, "en": english} for french, english in assessment.questions],
        "missing": [row.point.value for row in assessment.missing],
        "conditions": [row.point.value for row in assessment.conditions],
        "lost_criteria": list(assessment.lost),
        "index": assessment.index,
        **({"model": assessment.model, "remarks": list(assessment.remarks)} if assessment.model else {}),
    }


def _row_to_json(row: Row, application: Application) -> dict[str, Any]:
    return {
        "criterion": row.point.value,
        "label": row.label,
        "verdict": row.verdict.value,
        "silence": row.silence.value if row.silence else None,
        "reason": row.reason,
        "why": row.why,
        "citations": [
            {
                "marker": item.marker,
                "document": item.document,
                "document_id": item.document_id,
                "title": item.title,
                "page": item.page,
                "start": item.start,
                "end": item.end,
                "quote": item.quote,
            }
            for item in row.citations
        ],
        "said": [_said_to_json(part, application) for part in row.said],
        "question": {"fr": row.question[0], "en": row.question[1]} if row.question[0] else None,
    }


def _said_to_json(part: Part, application: Application) -> dict[str, Any]:
    """A part of what was said; of what a model read, with the model and the sentence of the description."""
    row: dict[str, Any] = {"field": part.field, "start": part.start, "end": part.end, "text": part.text}
    if reading := application.reading_of(part):
        own = reading.part
        row |= {"read_by": reading.model, "read_in": {"start": own.start, "end": own.end, "text": own.text}}
    return row


def said_text(part: Part, assessment: Assessment) -> str:
    """« 450 k€ », and of what a model read, who read it in which sentence."""
    said = quoted(" ".join(part.text.split()), assessment.language)
    reading = assessment.application.reading_of(part)
    if reading is None:
        return said
    told = text("read_by", assessment.language).replace("{model}", reading.model)
    return said + told.replace("{sentence}", " ".join(reading.part.text.split()))


def summary(assessment: Assessment) -> str:
    """« Non éligible d’après les documents, 8 critères. », in the language of the table."""
    count, language = len(assessment.rows), assessment.language
    one, many = ("critère", "critères") if language == "fr" else ("criterion", "criteria")
    return f"{overall_text(assessment.overall, language)}, {count} {one if count == 1 else many}."


def to_text(assessment: Assessment) -> str:
    """For a terminal: the verdict, then each criterion with its reason, its passage and what was said."""
    language = assessment.language
    sign = colon(language)
    lines = [f"{text('overall', language)}{sign} {overall_text(assessment.overall, language)}", ""]
    for row in assessment.rows:
        lines.append(f"[{verdict_text(row.verdict, row.silence, language)}] {row.label}{sign} {row.why}")
        lines += [
            f"      {_place(item, language)} {quoted(' '.join(item.quote.split()), language)}" for item in row.citations
        ]
        lines += [f"      {text('said', language)}{sign} {said_text(part, assessment)}" for part in row.said]
    for title, entries in _lists(assessment):
        lines += ["", f"{title}{sign}", *(f"  - {entry}" for entry in entries)]
    return "\n".join([*lines, "", text("rule", language), *assessment.remarks])


def to_markdown(assessment: Assessment) -> str:
    """A table and lists; every sign that Markdown would read is escaped."""
    language = assessment.language
    head = [text(name, language) for name in ("criterion", "verdict", "why", "passage", "said")]
    lines = [
        f"# {escape(text('title', language))}",
        f"**{escape(overall_text(assessment.overall, language))}**",
        escape(_day(assessment)),
        "\n".join(
            [
                f"| {' | '.join(head)} |",
                "| --- | --- | --- | --- | --- |",
                *(f"| {' | '.join(map(escape, _cells(row, assessment)))} |" for row in assessment.rows),
            ]
        ),
    ]
    for title, entries in _lists(assessment):
        lines += [f"## {escape(title)}", "\n".join(f"- {escape(entry)}" for entry in entries)]
    lines += [f"## {escape(text('application', language))}"]
    lines += [f"> {escape(f'{name}{colon(language)} {value}')}" for name, value in _described(assessment)]
    return "\n\n".join([*lines, escape(text("rule", language)), *map(escape, assessment.remarks)]) + "\n"


_PAGE: Final = """<!DOCTYPE html>
<html lang="{{ language }}"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font-family: system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1f29; line-height: 1.45 }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #d5d8e0; padding: .5rem .6rem; text-align: left; vertical-align: top }
th { background: #f3f4f8 } .overall { font-size: 1.25rem; font-weight: 600 } .place { color: #5a6072; font-size: .9em } blockquote { margin: 0 0 .4rem }
{% for name, colour in colours.items() %}.{{ name }} { background: #{{ colour }} } {% endfor %}
</style></head><body>
<h1>{{ title }}</h1><p class="overall">{{ overall }}</p><p>{{ today }}</p>
<table><thead><tr>{% for name in head %}<th scope="col">{{ name }}</th>{% endfor %}</tr></thead><tbody>
{% for row in rows %}<tr class="{{ row.verdict }}"><th scope="row">{{ row.label }}</th><td>{{ row.shown }}</td><td>{{ row.why }}</td>
<td>{% for place, quote in row.passages %}<blockquote>{{ quote }}<br><span class="place">{{ place }}</span></blockquote>{% endfor %}</td>
<td>{% for part in row.said %}<blockquote>{{ part }}</blockquote>{% endfor %}</td></tr>
{% endfor %}</tbody></table>
{% for name, entries in lists %}<h2>{{ name }}</h2><ul>{% for entry in entries %}<li>{{ entry }}</li>{% endfor %}</ul>{% endfor %}
<h2>{{ application }}</h2><dl>{% for name, value in fields %}<dt>{{ name }}</dt><dd>{{ value }}</dd>{% endfor %}</dl>
<p>{{ rule }}</p>{% for remark in remarks %}<p>{{ remark }}</p>{% endfor %}</body></html>
"""


def to_html(assessment: Assessment) -> str:
    """One page that fetches nothing; everything is escaped."""
    from jinja2 import Environment

    language = assessment.language
    page = Environment(autoescape=True).from_string(_PAGE)
    return page.render(
        language=language,
        title=text("title", language),
        overall=overall_text(assessment.overall, language),
        today=_day(assessment),
        colours=_COLOURS,
        head=[text(name, language) for name in ("criterion", "verdict", "why", "passage", "said")],
        rows=[
            {
                "verdict": row.verdict.value,
                "label": row.label,
                "shown": verdict_text(row.verdict, row.silence, language),
                "why": row.why,
                "passages": [(_place(item, language), quoted(item.quote, language)) for item in row.citations],
                "said": [_quoted(part, assessment) for part in row.said],
            }
            for row in assessment.rows
        ],
        lists=list(_lists(assessment)),
        application=text("application", language),
        fields=_described(assessment),
        remarks=assessment.remarks,
        rule=text("rule", language),
    )


def to_docx(assessment: Assessment) -> bytes:
    """A Word document: the verdict, the table, the questions."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    language = assessment.language
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = (
        WD_ORIENT.LANDSCAPE,
        section.page_height,
        section.page_width,
    )
    document.styles["Normal"].font.size = Pt(9)
    document.core_properties.title = text("title", language)
    document.add_heading(text("title", language), 1)
    document.add_paragraph().add_run(overall_text(assessment.overall, language)).bold = True
    document.add_paragraph(_day(assessment))
    table = document.add_table(rows=1, cols=5, style="Table Grid")
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, ("criterion", "verdict", "why", "passage", "said"), strict=True):
        cell.text = text(name, language)
        cell.paragraphs[0].runs[0].bold = True
    for row in assessment.rows:
        cells = table.add_row().cells
        for cell, value in zip(cells, _cells(row, assessment), strict=True):
            cell.text = _plain(value)
        for cell, width in zip(cells, (2.8, 2.8, 5.0, 8.4, 5.0), strict=True):
            cell.width = Cm(width)
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", _COLOURS[row.verdict.value])):
            shade.set(qn(f"w:{key}"), value)
        cells[1]._tc.get_or_add_tcPr().append(shade)
    for title, entries in _lists(assessment):
        document.add_heading(title, 2)
        for entry in entries:
            document.add_paragraph(_plain(entry), style="List Bullet")
    document.add_heading(text("application", language), 2)
    for name, value in _described(assessment):
        document.add_paragraph(_plain(f"{name}{colon(language)} {value}"))
    document.add_paragraph(text("rule", language))
    for remark in assessment.remarks:
        document.add_paragraph(_plain(remark))
    stream = BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def to_xlsx(assessment: Assessment) -> bytes:
    """A workbook: one sheet of rows, one of questions. Cells are text, whatever they begin with."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    language = assessment.language
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = text("title", language)
    head = [text(name, language) for name in ("criterion", "verdict", "why", "passage", "said", "source")]
    rows = [
        [*_cells(row, assessment), "; ".join(dict.fromkeys(item.document for item in row.citations))]
        for row in assessment.rows
    ]
    _write(
        sheet,
        [
            [text("overall", language), overall_text(assessment.overall, language)],
            [text("today", language), assessment.today.isoformat()],
            [],
            head,
            *rows,
            *([remark] for remark in assessment.remarks),
        ],
    )
    for column, width in zip("ABCDEF", (26, 20, 48, 70, 48, 30), strict=True):
        sheet.column_dimensions[column].width = width
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for number, row in enumerate(assessment.rows, start=5):
        sheet.cell(number, 2).fill = PatternFill("solid", fgColor=_COLOURS[row.verdict.value])
        for cell in sheet[number]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B5"
    questions = book.create_sheet("Questions")
    _write(questions, [["Français", "English"], *(list(pair) for pair in assessment.questions)])
    stream = BytesIO()
    book.save(stream)
    return without_clock(stream.getvalue())


def _write(sheet: Any, rows: list[list[str]]) -> None:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            set_cell(sheet.cell(number, column), value)


def write_assessment(assessment: Assessment, path: Path) -> None:
    """Writes the form that the name's ending asks for. Raises InputError."""
    import json

    makers: Mapping[str, Callable[[], bytes]] = {
        ".md": lambda: to_markdown(assessment).encode(),
        ".html": lambda: to_html(assessment).encode(),
        ".docx": lambda: to_docx(assessment),
        ".xlsx": lambda: to_xlsx(assessment),
        ".json": lambda: (json.dumps(to_json(assessment), ensure_ascii=False, indent=2) + "\n").encode(),
    }
    check_ending(path)
    try:
        path.write_bytes(makers[path.suffix.lower()]())
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}. Give another place with -o.") from error


def check_ending(path: Path) -> None:
    """Raises InputError for a name whose ending names no form."""
    if path.suffix.lower() not in (".md", ".html", ".docx", ".xlsx", ".json"):
        raise InputError(f"{path} names no form that can be written. Let it end in .md, .html, .docx, .xlsx or .json.")


def _cells(row: Row, assessment: Assessment) -> tuple[str, str, str, str, str]:
    language = assessment.language
    return (
        row.label,
        verdict_text(row.verdict, row.silence, language),
        row.why,
        "\n".join(f"{quoted(item.quote, language)} ({_place(item, language)})" for item in row.citations),
        "\n".join(_quoted(part, assessment) for part in row.said),
    )


def _quoted(part: Part, assessment: Assessment) -> str:
    """As `said_text`; what the applicant gave keeps its lines."""
    if assessment.application.reading_of(part):
        return said_text(part, assessment)
    return quoted(part.text, assessment.language)


def _place(item: Citation, language: Language) -> str:
    return f"[{item.marker}] {item.title}, {text('page', language)} {item.page} ({item.document})"


def _lists(assessment: Assessment) -> Iterator[tuple[str, list[str]]]:
    """The lists below the table that hold anything, each with its title."""
    language = assessment.language
    questions = [pair[1 if language == "en" else 0] for pair in assessment.questions]
    found = (
        ("obstacles", _told(assessment.obstacles, language)),
        ("conditions", _told(assessment.conditions, language)),
        ("missing", _told(assessment.missing, language)),
        ("questions", questions),
        ("lost", list(assessment.lost)),
    )
    yield from ((text(name, language), entries) for name, entries in found if entries)


def _told(rows: Sequence[Row], language: Language) -> list[str]:
    return [f"{row.label}{colon(language)} {row.why}" for row in rows]


def _described(assessment: Assessment) -> list[tuple[str, str]]:
    """What the applicant gave, each field by its name in the language of the table."""
    return [(field_name(name, assessment.language), value) for name, value in assessment.application.fields]


def _day(assessment: Assessment) -> str:
    """« Comparé à la date du 23 novembre 2026 »."""
    language = assessment.language
    return f"{text('today', language)} {long_date(assessment.today.isoformat(), language)}"


def _plain(value: str) -> str:
    """Without control characters, which neither Word nor a workbook can hold."""
    return _CONTROL.sub("", value)
