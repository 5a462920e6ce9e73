"""What counts as text of a reply."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.errors import ModelUnusable
from bbti_qa.generation.reply import MOST_CHARACTERS, Reply


def read(*texts: str) -> str:
    reply = Reply()
    return "".join([*map(reply.take, texts), reply.rest()])


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (("Le budget ", "est de 80 M€."), "Le budget est de 80 M€."),
        (("\n\n", "  Oui.\n"), "Oui.\n"),
        (("<think>Hmm.</think>\n\nOui.",), "Oui."),
        (("<", "thi", "nk>Hm", "m.</th", "ink> Oui."), "Oui."),
        (("<think></think><think>Encore.</think>Oui.",), "Oui."),
        (("<thé> est chaud",), "<thé> est chaud"),
        (("<th",), "<th"),
        (("Oui <think>non</think>.",), "Oui <think>non</think>."),
        (("<think>sans fin",), ""),
        (("<THINK>x",), "<THINK>x"),
        (("",), ""),
    ],
)
def test_thoughts_and_blanks_in_front_are_left_out(texts, shown):
    assert read(*texts) == shown


@given(
    st.text(alphabet="<think>/ \nOui", max_size=60),
    st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=60),
)
def test_the_same_text_is_shown_however_it_is_cut(tail, sizes):
    text = "<think>a</think>" + tail
    pieces, start = [], 0
    for size in sizes:
        pieces.append(text[start : start + size])
        start += size
    pieces.append(text[start:])

    assert read(*pieces) == read(text)


def test_a_long_thought_is_read_in_little_memory_and_counted():
    reply = Reply()
    reply.take("<think>")
    for _ in range(MOST_CHARACTERS // 1000 - 1):
        assert reply.take("x" * 1000) == ""

    with pytest.raises(ModelUnusable, match="longer than"):
        reply.take("y" * 1000)


@pytest.mark.parametrize(
    ("text", "ended", "tools", "says"),
    [
        ("", "stop", False, "empty"),
        (" \n", "stop", False, "empty"),
        ("", "length", False, "BBTI_QA_MODEL_MAX_TOKENS"),
        ("", "tool_calls", True, "tools"),
        ("Oui.", "content_filter", False, "filter"),
        ("Oui.", "", False, "cut off"),
    ],
)
def test_a_reply_that_is_none_is_refused_with_what_to_do(text, ended, tools, says):
    reply = Reply()
    reply.take(text)
    reply.rest()
    reply.ended, reply.asked_for_tools = ended, tools

    with pytest.raises(ModelUnusable, match=says):
        reply.check(must_say_end=True)


@pytest.mark.parametrize(("ended", "must_say_end"), [("stop", True), ("length", True), ("", False)])
def test_a_reply_with_text_that_ended_is_one(ended, must_say_end):
    reply = Reply()
    shown = reply.take("Oui.")
    reply.ended = ended

    reply.check(must_say_end=must_say_end)  # raises nothing
    assert shown + reply.rest() == "Oui."
