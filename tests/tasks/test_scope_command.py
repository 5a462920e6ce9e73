"""`bbti-qa scope` as a user runs it."""

import json
import os
import subprocess
import sys

import pytest
from scope_judges import DATA, SEA

from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sea")
    ingest([SEA], IndexStore(folder / "index"), shared_embedder("bbti", "", None, None))
    return folder / "index"


def run(*arguments):
    names = {name: value for name, value in os.environ.items() if not name.startswith("BBTI_QA_")}
    command = [sys.executable, "-m", "bbti_qa.cli", "scope", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=names, check=False)


def refused(done):
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr


def test_a_file_of_proposals_becomes_lines(index, tmp_path):
    output = tmp_path / "out.jsonl"

    first = run(DATA / "sea_proposals.jsonl", "--index", index, "-o", output)
    again = run(DATA / "sea_proposals.jsonl", "--index", index, "-o", output)
    rows = [json.loads(line) for line in output.read_text("utf-8").splitlines()]

    assert "8 proposals by 3 criteria" in first.stdout
    assert "(8 were there before)" in again.stdout
    assert [row["id"] for row in rows] == [f"m0{number}" for number in range(1, 9)]
    assert rows[1]["axes"] == ["axe1"]


def test_what_cannot_be_read_is_named_and_the_others_go_on(index, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Nous replanterons des herbiers et des récifs.", "utf-8")
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.4")

    done = run(tmp_path / "in", "--index", index, "-o", tmp_path / "out.html", "--language", "en")

    assert done.returncode == 0
    assert "1 proposal by 3 criteria" in done.stdout
    assert "not read  b.pdf" in done.stdout
    assert "Proposals not read" in (tmp_path / "out.html").read_text("utf-8")


def test_mistakes_are_one_sentence(index, tmp_path):
    proposals = tmp_path / "p.jsonl"
    proposals.write_text('{"id": "a", "text": "Nous irons."}\n', "utf-8")
    criteria = tmp_path / "c.toml"
    criteria.write_text('[[criteria]]\nid = "a"\nheading = "Axe 9"\n', "utf-8")

    assert "lies where the proposals are" in refused(run(proposals, "--index", index, "-o", proposals))
    assert "lies where the proposals are" in refused(run(tmp_path, "--index", index, "-o", tmp_path / "out"))
    assert "ends in none of" in refused(run(proposals, "--index", index, "-o", tmp_path / "o.pdf"))
    assert "“Axe 1 : Observer" in refused(
        run(proposals, "--index", index, "--criteria", criteria, "-o", tmp_path / "o.jsonl")
    )
