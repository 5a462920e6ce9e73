"""The word tables of the checks, read once from `terms.toml`: opposites, rivals, synonyms, light words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bbti_qa.language import fold


@dataclass(frozen=True, slots=True)
class Terms:
    """Each pattern finds the words of one side in a folded text. `synonyms` find whole single words."""

    opposites: tuple[tuple[re.Pattern[str], ...], ...]
    rivals: tuple[tuple[re.Pattern[str], ...], ...]
    synonyms: tuple[re.Pattern[str], ...]
    light: frozenset[str]
    generic: re.Pattern[str]


@cache
def shared_terms() -> Terms:
    """The tables that the package carries."""
    tables = tomllib.loads(files("bbti_qa.checking").joinpath("terms.toml").read_text("utf-8"))
    return Terms(
        opposites=tuple(tuple(map(_pattern, table["sides"])) for table in tables["opposites"]),
        rivals=tuple(tuple(map(_pattern, table["groups"])) for table in tables["rivals"]),
        synonyms=tuple(_pattern(table["words"]) for table in tables["synonyms"]),
        light=frozenset(tables["light"]["words"].split()),
        generic=_pattern(" ".join(tables["generic"]["words"])),
    )


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(_forms(fold(words).split()))})(?!\w)")


def _forms(words: Iterable[str]) -> list[str]:
    """`augment*` is any ending, `_` a blank or an apostrophe between two words."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return [re.escape(word).replace(r"\*", r"\w*").replace("_", r"[\s'’-]+") for word in longest_first]


@cache
def synonym_classes(word: str) -> frozenset[int]:
    """The numbers of the synonym rows that hold the folded `word`."""
    return frozenset(at for at, pattern in enumerate(shared_terms().synonyms) if pattern.fullmatch(word))
