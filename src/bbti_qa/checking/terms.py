"""The word tables of the checks, read once from `terms.toml`: opposites, rivals, synonyms, light words."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bbti_qa.language import fold


class WordRows:
    """Rows of single words, whole or by their beginning (`augment*`); the rows of a word are looked up, not searched for."""

    def __init__(self, rows: Iterable[str]) -> None:
        self._whole: defaultdict[str, set[int]] = defaultdict(set)
        self._begun: defaultdict[str, set[int]] = defaultdict(set)
        for number, row in enumerate(rows):
            for word in fold(row).split():
                (self._begun if word.endswith("*") else self._whole)[word.rstrip("*")].add(number)

    def rows(self, word: str) -> frozenset[int]:
        """The numbers of the rows that hold the folded `word`, from 0."""
        begun = (self._begun.get(word[:size], ()) for size in range(1, len(word) + 1))
        return frozenset(self._whole.get(word, ())).union(*begun)


@dataclass(frozen=True, slots=True)
class Terms:
    """Each pattern finds the words of one side in a folded text."""

    opposites: tuple[tuple[re.Pattern[str], ...], ...]
    rivals: tuple[tuple[re.Pattern[str], ...], ...]
    synonyms: WordRows
    light: frozenset[str]
    generic: WordRows
    predicates: WordRows


@cache
def shared_terms() -> Terms:
    """The tables that the package carries."""
    tables = tomllib.loads(files("bbti_qa.checking").joinpath("terms.toml").read_text("utf-8"))
    return Terms(
        opposites=tuple(tuple(map(_pattern, table["sides"])) for table in tables["opposites"]),
        rivals=tuple(tuple(map(_pattern, table["groups"])) for table in tables["rivals"]),
        synonyms=WordRows(table["words"] for table in tables["synonyms"]),
        light=frozenset(tables["light"]["words"].split()),
        generic=WordRows(tables["generic"]["words"]),
        predicates=WordRows(tables["predicates"]["words"]),
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
    return shared_terms().synonyms.rows(word)
