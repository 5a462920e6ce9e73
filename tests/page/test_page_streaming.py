"""The page while a model writes: sentence by checked sentence, never a half one, and whole or given up at the end."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from chat_server import ChatServer, Exchange, serving
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

QUESTION = "Quel est le budget du programme et où se réunit le comité de pilotage ?"
SHEET = """Le programme dispose d'un budget de 80 M€ sur sept ans.

Le comité de pilotage se réunit deux fois par an à Lyon.
"""
WRITING = "La suite est en cours de rédaction et de vérification…"
PATIENCE = 30_000  # milliseconds; the page opens its encoder first


@dataclass
class Dripping:
    """A reply in the test's own hands: each part is sent when the test opens its gate; `breaks` hangs up behind the first."""

    breaks: bool = False
    second: Event = field(default_factory=Event)
    third: Event = field(default_factory=Event)

    def __call__(self, exchange: Exchange) -> None:
        if exchange.number > 1:  # asked to mend what was refused
            exchange.reply("AUCUNE-PREUVE")
            return
        budget, meeting = pointer(exchange, "80 M€"), pointer(exchange, "Lyon")
        exchange.head()
        self.say(
            exchange,
            f"Le programme dispose d'un budget de 80 M€ sur sept ans {budget}. Le comité de pilotage se réunit de",
        )
        self.second.wait(60)
        if self.breaks:
            exchange.reset()
            return
        self.say(
            exchange,
            f"ux fois par an à Lyon {meeting}. Le comité de pilotage se réunit tous les jours à Lyon {meeting}. Et",
        )
        self.third.wait(60)
        self.say(exchange, "", "stop")

    def say(self, exchange: Exchange, text: str, finish: str | None = None) -> None:
        for data in exchange.events(text, finish):
            exchange.write(data)


def pointer(exchange: Exchange, words: str) -> str:
    """The number that the prompt gives to the sentence with these words."""
    prompt = "\n".join(message["content"] for message in exchange.request.body["messages"])
    found = re.search(rf"^(E\d+) \(.*\) : .*{words}", prompt, re.MULTILINE)
    assert found is not None, prompt
    return f"[{found[1]}]"


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with serving() as server:
        yield server


@pytest.fixture
def open_page(
    page: Page, serve: Callable[..., str], server: ChatServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Dripping], Locator]:
    """Asks the question on the page of an assistant whose model is `dripping`; gives the conversation."""

    def start(dripping: Dripping) -> Locator:
        from bbti_qa.embedding import shared_embedder
        from bbti_qa.index import IndexStore
        from bbti_qa.ingestion import ingest

        (tmp_path / "fiche.md").write_text(SHEET, "utf-8")
        ingest([tmp_path / "fiche.md"], IndexStore(tmp_path / "index"), shared_embedder("bbti", "", None, None))
        server.plays["drip"] = dripping
        monkeypatch.setenv("BBTI_QA_MODEL", "openai:drip")
        monkeypatch.setenv("BBTI_QA_MODEL_URL", server.v1)
        monkeypatch.setenv("BBTI_QA_MODEL_SECONDS", "120")
        monkeypatch.setenv("BBTI_QA_MODEL_FIRST_SECONDS", "60")
        page.goto(serve(sys.executable, "-m", "bbti_qa.cli", "app", "--index", str(tmp_path / "index"), "--port", "0"))
        box = page.get_by_test_id("stChatInputTextArea")
        box.wait_for(timeout=PATIENCE)
        box.fill(QUESTION)
        box.press("Enter")
        return page.get_by_role("main")

    return start


def test_sentences_are_shown_as_they_are_checked(page: Page, open_page: Callable[[Dripping], Locator]) -> None:
    dripping = Dripping()
    drawn = open_page(dripping)

    expect(drawn).to_contain_text("80 M€ sur sept ans [1].", timeout=PATIENCE)
    expect(drawn).to_contain_text(WRITING)
    assert "se réunit de" not in drawn.inner_text().replace(QUESTION, "")
    assert page.locator(".st-key-source-0-0").count() == 0

    dripping.second.set()

    expect(drawn).to_contain_text("deux fois par an à Lyon [2].", timeout=PATIENCE)
    expect(drawn).to_contain_text(WRITING)
    assert "tous les jours" not in drawn.inner_text()

    dripping.third.set()

    expect(page.locator(".st-key-source-0-0")).to_be_visible(timeout=PATIENCE)
    expect(drawn).not_to_contain_text(WRITING)
    assert "se réunit tous les jours" not in drawn.inner_text()
    assert drawn.inner_text().count("deux fois par an à Lyon [2].") == 1


def test_a_reply_that_breaks_off_gives_way_to_the_extractive_answer(open_page: Callable[[Dripping], Locator]) -> None:
    dripping = Dripping(breaks=True)
    drawn = open_page(dripping)

    expect(drawn).to_contain_text("80 M€ sur sept ans [1].", timeout=PATIENCE)

    dripping.second.set()

    expect(drawn).to_contain_text("n'a pas donné de réponse utilisable", timeout=PATIENCE)
    expect(drawn).not_to_contain_text(WRITING)
    expect(drawn).to_contain_text("80 M€ sur sept ans [")
    assert "se réunit de " not in drawn.inner_text()
