"""The assistant is opened once per snapshot and day, and the real script says what to do when there is none."""

from datetime import date
from pathlib import Path

import pytest
from fakes import FakeAssistant, FakeSnapshot
from streamlit.testing.v1 import AppTest

from bbti_qa.page import opening, serving
from bbti_qa.settings import Settings, load_settings


def test_a_new_publication_is_seen_and_the_same_one_is_not_opened_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_fake(settings: Settings) -> FakeAssistant:
        opened.append(settings.index)
        return FakeAssistant(FakeSnapshot(()))

    monkeypatch.setattr(opening, "open_assistant", open_fake)
    settings = load_settings({}, index=tmp_path)
    (tmp_path / "CURRENT").write_bytes(b"one")
    first = opening.current_assistant(settings)
    again = opening.current_assistant(settings)
    (tmp_path / "CURRENT").write_bytes(b"two")
    second = opening.current_assistant(settings)

    assert first is again
    assert second is not first
    assert opened == [tmp_path, tmp_path]


class Tomorrow(date):
    @classmethod
    def today(cls) -> "Tomorrow":
        return cls(2999, 1, 1)


def test_a_new_day_an_edited_file_and_another_setting_open_another_assistant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state(**settings: object) -> str:
        return opening.state_of(load_settings({}, index=tmp_path, corpus=tmp_path, **settings))

    seen = [state()]
    for name in ("CURRENT", "glossary.toml", "criteria.toml"):
        (tmp_path / name).write_bytes(b"one")
        seen.append(state())
    (tmp_path / "glossary.toml").write_bytes(b"two")
    seen += [state(), state(hits=7), state(model_key="one"), state(model_key="two")]
    monkeypatch.setattr(opening, "date", Tomorrow)
    seen.append(state())

    assert len(set(seen)) == len(seen)
    assert state() == seen[-1]


def test_nothing_published_and_files_that_are_not_there_have_a_state_too(tmp_path: Path) -> None:
    settings = load_settings({}, index=tmp_path, corpus=tmp_path, glossary=tmp_path / "none.toml")

    assert len(opening.state_of(settings)) == 64


def test_the_real_page_without_an_index_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "mon index"
    monkeypatch.setenv("BBTI_QA_INDEX", str(index))
    app = AppTest.from_file(str(serving.SCRIPT), default_timeout=60).run()

    assert not app.exception
    assert app.info[0].value.startswith("**Aucun document n’est encore indexé.**")
    assert app.code[0].value == f"bbti-qa ingest corpus --index '{index}'"


def test_a_damaged_index_is_told_in_french_with_the_command_that_mends_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "CURRENT").write_text("nonsense", "utf-8")
    monkeypatch.setenv("BBTI_QA_INDEX", str(tmp_path))
    app = AppTest.from_file(str(serving.SCRIPT), default_timeout=60).run()

    assert not app.exception
    assert app.error[0].value.startswith("L’index est abîmé")
    assert app.code[0].value == f"bbti-qa doctor --repair --index {tmp_path}"


def test_a_mistyped_setting_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BBTI_QA_INDX", "x")
    app = AppTest.from_file(str(serving.SCRIPT), default_timeout=60).run()

    assert not app.exception
    assert app.error[0].value.startswith("Un réglage de l’assistant")
    assert r"BBTI\_QA\_INDX names no setting\." in app.error[0].value
