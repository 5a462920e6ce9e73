"""Figures and tables by name: « la Figure 1 », "Table 2", and the captions that begin with it."""

from __future__ import annotations

import re

from bbti_qa.language import fold

_FIGURE = re.compile(
    r"\b(?P<sort>fig|tab|schema|encadre|graph|box|annex)[a-z]*\.? ?(?:n[°o]\.? ?)?(?P<number>\d{1,3})\b(?! ?(?:%|€|eur))"
)
Figure = tuple[str, int]
"""A figure or table by its sort and number: ("fig", 1)."""


def figures_named(text: str) -> tuple[Figure, ...]:
    """The figures and tables that a text names, in its order."""
    return tuple((found["sort"], int(found["number"])) for found in _FIGURE.finditer(fold(text)))


def captioned(text: str) -> Figure | None:
    """The figure that a caption begins with: « Figure 2 : Schéma … »."""
    begins = _FIGURE.match(fold(text))
    return (begins["sort"], int(begins["number"])) if begins else None
