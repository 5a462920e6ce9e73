"""A sentence that refers to a figure whose caption tells something else."""

from pathlib import Path

import pytest

from bbti_qa.assistant import Assistant
from bbti_qa.captions import figures_named
from bbti_qa.documents import NoticeKind
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.judging import survey
from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant, open_embedder

PAPER = """Le programme Alizé

Les digues du nord sont réparées par six communes (voir la Figure 1).

Figure 1 : Carte des digues du nord.

Le conseil du programme se réunit tous les trois mois et suit les chantiers (voir la Figure {number}).

Figure 2 : Composition du conseil du programme.

Le programme Alizé étudie les ports et les côtes.
"""
REFERENCE = "Le conseil du programme se réunit tous les trois mois et suit les chantiers (voir la Figure 1)."


def opened(folder: Path, number: int) -> Assistant:
    (folder / "alize.txt").write_text(PAPER.format(number=number), "utf-8")
    settings = load_settings(None, index=folder / "index")
    ingest([folder / "alize.txt"], IndexStore(folder / "index"), open_embedder(settings))
    return open_assistant(settings)


@pytest.fixture(scope="module")
def crossed(tmp_path_factory) -> Assistant:
    return opened(tmp_path_factory.mktemp("crossed"), 1)


@pytest.fixture(scope="module")
def straight(tmp_path_factory) -> Assistant:
    return opened(tmp_path_factory.mktemp("straight"), 2)


def conflicts(answer) -> int:
    return sum(notice.kind is NoticeKind.CONFLICT for notice in answer.notices)


@pytest.mark.parametrize(
    "question",
    ["Que montre la figure 1 ?", "La figure 1, c'est la carte des digues ou le conseil ?", "What does Figure 1 show?"],
)
def test_the_reference_and_the_caption_are_told(crossed, question):
    answer = crossed.answer(question)

    assert conflicts(answer) == 1
    assert {REFERENCE, "Figure 1 : Carte des digues du nord."} <= {citation.quote for citation in answer.citations}


@pytest.mark.parametrize("question", ["Que montre la figure 2 ?", "Quand le conseil se réunit-il ?"])
def test_nothing_is_told_of_another_figure_or_of_none(crossed, question):
    assert not conflicts(crossed.answer(question))


def test_a_reference_to_its_own_caption_is_in_place(straight):
    assert not conflicts(straight.answer("Que montre la figure 1 ?"))


def test_the_caption_of_the_figure_asked_about_is_the_answer(straight):
    assert (
        straight.answer("Que montre la figure 2 du programme ?").citations[0].quote.startswith("Figure 2 : Composition")
    )


def test_it_is_found_without_a_question(crossed, straight):
    told = [
        [item.first.said for item in found.disagreements]
        for found in (
            survey(a.snapshot.passages, {document.id: document for document in a.snapshot.documents})
            for a in (crossed, straight)
        )
    ]

    assert told == [[REFERENCE], []]


@pytest.mark.parametrize(
    "text", ["la figure 2", "Que montre la deuxième figure ?", "the second figure", "figure numéro deux"]
)
def test_a_figure_is_named_by_its_number_or_its_rank(text):
    assert figures_named(text) == (("fig", 2),)
