"""`review` and the tables of `batch`, as a user runs them."""

import json

import openpyxl
import pytest
from test_cli import refused, run

from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest

TEXT = "Le budget du programme est de 60 M€. Un hackathon réunira cent équipes."


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small-review")
    (folder / "fiche.md").write_text("# Fiche\n\nLe budget du programme est de 80 M€ sur sept ans.\n", "utf-8")
    ingest([folder], IndexStore(folder / "index"), shared_embedder("bbti", "", None, None))
    return folder / "index"


def test_a_text_is_reviewed_as_json(small):
    row = json.loads(run("review", TEXT, "--index", small, "--json").stdout)

    assert [sentence["standing"] for sentence in row["sentences"]] == ["contradicted", "absent"]
    assert row["sentences"][0]["findings"][0]["found"] == "80 M€"


def test_a_file_is_reviewed_into_a_file(small, tmp_path):
    (tmp_path / "note.md").write_text(TEXT, "utf-8")
    done = run("review", tmp_path / "note.md", "--index", small, "-o", tmp_path / "out.html")

    assert done.returncode == 0
    assert 'class="contradicted"' in (tmp_path / "out.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "sentence"), [("nowhere.docx", "is not there"), (" ", "The text is empty"), ("broken.pdf", "broken.pdf")]
)
def test_what_cannot_be_reviewed_is_one_sentence(small, tmp_path, given, sentence):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    text = tmp_path / given if given == "broken.pdf" else given

    assert sentence in refused(run("review", text, "--index", small))


def test_batch_goes_from_xlsx_to_xlsx_and_twice_to_the_same_bytes(small, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Question"])
    book.active.append(["Quel est le budget du programme ?"])
    book.save(tmp_path / "q.xlsx")
    outputs = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for output in outputs:
        assert run("batch", tmp_path / "q.xlsx", "-o", output, "--index", small).returncode == 0
    row = next(openpyxl.load_workbook(outputs[0]).worksheets[0].iter_rows(min_row=2, values_only=True))

    assert "80 M€" in row[2]
    assert row[8] == "[1] Le budget du programme est de 80 M€ sur sept ans."
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
