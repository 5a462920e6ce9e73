"""The committed corpus: what it is made of, what it says, and that its script still makes it."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from bbti_qa.documents import BlockKind, Document, blocks_of
from bbti_qa.glossary import load_glossary
from bbti_qa.language import stems
from bbti_qa.loading import load

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
GLOSSARY = CORPUS / "glossary.toml"
DOCUMENTS = sorted(path for path in CORPUS.iterdir() if path.suffix in (".pdf", ".docx", ".html", ".md"))
MADE = [path for path in DOCUMENTS if path.suffix in (".pdf", ".docx")]


def read(path: Path) -> Document:
    return load(path, path.name)


def prose(document: Document) -> str:
    """All pages in a row, any white space as one space."""
    return " ".join(" ".join(page.text for page in document.pages).split())


def test_the_corpus_holds_every_kind_of_file() -> None:
    assert Counter(path.suffix for path in DOCUMENTS) == {".pdf": 4, ".docx": 1, ".html": 1, ".md": 4}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_each_document_says_what_it_is(path: Path) -> None:
    document = read(path)

    assert document.title
    assert document.date == "2026-11-21"
    assert document.version == "1.0"
    assert "article" in document.source
    assert document.language == "fr"
    assert document.remarks == ()


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("fiche-programme.pdf", ("80 M€", "2023", "2030", "29 juillet 2021", "61 %", "4 M€", "21 PEPR")),
        ("axes-scientifiques.pdf", ("thérapies géniques", "vésicules extracellulaires", "cellules B", "Gram positif")),
        ("gouvernance.pdf", ("4 M€", "comité directeur", "comité de pilotage", "conseil consultatif scientifique")),
        ("paysage-recherche.pdf", ("2005", "Ingestem", "Ecell-France", "Nantes", "80 M€")),
        ("calendrier-appels.docx", ("29 juillet 2021", "4 février 2019", "mai 2023", "2025")),
        ("qui-peut-participer.html", ("Lettre d’intention", "écoles d’ingénieurs", "Taux de financement", "TRL")),
        ("faq.md", ("80 M€", "61 %", "4 M€", "29 juillet 2021", "95 %")),
        ("glossaire.md", ("CSTP", "SGPI", "Agence nationale de la recherche")),
        ("therapies-et-enjeux.md", ("90 milliards d’euros", "47 %", "455 000", "50 %", "1 000 essais")),
        ("divergences-entre-sources.md", ("huit intégrateurs", "six villes", "dès 2024", "oncologie")),
    ],
)
def test_the_key_facts_stand_in_the_text(name: str, facts: tuple[str, ...]) -> None:
    text = prose(read(CORPUS / name)).casefold()

    missing = [fact for fact in facts if fact.casefold() not in text]

    assert missing == []


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.pdf")), ids=lambda path: path.name)
def test_a_pdf_is_read_with_its_headings_notes_and_running_lines(path: Path) -> None:
    kinds = Counter(block.kind for page in read(path).pages for block in page.blocks)

    assert kinds[BlockKind.HEADING] >= 4
    assert kinds[BlockKind.FOOTNOTE] >= 1
    assert kinds[BlockKind.CAPTION] >= 1
    assert kinds[BlockKind.FURNITURE] >= 2


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.pdf")), ids=lambda path: path.name)
def test_no_word_of_a_pdf_stays_cut_at_a_line_end(path: Path) -> None:
    cut = [
        page.text[block.start : block.end]
        for page in read(path).pages
        for block in blocks_of(page, BlockKind.PROSE, BlockKind.ITEM, BlockKind.FOOTNOTE)
        if "\u00ad" in page.text[block.start : block.end]
        or "- " in page.text[block.start : block.end].replace(" - ", " ")
    ]

    assert cut == []


def test_the_script_makes_the_committed_bytes(tmp_path: Path) -> None:
    script = ROOT / "tools" / "make_corpus.py"

    subprocess.run([sys.executable, script, "--into", tmp_path], check=True, capture_output=True)

    assert sorted(path.name for path in tmp_path.iterdir()) == [path.name for path in MADE]
    assert [path.name for path in MADE if (tmp_path / path.name).read_bytes() != path.read_bytes()] == []


def test_the_glossary_widens_in_both_languages() -> None:
    glossary = load_glossary(GLOSSARY)

    found = {other for _, _, others in glossary.matches(tuple(stems("gene therapy"))) for other in others}

    assert tuple(stems("thérapie génique")) in found


def test_an_acronym_leads_to_its_expansion() -> None:
    glossary = load_glossary(GLOSSARY)

    found = {other for _, _, others in glossary.matches(tuple(stems("AMI"))) for other in others}

    assert tuple(stems("appel à manifestation d’intérêt")) in found
    assert tuple(stems("call for expressions of interest")) in found


def test_short_forms_are_unique() -> None:
    tables = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))

    counts = Counter(table["short"].casefold() for table in tables["acronym"])

    assert [short for short, count in counts.items() if count > 1] == []


def test_every_term_is_said_in_several_ways_and_most_in_both_languages() -> None:
    tables = tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))

    assert len(tables["term"]) >= 300
    assert [term for term in tables["term"] if not term["fr"] or len({*term["fr"], *term["en"]}) < 2] == []
    assert sum(bool(term["en"]) for term in tables["term"]) > 0.9 * len(tables["term"])
    assert [form for term in tables["term"] for form in (*term["fr"], *term["en"]) if not stems(form)] == []
