"""Passages in both languages with claims and questions that are judged by them: JSON lines in `training/judged/`, written for this training.

A line has `topic`, the sentences `fr` and `en` (the i-th of one translates the i-th of the other), and lists whose entries have `fr`, `en`, `label` and
`how` (in a word or two, what was done): `claims` (`yes`: the passage says so; `no`: it says otherwise; `open`: it does not say), `questions` (of yes or no,
labelled with what the passage answers), `premises` (other questions, labelled with what the passage says of what they take for granted) and, in some, `asked` (other
questions, `yes` where the passage answers them and `open` where it does not).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bbti_qa.language import Language

LABELS = ("yes", "open", "no")  # entailment, neutral, contradiction
KINDS = ("claims", "questions", "premises")  # whose label is of what is said
ASKED = "asked"  # whose label is of whether it is answered
KEPT_OUT = 10  # every tenth record, by a hash of what it says


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim or question. `label` is the number of its label in `LABELS`."""

    kind: str
    said: Mapping[Language, str]
    label: int
    how: str = ""

    @property
    def is_answered(self) -> bool | None:
        """Whether the passage answers it, None where it is no question that asks for something."""
        return self.label != LABELS.index("open") if self.kind in {"questions", ASKED} else None


@dataclass(frozen=True, slots=True)
class Record:
    """One passage with all that is judged by it. `name` is the file and line it comes from."""

    name: str
    passage: Mapping[Language, tuple[str, ...]]
    judged: tuple[Judged, ...]

    @property
    def is_kept_out(self) -> bool:
        """Whether the record is measured on and never learned from."""
        first = self.passage["fr"][0].encode()
        return int(hashlib.md5(first, usedforsecurity=False).hexdigest(), 16) % KEPT_OUT == 0


def read_judged(paths: Sequence[Path]) -> Iterator[Record]:
    """The records of all files in order. Raises ValueError with the file and line where one has not the form above."""
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            try:
                yield _record(f"{path.stem}-{number}", json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}:{number} is no record ({error!r}). See training/judged.py.") from error


def _record(name: str, row: Mapping[str, object]) -> Record:
    fr, en = row["fr"], row["en"]
    if not (isinstance(fr, list) and isinstance(en, list)) or not fr or len(fr) != len(en):
        raise ValueError("`fr` and `en` are lists of as many sentences")
    judged: list[Judged] = []
    for kind in (*KINDS, ASKED):
        entries = row[kind] if kind in KINDS else row.get(kind, [])
        if not isinstance(entries, list):
            raise ValueError(f"`{kind}` is a list")
        for entry in entries:
            said: dict[Language, str] = {"fr": entry["fr"], "en": entry["en"]}
            judged.append(Judged(kind, said, LABELS.index(entry["label"]), entry.get("how", "")))
    return Record(name, {"fr": tuple(fr), "en": tuple(en)}, tuple(judged))
