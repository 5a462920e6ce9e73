"""The panels of the tasks where a model takes part: they say so, and ask it once."""

from __future__ import annotations

from pathlib import Path

import pytest
from chat_models import assistant_with, index_of, numbered_texts
from chat_server import ChatServer, serving
from streamlit.testing.v1 import AppTest

from bbti_qa.loading import load

CALL = load(Path(__file__).parents[1] / "tasks" / "call.md", "call.md")


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def snapshot():
    return index_of([CALL])


def _panel() -> None:
    from importlib import import_module

    import streamlit as st

    from bbti_qa.page.words import FRENCH

    module, function = st.session_state["drawn"]
    getattr(import_module(module), function)(st.session_state["assistant"], FRENCH)


def opened(assistant, module: str, function: str) -> AppTest:
    app = AppTest.from_function(_panel, default_timeout=60)
    app.session_state["assistant"] = assistant
    app.session_state["drawn"] = (f"bbti_qa.page.{module}", function)
    return app.run()


def copies(messages: list[str]) -> str:
    number, text = numbered_texts(messages[1])[0]
    return f"{text.rstrip('.')} [{number}]."


def shown(app: AppTest) -> str:
    text = "\n".join(element.value for element in (*app.markdown, *app.caption))
    return text.replace("\\", "").replace(":gray[]:", ":").replace(":gray[]", "")


def test_a_brief_says_which_model_wrote_it(server: ChatServer, snapshot):
    assistant = assistant_with(server, snapshot, copies)
    app = opened(assistant, "briefing", "draw_brief")
    app.text_input(key="brief-topic").set_value("l'appel sur les algues marines")
    app.button[0].click().run()

    assert not app.exception
    assert f"Rédigé par {assistant.engine}" in shown(app)


def test_a_description_is_read_by_the_model_once_and_the_row_says_so(server: ChatServer, snapshot):
    assistant = assistant_with(server, snapshot, "applicant : CHU de Nantes [E2]")
    app = opened(assistant, "qualifying", "draw_eligibility")
    app.text_area[0].set_value("Les algues nourrissent. Au CHU de Nantes, des essais sont menés.")
    app.button[0].click().run()
    asked = len(server.requests)
    app.run()

    assert not app.exception
    assert f"lu par le modèle {assistant.engine} dans" in shown(app)
    assert len(server.requests) == asked


def test_a_review_says_that_the_model_could_not_be_asked(server: ChatServer, snapshot):
    app = opened(assistant_with(server, snapshot, "401"), "reviewing", "draw_review")
    app.text_area[0].set_value("Une cantine gratuite nourrit les familles des marins.")
    app.button[0].click().run()

    assert not app.exception
    assert "seules les règles ont cherché" in shown(app)
    assert "Ce que vous donnez ici est envoyé au modèle de langue openai:401" in shown(app)
