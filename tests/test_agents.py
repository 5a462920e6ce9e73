"""Who is said to do a thing."""

import pytest
from judging.test_judging import judged, said

from bbti_qa.agents import agencies
from bbti_qa.deeds import same_deed
from bbti_qa.documents import Verdict
from bbti_qa.evidence import type_fit
from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("text", "done", "names"),
    [
        ("Il est co-piloté par l’Ifremer et le SHOM, en lien avec les ports.", "pilot", {"ifrem", "shom"}),
        ("Le plan est copiloté par le SHOM", "pilot", {"shom"}),
        ("A scheme, led by the SHOM and Ifremer since 2020.", "led", {"shom", "ifrem"}),
        ("Les lots sont validés par le CSTP (voir plus loin).", "valid", {"cstp"}),
        ("C'est le SHOM qui pilote le plan.", "pilot", {"shom"}),
        ("L’Ifremer et le SHOM assurent ensemble le pilotage du plan.", "pilota", {"ifrem", "shom"}),
        ("Le pilotage du plan a-t-il été donné au CNRS et à l'Ifremer ?", "pilota", {"cnr", "ifrem"}),
        ("Pourquoi avoir confié le pilotage du plan au CNRS ?", "pilota", {"cnr"}),
        ("Leadership of the plan was entrusted to the SHOM.", "leader", {"shom"}),
        ("Dès 2005, l’Ifremer et le SHOM ont établi des stations.", "etabl", {"ifrem", "shom"}),
        ("Le SHOM évalue les dossiers.", "evalu", {"shom"}),
        ("The SHOM reviews the applications.", "review", {"shom"}),
        ("Le jury lit les lettres, puis le SHOM évalue les dossiers.", "evalu", {"shom"}),
        (
            "L’Institut national de la mer (INM) suit les ports et évalue les digues.",
            "suit",
            {"instit", "nation", "inm"},
        ),
        ("Est-ce l'Ifremer qui pilote le plan ?", "pilot", {"ifrem"}),
        ("Is the plan led by Ifremer?", "led", {"ifrem"}),
    ],
)
def test_the_names_of_those_who_do(text, done, names):
    assert (done, names) in [(found.done, found.names) for found in agencies(text)]


def test_a_body_without_a_name_is_its_words():
    (found,) = agencies("en s’appuyant sur un rapport commandé par le conseil de la marine (7).")

    assert (found.names, found.is_named) == ({"consei", "marin"}, False)


def test_what_only_tells_one_thing_from_others_is_not_stated():
    (told_apart,) = agencies("Quels sont les plans pilotés par le SHOM ?")
    (stated,) = agencies("Le plan étant piloté par le SHOM, à qui écrire ?")

    assert not told_apart.is_stated
    assert stated.is_stated


def test_whose_lead_was_given_to_someone_only_tells_it_apart():
    (told_apart,) = agencies("Quels sont les plans dont le pilotage est confié au SHOM ?")

    assert not told_apart.is_stated


@pytest.mark.parametrize("text", ["Passer par Brest est long.", "Le port est ouvert depuis 2019."])
def test_no_deed_no_doer(text):
    assert list(agencies(text)) == []


def test_deeds_in_other_words_are_the_same():
    assert same_deed("fond", "etabl")
    assert same_deed("pilot", "led")
    assert not same_deed("fond", "pilot")


def test_another_doer_than_presumed_is_a_premise():
    told = said("Le plan est co-piloté par l’Ifremer et le SHOM, en lien avec les ports.")
    found = judged("Le plan étant copiloté par le CNRS et l'Institut Pasteur, à qui écrire ?", told).premise

    assert found is not None
    assert (found.presumed, found.said) == (
        "copiloté par le CNRS et l'Institut Pasteur",
        "co-piloté par l’Ifremer et le SHOM",
    )


def test_one_of_the_doers_is_enough():
    told = said("Le plan est co-piloté par l’Ifremer et le SHOM.")

    assert judged("Le plan étant piloté par le SHOM, à qui écrire ?", told).premise is None


def test_a_yes_no_question_about_another_doer_is_denied():
    told = said("Le plan est piloté par l’Ifremer.")

    assert judged("Le plan est-il piloté par le CNRS ?", told).verdict is Verdict.NO


def test_nothing_is_affirmed_of_a_name_that_the_passages_do_not_hold():
    told = said("Le conseil suit les lots et le plan est piloté avec soin.")

    assert judged("Le plan est-il piloté par le CNRS ?", told).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("Qui dirige le plan ?", "Il est copiloté par l’Ifremer et le SHOM.", 1.0),
        ("Who runs the plan?", "Il est copiloté par l’Ifremer et le SHOM.", 1.0),
        ("Qui dirige le plan ?", "Le plan réunit l’Ifremer et le SHOM.", 0.5),
        ("Qui dirige l'Ifremer ?", "Un réseau dirigé par l’Ifremer suit les algues.", 0.0),
        ("Qui dirige le plan ?", "il y a des algues.", 0.0),
        ("Qui est au comité ?", "Le comité réunit l’Ifremer.", 1.0),
    ],
)
def test_a_sentence_fits_that_says_who_does_the_deed(question, text, fit):
    assert type_fit(understand(question), text) == fit


def test_a_long_subject_in_front_of_a_deed_that_is_done():
    text = "Auparavant, le conseil de la mer et les pilotes du plan ont choisi des ports d’après leurs lettres."
    (found,) = agencies(text)

    assert {"consei", "mer", "pilot"} <= found.names
    assert {"port", "lettr"} <= found.acts_on
    assert not found.is_named


@pytest.mark.parametrize("text", ["La finance du port est saine.", "L’Ifremer les pilote.", "Il évalue les dossiers."])
def test_a_noun_or_a_pronoun_names_no_doer(text):
    assert not [found for found in agencies(text) if found.is_named]
