"""Where French words may be cut at the end of a line, said with soft hyphens."""

from __future__ import annotations

import re

import pyphen

SOFT_HYPHEN = "\u00ad"
_LEAST_LETTERS = 6
_WORD = re.compile(
    rf"(?<![^\W\d_]-)\b[^\W\d_]{{{_LEAST_LETTERS},}}\b(?!-)"
)  # compounds are cut at their own hyphen only
_DICTIONARY = pyphen.Pyphen(lang="fr_FR", left=2, right=3)


def with_soft_hyphens(text: str) -> str:
    """`text` with soft hyphens in its long words; capitals (acronyms) stay whole."""
    return _WORD.sub(_hyphenated, text)


def _hyphenated(match: re.Match[str]) -> str:
    word = match.group()
    return word if any(letter.isupper() for letter in word) else _DICTIONARY.inserted(word, SOFT_HYPHEN)
