"""English stems to the French stems that translate them, learned from parallel text (`training/lexicon.py` makes the file).

The file holds information licensed under the Open Government Licence - Canada (consolidated acts and regulations) and sentence pairs
of Tatoeba (CC BY 2.0 FR), as counts only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

Translations = tuple[tuple[str, float], ...]
"""(French stem, share of the English stem's translations, in (0, 1]), the likeliest first."""


class Lexicon:
    """Empty unless rows are given: then nothing is translated."""

    def __init__(self, rows: Mapping[str, Translations] | None = None) -> None:
        self._rows = rows or {}

    def __len__(self) -> int:
        return len(self._rows)

    def french(self, stem: str) -> Translations:
        """What an English stem may be in French; nothing for one that is unknown or alike in both languages."""
        return self._rows.get(stem, ())


@cache
def shared_lexicon() -> Lexicon:
    """The lexicon that the package carries, read once a process."""
    return Lexicon(dict(parse(files("bbti_qa").joinpath("lexicon.tsv").read_text("utf-8").splitlines())))


def parse(lines: Iterable[str]) -> Iterable[tuple[str, Translations]]:
    """Rows of `english <tab> french:share french:share …`. Raises ValueError for a line of another form."""
    for line in lines:
        english, _, row = line.partition("\t")
        yield (
            english,
            tuple((french, float(share)) for french, _, share in (cell.rpartition(":") for cell in row.split())),
        )
