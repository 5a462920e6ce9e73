"""Who is said to do a thing."""

import pytest
from judging.test_judging import judged, said

from bbti_qa.documents import Verdict
from bbti_qa.judging.agents import agencies


@pytest.mark.parametrize(
    ("text", "done", "names"),
    [
        ("Il est co-piloté par l’Ifremer et le SHOM, en lien avec les ports.", "pilot", {"ifrem", "shom"}),
        ("Le plan, copiloté par le SHOM", "pilot", {"shom"}),
        ("A scheme led by the SHOM and Ifremer since 2020.", "led", {"shom", "ifrem"}),
        ("Les lots sont validés par le CSTP (voir plus loin).", "valid", {"cstp"}),
    ],
)
def test_the_names_behind_a_participle(text, done, names):
    (found,) = agencies(text)

    assert (found.done, found.names) == (done, names)


@pytest.mark.parametrize(
    "text", ["Une digue signée par le secrétaire général.", "Passer par Brest est long.", "évalué par des pairs"]
)
def test_no_name_no_doer(text):
    assert list(agencies(text)) == []


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
