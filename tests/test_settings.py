"""Settings come from the environment that is given, and from nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbti_qa.errors import SettingsError
from bbti_qa.settings import Settings, load_settings


def test_an_environment_that_is_given_is_the_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BBTI_QA_HITS", "7")

    assert load_settings({}).hits == 12
    assert Settings().hits == 12
    assert load_settings({"BBTI_QA_HITS": "9"}).hits == 9
    assert load_settings().hits == 7


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BBTI_QA_HITS", "")
    monkeypatch.setenv("BBTI_QA_GLOSSARY", "")

    assert (load_settings().hits, load_settings().glossary) == (12, None)


def test_overrides_win_and_none_leaves_a_setting_as_it_is() -> None:
    given = {"BBTI_QA_INDEX": "here", "BBTI_QA_CORPUS": "there"}

    found = load_settings(given, index=Path("elsewhere"), corpus=None)

    assert (found.index, found.corpus) == (Path("elsewhere"), Path("there"))


def test_texts_become_numbers_and_truths() -> None:
    found = load_settings({"BBTI_QA_CONFIDENCE": ".25", "BBTI_QA_MODEL_STREAMING": "false", "BBTI_QA_OCR": "off"})

    assert (found.confidence, found.model_streaming, found.ocr) == (0.25, False, "off")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BBTI_QA_HITS", "0", "BBTI_QA_HITS = '0' cannot be used: .* greater than or equal to 1"),
        (
            "BBTI_QA_LANGUAGE",
            "de",
            r"BBTI_QA_LANGUAGE = 'de' cannot be used\. It is this: Language of answers, `fr` or `en`",
        ),
        ("BBTI_QA_MODEL_URL", "ftp://me:secret@host", r"BBTI_QA_MODEL_URL = \(not shown\) cannot be used"),
        ("BBTI_QA_HIT", "3", "BBTI_QA_HIT names no setting. Known: BBTI_QA_CONFIDENCE, "),
        ("bbti_qa_hits", "3", "bbti_qa_hits names no setting. Write it BBTI_QA_HITS."),
        ("Bbti_Qa_Hit", "3", "Bbti_Qa_Hit names no setting. Known: "),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        load_settings({name: value})
    assert "secret" not in str(caught.value)


def test_settings_with_a_key_show_none_of_it() -> None:
    assert "sesame" not in repr(load_settings({"BBTI_QA_MODEL_KEY": "sesame"}))
