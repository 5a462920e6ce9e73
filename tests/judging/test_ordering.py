"""A list that names the parts of a programme in another order than they are numbered in."""

from pathlib import Path

import pytest

from bbti_qa.assistant import Assistant
from bbti_qa.documents import NoticeKind
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.judging import survey
from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant, open_embedder

PARTS = """# Programme Alizé

Le programme Alizé étudie les ports et les côtes.

Le programme est bâti autour de trois axes :

- {first} ;
- {second} ;
- et recenser les oiseaux des marais.

## Axe 1 : Réparer les digues

Les digues du nord sont réparées par les communes.

## Axe 2 : Former les pilotes

Les pilotes suivent une école de six mois.

## Axe 3 : Compter les oiseaux des marais

Un recensement a lieu chaque hiver dans les marais.
"""


def opened(folder: Path, first: str, second: str) -> Assistant:
    (folder / "alize.md").write_text(PARTS.format(first=first, second=second), "utf-8")
    settings = load_settings(None, index=folder / "index")
    ingest([folder / "alize.md"], IndexStore(folder / "index"), open_embedder(settings))
    return open_assistant(settings)


@pytest.fixture(scope="module")
def crossed(tmp_path_factory) -> Assistant:
    return opened(tmp_path_factory.mktemp("crossed"), "donner une école aux pilotes", "relever les digues")


@pytest.fixture(scope="module")
def straight(tmp_path_factory) -> Assistant:
    return opened(tmp_path_factory.mktemp("straight"), "relever les digues", "donner une école aux pilotes")


@pytest.mark.parametrize(
    "question",
    [
        "Les pilotes, c'est le premier axe du programme ou le deuxième ?",
        "L'école des pilotes est-elle dans le même ordre dans la liste et dans les titres ?",
    ],
)
def test_the_item_and_its_heading_are_told_where_a_place_is_asked_for(crossed, question):
    answer = crossed.answer(question)

    assert [notice.kind for notice in answer.notices][:1] == [NoticeKind.CONFLICT]
    assert answer.text.count("Former les pilotes") == 1  # the notice tells what it is about
    assert {citation.quote for citation in answer.citations} == {
        "donner une école aux pilotes ;",
        "Axe 1 : Réparer les digues",
        "Axe 2 : Former les pilotes",
    }


@pytest.mark.parametrize("question", ["Quel est le premier axe ?", "Au cœur de l'œuvre, quel est le premier axe ?"])
def test_both_that_are_first_are_told_where_none_is_named(crossed, question):
    quotes = {citation.quote for citation in crossed.answer(question).citations}

    assert {"donner une école aux pilotes ;", "Axe 1 : Réparer les digues"} <= quotes


@pytest.mark.parametrize("question", ["Que fait l'axe 2 ?", "Combien de mois dure l'école des pilotes ?"])
def test_nothing_is_told_where_no_place_is_asked_for(crossed, question):
    assert not [notice for notice in crossed.answer(question).notices if notice.kind is NoticeKind.CONFLICT]


def test_a_list_in_the_order_of_the_headings_is_no_conflict(straight):
    answer = straight.answer("Les pilotes, c'est le premier axe du programme ou le deuxième ?")

    assert not [notice for notice in answer.notices if notice.kind is NoticeKind.CONFLICT]


def test_it_is_found_without_a_question(crossed, straight):
    told = [
        [(item.first.said, item.second.said) for item in found.disagreements if item.second]
        for found in (
            survey(a.snapshot.passages, {document.id: document for document in a.snapshot.documents})
            for a in (crossed, straight)
        )
    ]

    assert told == [[("1. donner une école aux pilotes ;", "Axe 2 : Former les pilotes")], []]
