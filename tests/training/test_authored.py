"""Passages with questions that were written for the training: their form, and what is made of them."""

import json
from pathlib import Path

import pytest

from training.authored import collection_of, parallel_pairs, read_records

ROW = {
    "topic": "harbour dues",
    "fr": ["Le port perçoit un droit de quai.", "Les voiliers de moins de huit mètres en sont dispensés."],
    "en": ["The harbour charges a quay due.", "Sailing boats under eight metres are exempt."],
    "q": [
        {"fr": "Mon petit bateau paie-t-il ?", "en": "Does my little boat pay?", "a": [1]},
        {"fr": "Qu'est-ce qui est facturé à quai ?", "en": "What is billed at the quay?", "a": [0]},
    ],
    "miss": {"fr": "Combien coûte le droit de quai ?", "en": "How much is the quay due?"},
}
TRAINING = Path(__file__).parents[2] / "training"
SHIPPED = [sorted((TRAINING / name).glob("*.jsonl")) for name in ("authored", "asked")]


def written(folder: Path, row: dict[str, object]) -> Path:
    path = folder / "harbour.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    return path


def test_a_record_is_a_french_document_asked_in_both_languages(tmp_path):
    collection = collection_of(list(read_records([written(tmp_path, ROW)])))

    assert [document.path for document in collection.documents] == ["harbour-1"]
    assert [(query.language, query.text) for query in collection.queries][:2] == [
        ("fr", "Mon petit bateau paie-t-il ?"),
        ("en", "Does my little boat pay?"),
    ]
    assert all(grades == {"harbour-1": 1} for grades in collection.relevant.values())


def test_sentences_and_questions_are_parallel_text(tmp_path):
    pairs = parallel_pairs(list(read_records([written(tmp_path, ROW)])))

    assert [(pair.en, pair.fr) for pair in pairs][1:3] == [
        ("Sailing boats under eight metres are exempt.", "Les voiliers de moins de huit mètres en sont dispensés."),
        ("Does my little boat pay?", "Mon petit bateau paie-t-il ?"),
    ]
    assert len(pairs) == 5


@pytest.mark.parametrize(
    "change", [{"en": ["One sentence."]}, {"miss": None}, {"q": [{"fr": "?", "en": "?", "a": [2]}]}, {"fr": "text"}]
)
def test_a_line_in_another_form_is_named(tmp_path, change):
    with pytest.raises(ValueError, match=r"harbour\.jsonl:1 is no record"):
        list(read_records([written(tmp_path, ROW | change)]))


def test_a_question_that_no_sentence_answers_is_a_miss(tmp_path):
    open_question = {"fr": "Qui encaisse ?", "en": "Who collects it?", "a": []}
    record = next(read_records([written(tmp_path, ROW | {"q": [*ROW["q"], open_question]})]))

    assert [asked.en for asked in record.misses] == ["How much is the quay due?", "Who collects it?"]
    assert all(asked.answers for asked in record.questions)


@pytest.mark.parametrize(("files", "least"), [(SHIPPED[0], 1_000), (SHIPPED[1], 500)])
def test_what_the_repository_holds_is_whole(files, least):
    records = list(read_records(files))

    assert len(records) > least
    assert len({record.fr for record in records}) == len(records)
    assert all(record.questions and record.misses for record in records)
    assert all(set(asked.answers) <= set(range(len(record.fr))) for record in records for asked in record.questions)
