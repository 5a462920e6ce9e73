"""Characters, hyphens and the map back to the source."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.documents import OffsetMap
from bbti_qa.loading.characters import canonical
from bbti_qa.loading.hyphens import HyphenJoiner, unglued
from bbti_qa.loading.tracing import inserted, joined, offset_map, traced


def clean(text: str) -> str:
    return canonical(traced(text)).text


def join(*lines: str, elsewhere: str = "") -> str:
    joiner = HyphenJoiner([*lines, elsewhere])
    return joiner.join([traced(line) for line in lines]).text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ﬁnancement", "financement"),
        ("aﬄux", "afflux"),
        ("cœur", "cœur"),
        ("80\u00a0M€ sur\u202f7  ans", "80 M€ sur 7 ans"),
        ("bio\u00adthérapie", "biothérapie"),
        ("a\u200bb\u202ec\U000e0041d", "abcd"),
        ("\uf0b7 un axe", "• un axe"),
        ("l’axe", "l’axe"),
        ("e\u0301tat", "état"),
        ("e\u00b4tat", "état"),
        ("a\ud800b\x07c", "abc"),
    ],
)
def test_characters_get_their_canonical_form(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(st.text(max_size=60))
def test_every_run_leads_back_to_the_character_it_came_from(raw: str) -> None:
    whole = canonical(traced(raw))
    offsets = offset_map(whole.sources)

    for start, source, length in offsets.runs:
        for step in range(length):
            letter, origin = whole.text[start + step], raw[source + step]
            composed = unicodedata.normalize("NFKD", origin)[:1] == unicodedata.normalize("NFKD", letter)[:1]
            assert letter == origin or letter in " •" or composed or letter in unicodedata.normalize("NFKC", origin)


def test_inserted_characters_belong_to_no_run() -> None:
    whole = joined([traced("cours"), inserted(" "), traced("(1)", 5)])

    assert offset_map(whole.sources) == OffsetMap(((0, 0, 5), (6, 5, 3)))


def test_a_word_that_the_line_end_cut_is_made_whole() -> None:
    assert join("la biopro-", "duction de vecteurs") == "la bioproduction de vecteurs"


def test_a_space_behind_the_hyphen_makes_no_difference() -> None:
    assert join("la biopro- ", "duction") == "la bioproduction"


def test_a_hyphen_stays_where_the_document_shows_it_elsewhere() -> None:
    assert join("vecteurs adéno-", "associés", elsewhere="des adéno-associés") == "vecteurs adéno-associés"


def test_a_linking_vowel_keeps_its_hyphen_before_another_vowel() -> None:
    assert join("vecteurs adéno-", "associés", elsewhere="une équipe associée") == "vecteurs adéno-associés"
    assert join("une opération de co-", "opération", elsewhere="une opération") == "une opération de coopération"
    assert join("la radio-", "graphie", elsewhere="la graphie") == "la radiographie"


def test_a_word_seen_whole_elsewhere_wins_over_its_parts() -> None:
    lines = join("le plan inter-", "national", elsewhere="un plan international, un plan national")

    assert lines == "le plan international"


def test_a_cut_says_nothing_about_how_the_word_is_written() -> None:
    assert join("une ex-", "position", elsewhere="une expo") == "une exposition"


def test_a_part_that_the_document_hyphenates_keeps_its_hyphen() -> None:
    seen = "maladies auto-immunes, ARN trans-amplifiants"

    assert join("ARN auto-", "amplifiants", elsewhere=seen) == "ARN auto-amplifiants"


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("Saint-", "Louis", "Saint-Louis"),
        ("Covid-", "19", "Covid-19"),
        ("aux avant-", "postes", "aux avant-postes"),
        ("soixante-", "douze", "soixante-douze"),
    ],
)
def test_a_real_hyphen_stays(left: str, right: str, whole: str) -> None:
    assert join(left, right) == whole


def test_a_web_address_that_the_line_end_cut_is_made_whole() -> None:
    assert join("voir https://exemple.fr/a/", "b-c/fev-2019.", "pdf") == "voir https://exemple.fr/a/b-c/fev-2019.pdf"


def test_an_address_keeps_its_hyphen() -> None:
    assert join("https://exemple.fr/appel-", "a-projets") == "https://exemple.fr/appel-a-projets"


@pytest.mark.parametrize(
    ("glued", "apart"),
    [("en cours(1).", "en cours (1)."), ("(Santé 2030(3))", "(Santé 2030 (3))"), ("f (2)", "f (2)")],
)
def test_footnote_calls_are_set_apart(glued: str, apart: str) -> None:
    assert unglued(traced(glued)).text == apart


def test_a_million_letters_without_a_space_take_no_time() -> None:
    long, hyphened = "a" * 1_000_000, "ab-" * 300_000
    started = time.process_time()

    joined_lines = join(long, hyphened, "la fin")

    assert joined_lines == f"{long} {hyphened[:-1]}la fin"
    assert time.process_time() - started < 10  # seconds; trying every split of a word would take hours
