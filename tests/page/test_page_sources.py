"""A citation's page, or none when the index has moved on."""

from dataclasses import replace

from fakes import FakeSnapshot, cite, make_document

from bbti_qa.page.sources import cited_page, excerpt, source_labels
from bbti_qa.page.words import FRENCH

DOCUMENT = make_document("a.txt", "A", "Une phrase. Le budget est de 12 M€.")
CITATION = cite(DOCUMENT, "Le budget est de 12 M€.")


def test_the_page_of_a_citation_holds_its_quote() -> None:
    page = cited_page(CITATION, FakeSnapshot((DOCUMENT,)))

    assert page == DOCUMENT.page(1)


def test_a_document_that_left_the_index_has_no_page_to_show() -> None:
    assert cited_page(CITATION, FakeSnapshot(())) is None


def test_a_quote_that_is_not_at_its_place_is_not_shown_as_if_it_were() -> None:
    assert cited_page(replace(CITATION, start=0, end=5), FakeSnapshot((DOCUMENT,))) is None


def test_a_document_that_is_cited_twice_in_a_row_is_named_once() -> None:
    other = cite(make_document("b.txt", "B", "Le réseau existe."), "Le réseau existe.", 3)
    citations = (CITATION, replace(CITATION, marker=2, page=4), other, replace(CITATION, marker=4))

    assert source_labels(citations, FRENCH) == {
        1: r"\[1\] A, p. 1",
        2: r"\[2\] p. 4",
        3: r"\[3\] B, p. 1",
        4: r"\[4\] A, p. 1",
    }


def test_an_excerpt_is_cut_between_words() -> None:
    text = "alpha beta gamma delta epsilon"
    first, last = excerpt(text, 11, 16, reach=8)

    assert text[first:last] == "beta gamma delta "[: last - first]
    assert first == 6


def test_an_excerpt_of_a_short_page_is_the_page() -> None:
    assert excerpt("court", 1, 2) == (0, 5)


def test_a_word_longer_than_the_reach_leaves_the_quote_alone() -> None:
    assert excerpt("a" * 50, 20, 30, reach=5) == (20, 30)
