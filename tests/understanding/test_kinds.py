"""The kind of a question."""

import pytest

from bbti_qa.understanding import QuestionKind, understand


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Combien de projets ?", QuestionKind.NUMBER),
        ("Quand l'appel ouvre-t-il ?", QuestionKind.DATE),
        ("Qui pilote le programme ?", QuestionKind.NAME),
        ("Quels sont les axes ?", QuestionKind.LIST),
        ("Que signifie AMI ?", QuestionKind.DEFINITION),
        ("Quel rendement vise l'axe 4 ?", QuestionKind.NUMBER),
        ("What yields do current lines reach?", QuestionKind.NUMBER),
        ("Les douze projets, qui surveille leur avancement ?", QuestionKind.NAME),
        ("Que demandait-on au port quand on l'a agrandi ?", QuestionKind.OTHER),
        ("Qui a ouvert le port, et quand ?", QuestionKind.DATE),
        ("Que demandait-on au port quand on l'a agrandi ? Les quatre buts.", QuestionKind.LIST),
        ("Une entreprise peut-elle participer ?", QuestionKind.YES_NO),
        ("Is a company eligible?", QuestionKind.YES_NO),
        ("Faut-il un partenaire quand on dépose un projet ?", QuestionKind.YES_NO),
        ("Do we need a partner when we apply?", QuestionKind.YES_NO),
        ("Sait-on quand l'appel ouvre ?", QuestionKind.DATE),
        ("Le port est arrivé quand dans le plan ?", QuestionKind.DATE),
        ("Que veulent dire PNP et CMP ?", QuestionKind.DEFINITION),
        ("Les deux documents sont-ils d'accord ?", QuestionKind.COMPARISON),
        ("Pourquoi une entreprise peut-elle participer ?", QuestionKind.OTHER),
    ],
)
def test_the_kind_of_a_question(text, kind):
    assert understand(text).kind is kind


def test_what_a_thing_does_is_no_definition():
    assert understand("What does the committee do?").kind is not QuestionKind.DEFINITION
    assert understand("What does AMI stand for?").kind is QuestionKind.DEFINITION
    assert understand("What does the word algae mean?").kind is QuestionKind.DEFINITION
