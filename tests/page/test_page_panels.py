"""The choice between the conversation and the tasks."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bbti_qa.page.panels import CHAT, PANELS

FAKE_APP = Path(__file__).with_name("fake_app.py")
BUDGET = "Quel est le budget du PEPR BBTI ?"


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(FAKE_APP), default_timeout=30).run()


def test_the_conversation_comes_first() -> None:
    assert PANELS[0].key == CHAT


@pytest.mark.parametrize("panel", PANELS, ids=[panel.key for panel in PANELS])
def test_what_is_offered_can_be_drawn(panel) -> None:
    module = __import__(panel.module, fromlist=[panel.function])

    assert callable(getattr(module, panel.function))


def test_the_choice_speaks_the_language_of_the_page(app: AppTest) -> None:
    assert any("Éligibilité" in option for option in app.button_group(key="panel").options)

    app.sidebar.button_group(key="language").set_value("English").run()

    assert any("Eligibility" in option for option in app.button_group(key="panel").options)


def test_the_conversation_is_there_again_after_another_panel(app: AppTest) -> None:
    app.chat_input[0].set_value(BUDGET).run()
    app.button_group(key="panel").set_value("eligibility").run()

    assert not app.exception
    assert len(app.chat_message) == 0

    app.button_group(key="panel").set_value("chat").run()

    assert [message.name for message in app.chat_message] == ["user", "assistant"]


def test_the_choice_survives_a_change_of_language(app: AppTest) -> None:
    app.button_group(key="panel").set_value("eligibility").run()
    app.sidebar.button_group(key="language").set_value("English").run()

    assert not app.exception
    assert app.button_group(key="panel").value == "eligibility"
    assert len(app.chat_input) == 0


def test_the_documents_are_listed_beside_every_panel(app: AppTest) -> None:
    app.button_group(key="panel").set_value("eligibility").run()

    assert "**Fiche du programme BBTI**" in [markdown.value for markdown in app.sidebar.markdown]
