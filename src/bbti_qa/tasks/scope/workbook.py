"""Results as an Excel workbook: a matrix in colours, and a sheet a proposal with both sides of the evidence.

Texts of proposals and documents are texts in their cells, never formulas, whatever they begin with.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bbti_qa.tables import set_cell, without_clock
from bbti_qa.tasks.scope.cells import Status
from bbti_qa.tasks.scope.phrasing import heading, justified, say
from bbti_qa.tasks.scope.records import Results, evidence_for, model_of
from bbti_qa.typography import colon, listed

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

COLOURS = {
    Status.IN_SCOPE: ("1F5F8B", "FFFFFF"),
    Status.ADJACENT: ("A9CCE3", "16202B"),
    Status.OUT: ("F5CBA7", "16202B"),
    Status.NOT_ADDRESSED: ("F2F4F5", "5B6670"),
}
"""Background and text of each status; told apart by those who do not see red or green."""

LONGEST_NAME = 31
LINE = 15  # points
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = "D6DEE4"


def to_workbook(results: Results) -> bytes:
    """The bytes of an .xlsx file; the same results give the same."""
    from openpyxl import Workbook

    book = Workbook()
    matrix = book.active
    names = sheet_names([say("matrix", results.language), *(row["id"] for row in results.read)])
    matrix.title = names[0]
    _fill_matrix(matrix, results, names[1:])
    for row, name in zip(results.read, names[1:], strict=True):
        _fill_proposal(book.create_sheet(name), row, results)
    stream = io.BytesIO()
    book.save(stream)
    return without_clock(stream.getvalue())


def sheet_names(titles: Sequence[str]) -> list[str]:
    """Names that Excel takes: at most 31 characters, none of []:*?/\\, no quote at an end, no two alike but for case."""
    found: list[str] = []
    taken = {"history"}  # a name that Excel keeps for itself
    for title in titles:
        bare = _FORBIDDEN.sub("_", _UNWRITABLE.sub("", str(title))).strip().strip("'") or "_"
        name, number = bare[:LONGEST_NAME].strip("'") or "_", 1
        while name.casefold() in taken:
            number += 1
            tail = f" ({number})"
            name = bare[: LONGEST_NAME - len(tail)] + tail
        taken.add(name.casefold())
        found.append(name)
    return found


def _fill_matrix(sheet: Worksheet, results: Results, names: Sequence[str]) -> None:
    language = results.language
    heads = [
        say("proposal", language),
        *(label for _, label in results.criteria),
        say("conclusion", language),
        say("source", language),
    ]
    for column, head in enumerate(heads, start=1):
        _head(sheet.cell(1, column), head)
    sheets = iter(names)
    for number, row in enumerate(results.rows, start=2):
        _write(sheet.cell(number, 1), row["id"])
        _write(sheet.cell(number, len(heads)), row["source"])
        if "error" in row:
            _write(sheet.cell(number, len(heads) - 1), f"{say('unread', language)}{colon(language)} {row['error']}")
            continue
        sheet.cell(number, 1).hyperlink = f"#'{next(sheets).replace(chr(39), chr(39) * 2)}'!A1"
        for column, (key, _) in enumerate(results.criteria, start=2):
            cell = sheet.cell(number, column, row["scores"][key])
            cell.number_format = "0.00"
            _paint(cell, Status(row["statuses"][key]))
        _write(sheet.cell(number, len(heads) - 1), row["conclusion"][language])
    _legend(sheet, len(results.rows) + 3, results)
    _shape(sheet, [16, *([18] * len(results.criteria)), 70, 24])
    sheet.freeze_panes = "B2"


def _legend(sheet: Worksheet, at: int, results: Results) -> None:
    for number, status in enumerate(Status):
        cell = sheet.cell(at + number, 1)
        _write(cell, say(status, results.language))
        _paint(cell, status)
    _write(sheet.cell(at + len(Status) + 1, 1), say("method", results.language)).alignment = _alignment(wrap=False)
    stamp = " ".join(filter(None, (say("index", results.language, index=results.index), results.date)))
    _write(sheet.cell(at + len(Status) + 2, 1), stamp).alignment = _alignment(wrap=False)


def _fill_proposal(sheet: Worksheet, row: Mapping[str, Any], results: Results) -> None:
    language = results.language
    for at, text in enumerate((heading(row["id"], row["title"]), row["conclusion"][language]), start=1):
        cell = _write(sheet.cell(at, 1), text)
        cell.font, cell.alignment = _font(bold=at == 1), _alignment(wrap=False)
    heads = ["criterion", "status", "score", "says_proposal", "says_programme", "place"]
    heads += ["justification"] if model_of(results) else []
    for column, head in enumerate(heads, start=1):
        _head(sheet.cell(4, column), say(head, language))
    at = 5
    for key, label in results.criteria:
        for pair in evidence_for(row, key):
            _fill_pair(sheet, at, row, key, label, pair, results)
            at += 1
    for item in row["elsewhere"]:
        _write(sheet.cell(at, 1), item[language])
        _write(sheet.cell(at, 2), say("elsewhere_title", language))
        sheet.cell(at, 3, item["share"]).number_format = "0 %"
        _write(sheet.cell(at, 4), item["quote"])
        at += 1
    _shape(sheet, [34, 22, 9, 70, 70, 40, *([60] if model_of(results) else [])])
    sheet.freeze_panes = "A5"


def _fill_pair(
    sheet: Worksheet, at: int, row: Mapping[str, Any], key: str, label: str, pair: Mapping[str, Any], results: Results
) -> None:
    status = Status(row["statuses"][key])
    _write(sheet.cell(at, 1), label)
    words = say(status, results.language)
    _write(sheet.cell(at, 2), f"{words} ({say('nearest', results.language)})" if pair["kind"] == "nearest" else words)
    _paint(sheet.cell(at, 2), status)
    score = sheet.cell(at, 3, row["scores"][key])
    score.number_format, score.alignment = "0.00", _alignment(wrap=False)
    _write(sheet.cell(at, 4), pair["proposal"]["quote"])
    _write(sheet.cell(at, 5), programme_text(pair))
    _write(sheet.cell(at, 6), programme_place(pair, results))
    if told := justified(pair, results.language):
        _write(sheet.cell(at, 7), told)


def programme_text(pair: Mapping[str, Any]) -> str:
    """The programme's own words, piece by piece; the criterion's text where no document comes near."""
    return " […] ".join(piece["quote"] for piece in pair["programme"]) or str(pair["criterion_text"])


def programme_place(pair: Mapping[str, Any], results: Results) -> str:
    """`fiche.pdf, p. 2`; or that the words are the criterion's own."""
    places = [f"{piece['document']}, {say('page', results.language)} {piece['page']}" for piece in pair["programme"]]
    return listed(dict.fromkeys(places), results.language) or say("own_text", results.language)


