"""Answers checked again: what was tampered with is named, what was not stands."""

from __future__ import annotations

import copy
import json

import pytest
from fakes import ScriptedModel, assistant_over, make_document

from bbti_qa.errors import QuestionSetError
from bbti_qa.glossary import Glossary
from bbti_qa.loading import ReadingLimits, load
from bbti_qa.presentation import to_json
from bbti_qa.verification import Indexed, Sources, read_answers, summary, verify

TEXT = "Le programme BBTI dispose de 80 M€ sur 7 ans. Il est piloté par l'Inserm et le CEA. Les projets retenus sont évalués par un jury.\n"
QUESTION = "Quel est le budget du programme BBTI ?"
REPLY = "Le programme est piloté par l'Inserm [E2]. Il est doté de 80 M€ [E1]. Un jury évalue les projets retenus [E3]. Vive le roi."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("sources")
    (path / "fiche.txt").write_text(TEXT, "utf-8")
    return path


@pytest.fixture(scope="module")
def assistant(folder):
    return assistant_over([load(folder / "fiche.txt", "fiche.txt")], ScriptedModel([REPLY]))


@pytest.fixture
def answer(assistant):
    return copy.deepcopy(to_json(assistant.answer(QUESTION)))


def differences(row, assistant):
    return verify(row, Indexed(assistant.snapshot), Glossary()).differences


def test_an_untouched_answer_stands_against_index_and_source_files(answer, assistant, folder):
    assert answer["engine"] == "scripted:test"
    assert differences(answer, assistant) == ()

    result = verify(answer, Sources([folder], ReadingLimits()), Glossary())

    assert result.stands
    assert (result.citations, result.claims) == (len(answer["citations"]), len(answer["passport"]["claims"]))
    assert summary([result]).endswith("all stand.")


def test_a_list_stands_with_the_line_that_announces_it(assistant):
    reply = "Le programme est piloté par :\n- l'Inserm [E2]\n- le CEA [E2]\n"
    row = to_json(
        assistant_over(assistant.snapshot.documents, ScriptedModel([reply])).answer("Qui pilote le programme BBTI ?")
    )

    assert row["passport"]["claims"][0]["text"] == "Le programme est piloté par :"
    assert differences(row, assistant) == ()


def test_an_extractive_answer_stands_too(assistant):
    plain = to_json(assistant_over(assistant.snapshot.documents).answer(QUESTION))

    assert "passport" not in plain
    assert differences(plain, assistant) == ()


def changed(row, *path, to):
    for key in path[:-1]:
        row = row[key]
    row[path[-1]] = to


TAMPERED = {
    "quote": (("citations", 0, "quote"), "Le programme dispose de 90 M€.", "does not read so"),
    "span": (("citations", 0, "start"), 3, "does not read so"),
    "page": (("citations", 0, "page"), 7, "has no page 7"),
    "document": (("citations", 0, "document_id"), "0" * 64, "is not in the index"),
    "support": (("citations", 0, "support"), "verbatim", "is called verbatim"),
    "text": (("text",), "Le programme dispose de 80 M€ [1].", "is not made of the claims"),
    "marker": (("text",), "Le programme dispose de 80 M€ [9].", "[9] points to no citation"),
    "no citations": (("citations",), [], "without a citation"),
    "passage": (("passages", 0, "text"), "Autre chose.", "a passage of fiche.txt"),
    "claim": (("passport", "claims", 0, "text"), "Le programme est piloté par le CNRS.", "contradicted by its evidence"),
    "claim's support": (("passport", "claims", 1, "support"), "verbatim", "not verbatim"),
    "evidence": (("passport", "evidence"), [], "cannot be found"),
    "outcome": (("outcome",), "peut-être", "no answer of this program"),
    "citation without keys": (("citations", 0), {"marker": 1}, "no answer of this program"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_is_named(what, answer, assistant):
    path, value, says = TAMPERED[what]
    changed(answer, *path, to=value)

    found = differences(answer, assistant)

    assert any(says in difference for difference in found), found


def test_a_changed_figure_in_an_extractive_answer_is_named(assistant):
    plain = to_json(assistant_over(assistant.snapshot.documents).answer(QUESTION))
    plain["text"] = plain["text"].replace("80", "90")

    assert any("90" in difference for difference in differences(plain, assistant))


def test_a_changed_source_file_is_not_the_document(answer, tmp_path):
    (tmp_path / "fiche.txt").write_text(TEXT.replace("80", "90"), "utf-8")

    result = verify(answer, Sources([tmp_path], ReadingLimits()), Glossary())

    assert "is not in the source files" in result.differences[0]


def test_one_answer_a_list_and_lines_are_read(tmp_path, answer):
    texts = {
        "one.json": json.dumps(answer, indent=2),
        "list.json": json.dumps([answer, answer]),
        "lines.jsonl": "\n".join([json.dumps(answer)] * 3) + "\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")

    assert [len(read_answers(tmp_path / name)) for name in texts] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", "12", "{", '{"a": 1}\n{', "[1]"])
def test_what_is_no_answer_is_refused_with_one_sentence(tmp_path, text):
    (tmp_path / "x.json").write_text(text, "utf-8")

    with pytest.raises(QuestionSetError, match=r"x\.json"):
        read_answers(tmp_path / "x.json")


def test_a_document_of_the_same_name_is_not_the_same(answer):
    other = assistant_over([make_document("fiche.txt", "Fiche", "Tout autre chose.")])

    assert any("is not in the index" in difference for difference in differences(answer, other))
