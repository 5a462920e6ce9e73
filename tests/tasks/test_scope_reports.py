"""The reports: what they show, and what hostile text does not do in them."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from docx import Document as Word
from scope_judges import SEA, judge_of

from bbti_qa.tasks.scope import Unread, make_proposal
from bbti_qa.tasks.scope.batch import render
from bbti_qa.tasks.scope.phrasing import share_text
from bbti_qa.tasks.scope.records import Results, run_key, to_row, unread_row
from bbti_qa.tasks.scope.workbook import sheet_names

HOSTILE = '=HYPERLINK("http://127.0.0.1/x","y") nous compterons les algues <script>alert(1)</script>\x07 ]]> {{ 7*7 }}.'


@pytest.fixture(scope="module")
def results():
    judge = judge_of(SEA)
    key = run_key(judge)
    texts = {
        "=1+1": HOSTILE,
        "a/b:c?": "Nous replanterons les herbiers et les récifs de coraux.",
        "A/B:C?": "Nous étudierons les romans et les manuscrits de la mer.",
    }
    rows = [to_row(judge.judge(make_proposal(name, text)), judge, key) for name, text in texts.items()]
    rows.append(unread_row(Unread("perdu", "perdu.pdf", "<b>abîmé</b>"), judge, key))
    criteria = tuple((item.id, item.label) for item in judge.criteria.items)
    return Results(criteria, tuple(rows), "fr", "snapshot", "21 novembre 2026")


def test_no_cell_is_a_formula(results):
    book = openpyxl.load_workbook(io.BytesIO(render(results, ".xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert book.worksheets[0]["A2"].value == "=1+1"
    assert book.worksheets[0]["A2"].quotePrefix


def test_the_workbook_has_a_matrix_and_a_sheet_for_each_proposal(results):
    book = openpyxl.load_workbook(io.BytesIO(render(results, ".xlsx")))
    matrix = book.worksheets[0]

    assert book.sheetnames == ["Matrice", "=1+1", "a_b_c_", "A_B_C_ (2)"]
    assert matrix["C1"].value == "Axe 2 : Restaurer les habitats marins"
    assert matrix["C3"].value == results.rows[1]["scores"]["axe2"]
    assert matrix["C3"].fill.fgColor.rgb.endswith("1F5F8B")
    assert "abîmé" in matrix["E5"].value


def test_sheet_names_are_safe_short_and_told_apart():
    long = "x" * 60
    names = sheet_names(["Matrice", "matrice", long, long, "'a'", "", "History", "[]:*?/\\"])

    assert names == ["Matrice", "matrice (2)", "x" * 31, "x" * 27 + " (2)", "a", "_", "History (2)", "_______"]


def test_the_page_escapes_everything_and_fetches_nothing(results):
    page = render(results, ".html").decode()

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;b&gt;abîmé" in page
    assert "{{ 7*7 }}" in page
    assert re.findall(r'(?:src|href)="(?!#)', page) == []
    assert "default-src 'none'" in page


def test_the_page_shows_both_sides(results):
    page = render(results, ".html").decode()

    assert "Nous replanterons les herbiers et les récifs de coraux." in page
    assert "Cet axe vise à replanter les herbiers" in page
    assert "sea_programme.md, p. 1" in page


def test_scores_and_shares_are_written_as_the_language_writes_them(results):
    score = f"{results.rows[1]['scores']['axe2']:.2f}"
    french = render(results, ".html").decode()
    english = render(replace(results, language="en"), ".html").decode()

    assert f">{score.replace('.', ',')}</td>" in french
    assert f">{score}</td>" in english
    assert (share_text(0.999, "fr"), share_text(0.5, "en")) == ("100\u00a0%", "50%")
    assert "Criteria not addressed: the nearest" in english


def test_the_note_can_be_read_back(results):
    note = Word(io.BytesIO(render(results, ".docx")))
    headings = [p.text for p in note.paragraphs if p.style.name == "Heading 1"]
    matrix = note.tables[0]

    assert note.paragraphs[0].text == "Propositions et périmètre du programme"
    assert headings[0] == "Propositions non lues"
    assert len(headings) == 4
    assert [cell.text for cell in matrix.rows[0].cells][1] == "Axe 1 : Observer les écosystèmes côtiers"
    assert "dans le périmètre" in matrix.rows[2].cells[2].text
    assert any(
        "Cet axe vise à replanter" in cell.text for table in note.tables[1:] for row in table.rows for cell in row.cells
    )


def test_the_reports_speak_english_too(results):
    english = Results(results.criteria, results.rows, "en", results.index)

    assert "Proposals and the scope of the programme" in render(english, ".html").decode()
    assert openpyxl.load_workbook(io.BytesIO(render(english, ".xlsx"))).sheetnames[0] == "Matrix"
