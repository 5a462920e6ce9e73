"""Where a thing is: what asks for it and what tells it."""

import pytest

from bbti_qa.evidence import type_fit
from bbti_qa.language import stem
from bbti_qa.places import PLACE
from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Dans quelles villes sont les stations ?", True),
        ("Où sont situées les stations ?", True),
        ("Where are the stations located?", True),
        ("Donne-moi les sites bretons des stations.", True),
        ("Quels sites web parlent des stations ?", False),
        ("In which countries are algae grown?", True),
        ("Les stations ou les navires ?", False),
        ("Where would my project fit?", False),
        ("Quel est le budget de la ville ?", False),
    ],
)
def test_what_asks_for_a_place(question, asks):
    assert understand(question).asks_where is asks


def test_the_words_for_a_place_are_told_by_one():
    terms = {term.stem: term.held_by for term in understand("Dans quelles villes sont situées les stations ?").terms}

    assert terms[stem("villes")] == PLACE
    assert terms[stem("situées")] == PLACE
    assert terms[stem("stations")] is None


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Les stations sont installées à Brest et à Sète.", 1.0),
        ("Elles sont six (Brest, Sète, Boulogne et Nice).", 1.0),
        ("Stations are found in Iceland.", 1.0),
        ("Les stations suivent les algues.", 0.0),
        ("Les stations relèvent du CNRS.", 0.0),
    ],
)
def test_what_tells_a_place(text, fit):
    assert type_fit(understand("Où sont situées les stations ?"), text) == fit


def test_the_name_asked_about_tells_no_place_of_itself():
    assert type_fit(understand("Where is Algae Iceland based?"), "It is well known in Iceland.") == 0.0
