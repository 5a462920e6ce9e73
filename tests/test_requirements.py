"""What the evidence must hold before some questions are answered."""

import pytest
from judging.test_judging import said

from bbti_qa.evidence import type_fit
from bbti_qa.sufficiency import UNMET, SufficiencyRule, suffices
from bbti_qa.understanding import understand

SURE = SufficiencyRule(bias=5.0)


def confidence(question: str, text: str, rarity: float = 4.0, unknown: str = "") -> float:
    asked = understand(question)
    item = said(text, context=0.8, prominence=0.5, type_fit=type_fit(asked, text))
    return suffices(asked, [item], lambda stem: rarity, lambda stem: stem != unknown, SURE).confidence


@pytest.mark.parametrize(
    "question",
    [
        "Comment s'appellent les deux pilotes du plan ?",
        "Quels sont les noms des experts ?",
        "Comment s'appelle le patron du plan ?",
        "What are the names of the directors?",
        "Who sits on the board? I need the director's name.",
    ],
)
def test_names_of_persons_are_told_by_a_person(question):
    assert confidence(question, "Le plan a deux pilotes, des experts et des directeurs de l'Ifremer.") == UNMET
    assert confidence(question, "Le plan a deux pilotes, Mme Le Goff et Jean KERVELLA.") > UNMET


def test_a_list_of_other_things_names_no_members():
    asked = "Quels sont les douze ports du plan ?"

    assert confidence(asked, "Les douze ports du plan réunissent quatre sortes d'équipes :") == UNMET
    assert confidence(asked, "Les douze ports du plan sont les suivants :") > UNMET


def test_an_acronym_behind_an_article_is_nobody():
    asked = "Comment s'appellent les deux pilotes du plan ?"

    assert confidence(asked, "Les deux pilotes du plan. Le PLAN, Comité ANR.", rarity=1.0) == UNMET


@pytest.mark.parametrize("question", ["Combien de ports y a-t-il à Brest ?", "How many ports are there in Brest?"])
def test_what_is_asked_of_a_place_that_no_document_names_is_not_told(question):
    assert confidence(question, "Le plan compte douze ports.", unknown="brest") == UNMET
    assert confidence(question, "Le plan compte douze ports.") > UNMET


def test_a_language_is_no_place():
    assert confidence("How many ports are there, in English?", "Le plan compte douze ports.", unknown="englis") > UNMET


def test_a_measure_of_a_named_thing_stands_where_that_is_spoken_of():
    assert confidence("Quel est le budget annuel de Kervella ?", "Le plan a un budget de 80 M€.") == UNMET
    assert confidence("Quel est le budget annuel de Kervella ?", "Kervella a un budget de 80 M€.") > UNMET
    assert confidence("Quel est le budget annuel du plan ?", "Il a un budget de 80 M€.") > UNMET


def test_a_sum_stands_with_the_date_that_is_asked_about():
    asked = "Quelle somme est réservée à l'appel de 2025 ?"

    assert confidence(asked, "Le plan a un budget de 80 M€.") == UNMET
    assert confidence(asked, "L'appel de 2025 a un budget de 8 M€.") > UNMET


def test_a_bound_is_told_by_a_bound():
    asked = "Quel est le montant maximal par projet ?"

    assert confidence(asked, "Le plan donne 8 M€ à ses projets.") == UNMET
    assert confidence(asked, "Le plan donne jusqu'à 8 M€ à ses projets.") > UNMET


def test_countries_are_named():
    asked = "Quels pays nous devancent ?"

    assert confidence(asked, "La France est passée de la 1re à la 4e place en Europe.") == UNMET
    assert confidence(asked, "La France est passée derrière la Grèce et l'Italie.") > UNMET


def test_a_duration_stands_where_the_acronym_is_spoken_of():
    asked = "Les projets du PNP dureront combien d'années ?"

    assert confidence(asked, "Ces projets durent 4 ans.") == UNMET
    assert confidence(asked, "Les projets du PNP durent 4 ans.") > UNMET


@pytest.mark.parametrize(
    "question",
    [
        "Quel montant touche chacun des ports ?",
        "What amount does each port get?",
        "How much does each port get?",
        "Quel budget par port ?",
    ],
)
def test_what_each_has_is_not_what_all_share(question):
    assert confidence(question, "Les ports ont un budget de 80 M€.") == UNMET
    assert confidence(question, "Chaque port a un budget de 8 M€.") > UNMET
    assert confidence(question, "Les deux ports ont un budget de 8 M€ et de 9 M€.") > UNMET


def test_who_pays_is_no_share():
    assert confidence("Quel montant est versé par Kervella ?", "Kervella verse un montant de 80 M€.") > UNMET
