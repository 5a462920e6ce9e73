"""Acronyms learned from documents that define them."""

import pytest
from fakes import make_document
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.acronyms import definitions, learn_acronyms
from bbti_qa.glossary import Entry, Glossary
from bbti_qa.language import stems


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Le Centre d'Étude des Sols (CES) publie.", "CES", "Centre d'Étude des Sols"),
        ("Un appel à manifestation d'intérêt (AMI) paraîtra.", "AMI", "appel à manifestation d'intérêt"),
        ("L'OFB (Office français de la biodiversité) siège.", "OFB", "Office français de la biodiversité"),
        ("The Marine Data Centre (MDC) opens.", "MDC", "Marine Data Centre"),
        ("les petites et moyennes entreprises (PME)", "PME", "petites et moyennes entreprises"),
    ],
)
def test_a_definition_in_brackets_is_learned(text, short, long):
    assert list(definitions(text)) == [(short, long)]


@pytest.mark.parametrize(
    "text", ["Le budget (80 M€) est fixé.", "Nantes (France)", "voir la figure (Figure 1)", "le texte (ABC) suit", "()"]
)
def test_other_brackets_define_nothing(text):
    assert list(definitions(text)) == []


def test_what_is_learned_expands_questions_both_ways():
    document = make_document("a.txt", "A", "Le Comité de Suivi du Littoral (CSL) se réunit.")
    glossary = Glossary(tuple(map(Entry, learn_acronyms([document]))))

    assert glossary.matches(tuple(stems("Qui siège au CSL ?")))
    assert glossary.matches(tuple(stems("Le comité de suivi du littoral")))


@given(st.text(alphabet="abAB ()é'-,1", max_size=80))
def test_any_text_is_read_without_error(text):
    assert all(short and long for short, long in definitions(text))
