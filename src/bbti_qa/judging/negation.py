"""Denial in French and English: whether a text says that something is not so, and with which words."""

from __future__ import annotations

import re

_DENIAL = re.compile(
    r"\b(?:ne|n['’])\s?[^.;]{0,40}?\b(?:pas|plus|jamais|aucun\w*|ni|guère|guere|nullement)\b|"
    r"\b(?:aucun|aucune|ni)\b|\b(?:not|never|no longer|cannot|neither|nor)\b|n['’]t\b|\bnon[ -](?:[ée]ligible|autoris|couvert|concern)\w*|"
    r"\b(?:exclu|exclus|exclue|exclues|excluded|interdit\w*|in[ée]ligible\w*)\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b(?:non seulement|pas (?:seulement|uniquement)|not only|n['’]h[ée]site\w* pas|no doubt|sans doute)\b",
    re.IGNORECASE,
)


def denies(text: str) -> bool:
    """Whether anything is denied; « non seulement » denies nothing."""
    return bool(_DENIAL.search(_HALF.sub(" ", text)))


def denial(text: str) -> str:
    """The clause of `text` that denies, as it stands; empty where none does."""
    for clause in re.split(r"(?<=[,;:]) ", text):
        if denies(clause):
            return clause.strip(" ,;:.")
    return ""
