"""Denial in French and English: whether a text or one clause of it says that something is not so, and with which words."""

from __future__ import annotations

import re
from itertools import pairwise

_VERBAL = re.compile(
    r"\b(?:ne|n['’])\s?[^.;]{0,40}?\b(?:pas|plus|jamais|aucun\w*|ni|guère|guere|nullement)\b|"
    r"\b(?:aucun|aucune|ni)\b|\b(?:not|never|no longer|cannot|neither|nor)\b|n['’]t\b",
    re.IGNORECASE,
)
_LEXICAL = re.compile(
    r"\bnon[ -](?:[ée]ligible|autoris|couvert|concern)\w*|\b(?:exclu|exclus|exclue|exclues|excluded|interdit\w*|in[ée]ligible\w*)\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b(?:non seulement|pas (?:seulement|uniquement)|not only|n['’]h[ée]site\w* pas|no doubt|sans doute)\b",
    re.IGNORECASE,
)


_CLAUSE_ENDS = re.compile(
    r"[:;]|(?<=\w),? (?=(?:qui|dont|que|qu['’]|où|which|who|whom|that|whereas|while)\b)|, (?=(?:mais|puis|alors|tandis|bien|même|et|but|then|and|although)\b)"
    r"| (?=(?:mais|(?<! [aà] )but|alors que|tandis que)\b)"
)


def denies(text: str) -> bool:
    """Whether anything is denied; « non seulement » denies nothing."""
    said = _HALF.sub(" ", text)
    return bool(_VERBAL.search(said) or _LEXICAL.search(said))


def says_not(clause: str) -> bool:
    """Whether one clause says that it is not so: « n'est pas éligible » and « est exclu » do, « n'est pas exclu » does not."""
    said = _HALF.sub(" ", clause)
    return bool(_VERBAL.search(said)) != bool(_LEXICAL.search(said))


def clauses(text: str) -> list[tuple[int, int]]:
    """The spans of `text` between its signs and the words like « qui » and « mais »; none is cut inside a negation."""
    negations = [match.span() for match in _VERBAL.finditer(text)]
    cuts = [0, len(text)]
    for match in _CLAUSE_ENDS.finditer(text):
        if not any(start < match.start() < end for start, end in negations):
            cuts.append(match.end())
    cuts.sort()
    return [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]


def denial(text: str) -> str:
    """The clause of `text` that denies, as it stands; empty where none does."""
    for clause in re.split(r"(?<=[,;:]) ", text):
        if denies(clause):
            return clause.strip(" ,;:.")
    return ""
