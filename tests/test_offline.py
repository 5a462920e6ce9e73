"""With every socket blocked, documents are ingested and questions answered by the encoder that the package carries."""

import json
import os
import subprocess
import sys

import pytest

BLOCK = """
import socket

def refuse(*arguments, **settings):
    raise AssertionError("the network was asked for")

socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = socket.getaddrinfo = socket.create_connection = refuse
"""


@pytest.fixture
def run(tmp_path):
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "sitecustomize.py").write_text(BLOCK, "utf-8")
    names = {name: value for name, value in os.environ.items() if not name.startswith(("BBTI_QA_", "HF_"))}
    environment = names | {"PYTHONPATH": str(tmp_path / "blocked"), "HOME": str(tmp_path), "HF_HUB_OFFLINE": "1"}

    def run(*arguments: object) -> str:
        command = [sys.executable, "-m", "bbti_qa.cli", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_block_works(run):
    code = "import socket; socket.create_connection(('127.0.0.1', 9))"

    done = subprocess.run([sys.executable, "-c", BLOCK + code], capture_output=True, text=True, check=False)

    assert "the network was asked for" in done.stderr


@pytest.mark.parametrize(
    ("question", "language"), [("Quel est le budget du programme ?", "fr"), ("How much money is there?", "en")]
)
def test_ingest_and_ask_need_no_network(run, tmp_path, question, language):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "fiche.md").write_text("# Fiche\n\nLe budget du programme est de 80 M€ sur sept ans.\n", "utf-8")

    run("ingest", folder, "--index", tmp_path / "index")
    answer = json.loads(run("ask", question, "--index", tmp_path / "index", "--json"))

    assert answer["language"] == language
    assert answer["passages"][0]["text"].endswith("Le budget du programme est de 80 M€ sur sept ans.")


def test_a_question_is_answered_without_torch(run, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "fiche.md").write_text("# Fiche\n\nLe budget du programme est de 80 M€ sur sept ans.\n", "utf-8")
    run("ingest", folder, "--index", tmp_path / "index")
    code = (
        "import sys; from bbti_qa.cli import main; sys.argv = ['bbti-qa', 'ask', 'Quel budget ?', '--index', sys.argv[1]]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers', 'langchain', 'streamlit') if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "index")], capture_output=True, text=True, check=True
    )

    assert "80 M€" in done.stdout
    assert done.stdout.strip().endswith("[]")
