"""Plain text and Markdown: what is a heading, an item, a note, a caption."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.documents import BlockKind, Document
from bbti_qa.errors import DamagedDocument, EmptyDocument, UnknownFormat
from bbti_qa.loading import load
from bbti_qa.loading.assembly import assemble
from bbti_qa.loading.text import read_text

ARTICLE = """\
Une fiche fictive présente le programme, ses moyens et son calendrier, pour les
besoins de cet essai.

Introduction
Les équipes de recherche préparent des vecteurs, des
cellules et des lots cliniques. Le pilotage scienti-
fique revient à deux organismes publics(1).

(1)  https://exemple.fr/dossiers/
presse.pdf

Trois chantiers ont été ouverts :

• la culture des cellules, qui demande des locaux et des
équipements partagés ;
• le contrôle des lots.
Un bilan est prévu chaque année par le comité chargé du suivi
des travaux et de leur
Figure 1 : Le calendrier des chantiers.
 publication ouverte.

Organisation de la recherche et
des plateformes
Les plateformes accueillent les projets pendant quatre ans
et rendent compte au comité.

Axe 1 : Préparer la production des lots
cliniques
Cet axe réunit les équipes qui travaillent sur la
production.
"""


def read(tmp_path: Path, name: str, content: str | bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load(path, name)


def outline(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, page.text[block.start : block.end]) for page in document.pages for block in page.blocks]


def test_hard_wrapped_text_becomes_blocks(tmp_path: Path) -> None:
    blocks = outline(read(tmp_path, "fiche.txt", ARTICLE))

    assert blocks == [
        (
            "prose",
            "Une fiche fictive présente le programme, ses moyens et son calendrier, pour les besoins de cet essai.",
        ),
        ("heading", "Introduction"),
        (
            "prose",
            "Les équipes de recherche préparent des vecteurs, des cellules et des lots cliniques. "
            "Le pilotage scientifique revient à deux organismes publics (1).",
        ),
        ("footnote", "(1) https://exemple.fr/dossiers/presse.pdf"),
        ("prose", "Trois chantiers ont été ouverts :"),
        ("item", "la culture des cellules, qui demande des locaux et des équipements partagés ;"),
        ("item", "le contrôle des lots."),
        ("prose", "Un bilan est prévu chaque année par le comité chargé du suivi des travaux et de leur"),
        ("caption", "Figure 1 : Le calendrier des chantiers."),
        ("prose", "publication ouverte."),
        ("heading", "Organisation de la recherche et des plateformes"),
        ("prose", "Les plateformes accueillent les projets pendant quatre ans et rendent compte au comité."),
        ("heading", "Axe 1 : Préparer la production des lots cliniques"),
        ("prose", "Cet axe réunit les équipes qui travaillent sur la production."),
    ]


def test_the_words_inside_a_figure_cut_no_sentence(tmp_path: Path) -> None:
    text = "Un bilan est fait. Les stations mènent avec la ville des programmes d'entretien\n\n3 8 13\n5 12 21\nFigure 2 : Les digues de deux côtes.\n\navec des partenaires privés.\n"

    assert outline(read(tmp_path, "figure.txt", text)) == [
        ("prose", "Un bilan est fait. Les stations mènent avec la ville des programmes d'entretien"),
        ("caption", "3 8 13 5 12 21"),
        ("caption", "Figure 2 : Les digues de deux côtes."),
        ("prose", "avec des partenaires privés."),
    ]


def test_the_bullet_stands_before_its_block(tmp_path: Path) -> None:
    page = read(tmp_path, "liste.txt", "Deux points sont ouverts :\n• le budget ;\n• le calendrier.\n").pages[0]

    assert page.text == "Deux points sont ouverts :\n• le budget ;\n• le calendrier.\n"


def test_a_line_in_lower_case_is_never_a_heading(tmp_path: Path) -> None:
    blocks = outline(
        read(tmp_path, "suite.txt", "Le comité se réunit avec ses\n\npartenaires\n\nUne suite vient ici.\n")
    )

    assert [kind for kind, _ in blocks] == ["prose", "prose", "prose"]


def test_one_short_line_alone_is_text(tmp_path: Path) -> None:
    assert outline(read(tmp_path, "note.txt", "Le budget est de 80 M€")) == [("prose", "Le budget est de 80 M€")]


def test_numbered_lines_are_items(tmp_path: Path) -> None:
    text = "Le programme suit deux étapes.\n1. Lancement des projets.\n2. Bilan des projets.\n"

    assert outline(read(tmp_path, "etapes.txt", text))[1:] == [
        ("item", "Lancement des projets."),
        ("item", "Bilan des projets."),
    ]


def test_form_feeds_part_pages_and_repeated_lines_are_set_aside(tmp_path: Path) -> None:
    body = ["Le pilotage revient à deux organismes.", "Le budget est réparti en axes.", "Le suivi est annuel."]
    document = read(
        tmp_path, "pages.txt", "\f".join(f"Fiche 2024\n\n{line}\n\n- {n} -" for n, line in enumerate(body, 1))
    )

    assert [page.number for page in document.pages] == [1, 2, 3]
    assert outline(document)[:3] == [
        ("furniture", "Fiche 2024"),
        ("prose", "Le pilotage revient à deux organismes."),
        ("furniture", "- 1 -"),
    ]


def test_lines_of_a_table_of_contents_are_set_aside(tmp_path: Path) -> None:
    blocks = outline(
        read(tmp_path, "toc.txt", "Le budget ........ 4\nLe calendrier ........ 7\n\nLe texte vient ici.\n")
    )

    assert [kind for kind, _ in blocks] == ["furniture", "furniture", "prose"]


@given(st.text(alphabet=st.sampled_from("aé B.\n-•(1)\t\u00a0ﬁ;:"), max_size=200))
def test_blocks_are_disjoint_ascending_and_hold_all_that_is_no_marker(text: str) -> None:
    document = assemble(read_text(text.encode()), b"", "x.txt", "x")

    for page in document.pages:
        at = 0
        for block in page.blocks:
            assert at <= block.start < block.end <= len(page.text)
            between = page.text[at : block.start]
            assert not any(character.isalpha() for character in between) or block.kind is BlockKind.ITEM
            at = block.end
        assert not page.text[at:].strip()


@given(st.text(alphabet=st.sampled_from("abé.\n- \u00a0ﬁ"), max_size=120))
def test_offsets_lead_back_to_the_raw_text(text: str) -> None:
    for page, raw in zip(assemble(read_text(text.encode()), b"", "x.txt", "x").pages, text.split("\f"), strict=True):
        for start, source, length in page.offsets.runs:
            for step in range(length):
                pair = page.text[start + step], raw[source + step]
                assert pair[0] == pair[1] or pair in {(" ", "\u00a0"), ("f", "ﬁ"), ("i", "ﬁ")}


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    document = read(tmp_path, "ancien.txt", "Le financement s’élève à 80 M€.".encode("cp1252"))

    assert document.pages[0].text == "Le financement s’élève à 80 M€.\n"
    assert document.remarks == ("not UTF-8: read as Windows-1252",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_unicode_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    document = read(tmp_path, "a.txt", "Le comité est réuni chaque année.".encode(encoding))

    assert document.pages[0].text == "Le comité est réuni chaque année.\n"


def test_binary_content_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocument, match="binary data"):
        read(tmp_path, "a.txt", b"abc\0\x01\x02" * 50)


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_a_file_without_text_is_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptyDocument):
        read(tmp_path, "a.txt", content)


def test_an_unknown_ending_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r"no reader for \.xyz"):
        read(tmp_path, "a.xyz", "bonjour")


def test_text_that_mentions_the_mark_of_pdf_stays_text(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "Un PDF commence par %PDF-1.7 toujours.").format == "text"


def test_markdown_gives_its_blocks_and_its_front_matter(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "Fiche fictive"\ndate: 2024-05-01\nversion: 2\nsource: un article\n---\n'
        "# Le programme\n\nUn **budget** de\n80 M€[^1].\n\n- premier axe\n- second axe\n\n"
        "| Axe | Budget |\n|---|---|\n| 1 | oui |\n\n<!-- caché -->\n\n[^1]: Selon la note.\n"
    )
    document = read(tmp_path, "fiche.md", text)

    assert (document.title, document.date, document.version, document.source) == (
        "Fiche fictive",
        "2024-05-01",
        "2",
        "un article",
    )
    assert outline(document) == [
        ("heading", "Le programme"),
        ("prose", "Un budget de 80 M€ (1)."),
        ("item", "premier axe"),
        ("item", "second axe"),
        ("row", "Axe | Budget"),
        ("row", "Axe : 1 — Budget : oui"),
        ("footnote", "(1) Selon la note."),
    ]
    assert document.remarks == ()


def test_html_in_markdown_is_left_out_and_said(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", "Texte visible.\n\n<div>\nautre\n</div>\n")

    assert document.pages[0].text == "Texte visible.\n"
    assert document.remarks == ("HTML inside the Markdown was left out",)
