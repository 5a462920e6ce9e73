"""Characters made canonical: ligatures, spaces, bullets, accents; what cannot be seen goes."""

from __future__ import annotations

import unicodedata

from bbti_qa.loading.tracing import Traced

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# 0x7f is what WinAnsi, the usual encoding of PDFs, has for a bullet.
_BULLETS = frozenset(
    "\u007f\u2022\u2023\u25aa\u25cf\u25e6\u2043\u2219\u25cb\u25a0\u25a1\uf0b7\uf0a7\uf0d8\uf0a8\uf076\uf0fc"
)
_SPACES = frozenset(
    "\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2004\u2005\u2006\u2008\u205f\u3000\u1680\u2028\u2029\t\v\f"
)
# Spacing accents that some TeX fonts put after their letter: "e´" for "é".
_LATE_ACCENTS = {
    "\u00b4": "\u0301",
    "\u0060": "\u0300",
    "\u02cb": "\u0300",
    "\u02c6": "\u0302",
    "\u005e": "\u0302",
    "\u00a8": "\u0308",
    "\u00b8": "\u0327",
    "\u02dc": "\u0303",
    "\u02c7": "\u030c",
}
ACCENTS = frozenset(_LATE_ACCENTS) | frozenset(_LATE_ACCENTS.values())
"""Accents that may be drawn apart from their letter."""
_DOTLESS = {"ı": "i", "ȷ": "j"}
BULLET = "•"


def canonical(text: Traced) -> Traced:
    """NFC, ligatures split, all spaces plain and single, private-use bullets as "•"; newlines stay.

    Invisible characters go: soft hyphens, zero-width and bidirectional controls, tags, control characters, lone
    surrogates.
    """
    letters: list[str] = []
    sources: list[int] = []
    for character, source in zip(text.text, text.sources, strict=True):
        for piece in _canonical(character, letters[-1] if letters else ""):
            if unicodedata.combining(piece) and letters and (whole := _composed(letters[-1], piece)):
                letters[-1] = whole
            elif not (piece == " " and letters and letters[-1] == " "):
                letters.append(piece)
                sources.append(source)
    return Traced("".join(letters), tuple(sources))


def _canonical(character: str, before: str) -> str:
    if (character.isascii() and character.isprintable()) or character == "\n":
        return character
    if character in _SPACES:
        return " "
    if character in _BULLETS:
        return BULLET
    if character in _LIGATURES:
        return _LIGATURES[character]
    if character in _LATE_ACCENTS and before.isalpha():
        return _LATE_ACCENTS[character] if _composed(before, _LATE_ACCENTS[character]) else character
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return ""
    return unicodedata.normalize("NFC", character)


def composed(letter: str, accent: str) -> str:
    """The letter with an accent that was drawn apart from it, or nothing where no such letter exists."""
    return _composed(_DOTLESS.get(letter, letter), _LATE_ACCENTS.get(accent, accent))


def _composed(letter: str, mark: str) -> str:
    """The one character that `letter` and `mark` make, or nothing."""
    whole = unicodedata.normalize("NFC", letter + mark)
    return whole if len(whole) == 1 else ""
