"""A reason, a purpose or a content that is asked for: what asks for it, and that a sentence that tells one is told first."""

import pytest
from fakes import assistant_over, make_document

from bbti_qa.evidence import UNRELATED, type_fit
from bbti_qa.relations import Relation
from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("question", "relation"),
    [
        ("Pourquoi le dépôt a-t-il été reporté ?", Relation.REASON),
        ("Quelles instances sont consultées, et dans quel but ?", Relation.REASON),
        ("Why was the deadline moved?", Relation.REASON),
        ("Contenu du rapport annuel ?", Relation.CONTENT),
        ("Que contient le dossier de candidature ?", Relation.CONTENT),
        ("What does the annual report cover?", Relation.CONTENT),
        ("Patisiran : indication ?", Relation.USE),
        ("Which diseases does it treat?", Relation.USE),
        ("Que soigne le patisiran ?", Relation.USE),
        ("Quelles maladies rares traite-t-on ainsi ?", Relation.USE),
        ("L'appel, il sert à quoi ?", Relation.REASON),
        ("Deux explications à ce retard ?", Relation.REASON),
        ("Qui préside le conseil ?", None),
        ("Quel est le budget du programme ?", None),
        ("Comment s'appelle le directeur ?", None),
    ],
)
def test_what_asks_for_a_relation(question, relation):
    assert understand(question).relation is relation


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("Pourquoi le dépôt est-il reporté ?", "Le dépôt est reporté car la plateforme est en travaux.", 1.0),
        ("Pourquoi le dépôt est-il reporté ?", "Le dépôt est reporté au printemps.", UNRELATED),
        ("Why was the deadline moved?", "La date a été déplacée afin de laisser le temps aux équipes.", 1.0),
        ("Contenu du rapport ?", "Le rapport comprend un bilan et trois annexes.", 1.0),
        ("Contenu du rapport ?", "Le rapport a été remis au ministère.", UNRELATED),
        ("Patisiran : indication ?", "Le patisiran est utilisé contre la neuropathie.", 1.0),
        ("Patisiran : indication ?", "Le patisiran est un nom de quatre syllabes.", UNRELATED),
        ("Quelles sont les raisons du report ?", "Les raisons en sont les suivantes :", 1.0),
    ],
)
def test_what_tells_it(question, text, fit):
    assert type_fit(understand(question), text) == fit


def test_the_reason_is_told_and_not_what_only_names_the_thing():
    assistant = assistant_over(
        [
            make_document(
                "avis.txt",
                "Avis",
                "Le dépôt des dossiers de candidature a été reporté. Le service des dossiers est ouvert le matin. "
                "Cette décision était nécessaire car la plateforme de dépôt des dossiers ne répondait plus.",
            )
        ]
    )
    answer = assistant.answer("Pourquoi le dépôt des dossiers de candidature a-t-il été reporté ?")
    assert "car la plateforme" in answer.text


def test_the_content_is_told_and_not_what_became_of_it():
    assistant = assistant_over(
        [
            make_document(
                "rapport.txt",
                "Rapport",
                "Le rapport d'étape a été remis au ministère en mars. Le rapport d'étape propose un bilan financier et deux scénarios. "
                "La version imprimée du rapport d'étape est épuisée.",
            )
        ]
    )
    assert "bilan financier" in assistant.answer("Contenu du rapport d'étape ?").text
