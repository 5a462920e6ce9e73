"""The page as Streamlit draws it, without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

FAKE_APP = Path(__file__).with_name("fake_app.py")
BUDGET = "Quel est le budget du PEPR BBTI ?"


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(FAKE_APP), default_timeout=30).run()


def test_the_page_opens_in_french(app: AppTest) -> None:
    assert not app.exception
    assert app.title[0].value == "PEPR BBTI\u00a0: questions et réponses"
    assert [button.key for button in app.main.button] == [f"example-{BUDGET}"]  # no other is answered


def test_the_sidebar_lists_the_documents(app: AppTest) -> None:
    assert "**Fiche du programme BBTI**" in [markdown.value for markdown in app.sidebar.markdown]
    assert "2 pages · texte · 2 mai 2024 · version 2" in [caption.value for caption in app.sidebar.caption]


def test_english_is_a_choice(app: AppTest) -> None:
    app.sidebar.button_group(key="language").set_value("English").run()

    assert app.title[0].value == "PEPR BBTI: questions and answers"


def test_an_example_asks_its_question(app: AppTest) -> None:
    app.button(key=f"example-{BUDGET}").click().run()

    assert [message.name for message in app.chat_message] == ["user", "assistant"]
    assert app.chat_message[1].markdown[1].value.replace("\u00a0", " ") == (
        r"Le programme dispose de 12 M€ sur 7 ans **\[1\]**\. Les travaux portent sur 4 axes **\[2\]**\."
    )


def test_examples_make_room_for_the_conversation(app: AppTest) -> None:
    app.chat_input[0].set_value(BUDGET).run()

    assert [button.key for button in app.button if str(button.key).startswith("example-")] == []


def test_the_first_source_is_open_and_a_marker_opens_the_other(app: AppTest) -> None:
    app.chat_input[0].set_value(BUDGET).run()

    assert any(":yellow-background[Le programme dispose de 12\u00a0M€ sur 7 ans\\.]" in m.value for m in app.markdown)

    app.button_group(key="markers-0-0").set_value(2).run()

    assert ":yellow-background[Les travaux portent sur 4 axes\\.]" in [m.value for m in app.markdown]


def test_a_notice_stands_beside_the_answer(app: AppTest) -> None:
    app.chat_input[0].set_value(BUDGET).run()

    assert app.info[0].value.startswith("**Ce que la question suppose** · La question suppose un budget de 3\u00a0M€")


def test_silence_is_said_with_where_we_looked(app: AppTest) -> None:
    app.chat_input[0].set_value("Quel est le prix du pain ?").run()

    assert ":orange-badge[Les documents ne le disent pas]" in [markdown.value for markdown in app.markdown]
    assert "Passages examinés (2)" in [expander.label for expander in app.expander]


def test_silence_is_said_once(app: AppTest) -> None:
    app.chat_input[0].set_value("Un doctorant peut-il candidater seul ?").run()

    assert [markdown.value for markdown in app.chat_message[1].markdown] == [
        ":orange-badge[Les documents ne le disent pas]"
    ]


def test_an_error_is_a_sentence_without_a_traceback(app: AppTest) -> None:
    app.chat_input[0].set_value(" ").run()

    assert [error.value[:50] for error in app.error] == [r"Ce texte est vide\, ou trop long pour une question"]
    assert not app.exception


def test_an_error_follows_the_language_of_the_page(app: AppTest) -> None:
    app.chat_input[0].set_value(" ").run()
    app.sidebar.button_group(key="language").set_value("English").run()

    assert [error.value for error in app.error] == [r"The question is empty\. Write a few words and ask again\."]


def test_the_conversation_stays_until_a_new_one_is_started(app: AppTest) -> None:
    app.chat_input[0].set_value(BUDGET).run()
    app.chat_input[0].set_value("Et le prix du pain ?").run()

    assert len(app.chat_message) == 4

    app.sidebar.button[0].click().run()

    assert len(app.chat_message) == 0
