"""A place or a member that the documents' list lacks."""

from pathlib import Path

import pytest

from bbti_qa.assistant import Assistant
from bbti_qa.documents import NoticeKind, Outcome, Verdict
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant, open_embedder

LIST = "L'État a ouvert en 2022 cinq capitaineries pour le plan (Nantes, Lorient, Vannes, Roscoff et Dieppe)."
TEXT = f"""# Plan Alizé

Le plan Alizé répare les digues de la côte. Il court jusqu'en 2031.

{LIST}

Les écoles de pilotes sont réparties sur la côte. Ces écoles se trouvent à Fécamp, Granville et Cherbourg.

Le conseil du plan se réunit à Rennes tous les trois mois.
"""


@pytest.fixture(scope="module")
def alize(tmp_path_factory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("alize")
    (folder / "alize.md").write_text(TEXT, "utf-8")
    settings = load_settings(None, index=folder / "index")
    ingest([folder / "alize.md"], IndexStore(folder / "index"), open_embedder(settings))
    return open_assistant(settings)


@pytest.mark.parametrize(
    "question",
    [
        "Y a-t-il une capitainerie du plan à Marseille ?",
        "Bordeaux fait-elle partie des capitaineries ?",
        "Je travaille à Marseille : d'après la liste, le plan a-t-il une capitainerie dans ma ville ?",
    ],
)
def test_a_name_that_the_list_lacks_is_a_no_with_the_list(alize, question):
    answer = alize.answer(question)

    assert (answer.outcome, answer.verdict) == (Outcome.ANSWERED, Verdict.NO)
    assert [citation.quote for citation in answer.citations] == [LIST]


def test_a_list_that_goes_back_to_its_things_counts(alize):
    answer = alize.answer("Existe-t-il une école de pilotes à Marseille ?")

    assert answer.verdict is Verdict.NO
    assert any("Fécamp, Granville" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Y a-t-il une capitainerie à Rennes ?",
        "Y a-t-il une bibliothèque à Marseille ?",
        "Qui pilote la capitainerie à Marseille ?",
    ],
)
def test_nothing_is_denied_of_a_name_told_elsewhere_or_of_another_thing(alize, question):
    assert alize.answer(question).verdict is not Verdict.NO


def test_a_name_of_the_list_is_a_yes(alize):
    assert alize.answer("Y a-t-il une capitainerie à Lorient ?").verdict is Verdict.YES


@pytest.mark.parametrize("question", ["Y a-t-il une capitainerie à Lorient ?", "Le plan court-il jusqu'en 2031 ?"])
def test_the_sentence_that_decides_is_cited(alize, question):
    quotes = [citation.quote for citation in alize.answer(question).citations]

    assert any("Lorient" in quote or "2031" in quote for quote in quotes)


def test_a_place_that_the_list_lacks_is_no_place_of_one(alize):
    answer = alize.answer("À quel service la capitainerie de Marseille est-elle rattachée ?")

    assert [notice.kind for notice in answer.notices] == [NoticeKind.PREMISE]
    assert LIST.rstrip(".") in answer.text
