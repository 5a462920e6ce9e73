"""What a question asks for, point by point."""

from __future__ import annotations

import pytest

from bbti_qa.points import points_of, topic_of

PARTS = [
    ("Fiche du programme : pilotes, montant et durée", ["pilotes programme", "montant programme", "durée programme"]),
    ("PEPR BBTI : budget ? durée ?", ["budget PEPR BBTI", "durée PEPR BBTI"]),
    ("Quand et à qui le rapport a-t-il été remis ?", ["Quand le rapport a-t-il été remis ?", "à qui le rapport a-t-il été remis ?"]),
    ("Jusqu'à quel jour et quelle heure peut-on déposer ?", ["Jusqu'à quel jour peut-on déposer ?", "quelle heure peut-on déposer ?"]),
    ("Quel effet a été observé, et comment y a-t-on remédié ?", ["Quel effet a été observé", "comment y a-t-on remédié ?"]),
    (
        "Quelle rencontre est prévue, par qui et pourquoi ?",
        ["Quelle rencontre est prévue", "par qui Quelle rencontre est prévue", "pourquoi Quelle rencontre est prévue"],
    ),
    ("Qui finance le réseau, et pour combien de temps ?", ["Qui finance le réseau", "pour combien de temps Qui finance le réseau"]),
    ("PNP / CMP : que veulent dire ces sigles ?", ["Que signifie PNP ?", "Que signifie CMP ?"]),
    ("What do PNP, CMP and ANR stand for?", ["What does PNP mean?", "What does CMP mean?", "What does ANR mean?"]),
    ("Combien de projets en tout, et par axe ?", ["Combien de projets en tout ?", "Combien de projets par axe ?"]),
    ("Quel est le budget du réseau et celui de la gouvernance ?", ["Quel est le budget du réseau ?", "Quel est le budget de la gouvernance ?"]),
    ("What is the budget of the network and that of its board?", ["What is the budget of the network ?", "What is the budget of its board ?"]),
    ("Quel est le budget ? Qui le gère ?", ["Quel est le budget ?", "Qui le gère ?"]),
    ("combien de comités et leurs noms complets", ["combien de comités", "Quels comités ?"]),
    ("How many boards are there, and their names?", ["How many boards are there", "Which boards?"]),
    ("Quelle différence entre l'AMI et l'AAP ?", ["l'AMI", "l'AAP"]),
    ("What is the difference between the board and the council?", ["the board", "the council"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "asked"), PARTS)
def test_each_point_can_be_asked_alone(text, asked):
    assert [point.asked for point in points_of(text)] == asked


@pytest.mark.parametrize(
    "text",
    [
        "Le programme est piloté par qui ?",
        "Quel est le budget et la durée ?",
        "Hors programme : la stratégie, elle suit quels axes ?",
        "Note : c'est long.",
        "Le projet est-il éligible ? Si oui, dans quel axe ?",
        "Quel thème vient en premier : la thérapie génique ou cellulaire ? Je trouve deux ordres, différents.",
        "Quelle est la différence de budget ?",
    ],
)
def test_one_thing_has_no_points(text):
    assert points_of(text) == ()


def test_a_further_point_is_read_after_the_first_and_after_what_is_stated_before():
    first, second = points_of("Je prépare une note sur le réseau. Quel est son budget ? Qui le gère ?")

    assert first.before == "Je prépare une note sur le réseau."
    assert second.before == "Je prépare une note sur le réseau. Quel est son budget ?"


def test_only_what_is_named_is_a_label():
    labels = [point.is_label for point in points_of("Fiche du réseau : budget, qui le pilote")]

    assert labels == [True, False]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Rédige un court texte pour la lettre interne annonçant l'appel à projets", "l'appel à projets"),
        ("Fiche d'identité du réseau en 4 points", "réseau"),
        ("Write a two-sentence blurb about the network", "the network"),
        ("Le réseau national", "Le réseau national"),
    ],
)
def test_the_form_that_a_text_shall_have_is_no_topic(text, topic):
    assert topic_of(text) == topic


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Quels sont les chiffres clés ?", "Quel est le budget du programme ?"),
        ("Donne-moi les chiffres-clés du PEPR BBTI", "Quel est le budget du programme ?"),
        ("What are the key figures of the programme?", "What is the budget of the programme?"),
    ],
)
def test_key_figures_are_those_that_a_programme_is_told_by(question, first):
    assert next(point.asked for point in points_of(question)) == first
    assert len(points_of(question)) == 4


def test_key_figures_of_something_else_are_looked_for_as_they_are_asked():
    assert points_of("Les chiffres clés de la filière") == ()
