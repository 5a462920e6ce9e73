"""Figures and tables by name: « la Figure 1 », "Table 2", and the captions that begin with it."""

from __future__ import annotations

import re

from bbti_qa.language import fold

_FIGURE = re.compile(
    r"\b(?P<sort>fig|tab|schema|encadre|graph|box|annex)[a-z]*\.? ?(?:n[°o]\.? ?)?(?P<number>\d{1,3})\b(?! ?(?:%|€|eur))"
)
_RANKED = tuple(
    re.compile(rf"\b(?:{rank}) (?P<sort>fig|tab)[a-z]*\b|\b(?P<other>fig|tab)[a-z]* (?:numero )?(?:{rank})\b")
    for rank in ("premiere?|first|un|one", "deuxieme|seconde?|second|deux|two", "troisieme|third|trois|three")
)
Figure = tuple[str, int]
"""A figure or table by its sort and number: ("fig", 1)."""


def figures_named(text: str) -> tuple[Figure, ...]:
    """The figures and tables that a text names, in its order."""
    folded = fold(text)
    named = [(found.start(), (found["sort"], int(found["number"]))) for found in _FIGURE.finditer(folded)]
    ranked = [
        (found.start(), ((found["sort"] or found["other"])[:3], at))
        for at, pattern in enumerate(_RANKED, start=1)
        for found in pattern.finditer(folded)
    ]
    return tuple(figure for _, figure in sorted([*named, *ranked]))


def captioned(text: str) -> Figure | None:
    """The figure that a caption begins with: « Figure 2 : Schéma … »."""
    begins = _FIGURE.match(fold(text))
    return (begins["sort"], int(begins["number"])) if begins else None
