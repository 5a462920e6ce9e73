"""Whether two documents name the same leaders of a thing."""

import pytest
from judging.test_judging import judged, said

from bbti_qa.documents import Verdict

HERE = said("Le plan Rade est piloté par l'Ifremer et le CNRS.", document="a")
SAME = said("Le pilotage du plan a été confié à l'Ifremer.", document="b")
OTHER = said("Dirigé par l'ANR, le plan s'appuie sur les ports.", document="b")


@pytest.mark.parametrize(
    "question",
    [
        "Les deux textes nomment-ils les mêmes organismes à la tête du plan ?",
        "D'un article à l'autre, nomme-t-on les mêmes organismes aux commandes du plan ?",
        "Do the two papers name the same bodies as heading the plan?",
        "Do both papers put the same bodies in charge of the plan?",
    ],
)
def test_the_same_leaders_are_told_from_others(question):
    assert judged(question, HERE, SAME).verdict is Verdict.YES
    assert judged(question, HERE, SAME).conflict is None

    other = judged(question, HERE, OTHER)
    assert other.verdict is Verdict.NO
    assert other.conflict is not None
    assert [item.document.id for item in other.conflict.evidence] == ["a", "b"]


def test_one_document_alone_names_no_others():
    assert judged("Les deux textes nomment-ils les mêmes organismes à la tête du plan ?", HERE).conflict is None
