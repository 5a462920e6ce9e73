"""What an acronym stands for."""

import pytest
from judging.test_judging import Documents, said

from bbti_qa.glossary import Entry, Glossary
from bbti_qa.judging import judge
from bbti_qa.judging.expansions import differ
from bbti_qa.understanding import understand

LONG = "Plan national des ports"
TERMS = Glossary([Entry(("PNP", LONG), "PNP", LONG), Entry(("CMP", "Comité des pêches"), "CMP", "Comité des pêches")])
FIRST = said("Le Plan national des ports (PNP) est doté de 3 M€.", "a")
OTHER = said("Le Programme naval des pêches (PNP) est en préparation.", "b", score=0.6)
THIRD = said("Le Comité mensuel des pêches (CMP) se réunit.", "a", score=0.5)


def judged(question: str, *evidence):
    return judge(understand(question, glossary=TERMS), evidence, False, Documents(*evidence))


def test_a_paper_about_it_is_no_acronym_to_spell_out():
    assert not judged("Which hurdles does the PNP paper spell out?", FIRST, OTHER).spelled
    assert judged("What does PNP stand for?", FIRST, OTHER).spelled


@pytest.mark.parametrize(
    "question",
    [
        "Que signifie le sigle PNP ?",
        "PNP, ça veut dire quoi ?",
        "What does PNP stand for?",
        "PNP : développer l'acronyme svp",
    ],
)
def test_the_sentence_that_spells_it_out_is_cited(question):
    found = judged(question, THIRD, FIRST)

    assert found.must_cite == (FIRST,)
    assert found.conflict is None


def test_two_long_forms_are_a_conflict():
    found = judged("Que signifie le sigle PNP ?", FIRST, OTHER)

    assert found.conflict is not None
    assert (found.conflict.first, found.conflict.second) == ("Plan national des ports", "Programme naval des pêches")


@pytest.mark.parametrize(
    "question",
    ["Que signifient PNP et CMP ?", "PNP / CMP : que veulent dire ces sigles ?", "What do PNP and CMP stand for?"],
)
def test_of_two_acronyms_each_has_its_long_form(question):
    found = judged(question, FIRST, THIRD)

    assert found.spelled == (FIRST, THIRD)
    assert found.conflict is None


def test_of_two_acronyms_the_one_beside_the_asking_words_is_meant():
    assert judged("Dans le PNP, que veut dire CMP ?", FIRST, OTHER, THIRD).must_cite == (THIRD,)


@pytest.mark.parametrize(
    "question", ["Quel est le budget du PNP ?", "Les textes désignent-ils les mêmes organismes à la tête du PNP ?"]
)
def test_a_question_about_the_thing_itself_is_left_alone(question):
    assert judged(question, FIRST, OTHER).spelled == ()


def test_a_long_form_that_only_says_more_does_not_differ():
    assert not differ("Comité mensuel des pêches", "un Comité mensuel des pêches")
    assert differ("Comité mensuel des pêches", "Comité mondial des pêches")
