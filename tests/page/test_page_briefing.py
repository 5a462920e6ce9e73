"""The briefs panel, over the shipped corpus."""

from __future__ import annotations

import pytest
from fakes import make_document
from streamlit.testing.v1 import AppTest

from bbti_qa.assistant import Assistant
from bbti_qa.index import in_memory
from bbti_qa.ingestion import contents_of
from bbti_qa.settings import Settings
from bbti_qa.wiring import assistant_over, chunking_rule, open_embedder

TEXT = (
    "Le programme Boréal est doté d'un budget de 12 M€ sur 5 ans. Le programme Boréal est piloté par deux établissements. "
    "L'objectif du programme Boréal est de former les équipes de soin. Un appel du programme Boréal sera lancé en mai 2020."
)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    settings = Settings()
    embedder = open_embedder(settings)
    documents = [make_document("boreal.txt", "Fiche du programme Boréal", TEXT, version="3")]
    contents, _ = contents_of(documents, embedder, chunking_rule(settings))
    return assistant_over(in_memory(contents), embedder, settings)


def panel() -> None:
    import streamlit as st

    from bbti_qa.page.briefing import draw_brief
    from bbti_qa.page.words import FRENCH

    draw_brief(st.session_state["assistant"], FRENCH)


def opened(assistant: Assistant) -> AppTest:
    app = AppTest.from_function(panel, default_timeout=60)
    app.session_state["assistant"] = assistant
    return app.run()


def test_a_topic_gives_a_brief_with_its_footnotes_and_three_downloads(assistant: Assistant) -> None:
    app = opened(assistant)
    app.text_input(key="brief-topic").set_value("le programme Boréal")
    app.button[0].click().run()

    shown = "\n".join(element.value for element in app.markdown)
    assert not app.exception
    assert "12\u00a0M€" in shown
    assert [element.value for element in app.header] == ["Le programme Boréal"]
    assert "L’essentiel" in [element.value for element in app.subheader]
    assert "Fiche du programme Boréal, version 3, p. 1" in shown.replace("\\", "")
    assert [element.label for element in app.get("download_button")] == ["Word", "HTML", "Markdown"]


def test_a_past_announcement_is_flagged_beside_its_sentence(assistant: Assistant) -> None:
    app = opened(assistant)
    app.text_input(key="brief-topic").set_value("le programme Boréal")
    app.button[0].click().run()

    assert any("Annoncé au futur" in element.value for element in app.warning)


def test_a_topic_that_the_documents_do_not_hold_is_said(assistant: Assistant) -> None:
    app = opened(assistant)
    app.text_input(key="brief-topic").set_value("la recette de la tarte aux pommes")
    app.button[0].click().run()

    assert "tarte aux pommes" in app.error[0].value
    assert app.get("download_button") == []


def test_no_topic_at_all_is_said_in_the_language_of_the_page(assistant: Assistant) -> None:
    app = opened(assistant)
    app.button[0].click().run()

    assert app.error[0].value.startswith("Le sujet est vide")
