"""A manuscript as a Word file, read back."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from bbti_qa.errors import OutputError
from bbti_qa.manuscript import (
    Block,
    Heading,
    Manuscript,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    Table,
    to_word,
    write_manuscript,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTE = (Run("Fiche, version 2, p. 3 : « "), Run("Le budget est de 12 M€.", quoted=True, language="fr"), Run(" »"))
HOSTILE = 'Piège <b>&amp;</b> ]]> {x} "q" \x00\x0b fin'
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c4944415408d763f8ffff3f0005fe02fedccc59e70000000049454e44ae426082"
)


def manuscript(*blocks: Block, title: str = "Le budget", date: str = "2026-11-21") -> Manuscript:
    return Manuscript(title, "fr", date, blocks, "Fiche", ("Pour le grand public",))


def part(data: bytes, name: str) -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def footnotes(data: bytes) -> dict[int, str]:
    """The text of every footnote but the separators, by number."""
    return {
        int(note.get(f"{W}id")): "".join(note.itertext()).strip()
        for note in part(data, "word/footnotes.xml")
        if note.get(f"{W}type") is None
    }


def test_a_footnote_is_called_in_the_text_and_stands_in_its_own_part() -> None:
    data = to_word(manuscript(Paragraph((Run("Le budget est de 12 M€.", note=NOTE), Run(" Suite.", note=NOTE[1:2])))))

    calls = [int(call.get(f"{W}id")) for call in part(data, "word/document.xml").iter(f"{W}footnoteReference")]
    assert calls == [1, 2]
    assert footnotes(data) == {1: "Fiche, version 2, p. 3 : « Le budget est de 12 M€. »", 2: "Le budget est de 12 M€."}


def test_the_footnotes_part_is_declared_related_and_its_separators_named() -> None:
    data = to_word(manuscript(Paragraph((Run("Texte.", note=NOTE),))))

    archive = zipfile.ZipFile(io.BytesIO(data))
    assert b'PartName="/word/footnotes.xml"' in archive.read("[Content_Types].xml")
    assert b"relationships/footnotes" in archive.read("word/_rels/document.xml.rels")
    named = [note.get(f"{W}id") for note in part(data, "word/settings.xml").find(f"{W}footnotePr")]
    assert named == ["-1", "0"]


def test_every_style_that_the_text_uses_exists() -> None:
    blocks = [Paragraph((Run("Texte.", note=NOTE, comment="À vérifier."),), style) for style in ParagraphStyle]
    data = to_word(manuscript(*blocks, Heading("Un", 1), Heading("Deux", 2), Table((((Run("a"),),),), (1.0,), ("h",))))

    known = {style.get(f"{W}styleId") for style in part(data, "word/styles.xml").iter(f"{W}style")}
    used = {
        element.get(f"{W}val")
        for name in ("word/document.xml", "word/footnotes.xml", "word/comments.xml")
        for tag in ("pStyle", "rStyle", "tblStyle")
        for element in part(data, name).iter(f"{W}{tag}")
    }
    assert used - known == set()


def test_the_same_manuscript_gives_the_same_bytes() -> None:
    made = [to_word(manuscript(Paragraph((Run("Texte.", note=NOTE, comment="À vérifier."),)))) for _ in range(2)]

    assert made[0] == made[1]


def test_the_date_is_the_manuscript_s_and_no_other() -> None:
    document = docx.Document(io.BytesIO(to_word(manuscript(Paragraph((Run("Texte.", comment="Vu ?"),))))))

    assert document.core_properties.created.date().isoformat() == "2026-11-21"
    assert document.core_properties.modified.date().isoformat() == "2026-11-21"
    assert [comment.timestamp.date().isoformat() for comment in document.comments] == ["2026-11-21"]
    assert "21 novembre 2026" in [paragraph.text for paragraph in document.paragraphs]


def test_a_comment_stands_beside_its_sentence() -> None:
    document = docx.Document(
        io.BytesIO(to_word(manuscript(Paragraph((Run("Huit villes.", comment="Six énumérées."),)))))
    )

    assert [comment.text for comment in document.comments] == ["Six énumérées."]


def test_the_language_of_the_text_and_of_a_foreign_quotation_is_set() -> None:
    data = to_word(manuscript(Paragraph((Run("Texte. "), Run("Text.", language="en")))))

    defaults = part(data, "word/styles.xml").find(f"{W}docDefaults")
    assert [element.get(f"{W}val") for element in defaults.iter(f"{W}lang")] == ["fr-FR"]
    assert [element.get(f"{W}val") for element in part(data, "word/document.xml").iter(f"{W}lang")] == ["en-GB"]


def test_hostile_text_is_text() -> None:
    data = to_word(
        manuscript(Heading(HOSTILE), Paragraph((Run(HOSTILE, note=(Run(HOSTILE),), comment=HOSTILE),)), title=HOSTILE)
    )

    shown = 'Piège <b>&amp;</b> ]]> {x} "q" \ufffd\ufffd fin'
    document = docx.Document(io.BytesIO(data))
    assert shown in [paragraph.text for paragraph in document.paragraphs]
    assert footnotes(data) == {1: shown}


def test_a_picture_has_its_description() -> None:
    data = to_word(manuscript(Picture(DOT, "Frise de 2 dates")))

    namespace = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    assert [shape.get("descr") for shape in part(data, "word/document.xml").iter(f"{namespace}docPr")] == [
        "Frise de 2 dates"
    ]


def test_an_unknown_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.docx, \.html, \.md"):
        write_manuscript(manuscript(), tmp_path / "note.pdf")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_manuscript(manuscript(), tmp_path / "none" / "note.md")


@pytest.mark.slow
@pytest.mark.parametrize("commented", [(1,), (2,), (1, 2), (2, 3), (1, 2, 3, 4)])
def test_libreoffice_keeps_every_footnote_with_its_call(commented: tuple[int, ...], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    runs = [
        Run(f"Phrase {number} du texte.", note=(Run(f"Note {number}"),), comment="Vu ?" if number in commented else "")
        for number in range(1, 5)
    ]
    blocks = [Table((((Run("a"),), (runs[0],)),), (0.3, 0.7)), *(Paragraph((run,)) for run in runs[1:])]
    write_manuscript(manuscript(*blocks), tmp_path / "note.docx")

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "odt", "note.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=200)

    content = etree.fromstring(zipfile.ZipFile(tmp_path / "note.odt").read("content.xml"))
    bodies = content.iter("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}note-body")
    assert ["".join(body.itertext()).strip() for body in bodies] == ["Note 1", "Note 2", "Note 3", "Note 4"]
