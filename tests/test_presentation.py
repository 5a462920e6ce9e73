"""An answer as text and as Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import cite, make_document
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bbti_qa.documents import Answer, Outcome, Verdict
from bbti_qa.presentation import escape, to_markdown, to_text

ANSWER = Answer("Est-ce le cas ?", "fr", Outcome.ANSWERED, "Oui, le réseau existe.", verdict=Verdict.YES)


def test_the_verdict_is_told_in_words():
    assert "Verdict\u00a0: oui" in to_text(ANSWER)
    assert "Verdict" in to_markdown(ANSWER)
    assert "Verdict: the documents do not settle it" in to_text(replace(ANSWER, language="en", verdict=Verdict.UNKNOWN))


def test_a_source_has_the_colon_of_its_language():
    document = make_document("a.txt", "A", "Une phrase.")
    english = replace(ANSWER, language="en", citations=(cite(document, "Une phrase."),))

    assert "(a\\.txt): “Une phrase" in to_markdown(english)


def test_silence_has_no_verdict():
    silent = replace(ANSWER, outcome=Outcome.NOT_IN_DOCUMENTS, verdict=Verdict.UNKNOWN)

    assert "Verdict" not in to_text(silent)


NASTY = (
    "# Titre",
    "1. premier",
    "2) second",
    "- un",
    "+ un",
    "> cité",
    "| a | b |",
    "**gras** et *italique* et _souligné_",
    "`code` et ``code``",
    "[lien](http://x) ![image](http://x/i.png) [^1]: note",
    "<b>gras</b> <!-- rien --> &amp; &lt;",
    "~~barré~~ ==marqué== x^2^ @clé $x$",
    "***",
    "===",
    "www.exemple.fr http://exemple.fr <http://exemple.fr>",
    "\\*",
)


@pytest.mark.parametrize("quote", NASTY)
def test_a_quote_reads_letter_by_letter_in_the_markdown_of_an_answer(quote: str) -> None:
    document = make_document("a.txt", quote, quote)
    answer = replace(ANSWER, text=f"{quote} [1].", citations=(cite(document, quote),))
    question, verdict, text, sources, source = shown(to_markdown(answer))

    assert (question, verdict, text) == ("Est-ce le cas ?", "Verdict\u00a0: oui", f"{quote} [1].")
    assert (sources, source) == ("Sources", f"{quote}, p. 1 (a.txt)\u00a0: «\u00a0{quote}\u00a0»")


@given(st.text(alphabet=st.sampled_from("#*-_+=~^`'\"\\[](){}<>|&;:!$@./ ab12é\n\t"), max_size=20))
def test_any_text_reads_as_it_stands_wherever_it_is_put(text: str) -> None:
    plain = " ".join(text.split())
    for frame in ("{}", "- {}", "> {}", "7. {}", "## {}"):
        assert "".join(shown(frame.format(escape(text)))) == plain
    assert shown(f"| x |\n| --- |\n| {escape(text)} |") == ["x", plain]


def shown(markdown: str) -> list[str]:
    """What a reader sees of each block; markup that the text made stands there with its kind, and is no text."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return ["".join(map(read, token.children or ())) for token in parser.parse(markdown) if token.type == "inline"]


def read(token: Token) -> str:
    return token.content if token.type in ("text", "text_special", "strong_open", "strong_close") else f"<{token.type}>"
