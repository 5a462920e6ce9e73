"""The picture of a cited page: on demand, marked, and only of the very file that was read; a long list of documents is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from streamlit.testing.v1 import AppTest

QUOTE = "Le jury se réunit en juin."


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    canvas = Canvas(str(tmp_path / "x.pdf"), pagesize=(595, 842))
    canvas.drawString(60, 700, QUOTE)
    canvas.save()
    monkeypatch.setenv("BBTI_QA_CORPUS", str(tmp_path))
    return tmp_path


def source_panel(file: str, copy: str) -> None:
    """Runs inside Streamlit: the panel of one citation of `copy`, read under the name of `file`."""
    from pathlib import Path

    from fakes import FakeSnapshot, cite

    from bbti_qa.loading import load
    from bbti_qa.page.sources import draw_source
    from bbti_qa.page.words import FRENCH

    document = load(Path(copy), file)
    draw_source(cite(document, "Le jury se réunit en juin."), FakeSnapshot((document,)), "0-0", FRENCH)


def long_list() -> None:
    from fakes import make_document

    from bbti_qa.page.sidebar import draw_documents
    from bbti_qa.page.words import FRENCH

    draw_documents(tuple(make_document(f"{number}.md", f"Fiche {number}", "x") for number in range(100)), FRENCH)


def test_the_page_is_drawn_when_the_visitor_asks(corpus: Path) -> None:
    page = AppTest.from_function(source_panel, args=("x.pdf", str(corpus / "x.pdf")), default_timeout=60).run()
    before = len(page.get("image"))
    page.toggle[0].set_value(True).run()

    assert not page.exception
    assert (before, len(page.get("image"))) == (0, 1)


def test_a_file_that_is_gone_is_said_to_be(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x.pdf"
    (corpus / "x.pdf").rename(elsewhere)
    page = AppTest.from_function(source_panel, args=("x.pdf", str(elsewhere)), default_timeout=60).run()
    page.toggle[0].set_value(True).run()

    assert not page.exception
    assert len(page.get("image")) == 0
    assert any("n’est pas disponible" in caption.value for caption in page.caption)


def test_a_long_list_of_documents_is_cut() -> None:
    page = AppTest.from_function(long_list, default_timeout=60).run()

    assert not page.exception
    assert sum("Fiche" in line.value for line in page.markdown) == 60
    assert any("et 40 autres" in caption.value for caption in page.caption)
