"""How many sentences the answer may have, where the question says it: « en deux phrases », "in one line", "in three bullet points"."""

from __future__ import annotations

import re

from bbti_qa.numerals import UNITS

_ONE = ("un", "une", "a", "an", "one")
_COUNTS = {word: int(number) for word, number in UNITS.items() if number >= 1} | dict.fromkeys(_ONE, 1)
_NUMBER = rf"\d{{1,2}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))}"
_ASKED = re.compile(
    r"(?:^|\b(?:en|in|as|sous forme de|(?:j'ai besoin d(?:e |')|il (?:me|nous) fau(?:t|drait) |i need |we need |(?:ecris|redige|fais|donne|write|give)(?:[ -](?:moi|nous|me|us))? )))"
    r" ?(?:(?:environ|about|moins de|less than|au plus|at most|maximum|max) )?"
    rf"(?P<least>{_NUMBER})(?:(?: ?(?:ou|a|to|or|-) ?)(?P<most>{_NUMBER}))?"
    r"(?: (?:petite?s?|courte?s?|breves?|simples?|seule|short|brief|single|simple))?"
    r" (?:phrases?|sentences?|lignes?|lines?|puces|points|bullets|bullet points?)\b"
)
_SHORTER = re.compile(
    r"^(?:[^?]{0,25} )?(?:plus (?:court|bref|concis)e?|plus brievement|shorter|briefer|more briefly|more concise|en bref|in short)\b"
)


def sentences_asked(folded: str) -> int:
    """The most sentences that a folded question wants; 0 where it does not say. « Plus court ? », « en bref » want one."""
    found = _ASKED.search(folded)
    if not found:
        return int(bool(_SHORTER.match(folded)))
    number = found["most"] or found["least"]
    return int(number) if number.isdecimal() else _COUNTS[number]
