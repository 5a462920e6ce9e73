"""Whether the evidence suffices: rules that no weight replaces."""

import pytest
from judging.test_judging import said

from bbti_qa.sufficiency import UNNAMED, SufficiencyRule, suffices
from bbti_qa.understanding import understand

SURE = SufficiencyRule(bias=5.0)


def confidence(question: str, text: str) -> float:
    item = said(text, context=0.8, prominence=0.5)
    return suffices(understand(question), [item], lambda stem: 1.0, lambda stem: True, SURE).confidence


@pytest.mark.parametrize(
    "question",
    [
        "Comment s'appellent les deux pilotes du plan ?",
        "Quels sont les noms des experts ?",
        "What are the names of the directors?",
    ],
)
def test_names_of_persons_are_told_by_a_person(question):
    assert confidence(question, "Le plan a deux pilotes, des experts et des directeurs de l'Ifremer.") == UNNAMED
    assert confidence(question, "Le plan a deux pilotes, Mme Le Goff et Jean KERVELLA.") > UNNAMED


def test_a_list_of_other_things_names_no_members():
    asked = "Quels sont les douze ports du plan ?"

    assert confidence(asked, "Les douze ports du plan réunissent quatre sortes d'équipes :") == UNNAMED
    assert confidence(asked, "Les douze ports du plan sont les suivants :") > UNNAMED
