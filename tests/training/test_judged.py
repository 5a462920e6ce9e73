"""Passages with claims and questions that are judged by them: their form."""

import json
from pathlib import Path

import pytest

from training.judged import LABELS, read_judged

ROW = {
    "topic": "harbour dues",
    "fr": ["Le port perçoit un droit de quai, sauf des voiliers de moins de huit mètres."],
    "en": ["The harbour charges a quay due, except to sailing boats under eight metres."],
    "claims": [{"fr": "Un petit voilier ne paie rien.", "en": "A small sailing boat pays nothing.", "label": "yes", "how": "paraphrase"}],
    "questions": [{"fr": "Tous paient-ils ?", "en": "Does everybody pay?", "label": "no"}],
    "premises": [{"fr": "Pourquoi le droit a-t-il doublé ?", "en": "Why has the due doubled?", "label": "open"}],
}  # fmt: skip
SHIPPED = sorted((Path(__file__).parents[2] / "training" / "judged").glob("*.jsonl"))


def written(folder: Path, row: dict[str, object]) -> Path:
    path = folder / "harbour.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    return path


def test_what_asks_for_something_is_answered_or_not_and_claims_are_neither(tmp_path):
    asked = [
        {"fr": "Qui paie ?", "en": "Who pays?", "label": "yes"},
        {"fr": "Combien ?", "en": "How much?", "label": "open"},
    ]
    (record,) = read_judged([written(tmp_path, ROW | {"asked": asked})])

    assert [one.is_answered for one in record.judged] == [None, True, None, True, False]


def test_claims_questions_and_premises_come_with_the_number_of_their_label(tmp_path):
    (record,) = read_judged([written(tmp_path, ROW)])

    assert record.name == "harbour-1"
    assert [(one.kind, LABELS[one.label]) for one in record.judged] == [
        ("claims", "yes"),
        ("questions", "no"),
        ("premises", "open"),
    ]
    assert record.judged[0].said["en"] == "A small sailing boat pays nothing."


@pytest.mark.parametrize(
    "change",
    [{"en": []}, {"fr": "text"}, {"claims": None}, {"questions": [{"fr": "?", "en": "?", "label": "perhaps"}]}, {"premises": [{"fr": "?", "label": "no"}]}],
)  # fmt: skip
def test_a_line_in_another_form_is_named(tmp_path, change):
    with pytest.raises(ValueError, match=r"harbour\.jsonl:1 is no record"):
        list(read_judged([written(tmp_path, ROW | change)]))


def test_what_the_repository_holds_is_whole():
    records = list(read_judged(SHIPPED))
    kept_out = sum(record.is_kept_out for record in records)

    assert len(records) > 1_000
    assert len({record.passage["fr"] for record in records}) == len(records)
    assert 0.05 < kept_out / len(records) < 0.15
