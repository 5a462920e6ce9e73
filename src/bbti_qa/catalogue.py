"""`sources.toml` beside the documents: what their keeper says of them, which wins over what they say of themselves.

["standard-*.pdf"]                # a file's path in the folder, or a pattern
title = "Standard, niveau 1"
date = 2026-03-03
version = "2"
status = "in force"               # or draft, superseded, …
language = "fr"
source = "https://…"
instrument = "PEPR BBTI"
valid_from = 2026-03-03
valid_to = 2027-12-31
replaces = ["standard-2024.pdf"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bbti_qa.documents import DECLARABLE, Document
from bbti_qa.errors import CorpusError
from bbti_qa.versions import is_named

NAME = "sources.toml"
_DATES = ("date", "valid_from", "valid_to")
_LISTS = ("replaces",)


@dataclass(frozen=True, slots=True)
class Entry:
    """What `sources.toml` says of the documents that match `pattern`."""

    pattern: str
    values: Mapping[str, Any]

    def fits(self, path: str) -> bool:
        return is_named(path, self.pattern) or path.endswith(f"/{self.pattern}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The entries in the order of their files; of two that fit a document the later one wins, field by field."""

    entries: tuple[Entry, ...] = ()

    def applied(self, document: Document) -> Document:
        """The document as its keeper describes it."""
        values = {
            key: value for entry in self.entries if entry.fits(document.path) for key, value in entry.values.items()
        }
        return replace(document, **values, declared=tuple(sorted(values))) if values else document

    def check(self, paths: Sequence[str]) -> None:
        """Raises CorpusError for an entry, or a name in `replaces`, that fits none of `paths`."""
        for entry in self.entries:
            if not any(map(entry.fits, paths)):
                raise CorpusError(
                    f"{NAME} describes {entry.pattern!r}, and there is no such document. Correct the name, or remove it."
                )
            for old in entry.values.get("replaces", ()):
                if not any(is_named(path, old) for path in paths):
                    raise CorpusError(
                        f"{NAME} says that {entry.pattern!r} replaces {old!r}, and there is no such document. Correct the name, or remove it."
                    )


def load_catalogue(paths: Sequence[Path]) -> Catalogue:
    """The entries of `sources.toml` in each folder of `paths`; none where there is no such file. Raises CorpusError."""
    files = [path / NAME for path in paths if (path / NAME).is_file()]
    return Catalogue(tuple(entry for file in files for entry in _entries(file)))


def _entries(file: Path) -> list[Entry]:
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{file} cannot be read: {error}. Correct it; docs/sources.md shows its form.") from error
    return [Entry(pattern, _values(file, pattern, row)) for pattern, row in table.items()]


def _values(file: Path, pattern: str, row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise CorpusError(f'{file}: {pattern!r} must be a table, as in ["{pattern}"]. Put the fields below it.')
    return {key: _value(file, pattern, key, value) for key, value in row.items()}


def _value(file: Path, pattern: str, key: str, value: Any) -> Any:
    if key in _LISTS:
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise CorpusError(f"{file}, {pattern!r}: {key} takes a name or a list of names.")
        return tuple(names)
    if key not in DECLARABLE:
        raise CorpusError(f"{file}, {pattern!r}: {key!r} is no field. Known: {', '.join((*DECLARABLE, *_LISTS))}.")
    if isinstance(value, date):
        value = value.isoformat()[:10]
    if not isinstance(value, str):
        raise CorpusError(f"{file}, {pattern!r}: {key} takes a text, not {value!r}. Put it between quotes.")
    if key in _DATES and value and not _is_date(value):
        raise CorpusError(
            f"{file}, {pattern!r}: {key} = {value!r} is no date. Write it as 2026-03-03, 2026-03 or 2026."
        )
    if key == "language" and value not in ("fr", "en"):
        raise CorpusError(f"{file}, {pattern!r}: language is fr or en, not {value!r}.")
    return value


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat((text + "-01-01")[:10] if len(text) == 4 else (text + "-01")[:10])
    except ValueError:
        return False
    return len(text) in (4, 7, 10)
