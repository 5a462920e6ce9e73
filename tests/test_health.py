"""What a keeper of documents is told, in the terminal and as a page; and what the doctor finds."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashEmbedder, make_document
from test_ingestion_changes import built, put
from typer.testing import CliRunner

from bbti_qa.checkup import write_checkup
from bbti_qa.cli import app
from bbti_qa.documents import Block, BlockKind, Document, OffsetMap, Page
from bbti_qa.health import ADVICE, LABELS, FindingKind, Health, examine, glued_words
from bbti_qa.index import IndexStore, Skipped
from bbti_qa.loading.pictures import Wanted, draw_pages

GOOD = "Les équipes préparent des cellules et des vecteurs. Le comité étudie chaque année les résultats déposés. " * 8


def kinds(*documents: Document) -> list[tuple[str, str, int]]:
    return [(finding.kind.value, finding.path, finding.page) for finding in examine(documents).findings]


def test_a_good_document_gives_nothing_to_look_at() -> None:
    assert kinds(make_document("a.md", "A", GOOD, date="2026-01-01")) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("no_text", ""),
        (
            "glued",
            GOOD
            + "Leprogrammedisposedequatrevingtsmillions. Le comité.Le programme du jury.Les équipes, puis l'annéeLes projets.",
        ),
        ("accents", GOOD.replace("é", "e").replace("É", "E")),
        ("accents", GOOD + "Le comite´ se re´unit chaque anne´e."),
    ],
)
def test_a_page_that_was_read_badly_is_told(kind: str, text: str) -> None:
    assert kinds(make_document("a.md", "A", GOOD, text, date="2026-01-01")) == [(kind, "a.md", 2)]


def test_names_of_programs_and_addresses_are_no_glued_words() -> None:
    text = GOOD + "idZone typeDoc idReglement HtmlNode https://exemple.fr/unCheminQuiEstLong/LePlan a.b@exemple.fr"

    assert glued_words(text) == []


def test_paragraphs_that_do_not_follow_one_another_are_told() -> None:
    parts = [
        "Le comité étudie les",
        "Résultats de chaque équipe.",
        "des vecteurs préparés.",
        "Un jury décide de la",
        "Somme allouée.",
        "et des lots.",
    ]
    blocks, text = [], ""
    for part in parts:
        blocks.append(Block(BlockKind.PROSE, len(text), len(text) + len(part)))
        text += part + "\n"
    page = Page(1, text, tuple(blocks), OffsetMap(((0, 0, len(text)),)))

    assert kinds(replace(make_document("a.md", "A", "x", date="2026-01-01"), pages=(page,))) == [("order", "a.md", 1)]


def test_versions_copies_dates_and_files_left_out_are_told() -> None:
    new = make_document("new.md", "Guide", GOOD, date="2026-01-01")
    old = replace(
        make_document("old.md", "Guide", GOOD + "Fin.", date="2025-01-01"), superseded_by=new.id, copies=("bis.md",)
    )
    undated = make_document(
        "sans.md", "Sans date", "Les archives sont conservées dix ans dans une salle fermée à clé. " * 8
    )
    skipped = (Skipped("x.pdf", "DamagedDocument", "Cassé."), Skipped("bis.md", "Duplicate", "Le même."))

    found = [(finding.kind.value, finding.path) for finding in examine((new, old, undated), skipped).findings]

    assert found == [
        ("skipped", "x.pdf"),
        ("undated", "sans.md"),
        ("superseded", "old.md"),
        ("copy", "bis.md"),
        ("copy", "old.md"),
    ]


def test_versions_that_nothing_dates_are_told() -> None:
    one, other = (
        make_document("guide.md", "Guide", GOOD + "Un."),
        make_document("mode-emploi.md", "Guide", GOOD + "Deux."),
    )

    assert FindingKind.UNORDERED in examine((one, other)).counts


def test_texts_that_are_much_the_same_under_other_names_are_told() -> None:
    one = make_document("altair.md", "Appel Altaïr", GOOD + "Altaïr. Altaïr.", date="2025-01-01")
    other = make_document("orion.md", "Appel Orion", GOOD + "Orion. Orion.", date="2026-01-01")
    declared = (replace(one, instrument="Appel Altaïr"), replace(other, instrument="Appel Orion"))

    assert [(finding.kind, finding.path) for finding in examine((one, other)).findings] == [
        (FindingKind.LOOK_ALIKE, "altair.md")
    ]
    assert examine(declared).findings == ()


def test_every_kind_of_finding_has_its_name_and_its_advice_in_both_languages() -> None:
    for kind in FindingKind:
        assert set(LABELS[kind]) == set(ADVICE[kind]) == {"fr", "en"}


def test_the_page_shows_text_of_documents_as_text_and_fetches_nothing(tmp_path: Path) -> None:
    hostile = make_document('"><img src=x onerror=alert(1)>.md', "<script>alert(1)</script>", GOOD)
    health = Health(1, 1, 0, examine((hostile,)).findings)

    write_checkup(tmp_path / "page.html", health, (hostile,), lambda path, pages: {})

    text = (tmp_path / "page.html").read_text("utf-8")
    assert "<script" not in text
    assert "<img src=x" not in text
    assert "default-src 'none'" in text


def test_pages_of_a_pdf_are_drawn_small(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.drawString(60, 700, "Une page")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    (tmp_path / "x.pdf").write_bytes(buffer.getvalue())
    (tmp_path / "cassé.pdf").write_bytes(b"%PDF-1.7 rien")

    drawn = draw_pages(tmp_path / "x.pdf", [Wanted(1), Wanted(2), Wanted(9)])

    assert sorted(drawn) == [1, 2]
    assert all(picture.startswith(b"\x89PNG") for picture in drawn.values())
    assert draw_pages(tmp_path / "cassé.pdf", [Wanted(1)]) == {}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    put(tmp_path / "corpus", "a.md", "Le comité se réunit deux fois par an.")
    built(tmp_path / "corpus", tmp_path / "index")
    put(tmp_path / "corpus", "b.md", "Le budget est de 12 M€.")
    built(tmp_path / "corpus", tmp_path / "index")
    return tmp_path / "index"


def doctor(index: Path, *options: str) -> tuple[int, dict[str, object]]:
    done = CliRunner().invoke(app, ["doctor", "--index", str(index), "--json", *options])
    return done.exit_code, json.loads(done.stdout)


def test_the_doctor_calls_a_whole_index_whole(index: Path) -> None:
    code, found = doctor(index)

    assert (code, found["whole"], found["damage"]) == (0, True, [])


def test_the_doctor_names_every_damaged_file_and_goes_back_to_the_snapshot_before(index: Path) -> None:
    current = IndexStore(index).open().id
    folder = index / "snapshots" / current
    data = bytearray((folder / "vectors.f32").read_bytes())
    data[-1] ^= 1
    (folder / "vectors.f32").write_bytes(data)
    (folder / "texts.sha256").unlink()
    (folder / "intrus.txt").touch()

    code, found = doctor(index)
    repaired, after = doctor(index, "--repair")

    assert code == 1
    assert [str(line).split(" ")[0] for line in found["damage"]] == ["texts.sha256", "vectors.f32", "intrus.txt"]  # type: ignore[attr-defined]
    assert repaired == 0
    assert after["snapshot"] == found["fallback"] != current
    assert [document.path for document in IndexStore(index).open().documents] == ["a.md"]


def test_the_doctor_names_a_damaged_pointer(index: Path) -> None:
    (index / "CURRENT").write_text("rien")

    code, found = doctor(index)

    assert code == 1
    assert "CURRENT" in str(found["damage"])
    assert found["fallback"]


def test_health_is_told_in_the_terminal_as_json_and_as_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, index: Path
) -> None:
    monkeypatch.setattr("bbti_qa.wiring.open_embedder", lambda settings: HashEmbedder())
    arguments = ["health", str(tmp_path / "corpus"), "--index", str(index)]

    told = CliRunner().invoke(app, [*arguments, "--report", str(tmp_path / "page.html")])
    data = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)

    assert "2  Undated documents" in told.stdout
    assert data["counts"] == {"undated": 2}
    assert "Documents sans date" in (tmp_path / "page.html").read_text("utf-8")
