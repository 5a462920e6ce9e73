"""The command line as a user runs it: whole processes, exit codes, one sentence for what went wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bbti_qa import __version__
from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bbti_qa.cli", *map(str, arguments)]
    names = {name: value for name, value in os.environ.items() if not name.startswith("BBTI_QA_")}
    return subprocess.run(command, capture_output=True, text=True, env={**names, **environment}, check=False)


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    (folder / "fiche.md").write_text("# Fiche\n\nLe budget du programme est de 80 M€ sur sept ans.\n", "utf-8")
    ingest([folder], IndexStore(folder / "index"), shared_embedder("bbti", "", None, None))
    return folder / "index"


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The sentence of a refusal; there must be one line, no traceback, and an exit code."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr


def test_ask_prints_the_schema(index):
    answer = json.loads(run("ask", "Quel est le budget du programme ?", "--index", index, "--json").stdout)

    assert set(answer) == {
        "id", "question", "language", "outcome", "verdict", "text", "citations", "notices", "passages", "confidence",
        "engine", "index", "seconds",
    }  # fmt: skip
    assert answer["citations"][0]["quote"] == "Le budget du programme est de 80 M€ sur sept ans."
    assert answer["citations"][0]["document"] == "fiche.md"


@pytest.mark.parametrize("encoder", ["/nope", "no/such-model"])
def test_an_encoder_that_is_not_there_is_one_sentence_with_the_way_out(index, encoder):
    told = refused(run("ask", "Quel budget ?", "--index", index, BBTI_QA_ENCODER=encoder, HF_HUB_OFFLINE="1"))

    assert encoder in told
    assert "`bbti`, `minilm`" in told


def test_batch_goes_on_where_it_was_cut_and_loses_nothing(index, tmp_path):
    questions, output = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    rows = [
        {"id": "a", "question": "Quel budget ?"},
        {"id": "b", "question": ""},
        {"id": "c", "question": "Combien d'ans ?"},
    ]
    questions.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    run("batch", questions, "-o", output, "--index", index)
    whole = output.read_text("utf-8").splitlines()
    output.write_text(whole[0] + "\n" + whole[1][:20], "utf-8")

    done = run("batch", questions, "-o", output, "--index", index)

    answers = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert answers[1]["outcome"] == "refused"
    assert "(1 was there before)" in done.stdout


def test_search_and_status_say_what_is_there(index):
    assert "80 M€" in run("search", "budget", "--index", index).stdout
    told = run("status", "--index", index).stdout
    assert "1 document," in told
    assert "  fiche.md: “Fiche”, 1 p., fr\n" in told


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("ask", "Quel budget ?", "--index", "nowhere"), "bbti-qa ingest"),
        (("status", "--index", "nowhere"), "bbti-qa ingest"),
        (("ingest", "nowhere"), "does not exist"),
        (("ask", "Quel budget ?", "--index", __file__), "is a file, and an index is a folder"),
        (("batch", "nowhere.jsonl", "-o", "out.jsonl", "--index", "nowhere"), "cannot be read"),
        (("evaluate", "collection", "nowhere"), "cannot be read"),
    ],
)
def test_what_is_missing_is_named_with_what_to_do(arguments, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert says in refused(run(*arguments))


def test_an_empty_question_and_an_endless_one_are_refused(index):
    assert "empty" in refused(run("ask", " ", "--index", index))
    assert "characters" in refused(run("ask", "a" * 100_000, "--index", index))


def test_words_without_quotes_are_joined_and_none_are_told_as_what_they_are(index, tmp_path):
    assert "80 M€" in run("ask", "Quel", "est", "le", "budget", "?", "--index", index).stdout
    assert "no words to look for" in refused(run("search", "", "--index", index))
    assert "The topic is empty" in refused(run("brief", "", "-o", tmp_path / "n.md", "--index", index))


def test_the_version_is_told():
    assert run("--version").stdout == f"bbti-qa {__version__}\n"


@pytest.mark.parametrize("group", [(), ("evaluate",), ("models",)])
def test_no_line_of_the_help_is_cut(group):
    told = run(*group, "--help", COLUMNS="80").stdout

    assert "Commands:" in told
    assert "..." not in told.split("Commands:")[1]


def test_letters_of_another_encoding_are_no_crash(index, tmp_path):
    latin = "Quel est le b\udce9n\udce9fice, et le budget ?"
    (tmp_path / "q.jsonl").write_text('{"question": "Quel budget \\ud800 ?"}\n', "utf-8")
    for ending in ("jsonl", "csv", "xlsx"):
        done = run("batch", tmp_path / "q.jsonl", "-o", tmp_path / f"a.{ending}", "--index", index)

        assert (done.returncode, done.stderr) == (0, "")
    for command in ("ask", "search", "review", "eligibility"):
        done = run(command, latin, "--index", index)

        assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_words_that_stand_nowhere_are_said_to(index):
    assert "None of these words" in run("search", "zzzz qqqq", "--index", index).stderr
    assert run("search", "budgets", "--index", index).stderr == ""


def test_a_language_that_is_not_spoken_is_told_in_plain_words(index):
    assert "--language fr or --language en" in refused(
        run("ask", "Quel budget ?", "--language", "de", "--index", index)
    )


def test_ingesting_other_paths_says_what_was_removed(index, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\nLe comité {name} se réunit deux fois par an.\n", "utf-8")
    run("ingest", tmp_path / "a.md", tmp_path / "b.md", "--index", tmp_path / "index")
    done = run("ingest", tmp_path / "a.md", "--index", tmp_path / "index")

    assert "1 document, 1 passage " in done.stdout
    assert "1 document removed: it is not among the given paths" in done.stdout
    assert "removed  b.md" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "nowhere.json"),
        ("evaluate", "answers", "nowhere.jsonl"),
        ("evaluate", "collection", "nowhere"),
        ("eligibility", "--form", "nowhere.toml"),
        ("batch", "nowhere.csv", "-o", "out.csv"),
    ],
)
def test_a_file_that_is_not_there_is_told_without_error_numbers(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = refused(run(*arguments))

    assert "there is no such file. " in said
    assert "Errno" not in said


def test_what_cannot_be_written_is_told_before_anything_is_read(tmp_path):
    (tmp_path / "q.csv").write_text("question\nQuel budget ?\n", "utf-8")

    assert "cannot be written" in refused(run("batch", tmp_path / "q.csv", "-o", "/proc/x/q.csv"))
    assert "cannot be written" in refused(run("batch", tmp_path / "q.csv", "-o", "/proc/q.csv"))
    assert "cannot be written" in refused(run("export-encoder", "/proc/x"))


def test_a_typing_slip_in_a_setting_is_refused(index):
    assert "BBTI_QA_ENCODRE" in refused(run("status", "--index", index, BBTI_QA_ENCODRE="minilm"))


def test_a_setting_out_of_range_is_refused(index):
    assert "BBTI_QA_HITS" in refused(run("status", "--index", index, BBTI_QA_HITS="0"))


def test_an_encoder_that_is_not_there_is_refused(index):
    assert "BBTI_QA_ENCODER" in refused(
        run("ask", "Quel budget ?", "--index", index, BBTI_QA_ENCODER="no/such", HF_HUB_OFFLINE="1")
    )


def test_an_empty_folder_is_refused(tmp_path):
    assert "holds no document" in refused(run("ingest", tmp_path, "--index", tmp_path / "index"))


def test_a_collection_is_scored_and_its_run_written(tmp_path):
    texts = {"d1": "Le budget du programme est de 80 millions.", "d2": "Les souris mangent du fromage."}
    lines = [json.dumps({"id": key, "title": "", "text": text}) for key, text in texts.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "queries.jsonl").write_text(json.dumps({"id": "q", "text": "Quel budget ?", "lang": "fr"}), "utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\td1\t1\n", "utf-8")

    done = run("evaluate", "collection", tmp_path, "--run", tmp_path / "run.tsv")

    assert "nDCG@10 1.000" in done.stdout
    assert (tmp_path / "run.tsv").read_text("utf-8").startswith("q\td1\t")
