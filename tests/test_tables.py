"""Tables in and out: what is read, what no spreadsheet may compute, and the same bytes twice."""

import csv
import zipfile

import openpyxl
import pytest

from bbti_qa.errors import QuestionSetError
from bbti_qa.tables import read_table, write_table

ATTACKS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example","x")']


def book(path, rows):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def test_an_xlsx_is_read_from_its_first_row_that_is_not_empty(tmp_path):
    path = book(
        tmp_path / "q.xlsx", [[None, None], ["ID", " Question "], [1.0, "Quel budget ?"], [None, None], ["b", None]]
    )

    assert read_table(path) == [{"id": "1", "question": "Quel budget ?"}, {"id": "b", "question": ""}]


def test_a_csv_with_semicolons_quotes_and_line_ends_is_read(tmp_path):
    path = tmp_path / "q.csv"
    path.write_bytes('\ufeffid;question\r\n1;"Qui ; quoi\nencore ?"\r\n'.encode())

    assert read_table(path) == [{"id": "1", "question": "Qui ; quoi\nencore ?"}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_in_the_letters_that_excel_saves(tmp_path, encoding, delimiter):
    path = tmp_path / "q.csv"
    path.write_bytes(
        f"id{delimiter}question\r\n1{delimiter}Quel est le coût, à l’œil, en € ?\r\n".replace(", ", " ").encode(
            encoding
        )
    )

    assert read_table(path) == [{"id": "1", "question": "Quel est le coût à l’œil en € ?"}]


@pytest.mark.parametrize(
    ("name", "data"), [("q.xlsx", b"PK\x03\x04 not a workbook"), ("q.csv", b"\xff\xfe\x00"), ("q.csv", b"")]
)
def test_what_cannot_be_read_is_told_by_name(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)

    with pytest.raises(QuestionSetError, match=name.replace(".", r"\.")):
        read_table(tmp_path / name)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_an_xlsx_is_a_formula(tmp_path, attack):
    write_table(tmp_path / "out.xlsx", ("answer",), [{"answer": attack}])
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]["A2"]

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", attack, True)


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_a_csv_begins_like_a_formula(tmp_path, attack):
    write_table(tmp_path / "out.csv", ("answer",), [{"answer": attack}])
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))

    assert rows == [["answer"], [f"'{attack}"]]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_the_same_rows_give_the_same_bytes(tmp_path, suffix):
    rows = [{"id": "1", "answer": "80 M€ [1].", "confidence": 0.93}]
    for name in ("one", "two"):
        write_table(tmp_path / f"{name}.{suffix}", ("id", "answer", "confidence"), rows)

    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


def test_an_xlsx_carries_no_clock(tmp_path):
    write_table(tmp_path / "out.xlsx", ("id",), [{"id": "1"}])
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        times = {entry.date_time for entry in archive.infolist()}
        core = archive.read("docProps/core.xml").decode()

    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert core.count("2000-01-01T00:00:00Z") == 2


def test_signs_that_xlsx_cannot_hold_are_left_out_and_long_cells_are_cut(tmp_path):
    write_table(tmp_path / "out.xlsx", ("answer",), [{"answer": "a\x00b\x0bc\ud800"}, {"answer": "x" * 40_000}])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]

    assert sheet["A2"].value == "abc"
    assert len(sheet["A3"].value) == 32_767
    assert sheet["A3"].value.endswith("x…")
