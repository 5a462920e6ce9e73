"""The numbered parts of something, told by the headings that name them."""

import pytest
from fakes import assistant_over, make_sections

from bbti_qa.documents import Outcome
from bbti_qa.understanding import understand

PLAN = make_sections(
    "plan.txt",
    (
        "Présentation du programme",
        "Le programme des algues a trois axes. Le réseau des coraux a deux axes, le sable et le sel.",
    ),
    ("Axe 1 : les ports", "On cultive les algues brunes."),
    ("Axe 2 : les navires", "On construit des navires."),
    ("Axe 3 : les phares", "On répare les phares."),
)
NAMES = ["Axe 1 : les ports", "Axe 2 : les navires", "Axe 3 : les phares"]


@pytest.fixture(scope="module")
def assistant():
    return assistant_over([PLAN])


@pytest.mark.parametrize(
    ("question", "parts", "whole"),
    [
        ("Quels sont les axes du programme ?", "axe", {"progra"}),
        ("Cite les trois grands axes", "axe", set()),
        ("What are the four scientific pillars of the network?", "pillar", {"networ"}),
        ("Quels sont les objectifs des axes ?", "", set()),
        ("Quels axes concernent les ports ?", "", set()),
        ("Quels axes du programme financent les ports ?", "", set()),
        ("Quel axe finance les ports ?", "", set()),
    ],
)
def test_what_asks_to_name_the_parts(question, parts, whole):
    read = understand(question)

    assert (read.numbered, set(read.numbered_of)) == (parts, whole)


@pytest.mark.parametrize(
    "question", ["Quels sont les axes ?", "Cite les trois axes", "Quels sont les trois grands axes ?"]
)
def test_the_headings_name_them(assistant, question):
    answer = assistant.answer(question)

    assert answer.outcome is Outcome.ANSWERED
    assert [citation.quote for citation in answer.citations] == NAMES


@pytest.mark.parametrize(
    "question",
    [
        "Quels sont les deux axes ?",  # not as many
        "Quels sont les axes du réseau ?",  # nothing says that they are those of the network
        "Quels sont les lots ?",
    ],
)
def test_headings_of_something_else_do_not(assistant, question):
    assert [citation.quote for citation in assistant.answer(question).citations] != NAMES


def test_a_gap_in_the_numbers_is_no_list():
    torn = make_sections(
        "torn.txt", ("Axe 1 : les ports", "On cultive."), ("Axe 3 : les phares", "On répare les axes.")
    )

    quotes = [citation.quote for citation in assistant_over([torn]).answer("Quels sont les axes ?").citations]
    assert quotes != ["Axe 1 : les ports", "Axe 3 : les phares"]
