"""How often a thing happens: what asks for it, and that only what tells it suffices."""

import pytest
from fakes import assistant_over, make_document

from bbti_qa.evidence import type_fit
from bbti_qa.sufficiency import UNMET
from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Tous les combien le conseil se réunit-il ?", True),
        ("À quelle fréquence les rapports sont-ils remis ?", True),
        ("How often does the board meet?", True),
        ("Combien de fois par an le comité siège-t-il ?", True),
        ("Combien de comités y a-t-il ?", False),
        ("Quelle fréquence radio est réservée ?", False),
    ],
)
def test_what_asks_how_often(question, asks):
    assert understand(question).asks_how_often is asks


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Le conseil siège deux fois par an.", 1.0),
        ("Un rapport est remis chaque trimestre.", 1.0),
        ("The board holds monthly meetings.", 1.0),
        ("Il se réunit tous les six mois.", 1.0),
        ("Le conseil compte neuf membres, nommés pour trois ans.", 0.0),
        ("The board met in 2021.", 0.0),
    ],
)
def test_what_tells_it(text, fit):
    assert type_fit(understand("Tous les combien le conseil se réunit-il ?"), text) == fit


def test_little_is_held_of_sentences_about_it_that_do_not_tell():
    told = make_document(
        "a.txt", "Conseil", "Le conseil du port se réunit deux fois par an. Le conseil du port a neuf membres."
    )
    untold = make_document(
        "b.txt", "Conseil", "Le conseil du port se réunit à Brest. Le conseil du port a neuf membres."
    )
    question = "Tous les combien le conseil du port se réunit-il ?"

    assert "deux fois par an" in assistant_over([told]).answer(question).text
    assert (
        assistant_over([untold]).answer(question).confidence
        <= UNMET
        < assistant_over([told]).answer(question).confidence
    )
    assert assistant_over([told]).answer(question).citations[0].quote.startswith("Le conseil du port se réunit")
