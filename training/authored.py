"""Short passages in both languages with questions, written for this training: JSON lines in `training/authored/`.

A line has `topic`, the sentences `fr` and `en` (the i-th of one translates the i-th of the other), `q` (questions, each `fr`, `en` and `a`, the numbers of
the sentences that answer it, from 0, none where the passage leaves it open) and `miss` (one more question on the same subject that it leaves open, `fr` and `en`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bbti_qa.evaluation.collection import Collection, Query
from bbti_qa.loading import document_from_text
from training.parallel import Pair


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in both languages, and the numbers of the sentences that answer it, from 0; none where nothing does."""

    fr: str
    en: str
    answers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One passage. `name` is the file and line it comes from; `questions` are answered by it, `misses` are not."""

    name: str
    fr: tuple[str, ...]
    en: tuple[str, ...]
    questions: tuple[Asked, ...]
    misses: tuple[Asked, ...] = ()


def read_records(paths: Sequence[Path]) -> Iterator[Record]:
    """The records of all files in order. Raises ValueError with the file and line where one has not the form above."""
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            try:
                yield _record(f"{path.stem}-{number}", json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise ValueError(f"{path}:{number} is no record ({error!r}). See training/authored.py.") from error


def _record(name: str, row: dict[str, object]) -> Record:
    fr, en, miss = row["fr"], row["en"], row["miss"]
    if not (isinstance(fr, list) and isinstance(en, list) and isinstance(row["q"], list) and isinstance(miss, dict)):
        raise ValueError("`fr`, `en` and `q` are lists, `miss` is an object")
    questions = tuple(Asked(asked["fr"], asked["en"], tuple(asked["a"])) for asked in row["q"])
    if len(fr) != len(en) or any(not 0 <= at < len(fr) for asked in questions for at in asked.answers):
        raise ValueError("as many sentences in one language as in the other, and answers among them")
    answered = tuple(asked for asked in questions if asked.answers)
    misses = tuple(asked for asked in questions if not asked.answers)
    return Record(name, tuple(fr), tuple(en), answered, (Asked(miss["fr"], miss["en"]), *misses))


def collection_of(records: Sequence[Record]) -> Collection:
    """The French passages, asked in both languages."""
    documents = tuple(document_from_text(record.name, "", " ".join(record.fr)) for record in records)
    queries: list[Query] = []
    relevant: dict[str, dict[str, int]] = {}
    for record in records:
        for at, asked in enumerate(record.questions):
            for language, text in (("fr", asked.fr), ("en", asked.en)):
                queries.append(Query(f"{record.name}-{at}-{language}", text, language))
                relevant[queries[-1].id] = {record.name: 1}
    return Collection(documents, tuple(queries), relevant)


def parallel_pairs(records: Sequence[Record]) -> list[Pair]:
    """Every sentence and every question with its translation."""
    return [
        Pair(en, fr, source=record.name)
        for record in records
        for en, fr in (
            *zip(record.en, record.fr, strict=True),
            *((asked.en, asked.fr) for asked in (*record.questions, *record.misses)),
        )
    ]
