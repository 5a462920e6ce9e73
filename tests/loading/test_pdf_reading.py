"""PDFs as they come: columns, lost spaces, accents drawn apart, notes and captions in sentences, tables, scans."""

from __future__ import annotations

import io
import shutil
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from bbti_qa.chunking import ChunkingRule, split
from bbti_qa.documents import BlockKind, Document
from bbti_qa.errors import ReaderStopped, ScannedDocument
from bbti_qa.loading import load, recognition
from bbti_qa.loading.legibility import legibility
from bbti_qa.loading.pdfmetadata import iso_date
from bbti_qa.loading.titles import first_title, sane_title
from bbti_qa.loading.tracing import traced
from bbti_qa.loading.words import Row, Word
from bbti_qa.serial import document_from_json, document_to_json

LEFT = (
    "Le programme dispose d'un budget de",
    "quatre-vingts millions d'euros sur une",
    "durée de sept ans. Il est piloté par",
)
RIGHT = (
    "Un appel à projets sera lancé en 2025",
    "avec le soutien de l'agence nationale.",
    "Les projets retenus dureront quatre",
)

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None or find_spec("pytesseract") is None, reason="tesseract is not installed"
)


def pdf(draw: Callable[[Any], None]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def read(tmp_path: Path, draw: Callable[[Any], None] | bytes) -> Document:
    path = tmp_path / "page.pdf"
    path.write_bytes(draw if isinstance(draw, bytes) else pdf(draw))
    return load(path, "page.pdf")


def write(
    canvas: Any, x: float, y: float, *lines: str, size: float = 10, font: str = "Times-Roman", pitch: float = 12
) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * pitch, line)


def sentences(document: Document) -> list[str]:
    found = {}
    for passage in split(document, ChunkingRule(), len, 10_000):
        for sentence in passage.sentences:
            found.setdefault(sentence.spans, document.text(sentence.spans))
    return list(found.values())


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, page.text[block.start : block.end]) for page in document.pages for block in page.blocks]


