"""Hubs across languages: what is near to everything comes later, for questions of another language only."""

from dataclasses import replace

import numpy as np
import pytest

from bbti_qa.documents import language_of_most
from bbti_qa.index import VectorIndex
from bbti_qa.loading import document_from_text
from bbti_qa.retrieval import FusionRule, Retriever
from bbti_qa.understanding import understand

FUSION = FusionRule(hubness=0.4)
ENGLISH, FRENCH = understand("What is it about?"), understand("De quoi est-il question ?")
HUB, OTHER = 0, 1  # rows of VECTORS
VECTORS = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.9, 0.0, 0.5], [0.9, 0.0, -0.5], [0.9, -0.4, 0.0]])


class Sides:
    """Nothing in common by words; the question's vector is a little nearer to the hub than to the other one."""

    def scores(self, tokens, weights=None):
        return np.zeros(len(VECTORS), dtype=np.float32)

    def embed_question(self, text):
        vector = np.array([0.75, 0.66, 0.0], dtype=np.float32)
        return vector / np.linalg.norm(vector)


@pytest.fixture
def first():
    rows = (VECTORS / np.linalg.norm(VECTORS, axis=1, keepdims=True)).astype(np.float32)
    passages = range(len(rows))

    def ask(question, language="fr", fusion=FUSION):
        sides = Sides()
        retriever = Retriever(passages, sides, VectorIndex.build(rows), sides, fusion, language=language)
        return retriever.search(question)[0].passage

    return ask


def test_a_hub_is_passed_over_for_a_question_of_another_language(first):
    assert first(ENGLISH) == OTHER


@pytest.mark.parametrize(("question", "language"), [(FRENCH, "fr"), (ENGLISH, "en"), (ENGLISH, "")])
def test_within_a_language_or_where_none_is_known_cosines_stand(first, question, language):
    assert first(question, language) == HUB


def test_a_rule_without_it_leaves_cosines(first):
    assert first(ENGLISH, fusion=replace(FUSION, hubness=0.0)) == HUB


def test_most_is_written_in_the_language_with_most_letters():
    french = document_from_text("a", "Le programme", "Le programme finance des projets de recherche. " * 3)
    english = document_from_text("b", "The programme", "It funds projects.")

    assert language_of_most([english, french]) == "fr"
    assert language_of_most([]) == ""
