"""Pointers in a reply: every bracket, every cut."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.answering.pointers import Pointer, PointerReader, joined, read_pointers

PARTS = (
    "Le budget est de 80 M€ ", "[E1]", "[E2, E3]", "[E1-E3]", "【E2】", "[[E1]]", "(E4)", "［E3］", "[E99]", "[", "]", "(", "((", "[[", "[E", "E1",
    "(2024)", "[note]", "(e", " et ", "[E1][E2]", "[1]", "[E1 et E2]", "[E1; E2]", ". ", "\n", "- ", "é", "{E1}", "[E 1]", "[E1", "】", "[E1,]",
    "(entre 2 et 5)", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12", "[E1–E3]", "[E01]", "🙂", "[" * 5,
)  # fmt: skip


def test_pointers_of_many_shapes_are_read():
    read = {
        "[E1]": (1,), "[[E2]]": (2,), "【E3】": (3,), "［E1］": (1,), "(E2)": (2,), "[E1, E2]": (1, 2), "[E1,E2;E3]": (1, 2, 3), "[E1-E3]": (1, 2, 3),
        "[E1–3]": (1, 2, 3), "[E1 à E3]": (1, 2, 3), "[E1 et E3]": (1, 3), "[E 2]": (2,), "[2]": (2,), "[e1 and e2]": (1, 2), "〔E1〕": (1,),
        "[[E1, E2]]": (1, 2), "【E1 E2】": (1, 2), "[E2, E2]": (2,),
    }  # fmt: skip

    assert {text: read_pointers(f"a {text} b", 3) for text in read} == {
        text: ("a ", Pointer(numbers), " b") for text, numbers in read.items()
    }


@pytest.mark.parametrize("text", ["(2024)", "(3)", "[note]", "[E1", "E1", "{E1}", "[]", "[E]", "[E1,]", "(e", "[["])
def test_other_brackets_are_text(text):
    assert read_pointers(text, 3) == (text,)


def test_pointers_to_no_evidence_are_dropped_and_counted():
    reader = PointerReader(2)

    assert joined([*reader.feed("a [E3] b [E1, E9] c [E0]"), *reader.close()]) == (
        "a ", Pointer(()), " b ", Pointer((1,)), " c ", Pointer(()),
    )  # fmt: skip
    assert reader.unknown == 3


def test_a_pointer_that_may_still_come_is_held_back():
    reader = PointerReader(3)

    assert list(reader.feed("80 M€ [")) == ["80 M€ "]
    assert list(reader.feed("E")) == []
    assert list(reader.feed("1")) == []
    assert list(reader.feed("] et")) == [Pointer((1,)), " et"]
    assert list(reader.close()) == []


def test_an_endless_bracket_is_let_go():
    reader = PointerReader(3)

    assert joined(list(reader.feed("[E1" + ",1" * 100))) == ("[E1" + ",1" * 100,)


def replies() -> list[str]:
    source = random.Random(7)
    return ["".join(source.choices(PARTS, k=source.randint(1, 40))) for _ in range(1000)]


def test_a_thousand_replies_read_the_same_however_they_are_cut():
    source = random.Random(11)
    for reply in replies():
        for longest in (1, 3, 9):
            assert chunked(reply, source, longest) == (read_pointers(reply, 4), unknown(reply))


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join), st.randoms(use_true_random=False))
def test_cuts_never_change_what_is_read(reply, source):
    assert chunked(reply, source, 5) == (read_pointers(reply, 4), unknown(reply))


def chunked(reply, source, longest):
    reader, pieces, at = PointerReader(4), [], 0
    while at < len(reply):
        end = at + source.randint(1, longest)
        pieces.extend(reader.feed(reply[at:end]))
        at = end
    pieces.extend(reader.close())
    return joined(pieces), reader.unknown


def unknown(reply):
    reader = PointerReader(4)
    list(reader.feed(reply))
    list(reader.close())
    return reader.unknown
