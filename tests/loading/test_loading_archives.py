"""Zipped folders: members as documents of their own, and what unpacks without measure."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from loading.made_files import made_docx, made_text, made_zip

from bbti_qa.documents import Document
from bbti_qa.errors import DamagedDocument, EmptyDocument, EncryptedDocument, ReaderStopped, UnknownFormat
from bbti_qa.loading import ReadingLimits, discover, load_isolated
from bbti_qa.loading.archives import Archive, members_to_read

pytestmark = pytest.mark.timed


def outcomes(folder: Path) -> dict[str, object]:
    return {
        file.relative: outcome.title if isinstance(outcome, Document) else type(outcome)
        for file, outcome in load_isolated(discover([folder]))
    }


def test_the_members_of_a_zipped_folder_are_documents_of_their_own(tmp_path: Path) -> None:
    inner = made_zip(**{"a.txt": made_text()})
    members = {
        "notes/b.txt": made_text(),
        "fiche.docx": made_docx(),
        ".caché.txt": b"x",
        "vide.txt": b"",
        "encore.zip": inner,
    }
    (tmp_path / "dossier.zip").write_bytes(made_zip(**members))
    (tmp_path / "a.txt").write_bytes(made_text())
    (tmp_path / "z.txt").write_bytes(made_text())

    found = outcomes(tmp_path)

    assert list(found.items()) == [
        ("a.txt", "a"),
        ("dossier.zip/encore.zip", UnknownFormat),
        ("dossier.zip/fiche.docx", "Une fiche fictive"),
        ("dossier.zip/notes/b.txt", "b"),
        ("dossier.zip/vide.txt", EmptyDocument),
        ("z.txt", "z"),
    ]


def test_names_that_lead_elsewhere_are_only_names() -> None:
    names = ("../../etc/passwd", "/etc/shadow.txt", "C:\\x\\y.txt", "a/./b.txt", "..", "a\u202eb.txt")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"x")

    assert [name for _, name in members_to_read(buffer.getvalue())] == [
        "?",
        "C:/x/y.txt",
        "a/b.txt",
        "ab.txt",
        "etc/passwd",
        "etc/shadow.txt",
    ]


def test_an_archive_that_unpacks_without_measure_is_refused() -> None:
    for bomb in (
        made_zip(**{"a.txt": b"0" * 20_000_000}),
        made_zip(**{f"{number}.txt": b"x" for number in range(1_001)}),
    ):
        with pytest.raises(ReaderStopped, match="far more"):
            Archive(bomb)


def test_what_a_directory_says_of_a_size_is_not_believed() -> None:
    bomb = bytearray(made_zip(**{"a.txt": b"0" * 20_000_000}))
    at = bomb.index(b"PK\x01\x02") + 24
    bomb[at : at + 4] = (1000).to_bytes(4, "little")

    with pytest.raises((ReaderStopped, DamagedDocument)):
        Archive(bytes(bomb)).read("a.txt")


def test_a_locked_member_is_named() -> None:
    locked = bytearray(made_zip(**{"a.txt": made_text()}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        locked[locked.index(mark) + (6 if mark == b"PK\x03\x04" else 8)] |= 1

    with pytest.raises(EncryptedDocument, match="password"):
        Archive(bytes(locked)).read("a.txt")


def test_an_archive_of_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(made_text())
    (tmp_path / "vide.zip").write_bytes(made_zip())

    assert outcomes(tmp_path) == {"a.txt": "a", "vide.zip": EmptyDocument}


def test_a_huge_hollow_file_a_device_and_a_directory_in_disguise_cost_nothing(tmp_path: Path) -> None:
    with (tmp_path / "creux.txt").open("wb") as file:
        file.truncate(2**30)
    (tmp_path / "dossier.pdf").mkdir()
    (tmp_path / "nul.txt").symlink_to("/dev/zero")
    (tmp_path / "boucle.txt").symlink_to("boucle.txt")
    os.mkfifo(tmp_path / "tube.pdf")
    (tmp_path / "bon.txt").write_bytes(made_text())
    started = time.monotonic()

    found = outcomes(tmp_path)

    assert found == {
        "bon.txt": "bon",
        "boucle.txt": UnknownFormat,
        "creux.txt": ReaderStopped,
        "nul.txt": UnknownFormat,
        "tube.pdf": UnknownFormat,
    }
    assert time.monotonic() - started < 10


def test_more_pages_or_characters_than_allowed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Une phrase.\f" * 30)
    (tmp_path / "large.md").write_text("Une phrase. " * 200)

    found = [
        str(outcome) for _, outcome in load_isolated(discover([tmp_path]), ReadingLimits(pages=10, characters=1000))
    ]

    assert "at most 1000 are read" in found[0]
    assert "at most 10 are read" in found[1]
