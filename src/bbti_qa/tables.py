"""Tables that people open: CSV and xlsx, read as rows of text and written so that no cell can turn into a formula.

The same rows give the same bytes: an xlsx carries no clock.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bbti_qa.errors import QuestionSetError

TABLES = (".csv", ".xlsx")
LARGEST_SHEET = 500_000_000  # bytes that an xlsx may unpack to
LONGEST_CELL = 32_767  # characters, a limit of the xlsx format
EPOCH = datetime(2000, 1, 1)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # what a spreadsheet may take for the beginning of a formula (OWASP, CSV injection)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")

csv.field_size_limit(10_000_000)


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV (`,`, `;` or tabs; UTF-8, or as Excel saves it) or of the first sheet of an xlsx, by the names of its first row that is not empty.

    Names are taken in lower case; rows without anything in them are left out. Raises QuestionSetError.
    """
    rows = [row for row in (_csv_rows(path) if path.suffix.lower() == ".csv" else _xlsx_rows(path)) if any(row)]
    if not rows:
        raise QuestionSetError(f"{path} is empty. Its first row must name its columns.")
    names = [name.strip().lower() for name in rows[0]]
    return [{name: cell for name, cell in zip(names, row, strict=False) if name} for row in rows[1:]]


def _csv_rows(path: Path) -> list[list[str]]:
    try:
        text = _decoded(path.read_bytes())
        head = text.split("\n", 1)[0]
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(head)))
    except OSError as error:
        raise QuestionSetError(f"{path} cannot be read: {error.strerror}. Give a CSV that is there.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise QuestionSetError(
            f"{path} cannot be read as CSV ({error}). Save it as UTF-8 with a header line."
        ) from error


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark; UTF-16 by its mark; else Windows' western letters, in which Excel saves « CSV »."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data:
            raise
        return data.decode("cp1252")


def _delimiter(head: str) -> str:
    return max(",", ";", "\t", key=head.count)


def _xlsx_rows(path: Path) -> list[list[str]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_SHEET:
                raise QuestionSetError(f"{path} unpacks to more than {LARGEST_SHEET:,} bytes. Give it in parts.")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            return [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        finally:
            book.close()
    except QuestionSetError:
        raise
    except (
        OSError,
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        SyntaxError,
    ) as error:
        raise QuestionSetError(
            f"{path} cannot be read as xlsx ({error}). Save it again as an Excel workbook."
        ) from error


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def write_table(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str | float]]) -> None:
    """Writes `rows` as CSV or xlsx, by the name of `path`, in one stroke: the file is there whole or not at all."""
    data = _csv_bytes(columns, rows) if path.suffix.lower() == ".csv" else _xlsx_bytes(columns, rows)
    staged = path.with_name(f".{path.name}.part")
    staged.write_bytes(data)
    os.replace(staged, path)


def _csv_bytes(columns: Sequence[str], rows: Sequence[Mapping[str, str | float]]) -> bytes:
    """With a byte order mark, which spreadsheets need to see that it is UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows([_harmless(row.get(name, "")) for name in columns] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _harmless(cell: str | float) -> str | float:
    """A text that a spreadsheet would compute gets an apostrophe in front, which it hides."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _xlsx_bytes(columns: Sequence[str], rows: Sequence[Mapping[str, str | float]]) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    book.properties.created = EPOCH
    sheet = book.worksheets[0]
    sheet.title = "answers"
    for at, name in enumerate(columns, start=1):
        set_cell(sheet.cell(1, at), name)
        sheet.cell(1, at).font = Font(bold=True)
        longest = max((len(str(row.get(name, ""))) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(60, max(10, longest))
    for number, row in enumerate(rows, start=2):
        for at, name in enumerate(columns, start=1):
            set_cell(sheet.cell(number, at), row.get(name, ""))
            sheet.cell(number, at).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return without_clock(stream.getvalue())


def set_cell(cell: Any, value: str | float) -> None:
    """Text as text, whatever it begins with; signs that the format cannot hold are left out, and what is too long is cut."""
    if not isinstance(value, str):
        cell.value = value
        return
    clean = _CONTROLS.sub("", value)
    cell.value = clean if len(clean) <= LONGEST_CELL else f"{clean[: LONGEST_CELL - 1]}…"
    cell.data_type = "s"
    cell.quotePrefix = clean.startswith(_FORMULA)


def without_clock(data: bytes) -> bytes:
    """An Office file (a zip archive) with every time of writing set to one day, so that the same contents give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name, content in _entries(archive):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, content)
    return stream.getvalue()


def _entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    stamp = EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    for entry in archive.infolist():
        content = archive.read(entry)
        if entry.filename == "docProps/core.xml":
            content = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
        yield entry.filename, content
