"""Example questions belong to the index that is open."""

from __future__ import annotations

import pytest
from fakes import make_document, make_sections
from scope_judges import CORPUS, SEA, assistant_of

from bbti_qa.documents import Outcome
from bbti_qa.page.examples import examples_of, is_about_programme, made_of_headings
from bbti_qa.page.words import ENGLISH, FRENCH, Words, words_elsewhere


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_over_the_shipped_corpus_every_example_of_the_programme_is_answered(words: Words) -> None:
    assistant = assistant_of(CORPUS)

    assert is_about_programme(assistant.snapshot.documents)
    assert examples_of(assistant, words) == words.example_groups


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_over_other_documents_the_examples_are_theirs_and_answered(words: Words) -> None:
    assistant = assistant_of(SEA)
    ((_, questions),) = examples_of(assistant, words_elsewhere(words))

    assert not is_about_programme(assistant.snapshot.documents)
    assert not any("BBTI" in question for question in questions)
    assert any("Axe 2 : Restaurer les habitats marins" in question for question in questions)
    assert {assistant.answer(question).outcome for question in questions} == {Outcome.ANSWERED}


def test_documents_are_about_the_programme_where_a_title_or_half_of_the_first_pages_name_it() -> None:
    titled = make_document("a.txt", "Biothérapies et bioproduction : le programme", "Une phrase.")
    naming = make_document("b.txt", "Fiche", "Le PEPR BBTI dure sept ans.")
    others = [make_document(f"{name}.txt", "Rapport annuel", f"Une phrase {name}.") for name in "cd"]

    assert is_about_programme([titled, *others])
    assert is_about_programme([naming, others[0]])
    assert not is_about_programme([naming, *others])
    assert not is_about_programme([])


def test_documents_that_answer_no_question_of_theirs_have_no_examples() -> None:
    assert list(made_of_headings([make_sections("a.md", ("", "Une phrase."))], FRENCH)) == []


def test_a_heading_that_asks_stands_as_it_is_and_before_the_others() -> None:
    one = make_sections("a.md", ("Le budget", "12 M€."), ("Qui pilote ?", "Elle."), ("Annexe", "Rien."))
    other = make_sections("b.md", ("Annexe", "Rien."), ("x" * 200, "Trop."), ("Les dates", "2030."))

    assert list(made_of_headings([one, other], FRENCH)) == [
        "Qui pilote ?",
        "Que dit la partie « Le budget » ?",
        "Que dit la partie « Les dates » ?",
    ]


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_nothing_names_the_programme_elsewhere(words: Words) -> None:
    other = words_elsewhere(words)

    assert "BBTI" not in other.title + other.explanation + other.ask
    assert other.language == words.language
    assert other.example_groups == ()
