"""Numbers that one sentence gives to two names, against what a question says of them."""

import pytest
from judging.test_judging import judged, said

from bbti_qa.documents import Verdict
from bbti_qa.judging.amounts import amounts_of, comparison_of
from bbti_qa.understanding import understand

BOATS = "En ce qui concerne les navires, seuls 5 sont construits en Bretagne contre 21 en Vendée et 12 en Gironde, sur les 76 vendus en 2020."


def test_the_names_and_the_direction_of_a_comparison():
    found = comparison_of(understand("La Bretagne construit-elle moins de navires que la Gironde ?"))

    assert found is not None
    assert (found.left, found.right, found.more) == ("Bretagne", "Gironde", False)


def test_each_name_has_the_number_that_stands_with_it():
    question = understand("La Gironde construit-elle plus de navires que la Bretagne ?")
    comparison = comparison_of(question)
    assert comparison is not None
    found = amounts_of(question, comparison, [said(BOATS)])

    assert found is not None
    assert (found.left, found.right) == (12.0, 5.0)
    assert found.said == "5 sont construits en Bretagne contre 21 en Vendée et 12 en Gironde"


def test_numbers_may_follow_their_names():
    question = understand("La Vendée a-t-elle plus de ports que la Gironde ?")
    comparison = comparison_of(question)
    assert comparison is not None
    found = amounts_of(question, comparison, [said("La Vendée compte 9 ports, la Gironde 14 ports.")])

    assert found is not None
    assert (found.left, found.right) == (9.0, 14.0)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("La Bretagne construit-elle moins de navires que la Gironde ?", Verdict.YES),
        ("La Bretagne construit-elle plus de navires que la Gironde ?", Verdict.NO),
    ],
)
def test_the_numbers_decide(question, verdict):
    assert judged(question, said(BOATS)).verdict is verdict


def test_a_comparison_that_is_taken_for_granted_is_a_premise():
    found = judged("Comment la Gironde construit-elle plus de navires que la Vendée ?", said(BOATS)).premise

    assert found is not None
    assert found.said == "21 en Vendée et 12 en Gironde"


def test_a_question_without_two_names_compares_nothing():
    assert comparison_of(understand("La Bretagne construit-elle plus de navires qu'avant ?")) is None
