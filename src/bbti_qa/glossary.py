"""Acronyms and French-English terms: what `glossary.toml` says, and what of it a question brings into play."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bbti_qa.errors import SettingsError
from bbti_qa.language import Language, stems

_PLURAL = ("s", "x")


@dataclass(frozen=True, slots=True)
class Entry:
    """Ways to say one thing. Each is a text; `stems` of a text are compared, so that case, accents and plurals do not matter.

    For an acronym, `short` is its short form, `french` and `english` what it stands for; empty for anything else.
    """

    forms: tuple[str, ...]
    short: str = ""
    french: str = ""
    english: str = ""


class Glossary:
    """Finds, for a question, the other ways to say what it says.

    A form of one word must be a word of the question; a form of several must stand there in a row.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = tuple(entries)

    @cached_property
    def _forms(self) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
        """Each form, as stems, to the others that say the same; made when first asked for: a glossary may only lend its entries."""
        forms: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for entry in self.entries:
            keys = [key for form in entry.forms if (key := tuple(stems(form)))]
            for key in keys:
                known = forms.setdefault(key, [])
                known.extend(other for other in dict.fromkeys(keys) if other != key and other not in known)
        return forms

    @cached_property
    def _longest(self) -> int:
        return max((len(form) for form in self._forms), default=0)

    def acronyms(self, language: Language) -> tuple[tuple[str, str], ...]:
        """(short form, what it stands for in `language`, else in the other one), as they stand in the glossary."""
        found = [
            (entry.short, (entry.english or entry.french) if language == "en" else (entry.french or entry.english))
            for entry in self.entries
            if entry.short
        ]
        return tuple((short, long) for short, long in found if long)

    def heads(self) -> dict[str, frozenset[str]]:
        """The stem of the noun in the singular that a French long form begins with (« programme » of PEPR), to those of the acronyms."""
        found: dict[str, set[str]] = {}
        for entry in self.entries:
            long, short = stems(entry.french), stems(entry.short)
            if len(long) > 1 and len(short) == 1 and not entry.french.split()[0].endswith(_PLURAL):
                found.setdefault(long[0], set()).update(short)
        return {head: frozenset(shorts) for head, shorts in found.items()}

    def matches(self, tokens: tuple[str, ...]) -> tuple[tuple[int, int, tuple[tuple[str, ...], ...]], ...]:
        """`(start, end, other forms)` for the longest forms found from left to right in `tokens`, all as stems."""
        found = []
        at = 0
        while at < len(tokens):
            for size in range(min(self._longest, len(tokens) - at), 0, -1):
                others = self._forms.get(tokens[at : at + size])
                if others:
                    found.append((at, at + size, tuple(others)))
                    at += size
                    break
            else:
                at += 1
        return tuple(found)


def load_glossary(path: Path) -> Glossary:
    """Reads `[[acronym]]` (short, expansion_fr, expansion_en, aliases) and `[[term]]` (fr, en) tables. Raises SettingsError."""
    try:
        with path.open("rb") as stream:
            tables = tomllib.load(stream)
        entries = [_acronym(table) for table in tables.get("acronym", [])] + [
            _term(table) for table in tables.get("term", [])
        ]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SettingsError(
            f"The glossary {path} cannot be read: {error}. Mend it, or unset BBTI_QA_GLOSSARY."
        ) from error
    return Glossary(entries)


def _acronym(table: Mapping[str, Any]) -> Entry:
    short, french, english = table["short"], table.get("expansion_fr") or "", table.get("expansion_en") or ""
    forms = [short, french, english, *table.get("aliases", [])]
    return Entry(tuple(form for form in forms if form), short, french, english)


def _term(table: Mapping[str, Any]) -> Entry:
    return Entry((*table["fr"], *table["en"]))
