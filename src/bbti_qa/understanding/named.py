"""Whom or what a question asks to name: who does a thing, how many things there are to name, the numbered parts of what."""

from __future__ import annotations

import re

from bbti_qa.language import fold, stem, stems
from bbti_qa.values import Unit, find_values

NUMBERED = (
    r"(axes?|axis|pillars?|piliers?|volets?|strands?|priorite|theme|lots?|action|work packages?|objectif|objective)"
)
"""What programmes number their parts by."""

_ASKS_FOR_NUMBERED = re.compile(
    r"^(?:(?:quels|quelles|which|what)(?: sont| are| were)?|cite[rz]?|liste[rz]?|list|name|nomme[rz]?|enumere[rz]?|"
    r"donne[rz]?)(?:[ -]moi)?(?: tous| toutes| all)?"
    rf"(?: les| ces| the)*(?: (?!des?\b|du\b|of\b|par\b|pour\b|for\b)\w+){{0,2}} (?P<named>{NUMBERED})"
    r"(?: (?:scientifiques?|principaux|thematiques|prioritaires))?"
    r"(?: (?:du|de la|de l'|des|de|of the|of this|of|in the|for the) ?(?P<whole>\w+(?: \w+)?))? ?[?.!]*$"
)
_ASKS_WHO_DOES = re.compile(
    r"(?:^(?:et |and )?(?:par qui|by whom|qui|who)(?: est-ce qui)?|^[^,.;:?]{4,}, (?:qui|who))"
    r" (?:(?:a|ont|avai(?:t|ent)|aura|auront|has|have|had|will|may|can|doit|peut|va|vont|sera|seront|est|sont|is|are|ete|been|be|"
    r"actuellement|le|la|the) |l'|(?:nomme|place|mis|porte|designe|appointed|put|placed)e?s? (?=(?:a|aux?|at|in) )|(?:a la|aux?|at the|in) (?=tete\b|commandes\b|renes\b|head\b|helm\b)|"
    r"passe (?=commande))*(?P<done>\w+)"
)
_ASKS_TO_NAME = re.compile(
    r"\b(?:quels?|quelles?|lesquel\w*|qui|which|what|who|name|list|nomme\w*|cite\w*|liste\w*|enumere\w*|donne\w*)"
    r"(?: sont| etaient| are| were| moi)?(?: tous| toutes| all)?(?: les| ces| des| of| the| these| those)* ?$|"
    r"\b(?:intitules?|noms?|titres?|names?|titles?)(?: (?:exacts?|precis|complets?|officiels?))? (?:de|des|of)"
    r"(?: chacune? (?:de|des)| each of)?(?: ces| the| these| those)? ?$"
)


def deed_asked(folded: str) -> str:
    found = _ASKS_WHO_DOES.search(folded)
    return stem(found["done"]) if found else ""


def numbered_asked(folded: str) -> tuple[str, frozenset[str]]:
    """The stem of the numbered parts that the question asks to name, with the stems of what they are parts of: « les quatre axes du programme »."""
    found = _ASKS_FOR_NUMBERED.match(folded)
    if not found or not found["named"].endswith("s"):
        return "", frozenset()
    return stem(found["named"]), frozenset(stems(found["whole"] or ""))


def members_asked(text: str) -> int:
    """How many things are to be named: the number that stands right behind « quels sont les », "which", « cite »."""
    counts = (value for value in find_values(text) if value.unit is Unit.COUNT and value.low == value.high)
    return next((int(value.low) for value in counts if _ASKS_TO_NAME.search(fold(text[: value.start]))), 0)
