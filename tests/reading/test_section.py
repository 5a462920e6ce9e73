"""What is told of a thing as a whole: the section that is about it."""

import pytest

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Outcome
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant, open_embedder

TEXT = """# Le plan Dune

Version 3 – mai 2031

Le plan Dune protège les ports de la côte. Il court sur six ans, et ses quatre lots se suivent.

## Lot 1 : les digues

Le lot 1 relève les digues du plan. Il poursuit trois buts :

- drainer les marais salants de la baie ;
- hausser la digue du vieux port, que la ville et les communes voisines entretiennent ensemble depuis la grande marée de la fin du siècle passé ;
- planter des oyats sur le cordon.

Il doit finir en 2033.

## Lot 2 : les phares

Le lot 2 rénove les phares du plan. Trois phares du lot 1 et deux autres changent de lampe.

## La gouvernance

Un bureau de cinq membres dirige la gouvernance. Le bureau se réunit chaque mois à Vannes.

## Moyens et calendrier

Les travaux durent six ans, et la ville les paie.

## Ce que le plan ne dit pas

Aucun article du plan ne donne le coût des lampes.
"""


@pytest.fixture(scope="module")
def dune(tmp_path_factory) -> Assistant:
    folder = tmp_path_factory.mktemp("dune")
    (folder / "dune.md").write_text(TEXT, "utf-8")
    settings = load_settings(None, index=folder / "index")
    ingest([folder / "dune.md"], IndexStore(folder / "index"), open_embedder(settings))
    return open_assistant(settings)


@pytest.mark.parametrize("question", ["Que couvre le lot 2 ?", "C'est quoi le lot 2 ?", "What does lot 2 cover?"])
def test_a_numbered_part_is_told_by_its_own_section(dune, question):
    answer = dune.answer(question)

    assert answer.text.startswith("Le lot 2 rénove les phares du plan [1].")
    assert "digues" not in answer.text


def test_a_list_of_the_section_is_told_whole_and_reads_as_one(dune):
    answer = dune.answer("Résume le lot 1")

    assert (
        "Il poursuit trois buts [2] : drainer les marais salants de la baie [3] ; hausser la digue du vieux port, que la ville et les communes voisines entretiennent ensemble depuis la grande marée de la fin du siècle passé [4] ; planter des oyats sur le cordon [5]."
        in answer.text
    )


def test_a_summary_of_a_theme_is_its_section(dune):
    answer = dune.answer("Write a short summary of the gouvernance")

    assert (
        answer.text
        == "Un bureau de cinq membres dirige la gouvernance [1]. Le bureau se réunit chaque mois à Vannes [2]."
    )


def test_one_of_several_things_that_a_heading_names_is_told_by_it(dune):
    assert dune.answer("Résume les moyens").text.startswith("Les travaux durent six ans")


def test_lines_of_a_title_page_are_not_told(dune):
    assert "Version 3" not in dune.answer("Présente le plan Dune").text


def test_what_a_document_avows_not_to_tell_is_shown_beside_the_silence(dune):
    answer = dune.answer("Quel est le coût des lampes ?")

    assert answer.outcome is Outcome.NOT_IN_DOCUMENTS
    assert answer.text == "Les documents ne le disent pas. Aucun article du plan ne donne le coût des lampes [1]."
    assert [citation.quote for citation in answer.citations] == ["Aucun article du plan ne donne le coût des lampes."]


def test_what_fits_no_numbered_part_is_a_no_with_all_of_them(dune):
    answer = dune.answer("Une appli de téléradiologie entre-t-elle dans un des lots ?")

    assert str(answer.verdict) == "no"
    assert "Lot 1 : les digues [1]. Lot 2 : les phares [2]." in answer.text
