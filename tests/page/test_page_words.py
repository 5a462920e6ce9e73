"""The page speaks both languages in full."""

from dataclasses import fields

import pytest

from bbti_qa.documents import NoticeKind, Outcome, Verdict
from bbti_qa.page.words import ENGLISH, FRENCH, LANGUAGES, Words


def test_french_comes_first() -> None:
    assert list(LANGUAGES.values()) == [FRENCH, ENGLISH]


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=list(LANGUAGES))
def test_nothing_is_left_unsaid(words: Words) -> None:
    assert all(getattr(words, field.name) for field in fields(words))
    assert set(words.outcomes) == set(Outcome) - {Outcome.ANSWERED}
    assert set(words.verdicts) == set(Verdict)
    assert set(words.notices) == set(NoticeKind)


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=list(LANGUAGES))
def test_each_group_of_users_has_examples(words: Words) -> None:
    assert [len(questions) for _, questions in words.example_groups] == [3, 3, 3]


def test_one_document_more_is_not_plural() -> None:
    assert FRENCH.count_more_documents(1).startswith("… et 1 autre (")
    assert FRENCH.count_more_documents(2).startswith("… et 2 autres (")


def test_one_page_is_not_plural() -> None:
    assert (FRENCH.count_pages(1), FRENCH.count_pages(3)) == ("1 page", "3 pages")
