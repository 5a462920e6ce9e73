"""What asks nothing of the documents."""

import pytest

from bbti_qa.documents import Turn
from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    "text", ["Bonjour", "merci beaucoup !", "Hello, can you help me?", "Peux-tu m'aider ?", "ok thanks"]
)
def test_a_greeting_asks_nothing(text):
    assert understand(text).greets


@pytest.mark.parametrize(
    "text", ["Bonjour, quel est le budget ?", "help for start-ups?", "Merci de résumer l'axe 2", "Qui aide le comité ?"]
)
def test_a_question_behind_a_greeting_is_asked(text):
    assert not understand(text).greets


def test_half_of_a_character_is_read_as_a_question_mark():
    assert understand("Quel budget \ud800 ?").text == "Quel budget ? ?"


def test_thanks_are_no_question_to_go_on_from():
    history = [
        Turn("user", "Quel est le budget du plan ?"),
        Turn("assistant", "80 M€."),
        Turn("user", "merci !"),
        Turn("assistant", "…"),
    ]

    assert understand("Et qui le pilote ?", history).after == "Quel est le budget du plan ?"