def test_lines_written_in_any_order_are_read_from_top_to_bottom(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for number in (2, 0, 1):
            write(canvas, 72, 700 - 12 * number, LEFT[number])

    assert read(tmp_path, draw).pages[0].text == " ".join(LEFT) + "\n"


def test_three_columns_written_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    columns = [[f"colonne {name} ligne {number} du texte" for number in range(6)] for name in "abc"]

    def draw(canvas: Any) -> None:
        for number in range(6):
            for at, column in enumerate(columns):
                write(canvas, 50 + 170 * at, 700 - 12 * number, column[number])

    text = read(tmp_path, draw).pages[0].text

    assert " ".join(text.split()) == " ".join(line for column in columns for line in column)


def test_a_title_across_two_columns_comes_first(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 72, 740, "Un titre qui va d'un bord de la page à l'autre, bien au-delà du milieu", size=14)
        for number in range(6):
            write(canvas, 72, 700 - 12 * number, LEFT[number % 3])
            write(canvas, 310, 700 - 12 * number, RIGHT[number % 3])

    blocks = kinds(read(tmp_path, draw))

    assert blocks[0] == ("heading", "Un titre qui va d'un bord de la page à l'autre, bien au-delà du milieu")
    assert blocks[1][1].startswith(" ".join(LEFT))


def test_columns_that_end_after_one_line_are_told_by_the_page_before(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for number in range(12):
            write(canvas, 72, 700 - 12 * number, LEFT[number % 3])
            write(canvas, 290, 700 - 12 * number, RIGHT[number % 3])
        canvas.showPage()
        write(canvas, 72, 700, "deux organismes de recherche. La suite")
        write(canvas, 290, 700, "en dit plus sur le calendrier.")

    assert read(tmp_path, draw).pages[1].text.split("\n")[0].startswith("deux organismes de recherche. La suite")
    assert "La suite en dit plus" in " ".join(read(tmp_path, draw).pages[1].text.split())


def test_words_set_without_spaces_are_parted_by_their_places(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        x = 72.0
        canvas.setFont("Times-Roman", 10)
        for word in "Les vecteurs viraux sont produits en bioréacteur.".split(" "):
            canvas.drawString(x, 700, word)
            x += canvas.stringWidth(word, "Times-Roman", 10) + 2.2

    assert read(tmp_path, draw).pages[0].text == "Les vecteurs viraux sont produits en bioréacteur.\n"


def test_letters_set_one_by_one_make_words(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        x = 72.0
        canvas.setFont("Times-Roman", 10)
        for number, letter in enumerate("Les vecteurs viraux"):
            canvas.drawString(x, 700, letter)
            x += canvas.stringWidth(letter, "Times-Roman", 10) + (0.3 if number % 2 else -0.3)

    assert read(tmp_path, draw).pages[0].text == "Les vecteurs viraux\n"


def test_an_accent_drawn_over_its_letter_becomes_one_with_it(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Times-Roman", 10)
        x = 72.0
        for letter in "d\u00b4eveloppement":
            if letter == "\u00b4":
                canvas.drawString(x + 0.6, 700, letter)
                continue
            canvas.drawString(x, 700, letter)
            x += canvas.stringWidth(letter, "Times-Roman", 10)

    assert read(tmp_path, draw).pages[0].text == "développement\n"


def test_letters_drawn_twice_are_read_once(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 72, 700, "Un titre gras")
        write(canvas, 72.25, 700, "Un titre gras")

    assert read(tmp_path, draw).pages[0].text == "Un titre gras\n"


@pytest.mark.parametrize(
    ("before", "expected"), [("le volume en m", "le volume en m2"), ("la bioproduction", "la bioproduction (2)")]
)
def test_a_raised_figure_is_a_call_behind_a_word_and_a_power_behind_a_unit(
    tmp_path: Path, before: str, expected: str
) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 72, 700, before)
        write(canvas, 72 + canvas.stringWidth(before, "Times-Roman", 10), 703.5, "2", size=6)

    assert read(tmp_path, draw).pages[0].text == expected + "\n"


def test_a_sentence_goes_on_over_a_note_and_a_page_break_in_two_exact_pieces(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 72, 700, "Une phrase entière pour commencer. Les équipes retenues devront")
        canvas.line(72, 110, 140, 110)
        write(canvas, 72, 98, "1 Voir le rapport annuel de la fondation.", size=8)
        canvas.showPage()
        write(canvas, 72, 740, "BBTI assurera le suivi des projets avec les deux organismes.", "Une autre phrase suit.")

    document = read(tmp_path, draw)
    whole = next(s for s in sentences(document) if "devront" in s)
    assert whole == "Les équipes retenues devront"  # "BBTI" may begin a sentence

    def go_on(canvas: Any) -> None:
        write(canvas, 72, 700, "Une phrase entière pour commencer. Les équipes retenues devront travailler sur la")
        canvas.line(72, 110, 140, 110)
        write(canvas, 72, 98, "1 Voir le rapport annuel de la fondation.", size=8)
        canvas.showPage()
        write(canvas, 72, 740, "Bioproduction et son calendrier avec les deux organismes.", "Une autre phrase suit.")

    assert (
        "Les équipes retenues devront travailler sur la Bioproduction et son calendrier avec les deux organismes."
        in sentences(read(tmp_path, go_on))
    )


def test_a_word_that_the_page_end_cuts_is_whole_and_its_rest_is_kept_aside(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 72, 700, "Le programme soutient la biopro-")
        canvas.showPage()
        write(canvas, 72, 700, "duction des vecteurs viraux.")

    document = read(tmp_path, draw)

    assert sentences(document) == ["Le programme soutient la bioproduction des vecteurs viraux."]
    assert kinds(document)[-1] == ("furniture", "duction")


@pytest.mark.parametrize(("left", "right"), [("elle", "même"), ("peut", "il"), ("celui", "ci"), ("eux", "mêmes")])
def test_a_hyphen_before_an_enclitic_stays_at_the_line_end(tmp_path: Path, left: str, right: str) -> None:
    document = read(
        tmp_path, lambda canvas: write(canvas, 72, 700, f"Le projet se finance {left}-", f"{right} selon la règle.")
    )

    assert document.pages[0].text == f"Le projet se finance {left}-{right} selon la règle.\n"


def test_headers_that_alternate_are_set_aside(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for number, subject in enumerate(("la gouvernance", "le calendrier", "les partenaires", "le budget")):
            write(canvas, 72, 800, "Rapport annuel" if number % 2 else "Feuille de route", size=8)
            write(
                canvas,
                72,
                740,
                f"Ici se lit {subject} du programme.",
                f"On y trouve {subject}.",
                f"Fin pour {subject}.",
            )
            canvas.showPage()

    furniture = [text for kind, text in kinds(read(tmp_path, draw)) if kind == "furniture"]

    assert furniture == ["Feuille de route", "Rapport annuel", "Feuille de route", "Rapport annuel"]


def _table(canvas: Any, has_rules: bool) -> None:
    rows = (
        ("Axe", "Budget", "Durée"),
        ("Axe 1", "12 M€", "7 ans"),
        ("Axe 2", "9 M€", "4 ans"),
        ("Axe 3", "8 M€", "5 ans"),
    )
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            write(canvas, 80 + 120 * at, 600 - 18 * number, cell, font="Times-Bold" if number == 0 else "Times-Roman")
    if has_rules:
        canvas.grid([75, 195, 315, 435], [612 - 18 * number for number in range(5)])


@pytest.mark.parametrize("has_rules", [True, False])
def test_rows_of_a_table_carry_their_headers(tmp_path: Path, has_rules: bool) -> None:
    document = read(tmp_path, lambda canvas: _table(canvas, has_rules))

    assert [text for kind, text in kinds(document) if kind == "row"] == [
        "Axe | Budget | Durée",
        "Axe 1 — Budget : 12 M€ ; Durée : 7 ans",
        "Axe 2 — Budget : 9 M€ ; Durée : 4 ans",
        "Axe 3 — Budget : 8 M€ ; Durée : 5 ans",
    ]


def test_a_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([75, 195, 435], [612, 594, 560, 526])
        write(canvas, 80, 600, "Axe", font="Times-Bold")
        write(canvas, 200, 600, "Objet", font="Times-Bold")
        write(canvas, 80, 580, "Axe 1")
        write(canvas, 200, 580, "Des vecteurs viraux pour", "la thérapie génique.")
        write(canvas, 80, 546, "Axe 2")
        write(canvas, 200, 546, "Des cellules souches", "et leurs dérivés.")

    rows = [text for kind, text in kinds(read(tmp_path, draw)) if kind == "row"]

    assert rows[1] == "Axe 1 — Objet : Des vecteurs viraux pour la thérapie génique."


def test_a_cell_that_spans_columns_or_rows_is_read_whole(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for edge in (612, 592, 572, 532):
            canvas.line(60, edge, 420, edge)
        canvas.line(60, 552, 300, 552)  # the last column goes on below it
        for x in (60, 300, 420):
            canvas.line(x, 612, x, 532)
        for top, bottom in ((612, 592), (572, 532)):
            canvas.line(160, top, 160, bottom)  # not in the second row
        for x, cell in ((65, "Lot"), (165, "Objet"), (305, "Avis")):
            write(canvas, x, 598, cell, font="Times-Bold")
        write(canvas, 65, 578, "Lot 1 : les vecteurs viraux et leur contrôle")
        write(canvas, 305, 578, "favorable")
        write(canvas, 65, 558, "Lot 2")
        write(canvas, 165, 558, "les cellules")
        write(canvas, 305, 558, "à revoir avant", "la fin de l’année")
        write(canvas, 65, 538, "Lot 3")
        write(canvas, 165, 538, "les tests")

    assert [text for kind, text in kinds(read(tmp_path, draw)) if kind == "row"] == [
        "Lot | Objet | Avis",
        "Lot 1 : les vecteurs viraux et leur contrôle — Avis : favorable",
        "Lot 2 — Objet : les cellules ; Avis : à revoir avant la fin de l’année",
        "Lot 3 — Objet : les tests ; Avis : à revoir avant la fin de l’année",
    ]


def _long_table(canvas: Any, pages: list[list[tuple[str, ...]]], has_rules: bool = True) -> None:
    """A table over several pages, of which only the first has prose above it; in its first row stand names in bold."""
    write(canvas, 60, 780, "Les moyens des axes sont donnés par le tableau suivant.")
    for number, rows in enumerate(pages):
        top = 700 if number == 0 else 780
        for at, row in enumerate(rows):
            for x, cell in zip((80, 200, 320), row, strict=True):
                write(canvas, x, top - 18 * at, cell, font="Times-Bold" if row[0] == "Axe" else "Times-Roman")
        if has_rules:
            canvas.grid([75, 195, 315, 435], [top + 12 - 18 * at for at in range(len(rows) + 1)])
        canvas.showPage()


HEAD = ("Axe", "Pilote", "Durée")
FIRST = [HEAD, ("Axe 1", "un institut", "7 ans"), ("Axe 2", "une école", "4 ans"), ("Axe 3", "un centre", "5 ans")]


@pytest.mark.parametrize("has_rules", [True, False])
def test_rows_on_the_next_page_carry_the_header_of_the_page_before(tmp_path: Path, has_rules: bool) -> None:
    rest = [("Axe 4", "un hôpital", "2 ans"), ("Axe 5", "une agence", "3 ans"), ("Axe 6", "un pôle", "6 ans")]
    document = read(tmp_path, lambda canvas: _long_table(canvas, [FIRST, rest], has_rules))
    page = document.pages[1]
    block = page.blocks[0]

    assert page.text.splitlines() == [
        "Axe 4 — Pilote : un hôpital ; Durée : 2 ans",
        "Axe 5 — Pilote : une agence ; Durée : 3 ans",
        "Axe 6 — Pilote : un pôle ; Durée : 6 ans",
    ]
    assert (block.start, block.end) == (0, len("Axe 4 — Pilote : un hôpital ; Durée : 2 ans"))
    stands = {page.text[start : start + length] for start, _, length in page.offsets.runs}
    assert "hôpital" in stands  # the cell leads back to the page, the header that was put in does not
    assert not any("Pilote" in text for text in stands)


def test_a_header_that_each_page_repeats_belongs_to_its_table(tmp_path: Path) -> None:
    pages = [FIRST, *([HEAD, (f"Axe {n}", "un pôle", "2 ans"), (f"Axe {n + 1}", "une école", "3 ans")] for n in (4, 6))]
    document = read(tmp_path, lambda canvas: _long_table(canvas, pages))

    assert [text for kind, text in kinds(document) if kind == "row"][-3:] == [
        "Axe | Pilote | Durée",
        "Axe 6 — Pilote : un pôle ; Durée : 2 ans",
        "Axe 7 — Pilote : une école ; Durée : 3 ans",
    ]


def test_a_row_that_a_page_break_cuts_keeps_its_label(tmp_path: Path) -> None:
    rest = [("", "et une agence", ""), ("Axe 4", "un hôpital", "2 ans"), ("Axe 5", "un pôle", "3 ans")]
    document = read(tmp_path, lambda canvas: _long_table(canvas, [FIRST, rest]))

    assert document.pages[1].text.splitlines()[0] == "Axe 3 — Pilote : et une agence"


def test_a_table_with_other_columns_on_the_next_page_is_another_one(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _long_table(canvas, [FIRST])
        for number, (name, value) in enumerate([("Siège", "Lyon"), ("Budget", "12 M€"), ("Début", "2024")]):
            write(canvas, 80, 780 - 18 * number, name)
            write(canvas, 260, 780 - 18 * number, value)
        canvas.grid([75, 255, 435], [792 - 18 * number for number in range(4)])

    assert "Pilote" not in read(tmp_path, draw).pages[1].text


@pytest.mark.parametrize("drawing", ["underline", "ground"])
def test_what_is_drawn_under_the_words_of_a_cell_does_not_cut_it(tmp_path: Path, drawing: str) -> None:
    def draw(canvas: Any) -> None:
        canvas.grid([75, 195, 435], [612, 590, 540, 515])
        for at, (name, value) in enumerate([("Nom", "idZone"), ("Exemples", "UB"), ("Type", "texte")]):
            write(canvas, 80, (596, 576, 521)[at], name, font="Times-Bold")
            write(canvas, 200, (596, 576, 521)[at], value)
        write(canvas, 200, 556, "porteeGenerale")
        if drawing == "underline":
            canvas.line(200, 574.5, 200 + canvas.stringWidth("UB", "Times-Roman", 10), 574.5)
        else:
            path = canvas.beginPath()
            path.moveTo(197, 568)
            for x, y in ((433, 568), (433, 552), (197, 552)):
                path.lineTo(x, y)
            path.close()
            canvas.setFillGray(0.95)
            canvas.drawPath(path, stroke=0, fill=1)

    assert [text for kind, text in kinds(read(tmp_path, draw)) if kind == "row"] == [
        "Nom | idZone",
        "Exemples | UB porteeGenerale",
        "Type | texte",
    ]


def test_names_over_values_and_centred_names_over_long_cells_are_told_apart(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for x, name in ((65, "Version"), (137, "Date"), (330, "Description")):
            write(canvas, x, 708, name, font="Times-Bold")
        notes = ["Rédaction", "Retours du groupe de travail, puis ajout des cas d’usage", "Corrections diverses"]
        for number, note in enumerate(notes):
            write(canvas, 60, 688 - 18 * number, f"Projet 0.{number}")
            write(canvas, 119, 688 - 18 * number, f"1{number}/04/2020")
            write(canvas, 190, 688 - 18 * number, note)

    assert (
        kinds(read(tmp_path, draw))[2][1]
        == "Version : Projet 0.1 — Date : 11/04/2020 ; Description : Retours du groupe de travail, puis ajout des cas d’usage"
    )


def test_the_boxes_of_a_drawing_are_read_one_by_one(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 60, 780, "Le comité directeur arrête le budget et, chaque année,")
        for at, lines in enumerate((["Comité directeur", "deux dirigeants"], ["Comité de pilotage", "six membres"])):
            canvas.roundRect(80 + 200 * at, 720, 150, 35, 4, stroke=1, fill=0)
            write(canvas, 90 + 200 * at, 740, *lines)
        write(canvas, 60, 690, "rend compte au ministère.")

    document = read(tmp_path, draw)

    assert [text for kind, text in kinds(document) if kind == "caption"] == [
        "Comité directeur deux dirigeants",
        "Comité de pilotage six membres",
    ]
    assert "Le comité directeur arrête le budget et, chaque année, rend compte au ministère." in sentences(document)


def test_a_box_drawn_over_a_line_of_text_does_not_take_its_words(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 60, 740, "Le comité directeur arrête le budget du programme chaque année au printemps.")
        canvas.rect(100, 730, 80, 30)
        canvas.rect(250, 730, 80, 30)

    assert kinds(read(tmp_path, draw)) == [
        ("prose", "Le comité directeur arrête le budget du programme chaque année au printemps.")
    ]


BESIDE = (
    "Le programme dispose d’un budget de quatre-vingts millions d’euros",
    "sur une durée de sept ans. Il est piloté par un institut et une",
    "agence, qui lancent des appels à projets chaque année.",
)


def _labelled(canvas: Any, font: str, size: float = 10) -> None:
    """Three labels, set to the right against the text; the second one has two lines."""
    for number, label in enumerate((["Budget"], ["Objectif de la", "structuration"], ["Périmètre"])):
        top = 740 - 60 * number
        for line, text in enumerate(label):
            canvas.setFont(font, size)
            canvas.drawRightString(147, top - 12 * line, text)
        write(canvas, 150, top, *BESIDE)


@pytest.mark.parametrize("font", ["Times-Bold", "Times-Italic"])
def test_a_label_in_the_margin_is_the_heading_of_what_stands_beside_it(tmp_path: Path, font: str) -> None:
    document = read(tmp_path, lambda canvas: _labelled(canvas, font))

    text = " ".join(BESIDE)
    assert kinds(document) == [
        ("heading", "Budget"),
        ("prose", text),
        ("heading", "Objectif de la structuration"),
        ("prose", text),
        ("heading", "Périmètre"),
        ("prose", text),
    ]


def test_a_label_beside_a_line_in_mid_sentence_does_not_cut_the_sentence(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 150, 740, *BESIDE, *BESIDE)
        canvas.setFont("Times-Bold", 10)
        canvas.drawRightString(147, 740 - 24, "Pilotage")  # the third line

    assert "Il est piloté par un institut et une agence, qui lancent des appels à projets chaque année." in sentences(
        read(tmp_path, draw)
    )


def test_a_label_whose_text_begins_in_lower_case_stays_a_heading(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _labelled(canvas, "Times-Bold")
        canvas.setFont("Times-Bold", 10)
        canvas.drawRightString(147, 560, "Résolution")
        write(canvas, 150, 560, "zone d’urbanisme, unité foncière, parcelle")

    assert kinds(read(tmp_path, draw))[-2:] == [
        ("heading", "Résolution"),
        ("prose", "zone d’urbanisme, unité foncière, parcelle"),
    ]


def test_plain_labels_clear_of_the_text_are_believed_from_three_on(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for number, label in enumerate(("avril 2020 à mars", "janvier 2022", "octobre 2023")):
            write(canvas, 60, 740 - 50 * number, label)
            write(canvas, 190, 740 - 50 * number, *BESIDE)

    assert [text for kind, text in kinds(read(tmp_path, draw)) if kind == "heading"] == [
        "avril 2020 à mars",
        "janvier 2022",
        "octobre 2023",
    ]


def test_bold_headings_and_short_last_lines_beside_a_column_are_no_labels(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        for number in range(4):
            write(canvas, 60, 740 - 60 * number, "Titre court", font="Times-Bold")
            write(canvas, 60, 728 - 60 * number, *LEFT)
            write(canvas, 310, 740 - 60 * number, *RIGHT, "et au-delà de ce terme")

    text = " ".join(read(tmp_path, draw).pages[0].text.split())

    assert text.index(LEFT[2]) < text.index(RIGHT[0])


@pytest.mark.parametrize("has_rules", [True, False])
def test_long_cells_below_each_other_are_a_table_where_rules_say_so(tmp_path: Path, has_rules: bool) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 60, 700, "Lot", font="Times-Bold")
        write(canvas, 110, 700, "Objet du lot", font="Times-Bold")
        write(canvas, 300, 700, "Échéance", font="Times-Bold")
        for number, (first, second) in enumerate(
            [
                ("la montée en échelle des cuves", "sous contrôle européen"),
                ("les référentiels de sûreté", "selon un calendrier"),
            ]
            * 2
        ):
            top = 680 - 34 * number
            write(canvas, 60, top, f"Lot {number + 1}")
            write(canvas, 110, top, first, second)
            write(canvas, 300, top, "avant la fin du printemps")
        if has_rules:
            for edge in (712, 694, 560):
                canvas.line(55, edge, 420, edge)

    rows = [text for kind, text in kinds(read(tmp_path, draw)) if kind == "row"]

    assert (
        "Lot 1 — Objet du lot : la montée en échelle des cuves sous contrôle européen ; Échéance : avant la fin du printemps"
        in rows
    ) == has_rules


def test_rows_between_level_rules_are_rows_though_no_upright_parts_their_columns(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        cells = [
            ("Rubrique", "Valeur"),
            ("Budget", "12 M€"),
            ("Durée moyenne", "4 ans"),
            ("Partenaires", "une trentaine"),
        ]
        for number, (label, value) in enumerate(cells):
            write(canvas, 60, 600 - 26 * number, label, font="Times-Bold" if number == 0 else "Times-Roman")
            write(canvas, 170, 600 - 26 * number, value, font="Times-Bold" if number == 0 else "Times-Roman")
        write(canvas, 60, 600 - 26 * 2 - 11, "d’un projet")
        for edge in (612, 592, 566, 534, 512):
            canvas.line(55, edge, 270, edge)
        for number in range(9):
            write(canvas, 320, 604 - 12 * number, "Le texte de la colonne voisine suit son cours.")

    assert [text for kind, text in kinds(read(tmp_path, draw)) if kind == "row"] == [
        "Rubrique | Valeur",
        "Rubrique : Budget — Valeur : 12 M€",
        "Rubrique : Durée moyenne d’un projet — Valeur : 4 ans",
        "Rubrique : Partenaires — Valeur : une trentaine",
    ]


def test_the_bullet_of_the_usual_encoding_begins_an_item(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 60, 700, "Le programme vise deux buts :")
        for number, goal in enumerate(("trouver des cellules ;", "produire à moindre coût.")):
            write(canvas, 60, 680 - 14 * number, "\x7f")
            write(canvas, 72, 680 - 14 * number, goal)

    assert [text for kind, text in kinds(read(tmp_path, draw)) if kind == "item"] == [
        "trouver des cellules ;",
        "produire à moindre coût.",
    ]


def test_every_character_of_a_page_is_kept_or_accounted_for(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        write(canvas, 72, 800, "En-tête du rapport", size=8)
        _table(canvas, True)
        for number in range(6):
            write(canvas, 72, 500 - 12 * number, LEFT[number % 3])
            write(canvas, 310, 500 - 12 * number, RIGHT[number % 3])

    from pypdf import PdfReader

    data = pdf(draw)
    bare = Counter("".join(PdfReader(io.BytesIO(data)).pages[0].extract_text().split()))
    page = read(tmp_path, data).pages[0]
    sources = [page.offsets.to_source(at) for at in range(len(page.text))]
    kept = Counter(unicodedata.normalize("NFC", "".join(page.text.split())))

    assert not bare - kept
    assert len(set(sources)) >= sum(bare.values())


def test_text_beyond_the_edge_of_the_page_is_kept_aside(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.setCropBox((40, 40, 555, 802))
        write(canvas, 72, 700, "Le texte de la page.")
        write(canvas, 100, 830, "epreuve.indd 4")

    assert kinds(read(tmp_path, draw)) == [("prose", "Le texte de la page."), ("furniture", "epreuve.indd 4")]


def test_a_page_turned_on_its_side_is_read(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        write(canvas, 72, 500, *LEFT)

    assert read(tmp_path, draw).pages[0].text == " ".join(LEFT) + "\n"


def test_a_page_without_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderStopped, match="more than"):
        read(tmp_path, lambda canvas: write(canvas, 72, 700, "a" * 2_000_000))


# which reader


def _rows(text: str) -> list[Row]:
    words = tuple(Word(traced(word), 0.0, 1.0, 0.0, 10.0) for word in text.split(" "))
    return [Row(words, 0.0, 10.0)]


@pytest.mark.parametrize(
    ("text", "worst"),
    [
        ("\ue000\ue001\ue002 texte", "characters without meaning"),
        ("Leprogrammedisposedunbudgetdequatrevingtsmillions sur sept ans", "words without spaces"),
        ("le d´eveloppement des th´erapies", "accents off their letters"),
        (" ".join("abcdefghij" * 5), "words in pieces"),
    ],
)
def test_what_is_wrong_with_a_page_is_named(text: str, worst: str) -> None:
    found = legibility(_rows(text))

    assert found.trouble > 0.05
    assert found.worst == worst


def test_ordinary_french_has_no_trouble() -> None:
    assert legibility(_rows(" ".join((*LEFT, *RIGHT) * 3))).trouble == 0.0


def test_a_page_that_pypdf_reads_badly_is_read_by_pdfium_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bbti_qa.loading import pdfpages
    from bbti_qa.loading.content import page_content

    def without_spaces(page: Any) -> Any:
        content = page_content(page)
        from dataclasses import replace

        wide = [replace(run, texts=tuple(text.replace(" ", "x") for text in run.texts)) for run in content.runs]
        return replace(content, runs=tuple(wide))

    monkeypatch.setattr(pdfpages, "page_content", without_spaces)
    document = read(tmp_path, lambda canvas: write(canvas, 72, 700, *LEFT, *RIGHT))

    assert document.pages[0].text == " ".join((*LEFT, *RIGHT)) + "\n"
    assert document.remarks == ("page 1 was read by PDFium (pypdf: words without spaces)",)


# what a file says of itself


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("D:20240502120000+02'00'", "2024-05-02"),
        ("D:202405", "2024-05"),
        ("2024", "2024"),
        ("D:19040101", ""),
        ("D:20241350", ""),
        ("hier", ""),
    ],
)
def test_dates_of_a_pdf_are_read_where_they_can_be(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - rapport.doc", "Présentation PowerPoint", "rapport_v3.indd", "untitled", "12", "Document1"],
)
def test_titles_that_programs_leave_there_are_not_sane(title: str) -> None:
    assert sane_title(title) == ""


def test_a_title_is_a_title() -> None:
    assert sane_title("Appel à projets 2025  du programme BBTI") == "Appel à projets 2025 du programme BBTI"


def test_letters_set_apart_and_dates_are_no_titles_of_their_own() -> None:
    assert first_title(["I G N", "6 Novembre 2023", "MANUEL OPERATEUR", "Outil de saisie"]) == "MANUEL OPERATEUR"
    assert first_title(["R A P P O R T", "Introduction"]) == "RAPPORT"
    assert first_title(["I G N", "12.03.2024"]) == ""


# scans


@pytest.fixture
def ocr() -> Iterator[None]:
    recognition.allow("auto")
    yield
    recognition.allow("off")


def scan() -> bytes:
    """A page that is a picture of text."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader

    def draw(canvas: Any) -> None:
        write(
            canvas,
            72,
            700,
            "Le programme finance la recherche publique",
            "sur les biothérapies innovantes.",
            size=16,
            pitch=22,
        )

    picture = pypdfium2.PdfDocument(pdf(draw))[0].render(scale=2).to_pil()
    return pdf(lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, 595, 842))


def test_a_scan_is_reported_with_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ScannedDocument, match=r"bbti-qa\[ocr\].*tesseract-ocr-fra"):
        read(tmp_path, scan())


@needs_tesseract
def test_a_scan_is_read_and_its_words_keep_their_place(tmp_path: Path, ocr: None) -> None:
    document = read(tmp_path, scan())
    page = document.pages[0]
    start = page.text.index("programme")
    (place,) = page.places_of(start, start + len("programme"))

    assert " ".join(page.text.split()) == "Le programme finance la recherche publique sur les biothérapies innovantes."
    assert page.is_recognised
    assert 80 < place.left < 110
    assert 690 < place.bottom < 705
    assert document.remarks[0].startswith("page 1 was read by character recognition (confidence ")
    assert document_from_json(document_to_json(document)).pages[0].text == page.text


def test_only_letters_that_were_recognised_have_a_place(tmp_path: Path) -> None:
    page = read(tmp_path, lambda canvas: write(canvas, 72, 700, *LEFT)).pages[0]

    assert page.places == ()
    assert not page.is_recognised
    assert [block.kind for block in page.blocks] == [BlockKind.PROSE]
