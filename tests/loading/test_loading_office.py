"""Slides, workbooks, OpenDocument text, mails and tables as text, made here, read back."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loading.made_files import (
    MADE,
    SENTENCES,
    TITLE,
    made_csv,
    made_docx,
    made_eml,
    made_html,
    made_markdown,
    made_odt,
    made_pptx,
    made_text,
    made_xlsx,
    made_zip,
)

from bbti_qa.chunking import ChunkingRule, split
from bbti_qa.documents import Document
from bbti_qa.errors import DamagedDocument, DocumentError, EncryptedDocument, UnknownFormat
from bbti_qa.loading import load
from bbti_qa.loading.reading import sniff
from bbti_qa.loading.rows import Cell, as_rows, grid, typeset

ROWS = [
    ("row", "Axe | Budget | Date"),
    ("row", "Axe 1 — Budget : 12 M€ ; Date : 2025"),
    ("row", "Axe 2 — Budget : 9 M€ ; Date : 2026"),
]


def read(tmp_path: Path, name: str, content: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(content)
    return load(path, name)


def outline(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, page.text[block.start : block.end]) for page in document.pages for block in page.blocks]


def test_slides_are_pages_with_title_text_notes_and_tables(tmp_path: Path) -> None:
    document = read(tmp_path, "x.pptx", made_pptx())

    assert document.title == TITLE
    assert len(document.pages) == 4
    assert outline(document) == [
        ("heading", "Le comité"),
        *(("item", sentence) for sentence in SENTENCES),
        ("prose", "Une note pour qui parle."),
        ("heading", "Les moyens"),
        *ROWS,
    ]
    assert document.remarks == ("slide 3 is hidden and was left out", "slide 4 holds no text (a picture, or empty)")


def test_a_workbook_is_a_page_a_sheet_and_a_row_a_sentence(tmp_path: Path) -> None:
    document = read(tmp_path, "x.xlsx", made_xlsx())

    assert (document.title, document.format) == (TITLE, "xlsx")
    assert outline(document) == [("heading", "Moyens"), *ROWS]
    assert document.remarks == ("sheet “Brouillon” is hidden and was left out",)


def test_open_document_text_gives_headings_notes_lists_and_tables(tmp_path: Path) -> None:
    document = read(tmp_path, "x.odt", made_odt())

    assert (document.title, document.format) == (TITLE, "odt")
    assert outline(document) == [
        ("heading", "Le comité"),
        *(("prose", sentence) for sentence in SENTENCES),
        ("prose", "Le financement (1) est public."),
        ("item", "un premier point"),
        *ROWS,
        ("footnote", "(1) Selon une note fictive."),
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_table_as_text_gives_its_rows_whatever_parts_its_cells(tmp_path: Path, delimiter: str, encoding: str) -> None:
    assert outline(read(tmp_path, "x.csv", made_csv(delimiter, encoding))) == ROWS


@pytest.mark.parametrize("as_html", [False, True])
def test_a_mail_gives_subject_date_and_text_and_names_what_hangs_on_it(tmp_path: Path, as_html: bool) -> None:
    document = read(tmp_path, "x.eml", made_eml(as_html=as_html))

    assert (document.title, document.date, document.format) == (TITLE, "2024-05-02", "eml")
    assert [text for kind, text in outline(document) if kind == "prose"] == list(SENTENCES)
    assert ("furniture", "Une personne <une@exemple.fr>") in outline(document)
    assert document.remarks == ("its attachment “annexe.pdf” was not read",)


def test_word_keeps_its_running_header_as_furniture(tmp_path: Path) -> None:
    document = read(tmp_path, "x.docx", made_docx())

    assert outline(document)[0] == ("furniture", "Programme fictif")
    assert outline(document)[-3:] == ROWS
    assert document.title == TITLE


@pytest.mark.parametrize("name", sorted(set(MADE) - {"md", "txt", "csv"}))
def test_a_file_is_what_its_content_says_whatever_its_name(name: str) -> None:
    assert sniff(MADE[name](), "x.txt") == name


def test_a_name_that_promises_more_than_the_content_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(DamagedDocument, match="no xlsx file"):
        read(tmp_path, "x.xlsx", b"Axe;Budget")


def test_old_and_locked_office_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(EncryptedDocument, match=r"old kind"):
        read(tmp_path, "x.doc", b"\xd0\xcf\x11\xe0" + b"0" * 600)


def test_other_office_files_are_named(tmp_path: Path) -> None:
    book = made_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")

    with pytest.raises(UnknownFormat, match="spreadsheet"):
        read(tmp_path, "x.ods", book)


def test_a_word_file_with_macros_is_read_without_them(tmp_path: Path) -> None:
    source, target = zipfile.ZipFile(io.BytesIO(made_docx())), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name).replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            )
            archive.writestr(name, content)
        archive.writestr("word/vbaProject.bin", b"x")

    document = read(tmp_path, "x.docm", target.getvalue())

    assert SENTENCES[0] in document.pages[0].text
    assert document.remarks == ("its macros were neither run nor read",)


@pytest.mark.parametrize("part", ["content.xml", "xl/workbook.xml", "ppt/presentation.xml"])
def test_entities_are_refused_in_every_office_file(tmp_path: Path, part: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    members = {part: bomb}
    if part == "content.xml":
        members["mimetype"] = b"application/vnd.oasis.opendocument.text"

    with pytest.raises(DamagedDocument, match="entities"):
        read(tmp_path, "x.bin", made_zip(**members))


def test_a_cell_over_two_rows_or_columns_is_told_with_each() -> None:
    rows = [
        [Cell("Axe"), Cell("Moyens", columns=2)],
        [Cell("Axe 1", rows=2), Cell("12 M€"), Cell("six postes")],
        [Cell("9 M€"), Cell("deux postes")],
        [Cell("Les montants sont indicatifs.", columns=3)],
    ]

    assert [row.text for row in as_rows(grid(rows), is_headed=True)] == [
        "Axe | Moyens",
        "Axe 1 — Moyens : 12 M€ ; Moyens : six postes",
        "Axe 1 — Moyens : 9 M€ ; Moyens : deux postes",
        "Les montants sont indicatifs.",
    ]


def test_two_columns_of_names_and_values_are_no_table_with_a_header() -> None:
    assert [row.text for row in as_rows([["Pilote", "Un institut"], ["Durée", "sept ans"]])] == [
        "Pilote | Un institut",
        "Durée | sept ans",
    ]


def test_a_first_cell_that_does_not_say_its_column_has_its_name_too() -> None:
    rows = as_rows([["Numéro", "Axe", "Budget"], ["1", "", "12 M€"], ["", "Cuves", "9 M€"]], is_headed=True)

    assert [row.text for row in rows] == [
        "Numéro | Axe | Budget",
        "Numéro : 1 — Budget : 12 M€",
        "Axe : Cuves ; Budget : 9 M€",
    ]


def test_the_marks_of_a_row_are_set_as_its_language_sets_them() -> None:
    row = as_rows([["Axis", "Budget", "Years"], ["Axis 1 : vectors", "€12M", "7"]], is_headed=True)[1]

    assert typeset(row, "en").text == "Axis 1 : vectors — Budget: €12M; Years: 7"
    assert typeset(row, "fr").text == "Axis 1 : vectors — Budget : €12M ; Years : 7"


def test_the_characters_of_a_cell_lead_back_to_it(tmp_path: Path) -> None:
    page = read(tmp_path, "x.csv", b"Axe;Budget\nUn;12 M\nDeux;9 M\n").pages[0]
    at = page.text.index("Deux"), page.text.index("9 M")

    assert page.offsets.to_source(at[1]) - page.offsets.to_source(at[0]) == len("Deux")


def test_a_span_without_measure_is_not_believed() -> None:
    rows = grid([[Cell("a", columns=10**9, rows=10**9)], [Cell("b")]])

    assert [len(row) for row in rows] == [200, 200]


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16-be", "utf-16-le"])
def test_wide_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    assert SENTENCES[0] in read(tmp_path, "x.txt", made_text().decode().encode(encoding)).pages[0].text


@pytest.mark.parametrize(
    ("encoding", "label"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman"), ("cp850", "DOS 850")]
)
def test_an_old_encoding_is_guessed_and_that_is_said(tmp_path: Path, encoding: str, label: str) -> None:
    text = "Le comité a été créé à l'été, où les équipes préparent la thérapie génique."

    document = read(tmp_path, "x.txt", text.encode(encoding))

    assert document.pages[0].text == text + "\n"
    assert document.remarks == (f"not UTF-8: read as {label}",)


def test_an_encoding_of_another_script_is_said_to_be_a_guess(tmp_path: Path) -> None:
    document = read(tmp_path, "x.txt", "Москва: это обычный русский текст для проверки кодировки.".encode("cp866"))

    assert "обычный русский текст" in document.pages[0].text
    assert "may be wrong" in document.remarks[0]


def test_two_encodings_in_one_file_are_told_apart(tmp_path: Path) -> None:
    document = read(tmp_path, "x.txt", "Le comité est réuni.\n\n".encode() + "Le budget est voté.".encode("cp1252"))

    assert document.pages[0].text == "Le comité est réuni.\nLe budget est voté.\n"
    assert document.remarks == ("UTF-8 with 1 bytes of Windows-1252 in between",)


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_file_of_any_format_cut_short_is_read_or_named(tmp_path: Path, name: str) -> None:
    whole = MADE[name]()

    for length in range(1, len(whole), max(1, len(whole) // 9)):
        with suppress(DocumentError):
            assert read(tmp_path, f"x.{name}", whole[:length]).pages


TEXTS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60),
    min_size=1,
    max_size=4,
)
WRITERS = {
    "docx": made_docx,
    "odt": made_odt,
    "html": made_html,
    "md": made_markdown,
    "txt": made_text,
    "pptx": made_pptx,
}


@pytest.mark.parametrize("name", sorted(WRITERS))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS)
def test_every_sentence_of_any_text_in_any_format_is_where_it_says(tmp_path: Path, name: str, texts: list[str]) -> None:
    document = read(tmp_path, f"x.{name}", WRITERS[name](("Il y a un comité.", *texts)))

    for page in document.pages:
        ends = [0]
        for block in page.blocks:
            assert ends[-1] <= block.start < block.end <= len(page.text)
            ends.append(block.end)
    for passage in split(document, ChunkingRule(), lambda text: len(text.split()), 128):
        assert document.text(passage.spans) == passage.text
        for sentence in passage.sentences:
            for span in sentence.spans:
                piece = document.page(span.page).text[span.start : span.end]
                assert piece
                assert piece == piece.strip()
