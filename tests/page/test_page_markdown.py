"""Text that is shown as it is. What a browser makes of it is in test_page_browser.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.page.markdown import escape_label, escape_markdown, highlight


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Le budget est de 12 M€.", "Le budget est de 12\u00a0M€\\."),
        ("« Où ? » 500 000 €", "«\u00a0Où\u00a0\\?\u00a0» 500\u00a0000\u00a0€"),
        ("[a](javascript:x)", r"\[a\]\(javascript:gray[]\:x\)"),
        ("![x](y)", r"\!\[x\]\(y\)"),
        ("<script>", r"\<script\>"),
        ("$x$ `y` *z* _t_ ~u~ #v |w|", r"\$x\$ \`y\` \*z\* \_t\_ \~u\~ \#v \|w\|"),
        (":smile:", r":gray[]\:smile:gray[]\:"),
        ("http://a.fr", r"http:gray[]\:\/\/a\.fr"),
        ("www.a.fr", r"www:gray[]\.a\.fr"),
        ("moi@a.fr", r"moi:gray[]\@a\.fr"),
        ("->", r"\-:gray[]\>"),
        ("a\r\n\r\n    b", "a\\\n\\\n b"),
        ("&lt;", r"\&lt\;"),
        ("\\*", r"\\\*"),
    ],
)
def test_what_markdown_would_read_is_disarmed(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


@given(st.text())
def test_nothing_but_blanks_is_lost(text: str) -> None:
    shown = escape_markdown(text).replace("\\\n", "\n").replace(":gray[]", "")

    assert "".join(shown.split()).replace("\\", "") == "".join(text.split()).replace("\\", "")


@given(st.text(alphabet="ab :[]\\\n*", max_size=30), st.data())
def test_a_highlight_adds_only_its_own_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    assert _bare(highlight(text, start, end)) == _bare(escape_markdown(text))


def test_a_highlight_covers_exactly_the_quote() -> None:
    assert highlight("avant. Le budget. après", 7, 17) == r"avant\. :yellow-background[Le budget\.] après"


def test_a_quote_over_two_lines_is_highlighted_on_both() -> None:
    assert highlight("un\ndeux", 0, 7) == ":yellow-background[un]\\\n:yellow-background[deux]"


def test_a_label_is_one_short_line() -> None:
    assert escape_label("Un titre\nsur  deux lignes", limit=12) == "Un titre su…"


def _bare(markdown: str) -> str:
    for mark in (":yellow-background[", ":gray[]", "\\", "]", "[", " ", "\u00a0", "\n"):
        markdown = markdown.replace(mark, "")
    return markdown
