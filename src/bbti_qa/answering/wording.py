"""A model's words made plain: no link, image, tag or hidden character is left, and quotation marks stand only around exact quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]]{0,300})\]\([^()]{0,2000}\)")
_HALF_LINK = re.compile(r"!\[|\]\(")  # of a link that runs over an end of sentence
_TAG = re.compile(r"</?[A-Za-z!?][^<>]{0,500}>?")
_ADDRESS = re.compile(
    r"(?:\b(?:https?|ftp|file|data|javascript|mailto):|\bwww\.)[^\s<>«»\"]{1,2000}|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}"
)
_EMPHASIS = re.compile(r"\*\*|__|`+|~~")
_STARRED = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,300})\*(?![\w*])")
_QUOTED = re.compile(r"«[ \u00a0\u202f]?([^«»]{1,600}?)[ \u00a0\u202f]?»|“([^“”]{1,600})”|\"([^\"\n]{1,600})\"")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‑": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_HIDDEN = frozenset(
    ("Cc", "Cf", "Co", "Cs", "Cn")
)  # control, format (zero width, direction, tags), private use, unassigned
_KEPT = frozenset("\u00ad")  # a soft hyphen is part of many texts, and draws nothing


def plain(text: str, evidence: Sequence[str]) -> str:
    """`text` as one line of words. A link keeps its label; an address stays only where `evidence` holds it letter by letter."""
    shown, before = _EMPHASIS.sub("", without_hidden(text)), ""
    while (
        shown != before
    ):  # what is taken out may leave another behind: "<<b>script>"; every turn but the last shortens the text
        before = shown
        shown = _LINK.sub(r"\1", _IMAGE.sub("", shown))
        shown = _TAG.sub(lambda match: match.group() if _held(match.group(), evidence) else "", shown)
        shown = _ADDRESS.sub(lambda match: _if_held(match.group(), evidence), shown)
    return " ".join(_STARRED.sub(r"\1", _HALF_LINK.sub(" ", shown)).split())


def without_hidden(text: str) -> str:
    """`text` without characters that are not seen: a line break or a tabulator becomes a blank, the others vanish."""
    return "".join(
        " "
        if character in "\n\r\t\v\f\u2028\u2029"
        else character
        if character in _KEPT or unicodedata.category(character) not in _HIDDEN
        else ""
        for character in text
    )


def unquoted(text: str, evidence: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """`text` with the marks taken off every quote that none of `evidence` holds exactly, and those quotes."""
    held = [normal(sentence) for sentence in evidence]
    wrong: list[str] = []

    def checked(match: re.Match[str]) -> str:
        quote: str = next(filter(None, match.groups()))
        if any(normal(quote).strip(" .,;:") in sentence for sentence in held):
            return str(match.group())
        wrong.append(quote)
        return quote

    return _QUOTED.sub(checked, text), tuple(wrong)


def normal(text: str) -> str:
    """`text` with apostrophes, hyphens and blanks in one form; letters stay as they are."""
    return " ".join(text.translate(_APOSTROPHES).split())


def _if_held(address: str, evidence: Sequence[str]) -> str:
    """The address where it is held, else the punctuation behind it."""
    bare = address.rstrip(".,;:!?" if "(" in address else ".,;:!?)")
    return address if _held(bare, evidence) else address[len(bare) :]


def _held(piece: str, evidence: Sequence[str]) -> bool:
    return any(piece in sentence for sentence in evidence)
