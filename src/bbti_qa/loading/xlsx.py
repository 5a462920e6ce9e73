"""Workbooks, read by openpyxl: a page a sheet, a block a row; values, not formulas."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from bbti_qa.documents import BlockKind
from bbti_qa.errors import DamagedDocument
from bbti_qa.loading.archives import open_office
from bbti_qa.loading.assembly import RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.lines import RawBlock
from bbti_qa.loading.office import core_metadata, left_out
from bbti_qa.loading.rows import MOST_COLUMNS, as_rows

MOST_ROWS = 50_000  # of a sheet; what follows is left out, and that is said


def read_xlsx(data: bytes) -> RawDocument:
    """Hidden sheets are left out, and that is said. Raises DamagedDocument, ReaderStopped."""
    archive = open_office(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "no default style", extensions: nothing that touches a value
            book = _open(data)
            sheets = [_Sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
            hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
            metadata = core_metadata(book.properties)
            book.close()
    except (DamagedDocument, MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl lets errors of many families out
        raise DamagedDocument(
            f"The workbook cannot be read ({type(error).__name__}). Open it in its program and save it again."
        ) from error
    remarks = [f"sheet “{name}” is hidden and was left out" for name in hidden]
    remarks += [remark for sheet in sheets for remark in sheet.remarks]
    return RawDocument(
        "xlsx", metadata, blocks=tuple(sheet.blocks for sheet in sheets), remarks=(*remarks, *left_out(archive))
    )


def _open(data: bytes) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


class _Sheet:
    """`blocks` and `remarks` of one sheet. The sheet's name is its heading."""

    def __init__(self, sheet: Any) -> None:
        sheet.reset_dimensions()  # what the file says of its size is not believed
        self._is_cut = False
        rows = list(self._rows(sheet))
        writer = BlockWriter()
        if rows:
            writer.add(BlockKind.HEADING, sheet.title, 1)
        for row in as_rows(rows):
            writer.add_row(row)
        self.blocks: tuple[RawBlock, ...] = writer.blocks()
        self.remarks = [f"sheet “{sheet.title}”: only the first {MOST_ROWS} rows were read"] if self._is_cut else []

    def _rows(self, sheet: Any) -> Iterator[list[str]]:
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if number >= MOST_ROWS:
                self._is_cut = True
                return
            cells = [_shown(value) for value in row[:MOST_COLUMNS]]
            if any(cells):
                yield cells


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
