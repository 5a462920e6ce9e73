"""The scope panel in a real browser, and what it does with files."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page
from scope_judges import SEA

from bbti_qa.errors import CriteriaError
from bbti_qa.page.faults import Said, told
from bbti_qa.page.scoping import MOST_PROPOSALS, _open_judge, _proposals
from bbti_qa.page.scoping_words import ENGLISH, FRENCH
from bbti_qa.tasks.scope import Proposal
from bbti_qa.tasks.scope.phrasing import heading

AXES = [
    "Axe 1 : Observer les écosystèmes côtiers",
    "Axe 2 : Restaurer les habitats marins",
    "Axe 3 : Réduire les pollutions de la mer",
]
TEXT = "Nous replanterons des herbiers et des récifs de coraux."


@dataclass(frozen=True)
class FakeUpload:
    name: str
    data: bytes

    def getvalue(self) -> bytes:
        return self.data


def test_pasted_pieces_and_files_become_proposals_of_their_own(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": key, "text": TEXT}) + "\n" for key in ("un", "deux"))
    files = [
        FakeUpload("../../etc/un.txt", TEXT.encode()),
        FakeUpload("lot.jsonl", rows.encode()),
        FakeUpload("image.png", b"\x89PNG"),
        FakeUpload("cassé.pdf", b"%PDF-1.4"),
        FakeUpload("lignes.jsonl", b"["),
        FakeUpload("vide.csv", b"id,text\ntrois,\n"),
    ]

    proposals, unread = _proposals(f"{TEXT}\n---\n{TEXT} Et des coraux.", files, tmp_path, FRENCH)

    assert [item.id for item in proposals] == ["texte-1", "texte-2", "un", "un (2)", "deux"]
    assert [(item.source, item.reason.split(".")[0]) for item in unread] == [
        ("image.png", "Les fichiers de cette sorte ne sont pas lus"),
        ("cassé.pdf", "Ce fichier est abîmé, ou n’est pas de la sorte que dit son nom"),
        ("lignes.jsonl", "Cette proposition ne peut pas être lue"),
        ("vide.csv", "Cette proposition ne peut pas être lue"),
    ]
    assert not any(str(tmp_path) in item.reason for item in unread)
    assert all(isinstance(item, Proposal) and item.quote(item.sentences[0]) == TEXT for item in proposals)


def test_a_title_that_only_repeats_the_id_is_not_told_twice() -> None:
    assert [heading("bon", "bon"), heading("bon", ""), heading("texte-1", "Des vecteurs")] == [
        "bon",
        "bon",
        "texte-1 · Des vecteurs",
    ]


def test_too_many_are_sent_to_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(Said, match="bbti-qa scope"):
        _proposals("\n---\n".join([TEXT] * (MOST_PROPOSALS + 1)), [], tmp_path, ENGLISH)


def test_nothing_given_and_nothing_to_compare_with_are_said_in_the_language_of_the_page(tmp_path: Path) -> None:
    from fakes import assistant_over, make_document

    with pytest.raises(Said, match=r"^Collez une proposition"):
        _proposals(" ", [], tmp_path, FRENCH)
    with pytest.raises(Said, match=r"^Aucun titre des documents"):
        _open_judge(assistant_over([make_document("a.txt", "A", "Une phrase.")]), None, tmp_path, FRENCH)


def test_criteria_that_cannot_be_read_are_named_as_they_were_uploaded(tmp_path: Path) -> None:
    from fakes import assistant_over, make_document

    upload = FakeUpload("../mes critères.toml", b'[[criteria]]\nid = "a"\n')
    with pytest.raises(CriteriaError, match=r"mes_critères\.toml, criterion 1") as raised:
        _open_judge(assistant_over([make_document("a.txt", "A", "Une phrase.")]), upload, tmp_path, FRENCH)

    assert "Chaque table [[criteria]]" in told(raised.value, "fr")


def test_every_text_of_the_panel_is_there_in_both_languages() -> None:
    for name in FRENCH.__slots__:
        french, english = getattr(FRENCH, name), getattr(ENGLISH, name)
        assert french
        assert re.findall(r"\{\w+\}", french) == re.findall(r"\{\w+\}", english)


@pytest.fixture(scope="module")
def sea_page(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    from bbti_qa.embedding import shared_embedder
    from bbti_qa.index import IndexStore
    from bbti_qa.ingestion import ingest

    index = tmp_path_factory.mktemp("sea") / "index"
    ingest([SEA], IndexStore(index), shared_embedder("bbti", "", None, None))
    return serve(sys.executable, "-m", "bbti_qa.cli", "app", "--index", str(index), "--port", "0")


@pytest.mark.browser
def test_a_pasted_and_an_uploaded_proposal_are_judged_and_taken_away(page: Page, sea_page: str, tmp_path: Path) -> None:
    screenshots = Path(os.environ.get("BBTI_QA_SCREENSHOTS") or tmp_path)
    screenshots.mkdir(parents=True, exist_ok=True)
    upload = tmp_path / "piège.txt"
    upload.write_text("<b>gras</b> ![x](http://127.0.0.1:9/x.png) Nous lirons des romans et des manuscrits.", "utf-8")
    page.goto(sea_page)
    page.get_by_text("Périmètre").first.click()
    page.get_by_role("button", name="Évaluer").click()
    page.get_by_test_id("stAlert").get_by_text("Collez une proposition").wait_for()
    assert page.get_by_test_id("stAlert").count() == 1
    assert not page.get_by_text("10MB per file").first.is_visible()
    page.get_by_test_id("stTextArea").locator("textarea").fill(TEXT)
    page.locator("input[type=file]").first.set_input_files(upload)
    page.get_by_text("piège.txt").wait_for()
    page.get_by_role("button", name="Évaluer").click()
    evidence = page.locator(".st-key-scope-evidence")
    evidence.get_by_text(TEXT).first.wait_for(timeout=60_000)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.screenshot(path=screenshots / "scope.png", full_page=True)

    headers = [text.replace("\u00a0", " ") for text in page.get_by_role("columnheader").all_inner_texts()]
    assert headers == ["Proposition", *AXES]
    assert page.get_by_role("row").nth(1).get_by_text("dans le périmètre 0,").is_visible()
    assert evidence.get_by_text("Cet axe vise à replanter les herbiers").first.is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON Lines").click()
    rows = [json.loads(line) for line in Path(download.value.path()).read_text("utf-8").splitlines()]
    assert [(row["id"], row["axes"]) for row in rows] == [("texte-1", ["axe2"]), ("piège", [])]
    box = page.get_by_test_id("stSelectbox").get_by_role("combobox")
    box.click()
    box.fill("piège")
    box.press("Enter")
    evidence.get_by_text("<b>gras</b>").first.wait_for()
    assert page.locator("main :is(img, b)").count() == 0
