"""Who is asked for."""

import pytest

from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Qui préside le comité ?", "presid"),
        ("Who is the head of the network?", "head"),
        ("Par qui est dirigé le réseau ?", "dirig"),
        ("Qui avait passé commande de l'étude ?", "comman"),
        ("Qui a été nommé à la tête de l'agence ?", "tet"),
        ("Les douze projets, qui surveille leur avancement ?", "survei"),
        ("Quel est le budget ?", ""),
    ],
)
def test_what_somebody_is_asked_to_do_is_the_word_behind_who(text, done):
    assert understand(text).done == done


@pytest.mark.parametrize(
    "text",
    [
        "Quels sont les douze projets ?",
        "Donnez-moi l'intitulé exact de chacun des douze projets.",
        "Titles of each of the twelve projects?",
    ],
)
def test_so_many_things_are_to_be_named(text):
    assert understand(text).members == 12
