"""How far a question reaches: only, always, as much as; a sentence that says that it is so does not say so much."""

import pytest
from fakes import assistant_over, make_document

from bbti_qa.documents import Verdict
from bbti_qa.judging.reach import Reach, items_of, reach_asked
from bbti_qa.language import fold


@pytest.mark.parametrize(
    ("question", "reach"),
    [
        ("La bourse ne sert-elle qu'aux doctorants ?", Reach.ONLY),
        ("Y a que les doctorants qui peuvent candidater ?", Reach.ONLY),
        ("Is the grant confined to doctoral students?", Reach.ONLY),
        ("Le rapport est-il toujours publié ?", Reach.ALWAYS),
        ("Is the money fully spent?", Reach.ALWAYS),
        ("La bourse dure-t-elle aussi longtemps que le contrat ?", Reach.ALIKE),
        ("La bourse sert-elle aux doctorants ?", None),
        ("Ne sait-on pas que la bourse est ouverte ?", None),
        ("Can companies as well as universities apply?", None),
    ],
)
def test_how_far_a_question_reaches(question, reach):
    assert reach_asked(fold(question)) is reach


@pytest.mark.parametrize(
    ("question", "said", "verdict"),
    [
        ("La bourse Rivage ne sert-elle qu'aux doctorants ?", "La bourse Rivage sert aux doctorants.", Verdict.UNKNOWN),
        (
            "La bourse Rivage ne sert-elle qu'aux doctorants ?",
            "Au-delà des doctorants, la bourse Rivage sert également aux ingénieurs.",
            Verdict.NO,
        ),
        (
            "La bourse Rivage ne sert-elle qu'aux doctorants ?",
            "La bourse Rivage sert uniquement aux doctorants.",
            Verdict.YES,
        ),
        ("La bourse Rivage sert-elle aux doctorants ?", "La bourse Rivage sert aux doctorants.", Verdict.YES),
        (
            "Le rapport Rivage est-il publié systématiquement ?",
            "Le rapport Rivage est publié au printemps.",
            Verdict.UNKNOWN,
        ),
        (
            "Le rapport Rivage est-il publié systématiquement ?",
            "Le rapport Rivage est publié chaque année.",
            Verdict.YES,
        ),
        (
            "La bourse Rivage dure-t-elle aussi longtemps que le contrat ?",
            "La bourse Rivage dure, comme le contrat le prévoit, deux ans.",
            Verdict.UNKNOWN,
        ),
        (
            "Le dossier Rivage suffit-il au comité ?",
            "Le dossier Rivage ne suffit pas toujours au comité.",
            Verdict.CONDITIONAL,
        ),
        (
            "Le vaccin Rivage est-il rangé parmi les cellules ?",
            "Le rapport distingue (i) le vaccin Rivage, rangé parmi les protéines, et (ii) les greffes, rangées parmi les cellules.",
            Verdict.UNKNOWN,
        ),
    ],
)
def test_what_is_so_is_not_therefore_only_or_always_so(question, said, verdict):
    assert assistant_over([make_document("a.txt", "Note", said)]).answer(question).verdict is verdict


def test_the_items_of_an_enumeration_stand_behind_what_announces_them():
    assert items_of("Le rapport distingue (i) les vaccins et (ii) les greffes.") == [
        "Le rapport distingue  (i) les vaccins et ",
        "Le rapport distingue  (ii) les greffes.",
    ]
