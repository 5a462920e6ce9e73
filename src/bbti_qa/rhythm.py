"""How often a thing happens: what asks for it, and what tells it."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\b(?:tous les combien|toutes les combien|a quelle (?:frequence|periodicite|cadence)|a quel rythme|combien de fois|quelle (?:est|sera|etait) la (?:frequence|periodicite)|"
    r"how often|how frequently|how many times|at what (?:frequency|intervals?)|what is the frequency)\b"
)
_TELLS = re.compile(
    r"\b(?:par|per|a|an|chaque|each|every|tous les|toutes les|once a|twice a) (?:\w+ )?(?:an|annee|mois|semaine|jour|trimestre|semestre|year|month|week|day|quarter)s?\b|"
    r"\b(?:bi|tri)?(?:annuel|mensuel|trimestriel|semestriel|hebdomadaire|quotidien|bimestriel|biennal)\w*|"
    r"\b(?:annual|monthly|quarterly|weekly|daily|yearly|biannual|biennial|six-monthly)\w*|"
    r"\b(?:une|deux|trois|quatre|cinq|six|dix|\d+) fois\b|\b(?:once|twice|\w+ times|regulierement|regularly|ponctuellement|occasionnellement)\b"
)


def asks_how_often(folded: str) -> bool:
    """Whether a question, as `language.fold` leaves it, asks how often."""
    return bool(_ASKS.search(folded))


def tells_how_often(folded: str) -> bool:
    """Whether a text, as `language.fold` leaves it, tells how often: « deux fois par an », « chaque trimestre », "monthly"."""
    return bool(_TELLS.search(folded))
