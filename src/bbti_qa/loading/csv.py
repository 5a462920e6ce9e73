"""Tables as text, read by the standard library: a block a row, each value with its column's name."""

from __future__ import annotations

import csv
import io

from bbti_qa.errors import DamagedDocument
from bbti_qa.loading.assembly import RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.decoding import decode
from bbti_qa.loading.rows import MOST_COLUMNS, as_rows

MOST_ROWS = 50_000
_DELIMITERS = ";\t,|"
_SAMPLE = 40  # lines that tell what parts the cells


def read_csv(data: bytes) -> RawDocument:
    """One page. The first row names the columns unless it holds figures. Raises DamagedDocument."""
    text, remarks = decode(data)
    csv.field_size_limit(1_000_000)
    try:
        rows = [row[:MOST_COLUMNS] for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))]
    except csv.Error as error:
        raise DamagedDocument(f"The table cannot be read ({error}). Save it again as CSV.") from error
    if len(rows) > MOST_ROWS:
        remarks = (*remarks, f"only the first {MOST_ROWS} rows were read")
    full = [row for row in rows[:MOST_ROWS] if any(cell.strip() for cell in row)]
    is_headed = len(full) > 1 and len(full[0]) > 1 and not any(c.isdigit() for cell in full[0] for c in cell)
    writer = BlockWriter()
    for row in as_rows(full, is_headed):
        writer.add_row(row)
    return RawDocument("csv", blocks=(writer.blocks(),), remarks=remarks)


def _delimiter(text: str) -> str:
    """The mark that parts the first lines into the same number of cells most often; csv.Sniffer guesses letters at times."""
    lines = [line for line in text[:100_000].splitlines()[:_SAMPLE] if line.strip()]
    return max(_DELIMITERS, key=lambda mark: _regularity([line.count(mark) for line in lines]))


def _regularity(counts: list[int]) -> tuple[float, int]:
    if not counts or not max(counts):
        return 0.0, 0
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    return (counts.count(usual) / len(counts) if usual else 0.0), usual
