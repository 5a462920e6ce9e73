"""Parallel text: JSON lines with `en` and `fr` (perhaps gzipped; perhaps `title_en`, `title_fr`, `s`), or a table `en <tab> fr`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pair:
    """One text in both languages, with its heading in both where it has one, and where it comes from."""

    en: str
    fr: str
    title_en: str = ""
    title_fr: str = ""
    source: str = ""


def read_pairs(paths: Sequence[Path], left_out: Collection[str] = ()) -> Iterator[Pair]:
    """The pairs of all files in order; those whose source file is in `left_out` are not given."""
    for path in paths:
        for pair in _table(path) if path.suffix in {".tsv", ".txt"} else _lines(path):
            if pair.en and pair.fr and pair.source.partition("#")[0] not in left_out:
                yield pair


def _lines(path: Path) -> Iterator[Pair]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Pair(row["en"], row["fr"], row.get("title_en", ""), row.get("title_fr", ""), row.get("s", ""))


def _table(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            en, _, fr = line.rstrip("\n").partition("\t")
            yield Pair(en.strip(), fr.partition("\t")[0].strip(), source=path.name)


def left_out_sources(path: Path | None) -> set[str]:
    """The `s` of a JSON list of pairs that are kept for testing."""
    return {row["s"] for row in json.loads(path.read_text("utf-8"))} if path else set()
