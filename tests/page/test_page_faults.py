"""Errors are told in the language of the page."""

from __future__ import annotations

import pytest

from bbti_qa import errors
from bbti_qa.errors import (
    BbtiError,
    BriefError,
    CriteriaError,
    EncryptedDocument,
    GenerationError,
    ModelTooSlow,
    StaleIndex,
)
from bbti_qa.page.faults import _FRENCH, Said, told

ENGLISH = "It went wrong. Do it again."


def family(root: type[BbtiError]) -> list[type[BbtiError]]:
    return [root, *(kind for child in root.__subclasses__() for kind in family(child))]


OURS = [kind for kind in family(BbtiError) if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_every_error_of_the_family_begins_in_french_and_stays_english_on_the_english_page(
    kind: type[BbtiError],
) -> None:
    error = kind(ENGLISH)

    assert told(error, "en") == ENGLISH
    assert told(error, "fr").startswith(ENGLISH) == (kind is BriefError)


def test_every_error_but_those_of_the_model_has_french_words_of_its_own() -> None:
    told_by_their_parent = {kind for kind in OURS if issubclass(kind, GenerationError)} - {GenerationError}

    assert set(_FRENCH) == set(OURS) - told_by_their_parent - {errors.NoIndex, BriefError}


def test_what_french_words_leave_open_stands_behind_them_as_a_detail() -> None:
    shown = told(CriteriaError("criterion 3: the id 'axe2' stands twice."), "fr")

    assert shown.startswith("Ces critères ne peuvent pas être utilisés.")
    assert shown.endswith("Détail, en anglais : criterion 3: the id 'axe2' stands twice.")


def test_nothing_is_added_where_french_words_say_it_all() -> None:
    assert "Détail" not in told(EncryptedDocument(ENGLISH), "fr")


def test_an_error_without_words_of_its_own_is_told_by_its_kind() -> None:
    assert told(ModelTooSlow("x"), "fr").startswith("Le modèle de langue n’a donné aucun texte utilisable.")


def test_what_the_page_itself_refuses_is_said_as_it_stands() -> None:
    assert told(Said("Le texte est vide."), "fr") == "Le texte est vide."


def test_another_encoder_is_told_with_what_to_do() -> None:
    shown = told(StaleIndex(ENGLISH), "fr")

    assert "Indexez de nouveau les documents" in shown
    assert "BBTI_QA_ENCODER" in shown
