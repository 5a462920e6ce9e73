"""The vocabulary of calls, in French and English: kinds of applicants, instruments, stages, countries. The words are in `terms.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from bbti_qa.language import fold_in_place

Patterns = Mapping[str, re.Pattern[str]]


def _patterns(table: Mapping[str, Sequence[str]]) -> Patterns:
    return {name: _beginning(words) for name, words in table.items()}


def _beginning(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})")


_TABLES: Final = tomllib.loads(files("bbti_qa.tasks.eligibility").joinpath("terms.toml").read_text("utf-8"))
KINDS: Final = _patterns(_TABLES["kinds"])
# Institutions by name: they tell what an applicant is, not whom a rule is for.
NAMED: Final = _patterns(_TABLES["named"])
# The wider kind of a kind.
WIDER: Final[Mapping[str, str]] = _TABLES["wider"]
# "La recherche publique" is all of these.
PUBLIC: Final = ("research_organisation", "university", "engineering_school", "public_research")
INSTRUMENTS: Final = _patterns(_TABLES["instruments"])
_ACRONYMS: Final = {name: re.compile(rf"\b{words}\b") for name, words in _TABLES["acronyms"].items()}
# (pattern, lowest TRL, highest)
STAGES: Final[tuple[tuple[re.Pattern[str], int, int], ...]] = tuple(
    (_beginning(table["words"]), *table["levels"]) for table in _TABLES["stages"]
)
TRL: Final = re.compile(
    r"\btrl ?(?:de |of |: ?|niveaux? )?(?P<low>[1-9])(?: ?(?:a|to|-|–|/|et|and) ?(?:trl ?)?(?P<high>[1-9]))?(?!\d)"
)
COUNTRIES: Final = _patterns(_TABLES["countries"])
# The European Union's members among them.
EUROPE: Final[tuple[str, ...]] = (
    "FR",
    "DE",
    "BE",
    "IT",
    "ES",
    "PT",
    "IE",
    "NL",
    "LU",
    "AT",
    "SE",
    "DK",
    "FI",
    "PL",
    "CZ",
    "GR",
    "HU",
    "RO",
)
ABROAD: Final = _beginning(_TABLES["abroad"]["words"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of one of the tables, at `[start, end)` of a text."""

    name: str
    start: int
    end: int


def mentions(text: str, table: Patterns, *, named: bool = False) -> tuple[Mention, ...]:
    """What of `table` stands in `text`, in reading order; of two at one place the longer. `named`: kinds of applicants by their names too."""
    folded = fold_in_place(text)
    found = [
        Mention(name, match.start(), match.end())
        for name, pattern in table.items()
        for match in pattern.finditer(folded)
    ]
    if table is KINDS and named:
        found += [Mention(name, *match.span()) for name, pattern in NAMED.items() for match in pattern.finditer(folded)]
    if table is INSTRUMENTS:
        found += [
            Mention(name, *match.span()) for name, pattern in _ACRONYMS.items() for match in pattern.finditer(text)
        ]
    return tuple(_longest(sorted(found, key=lambda mention: (mention.start, -mention.end))))


def names(text: str, table: Patterns) -> tuple[str, ...]:
    """The names alone, each once, in reading order."""
    return tuple(dict.fromkeys(mention.name for mention in mentions(text, table)))


def _longest(found: list[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in found:
        if mention.start >= end:
            yield mention
            end = mention.end
