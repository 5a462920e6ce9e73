"""The page speaks both languages in full."""

from dataclasses import fields, replace

import pytest

from bbti_qa.documents import Answer, NoticeKind, Outcome, Verdict
from bbti_qa.page.words import ENGLISH, FRENCH, LANGUAGES, Words
from bbti_qa.presentation import to_text
from bbti_qa.tasks.eligibility.wording import verdict_text


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


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=list(LANGUAGES))
def test_a_verdict_has_one_name_on_the_page_in_exports_and_in_eligibility(words: Words) -> None:
    answer = Answer("?", words.language, Outcome.ANSWERED, "Oui.")
    for verdict in Verdict:
        name = words.verdicts[verdict].lower()

        assert to_text(replace(answer, verdict=verdict)).lower().endswith(name)
        if verdict is not Verdict.UNKNOWN:
            assert verdict_text(verdict, None, words.language) == name


def test_one_document_more_is_not_plural() -> None:
    assert FRENCH.count_more_documents(1).startswith("… et 1 autre (")
    assert FRENCH.count_more_documents(2).startswith("… et 2 autres (")


def test_one_page_is_not_plural() -> None:
    assert (FRENCH.count_pages(1), FRENCH.count_pages(3)) == ("1 page", "3 pages")
