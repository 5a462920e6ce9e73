"""A reply cut into claims, whole or as it streams."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbti_qa.answering.claims import Claim, ClaimReader, read_claims

PARTS = (
    "Le budget est de 80 M€", " [E1]", "[E2]", ". ", ".", " ! ", "? ", "\n", "\n\n", "- ", "1. ", "12 projets", " Il dure 7 ans", "M. ", "etc.",
    " »", "« ", "(12)", " (1)", "Dr. ", "100 %", "## Titre", "   ", "          ", "…", "[E9]", "[", "E1]", ":", "**gras**", " : ", "e.g. ", "A", "a",
)  # fmt: skip


def test_a_pointer_belongs_to_the_sentence_that_it_stands_in_or_behind():
    reply = "Le budget est de 80 M€ [E1]. Il dure sept ans. [E2] Qui pilote ? L'Inserm [E3][E1]."

    assert read_claims(reply, 3) == (
        Claim("Le budget est de 80 M€.", (1,), opens_line=True),
        Claim("Il dure sept ans.", (2,)),
        Claim("Qui pilote ?"),
        Claim("L'Inserm.", (3, 1)),
    )


def test_items_and_headings_are_told_apart():
    reply = "## Les axes\nLe programme compte :\n- la bioproduction [E1]\n* les vecteurs [E2]\n1. Les cellules [E3].\n"

    assert read_claims(reply, 3) == (
        Claim("Les axes", (), opens_line=True, is_heading=True),
        Claim("Le programme compte :", (), opens_line=True),
        Claim("la bioproduction", (1,), opens_line=True, is_item=True),
        Claim("les vecteurs", (2,), opens_line=True, is_item=True),
        Claim("Les cellules.", (3,), opens_line=True, is_item=True),
    )


def test_a_pointer_on_the_next_line_belongs_to_the_line_before():
    assert read_claims("Le budget est de 80 M€.\n[E1]\nSuite.", 1)[0] == Claim(
        "Le budget est de 80 M€.", (1,), opens_line=True
    )


def test_a_claim_comes_out_with_the_first_letter_of_the_next():
    reader = ClaimReader(2)

    assert list(reader.feed("Le budget est de 80 M€ [E1].")) == []
    assert list(reader.feed(" ")) == []
    assert [claim.text for claim in reader.feed("I")] == ["Le budget est de 80 M€."]


def test_abbreviations_and_numbers_end_nothing():
    assert [claim.text for claim in read_claims("M. Dupont a 1.5 M€, etc. et 3 projets [E1]. Fin.", 1)] == [
        "M. Dupont a 1.5 M€, etc. et 3 projets.",
        "Fin.",
    ]


def test_a_text_without_stops_is_cut_all_the_same():
    assert max(len(claim.text) for claim in read_claims("a" * 9_000, 1)) <= 2_000


@pytest.mark.parametrize("longest", [1, 4, 15])
def test_a_thousand_replies_give_the_same_claims_however_they_are_cut(longest):
    source = random.Random(longest)
    for _ in range(1000):
        reply = "".join(source.choices(PARTS, k=source.randint(1, 25)))
        assert chunked(reply, source, longest) == read_claims(reply, 3), reply


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join), st.randoms(use_true_random=False))
def test_cuts_never_change_the_claims(reply, source):
    assert chunked(reply, source, 6) == read_claims(reply, 3)


def chunked(reply, source, longest):
    reader, claims, at = ClaimReader(3), [], 0
    while at < len(reply):
        end = at + source.randint(1, longest)
        claims.extend(reader.feed(reply[at:end]))
        at = end
    return (*claims, *reader.close())
