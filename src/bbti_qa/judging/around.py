"""What a value in a sentence is the value of, as far as the words around it tell."""

from __future__ import annotations

import re

from bbti_qa.documents import Evidence
from bbti_qa.language import stems
from bbti_qa.values import Unit, Value

AROUND = 60  # letters on either side of a value

_BRINGING = frozenset(
    stems(
        "dispose disposent doté dotée dotés s'élève élèvent monte atteint atteignent reçoit reçoivent fixé fixée estimé estimée compte total totale "
        "montant représente représentent has have amounts reaches receives totals amount total endowed"
    )
)


def words_around(item: Evidence, value: Value) -> set[str]:
    """Stems of what stands around the amount, without the verbs that only bring it."""
    before = item.text[max(0, value.start - AROUND) : value.start]
    return set(stems(f"{before} {item.text[value.end : value.end + AROUND]}")) - _BRINGING


def as_said(text: str, value: Value) -> str:
    """The value as it stands in `text`, with the word that it counts or ranks."""
    behind = re.match(r"[ \u00a0][\w'’-]+", text[value.end :]) if value.unit in (Unit.COUNT, Unit.ORDINAL) else None
    return text[value.start : value.end + (behind.end() if behind else 0)].strip()
