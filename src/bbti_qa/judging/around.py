"""What a value in a sentence is the value of, as far as the words around it tell."""

from __future__ import annotations

import re

from bbti_qa.language import fold, stems
from bbti_qa.values import Unit, Value, find_values

SHARE_BEFORE, SHARE_BEHIND = 40, 80  # letters around a count in which it may be said to be a share ("trois par axe")
_SHARED_OUT = re.compile(r"\b(?:chaque|chacun\w*|each|per|par (?!l[ae]s?\b|l'|des?\b|une?\b|ces?\b)[a-z]+)\b")

_AVERAGE = re.compile(r"\b(?:en moyenne|moyenne?s?|average|mean)\b", re.IGNORECASE)
OF_THE_TALK = frozenset(
    stems(
        "points lignes mots articles phrases documents textes exemples sources papers words sentences lines numbers figures "
        "different values versions answers counts chiffres nombres valeurs reponses comptes ordres developpements dates"
    )
)


def as_said(text: str, value: Value) -> str:
    """The value as it stands in `text`, with the word that it counts or ranks."""
    behind = (
        re.match(r"[ \u00a0](?:de |d['’])?[\w'’-]+", text[value.end :])
        if value.unit in (Unit.COUNT, Unit.ORDINAL)
        else None
    )
    return text[value.start : value.end + (behind.end() if behind else 0)].strip()


def tells_average(text: str) -> bool:
    """« en moyenne »: what is said of many, of which a single one may differ."""
    return bool(_AVERAGE.search(text))


def is_share(text: str, value: Value) -> bool:
    """« trois par axe », « Axe 1 : 3 projets »: the count of a part, not of the whole."""
    near = text[max(0, value.start - SHARE_BEFORE) : value.end + SHARE_BEHIND]
    numbered = any(
        other.unit is Unit.LABEL and abs(other.start - value.start) <= SHARE_BEHIND for other in find_values(text)
    )
    return numbered or bool(_SHARED_OUT.search(fold(near)))
