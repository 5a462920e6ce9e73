"""The parts of eligibility: what an application says, what a sentence asks, pins, exports."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document as WordDocument
from fakes import make_document

from bbti_qa.documents import BlockKind, Citation, Sentence, Span, Support, Verdict
from bbti_qa.errors import InputError, SettingsError
from bbti_qa.tasks.eligibility import (
    FIELDS,
    Assessment,
    Overall,
    Point,
    Row,
    Silence,
    application_of,
    load_pins,
    read_application,
    read_profile,
)
from bbti_qa.tasks.eligibility.criterion import Modality, Source
from bbti_qa.tasks.eligibility.export import to_docx, to_html, to_json, to_markdown, to_text, to_xlsx, write_assessment
from bbti_qa.tasks.eligibility.rules import rules_of
from bbti_qa.tasks.eligibility.wording import FIELD_NAMES


def profile(text: str = "", **form: object):
    return read_profile(application_of(text, **form))


def names(found) -> list[str]:
    return [item.name for item in found]


def rules(text: str, *headings: str):
    document = make_document("a.txt", "A", text)
    sentence = Sentence((Span(1, 0, len(text)),), BlockKind.PROSE)
    return list(rules_of(Source(document, sentence, text, headings)))


@pytest.mark.parametrize(
    ("text", "applicants", "partners"),
    [
        ("Notre start-up travaille avec l’Université de Nantes.", ["sme"], ["university"]),
        ("L’Université de Nantes travaille avec une start-up.", ["university"], ["sme"]),
        ("Nous ne sommes pas une entreprise mais une université.", ["university"], []),
        ("We are a hospital; our partners are two companies.", ["hospital"], ["company"]),
        ("L’Inserm et une PME proposent un projet.", ["research_organisation"], ["sme"]),
        ("Une étude de l’association de deux molécules.", [], []),
    ],
)
def test_the_applicant_is_told_from_the_partners(text: str, applicants: list[str], partners: list[str]) -> None:
    found = profile(text)

    assert (names(found.applicants), names(found.partners)) == (applicants, partners)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Nous demandons 450 k€.", 450_000),
        ("We request €400,000.", 400_000),
        ("We request EUR 1.2 million.", 1_200_000),
        ("Budget : 0,5 M€", 500_000),
    ],
)
def test_amounts_are_read_in_euros(text: str, low: float) -> None:
    assert [item.low for item in profile(text).budgets] == [low]


def test_dollars_are_no_euros() -> None:
    found = profile("We ask for $2M.")

    assert found.budgets == ()
    assert found.foreign_money is not None


def test_a_turnover_is_not_a_request() -> None:
    assert profile("Notre chiffre d’affaires est de 200 M€.").budgets == ()


def test_numbers_of_the_form_have_their_units() -> None:
    found = profile(budget=450_000, duration=36, stage=4, axis=2, start=date(2027, 1, 1))

    assert found.budgets[0].low == 450_000
    assert found.durations[0].low == 36 * 30
    assert (found.stages[0].low, found.axes[0].low) == (4, 2)
    assert found.dated("start").date == "2027-01-01"


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(InputError, match=r"The form has no field 'colour'\. Its fields: description, theme"):
        application_of("x", colour="blue")


@pytest.mark.parametrize("text", ["", "  \n", "…"])
def test_nothing_described_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="Nothing is described"):
        application_of(text)


def test_a_form_is_read_from_toml(tmp_path: Path) -> None:
    file = tmp_path / "form.toml"
    file.write_text(
        '[form]\ntheme = "vecteurs"\npartners = ["CHU", "CNRS"]\nsubmission = 2026-12-01\n', encoding="utf-8"
    )

    assert read_application(file).fields == (
        ("theme", "vecteurs"),
        ("partners", "CHU, CNRS"),
        ("submission", "2026-12-01"),
    )


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b"theme = {a = 1}"])
def test_a_form_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "form.toml"
    file.write_bytes(content)

    with pytest.raises(InputError):
        read_application(file)


@pytest.mark.parametrize(
    ("text", "point", "modality"),
    [
        ("Les particuliers ne sont pas éligibles à cet appel.", Point.APPLICANT, Modality.EXCLUDES),
        ("Seules les universités peuvent candidater à l’appel.", Point.APPLICANT, Modality.RESERVES),
        ("L’appel est ouvert aux organismes de recherche.", Point.APPLICANT, Modality.ALLOWS),
        ("Companies may not coordinate a project.", Point.APPLICANT, Modality.EXCLUDES),
        ("Les équipes étrangères ne peuvent pas participer au projet.", Point.COUNTRY, Modality.EXCLUDES),
        ("La date limite de dépôt est le 3 mars 2027.", Point.DEADLINE, Modality.BOUNDS),
        ("Aucune date limite n’est donnée.", Point.DEADLINE, Modality.SILENT),
        ("Le texte ne précise pas le taux de financement.", Point.RATE, Modality.SILENT),
        ("L’aide par projet ne peut excéder 300 k€.", Point.BUDGET, Modality.BOUNDS),
        ("Le dossier doit comporter une lettre du directeur.", Point.OTHER, Modality.REQUIRES),
    ],
)
def test_a_sentence_is_read_for_what_it_asks(text: str, point: Point, modality: Modality) -> None:
    assert (point, modality) in [(rule.point, rule.modality) for rule in rules(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Le mécanisme d’action peut être insuffisamment compris.",
        "Les thérapies doivent être produites à bas coût.",
        "Le comité rassemble des représentants des universités et des hôpitaux.",
        "La réponse au traitement est de 80 % au moins.",
    ],
)
def test_a_sentence_about_something_else_asks_nothing(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("L’aide demandée par projet est comprise entre 100 k€ et 600 k€.", 100_000, 600_000),
        ("The funding requested per project must not exceed €1.5 million.", None, 1_500_000),
        ("L’aide par projet est d’au moins 50 k€.", 50_000, None),
        ("La durée d’un projet est de 24 à 36 mois.", 720, 1080),
        ("Un projet dure au plus 4 ans.", None, 1460),
    ],
)
def test_bounds_are_read_on_the_right_side(text: str, low: float | None, high: float | None) -> None:
    assert [(rule.low, rule.high) for rule in rules(text)] == [(low, high)]


def test_a_long_line_of_openings_is_read_in_a_moment() -> None:
    assert rules("seules les universités peuvent " * 3000) is not None


def test_a_pin_needs_a_place(tmp_path: Path) -> None:
    file = tmp_path / "criteria.toml"
    file.write_text(
        '[[criterion]]\nid = "x"\ndocument = "a.txt"\npoint = "budget"\nmodality = "bounds"\n', encoding="utf-8"
    )

    with pytest.raises(SettingsError, match="x needs either `starts` or `heading`"):
        load_pins(file)


def hostile() -> Assessment:
    text = '=HYPERLINK("http://x.example") <script>alert(1)</script> ![x](http://x.example) | a\x0b'
    quote = "=1+1 <img src=x> [lien](http://x.example)"
    citation = Citation(1, "a.txt", "id", "<b>Titre</b>", 3, 0, len(quote), quote, Support.SUPPORTED)
    application = application_of(text)
    part = read_profile(application_of("TRL 3")).stages[0].part
    rows = (
        Row(Point.STAGE, "Stade", Verdict.UNKNOWN, text, (citation,), (part,), Silence.DOCUMENTS, (text, text)),
        Row(Point.BUDGET, "Budget", Verdict.NO, text, (citation,)),
    )
    return Assessment(application, "fr", date(2026, 11, 21), rows)


def test_html_and_markdown_show_hostile_text_as_text() -> None:
    page, markdown = to_html(hostile()), to_markdown(hostile())

    assert "<script>" not in page
    assert "<img" not in page
    assert "&lt;b&gt;Titre" in page
    assert "![x](" not in markdown
    assert "<script>" not in markdown


def test_a_workbook_holds_no_formula() -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(hostile())))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


def test_a_word_file_reads_back_with_its_table_and_quotes() -> None:
    document = WordDocument(BytesIO(to_docx(hostile())))

    assert [len(table.rows) for table in document.tables] == [3]
    assert "=1+1 <img src=x>" in document.tables[0].rows[1].cells[3].text
    assert "Non éligible d’après les documents" in [paragraph.text for paragraph in document.paragraphs]


def test_json_keeps_all_its_keys(tmp_path: Path) -> None:
    write_assessment(hostile(), tmp_path / "out.json")
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))

    assert written == json.loads(json.dumps(to_json(hostile())))
    assert written["overall"] == Overall.NOT_ELIGIBLE.value
    assert set(written["rows"][0]) == {
        "criterion",
        "label",
        "verdict",
        "silence",
        "reason",
        "why",
        "citations",
        "said",
        "question",
    }


def test_the_text_names_both_sides() -> None:
    text = to_text(hostile())

    assert "[les documents ne le disent pas] Stade" in text
    assert "Ce que vous dites\u00a0: «\u00a0TRL 3\u00a0»" in text


def test_lists_dates_and_fields_are_told_in_the_language_of_the_table() -> None:
    french = replace(hostile(), application=application_of(applicant="CHU", budget="450 k€"))
    told = to_markdown(french).replace("\\", "")

    assert "  - Budget\u00a0: =HYPERLINK" in to_text(french)
    assert "Comparé à la date du 21 novembre 2026" in told
    assert "> Porteur\u00a0: CHU" in told
    assert "> Amount requested: 450 k€" in to_markdown(replace(french, language="en")).replace("\\", "")
    assert set(FIELD_NAMES) == set(FIELDS)


def test_an_ending_that_names_no_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Let it end in \.md, \.html"):
        write_assessment(hostile(), tmp_path / "out.txt")


def test_every_written_file_is_whole(tmp_path: Path) -> None:
    for ending in ("docx", "xlsx"):
        write_assessment(hostile(), tmp_path / f"out.{ending}")

        assert zipfile.ZipFile(tmp_path / f"out.{ending}").testzip() is None
