"""A quote is found among the letters of its page, and marked in the page's picture."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import make_document, make_page
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from bbti_qa.answering.markers import cite
from bbti_qa.documents import (
    Answer,
    Area,
    BlockKind,
    Citation,
    Evidence,
    Outcome,
    Passage,
    Place,
    Sentence,
    Span,
    Support,
    Third,
)
from bbti_qa.loading import load
from bbti_qa.loading.pictures import Wanted, draw_pages
from bbti_qa.loading.quoting import Box, boxes_of, lines_of
from bbti_qa.originals import Originals
from bbti_qa.presentation import to_json, to_text


def letters(text: str) -> list[tuple[str, Box]]:
    """Each letter in a box of its own, whose left edge is its place in the text."""
    return [(letter, (float(at), 0.0, at + 1.0, 1.0)) for at, letter in enumerate(text)]


def found(quote: str, text: str, near: float = 0.0) -> str:
    """The letters of `text` that are marked for `quote`."""
    return "".join(text[int(box[0])] for box in boxes_of(quote, letters(text), near))


@pytest.mark.parametrize(
    ("quote", "text", "marked"),
    [
        ("Le budget est fixé.", "Avant. Le bud-\nget est ﬁxé. Après.".replace("\\\n", "\n"), "Lebudgetestﬁﬁxé"),
        ("L’été", "L'ete´", "Lete"),
        ("absent", "rien de tel", ""),
        ("…", "rien", ""),
        (
            "Axe 2 — Budget : 12 M€ ; Durée : 7 ans",
            "Axe Budget Durée Axe 1 9 M€ 3 ans Axe 2 12 M€ 7 ans",
            "Axe212M7ans",
        ),
    ],
)
def test_letters_are_compared_and_nothing_else(quote: str, text: str, marked: str) -> None:
    assert found(quote, text) == marked


def test_of_several_places_the_nearest_one_is_marked() -> None:
    text = "un mot, puis un mot, puis un mot"

    assert [int(boxes_of("un mot", letters(text), near)[0][0]) for near in (0.0, 0.4, 1.0)] == [0, 13, 26]


def test_a_sentence_that_something_interrupts_is_marked_around_it() -> None:
    quote = "Le programme réunit des équipes de recherche et des équipes de soin."
    text = "Le programme réunit des équipes de recherche Page 3 et des équipes de soin."

    assert "Page" not in found(quote, text)
    assert len(found(quote, text)) >= 40


def test_boxes_of_a_line_become_one() -> None:
    assert lines_of([(0, 0, 5, 10), (6, 1, 9, 9), (0, 12, 4, 22), (300, 12, 310, 22)]) == [
        (0, 0, 9, 10),
        (0, 12, 4, 22),
        (300, 12, 310, 22),
    ]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A page in A4, a line at 700 points and one at 100, and the same page turned by a quarter."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    for turned in (0, 90):
        canvas.setPageRotation(turned)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, 700, "Le budget est de douze millions.")
        canvas.drawString(60, 100, "Le jury se réunit en juin.")
        canvas.showPage()
    canvas.save()
    (tmp_path / "x.pdf").write_bytes(buffer.getvalue())
    return tmp_path / "x.pdf"


def yellow(picture: bytes) -> tuple[int, int, int, int] | None:
    """The bounds of what is marked: left, upper, right, lower."""
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)
    rows, columns = np.nonzero((pixels[..., 0] - pixels[..., 2] > 90) & (pixels[..., 1] - pixels[..., 2] > 60))
    return (min(columns), min(rows), max(columns), max(rows)) if len(rows) else None


def test_a_quote_is_marked_where_it_stands(pdf: Path) -> None:
    drawn = draw_pages(
        pdf, [Wanted(1, quote="Le budget est de douze millions."), Wanted(2, quote="le jury se reunit")], 595
    )

    assert yellow(drawn[1]) == (
        pytest.approx(60, abs=4),
        pytest.approx(131, abs=5),
        pytest.approx(230, abs=12),
        pytest.approx(146, abs=5),
    )
    left, upper, right, lower = yellow(drawn[2]) or (0, 0, 0, 0)
    assert lower - upper > 3 * (right - left)  # the page is shown turned, and so is its line


def test_boxes_are_marked_where_they_are(pdf: Path) -> None:
    drawn = draw_pages(pdf, [Wanted(1, boxes=((100.0, 500.0, 200.0, 520.0),))], 595)

    assert yellow(drawn[1]) == tuple(pytest.approx(edge, abs=4) for edge in (100, 322, 200, 342))


def test_a_page_without_the_quote_is_drawn_unmarked(pdf: Path) -> None:
    assert yellow(draw_pages(pdf, [Wanted(1, quote="Une tout autre phrase.")])[1]) is None


def cited(document, quote: str) -> Citation:
    start = document.page(1).text.index(quote)
    return Citation(1, document.path, document.id, "", 1, start, start + len(quote), quote, Support.VERBATIM)


def test_an_original_is_drawn_only_while_it_is_the_file_that_was_read(pdf: Path) -> None:
    document = load(pdf, "x.pdf")
    citation = cited(document, "Le jury se réunit en juin.")

    picture = Originals([pdf.parent]).cited(document, citation)
    pdf.write_bytes(pdf.read_bytes() + b"\n% changed")

    assert picture is not None
    assert yellow(picture) is not None
    assert Originals([pdf.parent]).cited(document, citation) is None
    assert Originals([pdf.parent / "elsewhere"]).cited(document, citation) is None


TEXT = "Un titre\nLe budget est fixé\nLe jury"
WORDS = (
    Place(0, 2, 50, 780, 70, 792),
    Place(3, 8, 75, 780, 110, 792),
    Place(9, 11, 50, 600, 62, 612),
    Place(12, 18, 66, 601, 110, 611),
    Place(19, 22, 50, 585, 70, 597),
    Place(23, 27, 75, 585, 95, 597),
    Place(28, 30, 50, 100, 62, 112),
    Place(31, 35, 66, 100, 90, 112),
)
RECOGNISED = replace(make_page(1, TEXT), places=WORDS)


def test_the_place_of_recognised_text_is_a_box_a_line_and_a_third_of_the_page() -> None:
    assert RECOGNISED.area_of(9, 27) == Area(
        (Place(9, 18, 50, 600, 110, 612), Place(19, 27, 50, 585, 95, 597)), Third.TOP
    )
    assert [getattr(RECOGNISED.area_of(*span), "third", None) for span in ((0, 8), (28, 35))] == [
        Third.TOP,
        Third.BOTTOM,
    ]
    assert make_page(1, TEXT).area_of(9, 27) is None


def test_a_citation_of_recognised_text_says_where_it_stands() -> None:
    document = replace(make_document("scan.pdf", "Scan", TEXT), pages=(RECOGNISED,))
    sentence = Sentence((Span(1, 28, 35),), BlockKind.PROSE)
    passage = Passage(f"{document.id}:0", document.id, (), (sentence,), sentence.spans, "Le jury")

    _, citations = cite([Evidence(document, passage, sentence, "Le jury", 1.0)])
    answer = Answer("?", "fr", Outcome.ANSWERED, "Le jury [1].", citations)

    assert to_json(answer)["citations"][0]["area"] == {
        "recognised": True,
        "third": "bottom",
        "boxes": [[50, 100, 90, 112]],
    }
    assert "texte reconnu dans l'image, en bas de la page" in to_text(answer)
