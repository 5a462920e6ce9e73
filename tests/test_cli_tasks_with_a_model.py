"""The tasks as a user runs them with `BBTI_QA_MODEL` set: the model is a local server that speaks a real protocol."""

import json

import pytest
from chat_models import numbered_texts
from chat_server import serving
from test_cli import run

from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest

SHEET = """# Programme Boréal

## Axe 1 : navires propres

L'axe 1 finance des navires propres et des moteurs à hydrogène.

## Axe 2 : glaces

L'axe 2 finance l'étude des glaces polaires.

## Cadre

Le programme Boréal est doté d'un budget de 12 M€ sur 5 ans. Le programme Boréal est piloté par l'Institut polaire.
Les universités peuvent participer au programme Boréal. Les comités du programme se réunissent à Tromsø.
"""


def copies(exchange):
    """Writes the first numbered line again with its number."""
    number, text = numbered_texts(exchange.request.body["messages"][1]["content"])[0]
    exchange.reply(f"{text.rstrip('.')} [{number}].")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small-tasks")
    (folder / "fiche.md").write_text(SHEET, "utf-8")
    ingest([folder], IndexStore(folder / "index"), shared_embedder("bbti", "", None, None))
    return folder / "index"


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        running.plays["copies"] = copies
        running.plays["points"] = lambda exchange: exchange.reply("[E1, E2]")
        running.plays["fills"] = lambda exchange: exchange.reply("applicant : université de Brest [E2]")
        yield running


def run_with(server, play: str, *arguments: object):
    """A command whose model plays `play`."""
    done = run(*arguments, BBTI_QA_MODEL=f"openai:{play}", BBTI_QA_MODEL_URL=server.v1)
    assert done.returncode == 0, done.stderr
    return done


def test_a_brief_is_written_by_the_model_and_says_so(server, index, tmp_path):
    output = tmp_path / "note.md"
    done = run_with(
        server, "copies", "brief", "le programme Boréal", "-o", output, "--index", index, "--date", "2026-11-21"
    )

    assert done.returncode == 0, done.stderr
    assert "written by openai:copies" in done.stdout
    assert "Rédigé par le modèle" not in output.read_text("utf-8")
    assert "Texte rédigé par le modèle de langue openai\\:copies" in output.read_text("utf-8")


def test_a_brief_without_its_server_is_made_of_the_documents_and_says_so(server, index, tmp_path):
    output = tmp_path / "note.md"
    done = run_with(
        server, "401", "brief", "le programme Boréal", "-o", output, "--index", index, "--date", "2026-11-21"
    )

    assert done.returncode == 0, done.stderr
    assert "written by extractive" in done.stdout
    assert "cette partie est faite des phrases mêmes des documents" in done.stdout
    assert "Texte composé sans modèle de langue" in output.read_text("utf-8")


def test_a_review_asks_the_model_where_the_rules_find_nothing(server, index):
    found = json.loads(
        run_with(
            server, "points", "review", "Une cantine gratuite nourrit les familles.", "--index", index, "--json"
        ).stdout
    )

    assert [sentence["standing"] for sentence in found["sentences"]] == ["absent"]
    assert found["model"] == "openai:points"
    assert server.count("points") == 1


def test_eligibility_shows_what_the_model_read(server, index):
    text = "La glace fond vite. À l'université de Brest, des travaux ont commencé."
    found = json.loads(
        run_with(server, "fills", "eligibility", text, "--index", index, "--json", "--date", "2026-01-15").stdout
    )

    assert found["model"] == "openai:fills"
    said = next(row for row in found["rows"] if row["criterion"] == "applicant")["said"]
    assert [(part["text"], part["read_by"]) for part in said] == [("université de Brest", "openai:fills")]


def test_scope_keeps_what_the_model_said_and_tells_where_it_failed(server, index, tmp_path):
    proposals = tmp_path / "proposals.jsonl"
    proposals.write_text('{"id": "p1", "text": "Nous étudions les glaces polaires et leur fonte."}\n', "utf-8")
    done = run_with(server, "500 always", "scope", proposals, "-o", tmp_path / "out.jsonl", "--index", index)
    row = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))

    assert "openai:500 always was asked for evidence; it failed for 1 (try them again: --retry-model)" in done.stdout
    assert (row["model"]["fallback"], row["axes"]) == ("ModelBusy", ["axe2"])
