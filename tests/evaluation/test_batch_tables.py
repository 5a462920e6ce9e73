"""Questions from a table, answers into a table."""

import csv
import json

import openpyxl
import pytest
from fakes import cite, make_document

from bbti_qa.documents import Answer, Outcome
from bbti_qa.errors import QuestionSetError
from bbti_qa.evaluation.questions import answer_into, journal_of, read_questions

DOCUMENT = make_document("fiche.md", "Fiche", "Le budget est de 80 M€. La durée est de sept ans.")


class OneAnswer:
    """Answers everything with one sentence and counts how often it was asked."""

    snapshot = type("Snapshot", (), {"id": "s1"})()

    def __init__(self):
        self.asked = []

    def answer(self, text, history=(), language=None):
        self.asked.append(text)
        citation = cite(DOCUMENT, "Le budget est de 80 M€.")
        return Answer(
            text,
            "fr",
            Outcome.ANSWERED,
            "=Le budget est de 80 M€ [1].",
            (citation,),
            confidence=0.9,
            seconds=len(self.asked),
        )


def questions_file(tmp_path):
    path = tmp_path / "q.csv"
    path.write_text("Question,Service,id\nQuel budget ?,DAF,a\nQuelle durée ?,DRH,b\n", "utf-8")
    return path


def test_answers_stand_in_columns_and_the_users_own_columns_are_kept(tmp_path):
    answer_into(OneAnswer(), read_questions(questions_file(tmp_path)), tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))

    assert rows[1] == {
        "id": "b",
        "question": "Quelle durée ?",
        "answer": "'=Le budget est de 80 M€ [1].",
        "verdict": "",
        "outcome": "answered",
        "confidence": "0.9",
        "document": "[1] fiche.md",
        "page": "[1] 1",
        "quote": "[1] Le budget est de 80 M€.",
        "notices": "",
        "service": "DRH",
    }


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_run_that_was_stopped_goes_on_and_gives_the_bytes_of_a_whole_one(tmp_path, suffix):
    asked = read_questions(questions_file(tmp_path))
    whole, halves = tmp_path / f"whole.{suffix}", tmp_path / f"halves.{suffix}"
    answer_into(OneAnswer(), asked, whole)
    answer_into(OneAnswer(), asked[:1], halves)
    again = OneAnswer()
    before = answer_into(again, asked, halves)

    assert before == 1
    assert again.asked == ["Quelle durée ?"]
    assert halves.read_bytes() == whole.read_bytes()
    assert [json.loads(line)["id"] for line in journal_of(halves).read_text("utf-8").splitlines()] == ["a", "b"]


def test_questions_come_from_an_xlsx_with_a_history(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["Question", "Historique"])
    workbook.active.append(["Et la durée ?", '[{"role": "user", "content": "Quel budget ?"}]'])
    workbook.save(tmp_path / "q.xlsx")
    question = read_questions(tmp_path / "q.xlsx")[0]

    assert (question.id, question.text, question.history[0].content) == ("1", "Et la durée ?", "Quel budget ?")


def test_a_table_without_questions_says_which_columns_it_has(tmp_path):
    (tmp_path / "q.csv").write_text("numero,texte\n1,Quel budget ?\n", "utf-8")

    with pytest.raises(QuestionSetError, match="no column `question`; it has `numero`, `texte`"):
        read_questions(tmp_path / "q.csv")
