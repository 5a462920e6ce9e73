"""The eligibility panel over a small invented call, as Streamlit draws it."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest


def _panel() -> None:
    from pathlib import Path

    from bbti_qa.index import in_memory
    from bbti_qa.ingestion import contents_of
    from bbti_qa.loading import load
    from bbti_qa.page.layout import start_page
    from bbti_qa.page.qualifying import draw_eligibility
    from bbti_qa.settings import load_settings
    from bbti_qa.wiring import assistant_over, chunking_rule, open_embedder

    settings = load_settings({})
    embedder = open_embedder(settings)
    call = load(Path("tests/tasks/call.md"), "call.md")
    contents, _ = contents_of((call,), embedder, chunking_rule(settings))
    draw_eligibility(assistant_over(in_memory(contents), embedder, settings), start_page())


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(_panel, default_timeout=60).run()


def asked(app: AppTest, text: str) -> AppTest:
    app.text_area[0].set_value(text)
    return app.button[0].click().run()


def test_the_form_asks_nothing_that_must_be_filled_in(app: AppTest) -> None:
    assert not app.exception
    assert [area.label for area in app.text_area] == ["Votre projet ou votre équipe"]
    assert [field.label for field in app.text_input] == [
        "Thème",
        "Porteur",
        "Partenaires",
        "Pays",
        "Stade (TRL ou mots)",
    ]


def test_a_description_gives_rows_with_badges_and_passages(app: AppTest) -> None:
    asked(app, "Notre entreprise demande 700 k€ pour des algues marines, avec trois partenaires.")
    shown = [markdown.value for markdown in app.markdown]

    assert app.error[0].value == "**Non éligible d’après les documents**"
    assert "**Budget**" in shown
    assert ":red-badge[non]" in shown
    assert any("L’aide demandée par projet est comprise entre 100\u00a0k€ et 600\u00a0k€" in value for value in shown)


def test_the_same_in_english(app: AppTest) -> None:
    asked(app, "Our university studies seaweed with three partners.")
    app.sidebar.button_group(key="language").set_value("English").run()

    assert app.info[0].value == "**To confirm with the programme office**"
    assert "**Deadline**" not in [markdown.value for markdown in app.markdown]
    assert any("you did not say" in markdown.value for markdown in app.markdown)


def test_hostile_text_is_shown_letter_by_letter(app: AppTest) -> None:
    asked(app, "Notre université ![x](http://127.0.0.1:9/x) étudie <script>les algues</script> : TRL 3.")

    assert not app.exception
    shown = " ".join(element.value for element in (*app.markdown, *app.caption))
    assert "![x](" not in shown
    assert "<script>" not in shown


def test_nothing_described_is_said_in_a_sentence(app: AppTest) -> None:
    asked(app, "  ")

    assert app.error[0].value.startswith("Rien n’est décrit")
    assert not app.exception


def test_the_choice_of_a_call_invites_in_the_language_of_the_page(app: AppTest) -> None:
    assert app.selectbox(key="eligibility-instrument").placeholder == "Choisir ou écrire"


def test_the_day_of_the_comparison_is_written_out_in_each_language(app: AppTest) -> None:
    asked(app, "Our university studies seaweed with three partners.")
    french = " ".join(caption.value for caption in app.caption)
    app.sidebar.button_group(key="language").set_value("English").run()
    english = " ".join(caption.value for caption in app.caption)

    assert re.search(r"à la date du \d{1,2}(er)? \w+ 20\d\d\.", french)
    assert re.search(r"with the date of \d{1,2} [A-Z]\w+ 20\d\d\.", english)
    assert "What you say: “" in english