def _write(cell: Cell, text: object) -> Cell:
    """Puts a text that stays a text: one that begins with = + - @ is quoted, as if typed behind an apostrophe."""
    set_cell(cell, str(text))
    cell.alignment = _alignment(wrap=True)
    return cell


def _head(cell: Cell, text: str) -> None:
    from openpyxl.styles import PatternFill

    _write(cell, text).font = _font(bold=True)
    cell.fill = PatternFill("solid", fgColor=_HEAD)


def _paint(cell: Cell, status: Status) -> None:
    from openpyxl.styles import PatternFill

    background, colour = COLOURS[status]
    cell.fill = PatternFill("solid", fgColor=background)
    cell.font = _font(colour=colour)
    cell.alignment = _alignment(wrap=True)


def _font(bold: bool = False, colour: str = "16202B") -> Any:
    from openpyxl.styles import Font

    return Font(name="Calibri", size=11, bold=bold, color=colour)


def _lines(text: str, width: int) -> int:
    """Lines that a wrapped text takes; without a height of its own a row shows one of them in some programs."""
    return sum(1 + len(line) // max(1, width - 2) for line in text.split("\n"))


def _alignment(wrap: bool) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=wrap, vertical="top")


def _shape(sheet: Worksheet, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        lines = [_lines(str(cell.value or ""), widths[cell.column - 1]) for cell in cells if cell.alignment.wrap_text]
        sheet.row_dimensions[number].height = LINE * max(lines, default=1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
