"""Questions from a table, answers into a table."""

import csv
import json

import openpyxl
import pytest
from fakes import cite, make_document

from bbti_qa.documents import Answer, Outcome
from bbti_qa.errors import OutputError, QuestionSetError
from bbti_qa.evaluation.questions import Resumed, answer_into, check_output, journal_of, read_questions

DOCUMENT = make_document("fiche.md", "Fiche", "Le budget est de 80 M€. La durée est de sept ans.")


class OneAnswer:
    """Answers everything with one sentence and counts how often it was asked."""

    snapshot = type("Snapshot", (), {"id": "s1"})()
    engine = "extractive"

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
            index=self.snapshot.id,
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

    assert before == Resumed(kept=1, again=0)
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


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_an_edited_file_of_questions_never_meets_the_answers_of_others(tmp_path, suffix):
    path, output = tmp_path / "q.csv", tmp_path / f"out.{suffix}"
    path.write_text("question\nQuel budget ?\nQuelle durée ?\n", "utf-8")
    answer_into(OneAnswer(), read_questions(path), output)
    path.write_text("question\nQui pilote ?\nQuelle durée ?\nQuel budget ?\n", "utf-8")
    again = OneAnswer()
    resumed = answer_into(again, read_questions(path), output)
    lines = journal_of(output) if suffix == "csv" else output
    rows = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]

    assert resumed == Resumed(kept=1, again=1)
    assert again.asked == ["Qui pilote ?", "Quel budget ?"]
    assert [row["question"] for row in rows] == ["Qui pilote ?", "Quelle durée ?", "Quel budget ?"]


@pytest.mark.parametrize("change", ["history", "language", "index", "engine"])
def test_an_answer_stands_for_its_history_language_index_and_engine_only(tmp_path, change):
    path, output = tmp_path / "q.jsonl", tmp_path / "out.jsonl"
    path.write_text(json.dumps({"question": "Et la durée ?"}), "utf-8")
    answer_into(OneAnswer(), read_questions(path), output)
    other, language = OneAnswer(), None
    if change == "history":
        turns = [{"role": "user", "content": "Quel budget ?"}]
        path.write_text(json.dumps({"question": "Et la durée ?", "history": turns}), "utf-8")
    elif change == "language":
        language = "en"
    elif change == "index":
        other.snapshot = type("Snapshot", (), {"id": "s2"})()
    else:
        other.engine = "ollama:m"

    assert answer_into(other, read_questions(path), output, language=language) == Resumed(kept=0, again=1)
    assert len(output.read_text("utf-8").splitlines()) == 1


def test_a_line_of_an_earlier_version_is_kept_where_its_question_is_the_same(tmp_path):
    path, output = questions_file(tmp_path), tmp_path / "out.jsonl"
    answer_into(OneAnswer(), read_questions(path), output)
    rows = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    output.write_text(
        "".join(json.dumps({k: v for k, v in row.items() if k != "asked"}) + "\n" for row in rows), "utf-8"
    )
    path.write_text("Question,id\nQuel budget ?,a\nQui pilote ?,b\n", "utf-8")

    assert answer_into(OneAnswer(), read_questions(path), output) == Resumed(kept=1, again=1)


@pytest.mark.parametrize(
    "text", ['{"id": "a", "question": "Quel budget ?"}', '{"id": "a", "question": "Q"}\n', "id,question\n", "x"]
)
def test_a_file_that_holds_no_answers_is_left_as_it_is(tmp_path, text):
    (tmp_path / "other.jsonl").write_text(text, "utf-8")

    with pytest.raises(OutputError, match="something else than answers"):
        answer_into(OneAnswer(), read_questions(questions_file(tmp_path)), tmp_path / "other.jsonl")
    assert (tmp_path / "other.jsonl").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("output", "says"), [("q.csv", "write over the questions"), ("out.txt", "ends in none of .jsonl")]
)
def test_an_output_that_would_harm_or_that_nothing_writes_is_refused(tmp_path, output, says):
    with pytest.raises(OutputError, match=says):
        check_output(questions_file(tmp_path), tmp_path / output)
