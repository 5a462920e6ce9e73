"""One thing that two sentences call by attributes which exclude each other."""

from pathlib import Path

import pytest

from bbti_qa.assistant import Assistant
from bbti_qa.documents import NoticeKind
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant, open_embedder

FIRST = "Le plan finance des digueurs industriels sur toute la côte.\n\nIl court jusqu'en 2031."
SECOND = (
    "L'État a labellisé huit digueurs sur la côte. Ces entités académiques forment des pilotes avec les ports.{more}"
)
FILLING = [
    f"Le chantier {name} avance et le port reçoit des bateaux de pêche."
    for name in "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega ivoire ocre azur sable brume houle galet dune varech".split()
]


def opened(folder: Path, more: str = "") -> Assistant:
    for name, text in (("plan", FIRST), ("bilan", SECOND.format(more=more))):
        (folder / f"{name}.md").write_text(text, "utf-8")
    (folder / "chantiers.md").write_text(
        "\n\n".join(f"## Chantier {at}\n\n{line}" for at, line in enumerate(FILLING)), "utf-8"
    )
    settings = load_settings(None, index=folder / "index")
    ingest([folder], IndexStore(folder / "index"), open_embedder(settings))
    return open_assistant(settings)


@pytest.fixture(scope="module")
def apart(tmp_path_factory) -> Assistant:
    return opened(tmp_path_factory.mktemp("apart"))


@pytest.mark.parametrize(
    "question",
    [
        "Les digueurs sont-ils des structures industrielles ou académiques ?",
        "Les digueurs : structures académiques ou industrielles ?",
        "Selon les deux textes, les digueurs sont-ils publics ou industriels ?",
    ],
)
def test_both_sayings_are_told(apart, question):
    answer = apart.answer(question)

    assert [notice.kind for notice in answer.notices][:1] == [NoticeKind.CONFLICT]
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert "digueurs industriels" in quotes
    assert "entités académiques" in quotes


@pytest.mark.parametrize("question", ["Que forment les digueurs ?", "Combien de digueurs ont été labellisés ?"])
def test_nothing_is_told_where_no_attribute_is_asked_for(apart, question):
    assert not [notice for notice in apart.answer(question).notices if notice.kind is NoticeKind.CONFLICT]


def test_where_both_kinds_are_told_together_nothing_differs(tmp_path):
    both = opened(tmp_path, " Les digueurs académiques et industriels sont réunis chaque année.")

    answer = both.answer("Les digueurs sont-ils des structures industrielles ou académiques ?")

    assert not [notice for notice in answer.notices if notice.kind is NoticeKind.CONFLICT]
