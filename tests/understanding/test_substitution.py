"""The last question, asked of something else or in another form."""

import pytest

from bbti_qa.documents import Turn
from bbti_qa.understanding import QuestionKind, understand
from bbti_qa.understanding.substitution import asked_instead, asks_in_another_form, with_other_part


@pytest.mark.parametrize(
    ("text", "last", "whole"),
    [
        ("Et au bureau du port ?", "Qui siège à la capitainerie ?", "Qui siège au bureau du port ?"),
        ("et en Norvège ?", "Combien de ports sont ouverts en Suède ?", "Combien de ports sont ouverts en Norvège ?"),
        ("et l'écluse ?", "Qu'est-ce que la digue ?", "Qu'est-ce que l'écluse ?"),
        ("what about the lock?", "What is the dyke?", "What is the lock?"),
        ("and for the crews?", "What are the rules for the pilots?", "What are the rules for the crews?"),
        ("quid de la digue ?", "À quoi sert l'écluse ?", "À quoi sert la digue ?"),
        ("et pourquoi ?", "Qu'est-ce que la digue ?", ""),  # asks for something of its own
        ("La digue est-elle haute ?", "Qu'est-ce que l'écluse ?", ""),
        ("et en Norvège ?", "Quel est le tarif ?", ""),  # nothing to take the place of
        ("et en Norvège ?", "", ""),
    ],
)
def test_the_last_question_is_written_out_for_another_thing(text, last, whole):
    assert asked_instead(text, last) == whole


def test_a_numbered_part_takes_the_place_of_one_only():
    assert with_other_part("et l'axe 4 ?", "Que couvre l'axe 3 ?") == "Que couvre l'axe 4 ?"
    assert with_other_part("et l'axe 4 ?", "Que couvrent l'axe 2 et l'axe 3 ?") == ""


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("plus court ?", True),
        ("Plus court, en une phrase", True),
        ("Merci, reformule plus simplement stp", True),
        ("in one sentence please", True),
        ("source ?", True),
        ("D'où ça vient ?", True),
        ("Where does that come from?", True),
        ("en bref, quel est le tarif ?", False),
        ("Quelles sont les sources de financement ?", False),
        ("D'où vient le sable ?", False),
        ("Le délai est-il plus court ?", False),
        ("et le plus court ?", False),
    ],
)
def test_a_request_for_another_form_asks_nothing_else(text, asks):
    assert asks_in_another_form(text) is asks


def test_another_form_asks_the_last_question_again_and_is_told_so():
    history = (Turn("user", "Quand ouvre le port ?"), Turn("assistant", "Le port ouvre le 3 mai."))

    again = understand("en une phrase ?", history)

    assert (again.kind, again.read_as, again.sentences) == (QuestionKind.DATE, "Quand ouvre le port ?", 1)
    assert again.in_another_form


def test_what_was_asked_of_something_else_is_what_the_next_question_leans_on():
    history = (
        Turn("user", "Qui siège à la capitainerie ?"),
        Turn("assistant", "Trois officiers."),
        Turn("user", "et au bureau du port ?"),
        Turn("assistant", "Deux pilotes."),
    )

    assert understand("plus court ?", history).read_as == "Qui siège au bureau du port ?"
    assert understand("et à la douane ?", history).read_as == "Qui siège à la douane ?"


def test_without_a_question_before_a_form_is_just_words():
    assert not understand("en une phrase ?").in_another_form
