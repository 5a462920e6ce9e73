"""The assistant's own words: as many as there are."""

import pytest

from bbti_qa.language import Language
from bbti_qa.phrases import _PHRASES, is_one, phrase


@pytest.mark.parametrize(
    ("count", "language", "said"),
    [
        (1, "fr", "Recherche faite dans 1 document. Les passages les plus proches\u00a0: x."),
        (10, "fr", "Recherche faite dans 10 documents. Les passages les plus proches\u00a0: x."),
        (1, "en", "Searched 1 document. The nearest passages: x."),
        (10, "en", "Searched 10 documents. The nearest passages: x."),
    ],
)
def test_a_noun_agrees_with_its_number(count: int, language: Language, said: str) -> None:
    assert phrase("looked", language, documents=count, places="x") == said


def test_a_verb_agrees_too() -> None:
    assert phrase("checked_removed", "fr", count=2).endswith("ne prouvent pas ont été retirées.")
    assert (
        phrase("checked_removed", "en", count=1)
        == "1 sentence of the model that the documents do not prove was removed."
    )


def test_nothing_is_singular_in_french_and_plural_in_english() -> None:
    assert is_one(0, "fr")
    assert not is_one(0, "en")


def test_a_value_is_never_read_as_a_template() -> None:
    assert phrase("rewritten", "en", after="{count|a|b}") == "Question read after “{count|a|b}”."


def test_no_phrase_leaves_its_plural_to_the_reader() -> None:
    assert not [name for name, texts in _PHRASES.items() for text in texts.values() if "(s)" in text]
