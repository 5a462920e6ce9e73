"""The thing of which a question wants an account, and nothing else."""

import pytest

from bbti_qa.understanding import understand
from bbti_qa.understanding.subject import subject_asked


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Que couvre l'axe 3 ?", "axe 3"),
        ("Qu'est-ce que recouvre le volet côtier ?", "volet côtier"),
        ("Résume-moi le contenu de l'axe 3 en deux lignes.", "axe 3"),
        ("Présente la gouvernance", "gouvernance"),
        ("Peux-tu faire une petite synthèse du plan ?", ""),
        ("Fais-moi une courte synthèse du plan", "plan"),
        ("Write a short summary of the governance", "governance"),
        ("What does axis 3 cover?", "axis 3"),
        ("Tell me about the call", "call"),
        ("C'est quoi l'axe 2 ?", "axe 2"),
        ("What is the goal of axis 1?", "axis 1"),
        ("What is the budget of axis 1?", ""),
        ("Quel est l'objectif du plan ?", ""),
        ("Qui pilote l'axe 3 ?", ""),
        ("Explique pourquoi, et combien.", ""),
    ],
)
def test_the_thing_is_named_where_nothing_of_it_is_asked_for(text, subject):
    assert subject_asked(text) == subject


def test_a_follow_up_and_a_part_have_no_subject():
    assert understand("Que dit la conclusion ?").subject == ""
