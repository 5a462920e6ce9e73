"""`bbti-qa models check` as a user runs it, against the server on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from chat_server import ChatServer, says, serving

from bbti_qa.errors import MissingExtra
from bbti_qa.generation import Deadline, open_model
from bbti_qa.generation.probing import Finding, check_model
from bbti_qa.language import Language


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with serving() as running:
        running.plays |= {
            "good": says("Le programme dure sept ans [E1]."),
            "good english": says("The programme lasts seven years [E1]."),
            "other brackets": says("Le programme dure sept ans 【E1】."),
            "no pointer": says("Le programme dure sept ans, d'après les documents."),
            "example pointer": says("Le programme dure sept ans [E7]."),
            "wrong fact": says("Le programme a lieu dans la ville de Lyon [E1]."),
        }
        yield running


def check(server: ChatServer, model: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    names = {name: value for name, value in os.environ.items() if not name.startswith("BBTI_QA_")}
    address = server.root if model.startswith("ollama") else server.v1
    names |= {"BBTI_QA_MODEL": model, "BBTI_QA_MODEL_URL": address, "BBTI_QA_MODEL_KEY": "sk-CANARY"} | settings
    command = [sys.executable, "-m", "bbti_qa.cli", "models", "check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=names, check=False)


def findings(server: ChatServer, name: str, language: Language = "fr", **options: bool) -> dict[str, Finding]:
    model = open_model(
        name, address=server.root if name.startswith("ollama") else server.v1, key="sk-CANARY", **options
    )
    checkup = check_model(model, Deadline(), language)
    model.close()
    assert "CANARY" not in json.dumps(checkup.to_json())
    return {finding.what: finding for finding in checkup.findings}


@pytest.mark.parametrize(
    ("name", "language"), [("openai:good", "fr"), ("ollama:good", "fr"), ("openai:good english", "en")]
)
def test_a_model_that_does_it_all_passes(server, name, language):
    found = findings(server, name, language)

    assert list(found) == ["reachable", "streams", "pointers", "language", "evidence"]
    assert all(finding.works for finding in found.values())


@pytest.mark.parametrize(
    ("name", "what", "step"),
    [
        ("openai:no pointer", "pointers", "larger model"),
        ("openai:example pointer", "pointers", "larger model"),
        ("openai:good english", "language", "trained on this language"),
        ("openai:wrong fact", "evidence", "larger one"),
        ("openai:401", "reachable", "BBTI_QA_MODEL_KEY"),
        ("openai:redirect", "reachable", "final address"),
        ("ollama:404 unknown model", "reachable", "Correct BBTI_QA_MODEL"),
        ("ollama:empty text", "reachable", "another model"),
    ],
)
def test_what_does_not_work_is_named_with_the_next_step(server, name, what, step):
    finding = findings(server, name)[what]

    assert not finding.works
    assert step in finding.next_step


def test_brackets_that_answers_read_too_are_named(server):
    finding = findings(server, "openai:other brackets")["pointers"]

    assert finding.works
    assert finding.says == "【E1】 stands behind the claim, and is read as [E1]"


def test_one_piece_is_said_and_is_no_failure(server):
    finding = findings(server, "openai:good", streaming=False)["streams"]

    assert (finding.works, finding.needed) == (False, False)


def test_the_command_prints_a_line_for_each_finding(server):
    done = check(server, "openai:good")

    assert done.returncode == 0
    assert done.stderr == ""
    assert [line.split()[:2] for line in done.stdout.splitlines()[1:]] == [
        ["reachable", "yes"], ["streams", "yes"], ["pointers", "yes"], ["language", "yes"], ["evidence", "yes"],
    ]  # fmt: skip


def test_the_command_fails_with_the_model_and_shows_no_key(server):
    done = check(server, "ollama:401", "--json")

    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert (found["model"], found["works"], found["first_seconds"]) == ("ollama:401", False, None)
    assert "BBTI_QA_MODEL_KEY" in found["findings"][0]["next_step"]
    assert "CANARY" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("provider", "package", "extra"),
    [
        ("openai", "langchain_openai", "openai"),
        ("ollama", "langchain_ollama", "ollama"),
        ("mistralai", "langchain_mistralai", "mistral"),
        ("anthropic", "langchain_anthropic", "anthropic"),
    ],
)
def test_a_missing_package_is_named_with_the_command_that_installs_it(provider, package, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(MissingExtra) as caught:
        open_model(f"{provider}:x", key="sk-x")

    assert f"pip install 'bbti-qa[{extra}]'" in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "says_"),
    [
        ({"BBTI_QA_MODEL": ""}, "BBTI_QA_MODEL"),
        ({"BBTI_QA_MODEL": "gpt-4o-mini"}, "provider:model"),
        ({"BBTI_QA_MODEL": "nobody:x"}, "'nobody'"),
        ({"BBTI_QA_MODEL": "deepseek:x"}, "pip install langchain-deepseek"),
        ({"BBTI_QA_MODEL_URL": "", "BBTI_QA_MODEL_KEY": "", "OPENAI_API_KEY": "sk-CANARY"}, "BBTI_QA_MODEL_KEY"),
        ({"BBTI_QA_MODEL_URL": "http://me:CANARY@127.0.0.1/v1"}, "BBTI_QA_MODEL_URL"),
        ({"BBTI_QA_MODEL_KEY": "sk-CANARY\nX-Header: y"}, "BBTI_QA_MODEL_KEY"),
    ],
)
def test_settings_that_cannot_work_are_refused_in_one_line(server, settings, says_):
    done = check(server, "openai:good", **settings)

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert says_ in done.stderr
    assert "CANARY" not in done.stderr + done.stdout
