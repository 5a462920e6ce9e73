"""Reading labelled claims, and their figures."""

import json

import pytest

from bbti_qa.errors import QuestionSetError
from bbti_qa.evaluation.claims import ClaimPair, read_pairs, score_claims


def test_text_is_read_with_its_kinds(tmp_path):
    (tmp_path / "p.txt").write_text("# x\n\n= Le budget est de 8 M€.\n+ 8 M€ de budget.\n- number | 9 M€.\n", "utf-8")

    assert read_pairs(tmp_path / "p.txt") == (
        ClaimPair(("Le budget est de 8 M€.",), "8 M€ de budget.", "faithful"),
        ClaimPair(("Le budget est de 8 M€.",), "9 M€.", "changed", kind="number"),
    )


def test_lines_of_evidence_in_a_row_are_sentences_of_one(tmp_path):
    (tmp_path / "p.txt").write_text("= A.\n= B.\n+ A et B.\n\n= C.\n+ C.\n", "utf-8")

    assert [pair.evidence for pair in read_pairs(tmp_path / "p.txt")] == [("A.", "B."), ("C.",)]


def test_halves_of_a_set_count_together(tmp_path):
    row = {"premise": "a", "hypothesis": "b", "label": "neutral"}
    lines = [json.dumps({**row, "set": name}) for name in ("rte_dev", "rte_test")]
    (tmp_path / "p.jsonl").write_text("\n".join(lines), "utf-8")

    assert {pair.group for pair in read_pairs(tmp_path / "p.jsonl")} == {"rte"}


@pytest.mark.parametrize("text", ["", "hello\n", "+ a claim without evidence\n"])
def test_a_text_of_another_form_is_told(tmp_path, text):
    (tmp_path / "p.txt").write_text(text, "utf-8")

    with pytest.raises(QuestionSetError):
        read_pairs(tmp_path / "p.txt")


def test_figures_count_what_is_told():
    said = ("Le budget est de 80 M€.",)
    pairs = [
        ClaimPair(said, "Le budget est de 80 millions d'euros.", "entailment"),
        ClaimPair(said, "Le budget est de 60 M€.", "contradiction"),
        ClaimPair(said, "Le budget est de 80 millions d'euros.", "neutral"),
        ClaimPair(said, "Le navire appareille pour Brest.", "neutral"),
    ]
    figures = score_claims(pairs)["all"]

    assert (figures.n, figures.accuracy, figures.majority) == (4, 0.75, 0.5)
    assert figures.recalls == {"contradiction": 1.0, "entailment": 1.0, "neutral": 0.5}


def test_labels_that_nobody_knows_are_told():
    with pytest.raises(QuestionSetError, match="maybe"):
        score_claims([ClaimPair(("a",), "b", "maybe")])
