"""Criteria that a person has pinned: a TOML file that names sentences of the documents and what they ask.

`[[criterion]]` tables. `document` is a path as `bbti-qa status` shows it; `starts` the beginning of a sentence, or `heading` the beginning of a
heading, whose first sentence is then taken: a pinned criterion is always an exact sentence. `point` and `modality` say what it asks; `kinds`,
`instruments`, `low`, `high`, `date`, `end`, `partner` and `conditional` say it in detail. See corpus/criteria.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bbti_qa.documents import BlockKind, Document, Passage
from bbti_qa.errors import SettingsError
from bbti_qa.language import fold_in_place
from bbti_qa.tasks.eligibility.criterion import Modality, Point, Rule, Source
from bbti_qa.tasks.eligibility.terms import INSTRUMENTS, KINDS

_KEYS: Final = {
    "id", "document", "starts", "heading", "point", "modality", "kinds", "instruments", "low", "high", "date", "end", "partner", "conditional",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pin:
    """One table of the file. Exactly one of `starts` and `heading` is set."""

    id: str
    document: str
    rule: Mapping[str, Any]
    starts: str = ""
    heading: str = ""


def load_pins(path: Path) -> tuple[Pin, ...]:
    """The pinned criteria of a file, in its order. Raises SettingsError."""
    try:
        with path.open("rb") as stream:
            tables = tomllib.load(stream).get("criterion", [])
        return tuple(_pin(table, number) for number, table in enumerate(tables, start=1))
    except (
        OSError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
    ) as error:
        raise SettingsError(
            f"The criteria in {path} cannot be read: {error}. Mend the file, or unset BBTI_QA_CRITERIA."
        ) from error


def _pin(table: Mapping[str, Any], number: int) -> Pin:
    name = str(table.get("id", f"criterion {number}"))
    if unknown := sorted(set(table) - _KEYS):
        raise ValueError(f"{name} has an unknown key {unknown[0]!r}; the keys are {', '.join(sorted(_KEYS))}")
    if bool(table.get("starts")) == bool(table.get("heading")):
        raise ValueError(f"{name} needs either `starts` or `heading`")
    for key, known in (("kinds", (*KINDS, "FR", "*")), ("instruments", tuple(INSTRUMENTS))):
        if strangers := sorted(set(table.get(key, ())) - set(known)):
            raise ValueError(f"{name} has {key} {strangers[0]!r}; known are {', '.join(known)}")
    rule = {
        "point": Point(table["point"]),
        "modality": Modality(table["modality"]),
        "kinds": tuple(table.get("kinds", ())),
        "instruments": tuple(table.get("instruments", ())),
        "low": _number(table.get("low")),
        "high": _number(table.get("high")),
        "date": _day(table.get("date")),
        "end": _day(table.get("end")),
        "as_partner": bool(table.get("partner", False)),
        "is_conditional": bool(table.get("conditional", False)),
        "pinned": name,
    }
    return Pin(name, str(table["document"]), rule, str(table.get("starts", "")), str(table.get("heading", "")))


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def pinned_rules(
    pins: Sequence[Pin], passages: Sequence[Passage], documents: Mapping[str, Document]
) -> tuple[tuple[Rule, ...], tuple[Pin, ...]]:
    """The rules of the pins whose sentence the documents hold, and the pins whose document is there without that sentence.

    A pin of a document that the index does not hold is for another index, and is passed over.
    """
    paths = {document.path for document in documents.values()}
    rules, lost = [], []
    for pin in pins:
        source = _place(pin, passages, documents)
        if source is None and pin.document in paths:
            lost.append(pin)
        elif source is not None:
            rules.append(Rule(source=source, **pin.rule))
    return tuple(rules), tuple(lost)


def _place(pin: Pin, passages: Sequence[Passage], documents: Mapping[str, Document]) -> Source | None:
    starts, heading = fold_in_place(pin.starts), fold_in_place(pin.heading)
    for passage in passages:
        document = documents[passage.document_id]
        if document.path != pin.document or (
            heading and not any(fold_in_place(name).startswith(heading) for name in passage.headings)
        ):
            continue
        for sentence in passage.sentences:
            text = document.text(sentence.spans)
            if sentence.kind is not BlockKind.HEADING and (heading or fold_in_place(text).startswith(starts)):
                return Source(document, sentence, text, passage.headings)
    return None
