"""Dates as they are written."""

import pytest

from bbti_qa.dating import long_date
from bbti_qa.language import Language


@pytest.mark.parametrize(
    ("date", "language", "written"),
    [
        ("2026-11-22", "fr", "22 novembre 2026"),
        ("2026-11-22", "en", "22 November 2026"),
        ("2026-08-01", "fr", "1er août 2026"),
        ("2026-08-01", "en", "1 August 2026"),
        ("2026-02", "fr", "février 2026"),
        ("2026", "fr", "2026"),
        ("2026-13-01", "fr", "2026-13-01"),
        ("", "en", ""),
    ],
)
def test_an_iso_date_is_written_out(date: str, language: Language, written: str) -> None:
    assert long_date(date, language) == written
