"""The review panel over a small index: what is drawn, and that a text stays a text."""

import pytest
from streamlit.testing.v1 import AppTest

from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest

SCRIPT = """
from pathlib import Path
from bbti_qa.page.reviewing import draw_review
from bbti_qa.page.words import {words}
from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant

draw_review(open_assistant(load_settings({{}}, index=Path({index!r}))), {words})
"""
TEXT = "Le budget du programme est de 60 M€. Un hackathon :red[réunira] <b>cent</b> équipes."


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("reviewing")
    (folder / "fiche.md").write_text("# Fiche\n\nLe budget du programme est de 80 M€ sur sept ans.\n", "utf-8")
    ingest([folder], IndexStore(folder / "index"), shared_embedder("bbti", "", None, None))
    return str(folder / "index")


def reviewed(index: str, text: str, words: str = "FRENCH") -> AppTest:
    app = AppTest.from_string(SCRIPT.format(words=words, index=index), default_timeout=60).run()
    app.text_area[0].set_value(text)
    return app.button[0].click().run()


def test_both_values_and_the_passage_are_drawn(index: str) -> None:
    app = reviewed(index, TEXT)
    drawn = "\n".join(block.value for block in app.markdown)

    assert not app.exception
    assert [metric.value for metric in app.metric] == ["0", "1", "1", "0"]
    assert "60\u00a0M€" in drawn
    assert "80\u00a0M€" in drawn
    assert any("Le budget du programme est de 80\u00a0M€ sur sept ans" in caption.value for caption in app.caption)


def test_nothing_of_the_text_is_drawn_as_markup(index: str) -> None:
    drawn = "\n".join(block.value for block in reviewed(index, TEXT).markdown)

    assert ":red[réunira]" not in drawn
    assert "<b>" not in drawn.replace("\\<b\\>", "")


def test_an_empty_text_gets_one_sentence_in_its_place(index: str) -> None:
    app = reviewed(index, "  ")

    assert [error.value for error in app.error] == [r"Le texte est vide\. Collez au moins une phrase à relire\."]
    assert not app.exception


def test_the_panel_speaks_english(index: str) -> None:
    app = reviewed(index, TEXT, "ENGLISH")

    assert app.text_area[0].label == "Text to review"
    assert [metric.label for metric in app.metric][1] == "contradicted"


def test_a_text_without_a_sentence_is_said_and_not_counted(index: str) -> None:
    app = reviewed(index, "Bonjour.")

    assert [error.value for error in app.error] == [
        r"Aucune phrase de ce texte ne peut être vérifiée\. Donnez des phrases entières\."
    ]
    assert not app.metric


def test_the_model_that_judges_claims_is_asked_on_the_page_too(index: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BBTI_QA_ENTAILMENT", "/nowhere/at/all")
    app = reviewed(index, TEXT, "ENGLISH")

    assert "/nowhere/at/all" in app.error[0].value.replace("\\", "")
