"""`chat` and `verify` as a user runs them: whole processes, with and without a model on loopback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from chat_server import serving

from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest


def run(*arguments: object, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bbti_qa.cli", *map(str, arguments)]
    names = {name: value for name, value in os.environ.items() if not name.startswith("BBTI_QA_")}
    return subprocess.run(
        command, input=said, capture_output=True, text=True, env={**names, **environment}, check=False
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    (folder / "fiche.md").write_text("# Fiche\n\nLe budget du programme est de 80 M€ sur sept ans.\n", "utf-8")
    ingest([folder / "fiche.md"], IndexStore(folder / "index"), shared_embedder("bbti", "", None, None))
    return folder / "index"


def test_a_conversation_goes_on_until_exit(index):
    done = run(
        "chat", "--index", index, said="Quel est le budget du programme ?\n\nEt la durée ?\n/new\nexit\nquoi ?\n"
    )

    assert done.returncode == 0
    assert "80 M€" in done.stdout
    assert "Question lue à la suite de «\u00a0Quel est le budget du programme ?\u00a0»" in done.stdout
    assert done.stdout.count("Sources\u00a0:") == 2
    assert "quoi" not in done.stdout


def test_a_conversation_says_what_answers_and_outlives_another_encoding(index):
    command = [sys.executable, "-m", "bbti_qa.cli", "chat", "--index", str(index)]
    said = "Quelle est la dur\xe9e ?\nQuel est le budget du programme ?\n".encode("latin-1")
    done = subprocess.run(command, input=said, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "without a language model" in done.stdout.decode().splitlines()[0]
    assert "80 M€" in done.stdout.decode()


def test_a_question_that_cannot_be_asked_does_not_end_the_conversation(index):
    done = run("chat", "--index", index, said="?!\nQuel est le budget du programme ?\n")

    assert "The question is empty" in done.stdout
    assert "80 M€" in done.stdout


def test_a_conversation_with_a_model_and_its_answer_verified(index, tmp_path):
    with serving() as server:
        model = {"BBTI_QA_MODEL": "openai:fine", "BBTI_QA_MODEL_URL": server.v1, "BBTI_QA_MODEL_KEY": "sk-SECRET"}
        talk = run("chat", "--index", index, said="Quel est le budget du programme ?\n", **model)
        asked = run("ask", "Quel est le budget du programme ?", "--json", "--index", index, **model)
    (tmp_path / "answer.json").write_text(asked.stdout, "utf-8")
    answer = json.loads(asked.stdout)

    assert "openai:fine" in talk.stdout
    assert "Le programme dispose de 80 M€ sur sept ans [1]." in talk.stdout
    assert answer["engine"] == "openai:fine"
    assert answer["passport"]["replies"] == ["Le programme dispose de 80 M€ sur sept ans [E1]."]
    assert "SECRET" not in asked.stdout + talk.stdout
    assert server.v1 not in asked.stdout
    assert run("verify", tmp_path / "answer.json", "--index", index).stdout.endswith("all stand.\n")


def test_verify_says_what_differs_with_exit_code_one(index, tmp_path):
    asked = run("ask", "Quel est le budget du programme ?", "--json", "--index", index).stdout
    (tmp_path / "answer.json").write_text(asked.replace("80 M€", "85 M€"), "utf-8")

    done = run("verify", tmp_path / "answer.json", "--index", index)

    assert done.returncode == 1
    assert "page 1 of fiche.md does not read so" in done.stdout
    assert "1 answer does not stand" in done.stdout


def test_verify_without_an_index_says_what_to_do(tmp_path):
    (tmp_path / "answer.json").write_text("{}", "utf-8")

    done = run("verify", tmp_path / "answer.json", "--index", tmp_path / "nowhere")

    assert done.returncode == 1
    assert "bbti-qa ingest" in done.stderr
