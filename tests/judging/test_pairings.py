"""What is said of one thing and asked of another."""

from dataclasses import replace

import pytest
from judging.test_judging import judged, said

from bbti_qa.documents import BlockKind, Verdict
from bbti_qa.interrogative import apposed

MEDICINES = (
    "Citons l'aspirine (Aspro®) indiquée dans la migraine et la goutte, le propranolol (Avlocardyl®) prescrit pour l'hypertension, "
    "ainsi que la quinine contre le paludisme."
)


def item(text: str, **why: float):
    told = said(text, headings=("Les conseils",), **why)
    return replace(told, sentence=replace(told.sentence, kind=BlockKind.ITEM))


COUNCILS = (
    item("(i) un Conseil des ports, qui tranche en dernier ressort sur la répartition des quais ;"),
    item("(ii) un Conseil des pêches, composé de marins et de mareyeurs ;"),
)


@pytest.mark.parametrize(
    ("question", "presumed"),
    [
        ("Pourquoi prescrire le propranolol contre la migraine ?", "propranolol contre la migraine"),
        ("L'Aspro étant indiqué contre le paludisme, à quelle dose ?", "Aspro étant indiqué contre le paludisme"),
    ],
)
def test_one_thing_tied_to_what_is_tied_to_another_is_a_premise(question, presumed):
    found = judged(question, said(MEDICINES)).premise

    assert found is not None
    assert found.presumed == presumed


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi prescrire le propranolol contre l'hypertension ?",
        "Pourquoi l'aspirine est-elle indiquée contre la goutte ?",
        "Quel médicament contre le paludisme ?",
        "Aspirine et quinine : quelles indications ?",
    ],
)
def test_what_the_sentence_ties_is_none(question):
    assert judged(question, said(MEDICINES)).premise is None


def test_one_thing_with_two_uses_is_tied_to_both():
    told = said("La quinine est utilisée pour traiter le paludisme et pour traiter les crampes.")

    assert judged("Pourquoi la quinine est-elle utilisée pour traiter les crampes ?", told).premise is None


def test_what_another_item_of_a_list_says_is_a_premise_and_a_no():
    found = judged("Le Conseil des pêches tranche-t-il en dernier ressort sur la répartition des quais ?", *COUNCILS)

    assert found.premise is not None
    assert (found.premise.presumed, found.premise.said) == ("un Conseil des pêches", "un Conseil des ports")
    assert found.verdict is Verdict.NO


def test_what_the_item_itself_says_is_none():
    assert judged("Le Conseil des ports tranche-t-il sur la répartition des quais ?", *COUNCILS).premise is None
    assert judged("Le Conseil des pêches est-il composé de marins ?", *COUNCILS).premise is None


def test_a_clause_between_commas_says_what_a_thing_is():
    assert apposed("Le lot 1, qui est consacré aux ports, est-il ouvert ?") == "qui est consacré aux ports"
    assert apposed("The Council, to whom the final say belongs, meets when?") == "to whom the final say belongs"
    assert apposed("Le lot 1 est-il ouvert aux ports, aux quais et aux phares ?") == ""


def test_what_such_a_clause_says_of_a_numbered_part_must_stand_under_it():
    told = [
        said("Il s'agit de draguer les chenaux.", headings=("Lot 1 : les ports",)),
        said("Il s'agit de repeindre les phares et leurs lanternes.", headings=("Lot 4 : les phares",)),
    ]
    found = judged(
        "Le lot 1, qui est consacré aux phares et aux lanternes, est-il ouvert aux communes ?", *told
    ).premise

    assert found is not None
    assert (found.presumed, found.said) == ("lot 1", "Lot 4 : les phares")


def test_of_what_is_only_said_by_the_way_no_verdict_follows():
    found = judged("Le propranolol, qui est prescrit contre la migraine, est-il remboursé ?", said(MEDICINES))

    assert found.premise is not None
    assert found.verdict is Verdict.UNKNOWN
