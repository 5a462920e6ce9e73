"""A manuscript as HTML and as Markdown."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from bbti_qa.manuscript import Heading, Manuscript, Paragraph, ParagraphStyle, Run, Table, to_html, to_markdown

HOSTILE = '<script>alert(1)</script> [lien](http://x) ![i](http://x/i.png) `c` | *a* "q" [^9]: n'
QUOTED = Run("Le budget est de 12 M€.", quoted=True)
TEXT = Manuscript(
    HOSTILE,
    "fr",
    "2026-12-01",
    (
        Heading(HOSTILE),
        Paragraph((Run("Budget.", note=(Run("Fiche, p. 3 : « "), QUOTED, Run(" »")), comment=HOSTILE),)),
        Paragraph((Run("un ;", note=(Run(HOSTILE),)),), ParagraphStyle.ITEM),
        Paragraph((Run("deux."),), ParagraphStyle.ITEM),
        Table(((((Run(HOSTILE),)), (Run("b"),)),), (0.5, 0.5), ("Fait", "Source")),
    ),
    "Fiche",
)


def test_html_holds_hostile_text_as_text() -> None:
    page = BeautifulSoup(to_html(TEXT), "html.parser")

    assert page.find_all("script") == []
    assert page.find_all("img") == []
    assert {link["href"][0] for link in page.find_all("a")} == {"#"}
    assert page.h1 is not None
    assert page.h1.text == HOSTILE


def test_html_needs_no_other_file() -> None:
    page = BeautifulSoup(to_html(TEXT), "html.parser")

    assert page.find_all(["link", "iframe", "object"]) == []
    assert [tag for tag in page.find_all(src=True) if not tag["src"].startswith("data:")] == []


def test_html_footnotes_are_linked_both_ways() -> None:
    page = BeautifulSoup(to_html(TEXT), "html.parser")

    for number in (1, 2):
        call, note = page.find(id=f"call-{number}"), page.find(id=f"note-{number}")
        assert call is not None
        assert note is not None
        assert call.a["href"] == f"#note-{number}"
        assert note.find("a", href=f"#call-{number}") is not None
    assert page.find(id="note-1").q.text == "Le budget est de 12 M€."


def test_html_items_are_a_list() -> None:
    page = BeautifulSoup(to_html(TEXT), "html.parser")

    assert [re.sub(r"\d$", "", item.text) for item in page.ul.find_all("li")] == ["un ;", "deux."]


def test_markdown_has_as_many_footnotes_as_calls() -> None:
    text = to_markdown(TEXT)

    assert re.findall(r"\[\^(\d)\](?!:)", text) == ["1", "2"]
    assert re.findall(r"^\[\^(\d)\]:", text, re.M) == ["1", "2"]
    assert "« Le budget est de 12 M€\\. »" in text


def test_markdown_makes_nothing_of_hostile_text() -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(to_markdown(TEXT))
    page = BeautifulSoup(html, "html.parser")

    assert page.find_all(["script", "img", "a", "code"]) == []
    assert page.h1 is not None
    assert page.h1.text == HOSTILE


def test_markdown_items_are_one_list() -> None:
    page = BeautifulSoup(MarkdownIt().render(to_markdown(TEXT)), "html.parser")

    assert len(page.find_all("ul")) == 1
    assert len(page.ul.find_all("li")) == 2
