"""How long the answer shall be."""

import pytest

from bbti_qa.language import fold
from bbti_qa.understanding import understand
from bbti_qa.understanding.length import sentences_asked


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("Résume le programme en deux phrases", 2),
        ("Explain the call in one sentence.", 1),
        ("Présente-le en 2-3 lignes", 3),
        ("en 3 à 4 phrases courtes, décris le port", 4),
        ("Écris-moi deux phrases sur la digue", 2),
        ("Deux phrases sur la digue", 2),
        ("The call in three bullet points, please", 3),
        ("Quels sont les trois points faibles ?", 0),
        ("Quelles sont les deux lignes du réseau ?", 0),
        ("Résume en quelques phrases", 0),
        ("Plus court ?", 1),
        ("In short, what does the lock do?", 1),
        ("Le trajet le plus long est-il plus court l'été ?", 0),
    ],
)
def test_the_most_sentences(question, sentences):
    assert sentences_asked(fold(question)) == sentences


@pytest.mark.parametrize(
    "question", ["Écris deux phrases sur la digue pour notre site", "Write one sentence about the dyke"]
)
def test_what_it_is_about_is_asked_for_and_the_form_is_not(question):
    asked = understand(question)

    assert asked.subject in ("digue", "dyke")
    assert {term.stem for term in asked.terms} <= {"digu", "digue", "dyke", "dyk"}
