"""Where a thing is: what asks for it, and what may tell it. No list of places: a name behind a word that places, or names in a row."""

from __future__ import annotations

import re
from collections.abc import Collection

from bbti_qa.language import stem, stems

PLACE = "place"
"""Stands among the stems of a text that may tell where."""

_ASKS = re.compile(
    r"^(?:et |mais )?ou (?:est|sont|etai(?:t|ent)|se|sera|seront|siegen?t?|s'|peut-on|a-t-|ont|trouver)\b|"
    r"\bwhere (?:is|are|was|were|does|do|did|can|will)\b|"
    r"\b(?:quel|quelle|quels|quelles|which|what)"
    r" (?:villes?|pays|lieux?|regions?|endroits?|cities|city|towns?|places?|countries|country|regions?)\b|"
    r"^(?:les )?(?:villes?|lieux?|cities|locations?)\b|"
    r"\b(?:quels|quelles|which|what|les|des|the|of) (?:sites?|implantations?|localisations?|locations)\b(?! (?:web|internet))"
)
_NAMING = frozenset(
    stem(word)
    for word in """ville villes site sites lieu lieux localisation localisations implantation implantations endroit endroits pays region regions localise localises localisees situe
    situee situes situees siege siegent trouve trouvent implante implantes implantees base bases deroule deroulent
    city cities town towns place places country countries location located based sited situated""".split()
)
_PLACED = re.compile(
    r"\b(?:à|en|au|aux|in|at|near|près de) [A-ZÀ-Ý][a-zà-ÿ]+|"
    r"\b[A-ZÀ-Ý][a-zà-ÿ-]+(?:, [A-ZÀ-Ý][a-zà-ÿ-]+)+,? (?:et|and) [A-ZÀ-Ý]"
)


def asks_where(folded: str) -> bool:
    """Whether a question, as `language.fold` leaves it, asks for a place."""
    return bool(_ASKS.search(folded))


def names_sort(stem: str) -> bool:
    """Whether a word of such a question only names what is asked for: « ville », « situé », "located"."""
    return stem in _NAMING


def tells_where(text: str, asked: Collection[str]) -> bool:
    """Whether a name stands in `text` as those of places do, « à Nantes », "in France", « Nantes, Paris et Nancy », that is more than the stems of what is asked about."""
    return any(not set(stems(found.group())) <= set(asked) for found in _PLACED.finditer(text))
