"""Zip archives, looked at before anything in them is unpacked: office files are such, and folders that were zipped.

Nothing is ever written to disk, so a member's name can lead nowhere.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from bbti_qa.errors import DamagedDocument, DocumentError, EmptyDocument, EncryptedDocument, ReaderStopped
from bbti_qa.loading.limits import MOST_FILE_BYTES, MOST_MEMBERS, MOST_RATIO, MOST_UNPACKED, MOST_XML, RATIO_FROM

_ENCRYPTED = 0x1
_XML = (".xml", ".rels")
_MAIN_PARTS = (("word/document.xml", "docx"), ("ppt/presentation.xml", "pptx"), ("xl/workbook.xml", "xlsx"))
_TYPES = (
    (re.compile(rb"wordprocessingml\.document\.main|ms-word\.document\.macroEnabled\.main"), "docx"),
    (re.compile(rb"presentationml\.presentation\.main|ms-powerpoint\.presentation\.macroEnabled\.main"), "pptx"),
    (re.compile(rb"spreadsheetml\.sheet\.main|ms-excel\.sheet\.macroEnabled\.main"), "xlsx"),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


class Archive:
    """A zip file in memory whose directory keeps within the limits.

    Raises DamagedDocument for what is no zip, EncryptedDocument, and ReaderStopped for one that unpacks without measure.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {member.filename: member for member in self._zip.infolist() if not member.is_dir()}
        except Exception as error:  # zipfile lets errors of many families out
            raise _damaged(error) from error
        _check_measure(list(self._members.values()))

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names as the archive gives them, folders left out."""
        return tuple(self._members)

    def read(self, name: str, most: int = MOST_FILE_BYTES) -> bytes:
        """One member. What its directory entry says of its size is not believed. Raises KeyError, DocumentError."""
        member = self._members[name]
        if member.flag_bits & _ENCRYPTED:
            raise EncryptedDocument(
                "It is locked with a password. Unpack it with the password, then ingest what is in it."
            )
        try:
            with self._zip.open(member) as stream:
                data = stream.read(most + 1)
        except Exception as error:
            raise _damaged(error) from error
        if len(data) > most or (len(data) > RATIO_FROM and len(data) > MOST_RATIO * max(1, member.compress_size)):
            raise _without_measure()
        return data

    @property
    def format(self) -> str:
        """docx, pptx, xlsx, odt, or zip for what is no office file; another kind of office file gives its own name."""
        for part, name in _MAIN_PARTS:
            if part in self._members:
                return name
        if "[Content_Types].xml" in self._members:
            types = self.read("[Content_Types].xml", MOST_XML)
            return next((name for pattern, name in _TYPES if pattern.search(types)), "zip")
        kind = self.read("mimetype", 200).decode("ascii", "replace").strip() if "mimetype" in self._members else ""
        if kind.startswith(_OPEN_DOCUMENT):
            return {"text": "odt", "text-template": "odt"}.get(kind.removeprefix(_OPEN_DOCUMENT), kind)
        return kind if kind.startswith("application/") else "zip"

    def has(self, *parts: str) -> bool:
        """Whether some member's name holds one of `parts`."""
        return any(part in name for name in self._members for part in parts)


def open_office(data: bytes) -> Archive:
    """The archive of an office file none of whose XML declares a document type, which no office file needs."""
    archive = Archive(data)
    total = 0
    for name in archive.names:
        if name.lower().endswith(_XML):
            xml = archive.read(name, MOST_XML)
            total += len(xml)
            if total > MOST_XML:
                raise _without_measure()
            if declares_type(xml):
                raise DamagedDocument("The file declares entities, which no office file needs; it was not opened.")
    return archive


def declares_type(xml: bytes) -> bool:
    """Whether a document type is declared: the door to entities, bombs and files of others."""
    return any("<!DOCTYPE".encode(encoding) in xml for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def members_to_read(data: bytes) -> tuple[tuple[str, str], ...]:
    """(name in the archive, name in the index) of the documents in a zipped folder, sorted by the second.

    Hidden files are left out. Raises DocumentError.
    """
    archive = Archive(data)
    names = [name for name in archive.names if not _is_hidden(name)]
    if not names:
        raise EmptyDocument("The archive holds no document. Remove it, or fill it.")
    return tuple(
        sorted(zip(names, _told_apart([_plain(name) for name in names]), strict=True), key=lambda pair: pair[1])
    )


def _is_hidden(name: str) -> bool:
    parts = _plain(name).split("/")
    return any(part.startswith((".", "__MACOSX")) for part in parts) or PurePosixPath(name).suffix.lower() == ".toml"


def _plain(name: str) -> str:
    """A name without ways up, drives, backslashes and control characters; it is shown, never opened."""
    visible = "".join(character for character in name.replace("\\", "/") if character.isprintable())
    parts = [part for part in visible.split("/") if part not in ("", ".", "..")]
    return "/".join(parts)[-200:] or "?"


def _told_apart(names: Sequence[str]) -> list[str]:
    seen: Counter[str] = Counter()
    told = []
    for name in names:
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told


def _check_measure(members: Sequence[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    is_bomb = total > RATIO_FROM and total / packed > MOST_RATIO
    if len(members) > MOST_MEMBERS or total > MOST_UNPACKED or is_bomb:
        raise _without_measure()


def _without_measure() -> DocumentError:
    return ReaderStopped(
        f"The file unpacks to far more than a document holds (limits: {MOST_MEMBERS} parts, {MOST_UNPACKED // 2**20} MB, "
        f"{MOST_RATIO} times its size); it was not opened. Split it into parts."
    )


def _damaged(error: Exception) -> DamagedDocument:
    return DamagedDocument(
        f"The file is damaged ({type(error).__name__}). Open it where it was made and save it again."
    )
