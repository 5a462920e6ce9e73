"""How far a question of yes or no reaches: « uniquement », « toujours », « aussi longtemps que ». That a thing is so does not say that it is only or always so."""

from __future__ import annotations

import re
from enum import StrEnum

from bbti_qa.language import enumerators


class Reach(StrEnum):
    """What a question asks beyond whether a thing is so."""

    ONLY = "only"  # « ne … que », « uniquement », "confined to"
    ALWAYS = "always"  # « toujours », « en totalité », "fully"
    ALIKE = "alike"  # « aussi long que », "as much as"


_ONLY = (
    r"(?:ne |n'|y a )(?:(?!(?:pas|plus|jamais|rien|personne|guere)\b)[\w'-]+ ){0,3}?qu(?:e |')(?!on\b|il\b|elle\b)|rien que|seulement|uniquement|"
    r"exclusivement|seule?s?|(?:limit|restrein|reserv)\w* (?:a|aux?)|only|solely|exclusively|(?:limited|confined|restricted|reserved) (?:to|for)"
)
_ALWAYS = (
    r"toujours|systematiquement|automatiquement|d'office|en totalite|entierement|integralement|totalement|dans tous les cas|a chaque fois|"
    r"always|systematically|automatically|wholly|entirely|fully|completely|every time|in every case"
)
_ALIKE = (
    r"(?:aussi|autant) (?:d[e'] ?)?\w+ (?:que |qu')|autant (?:que |qu')|as (?!well\b|soon\b|long as\b|such\b)\w+ as"
)
_ASKS = {
    Reach.ONLY: re.compile(rf"\b(?:{_ONLY})"),
    Reach.ALWAYS: re.compile(rf"\b(?:{_ALWAYS})\b"),
    Reach.ALIKE: re.compile(rf"\b(?:{_ALIKE})"),
}
_TELLS = {
    Reach.ONLY: re.compile(rf"\b(?:{_ONLY})"),
    Reach.ALWAYS: re.compile(rf"\b(?:{_ALWAYS}|tou(?:te?s?|s)|chaque|all|every|each|any|100 ?%)(?!\w)"),
    Reach.ALIKE: re.compile(rf"\b(?:{_ALIKE}|meme|memes|egale?s?|egaux|identiques?|same|equal|identical)\b"),
}  # fmt: skip
_ASKS_WHOLE = re.compile(
    r"\b(?<!presque )(?<!quasiment )(?<!pratiquement )(?<!almost )(?<!nearly )(?:en totalite|la totalite|entierement|integralement|totalement|l'ensemble d\w+|tout le|toute la|tous les|toutes les|l'integralite|"
    r"wholly|entirely|fully|completely|all of|all the|the whole|the entire)\b"
)
_BEYOND = re.compile(
    r"\b(?:au-dela d\w*|en dehors d\w*|egalement|non seulement|s'eten\w+|ainsi que|beyond|also|as well|not only|outside)\b"
)
_PAST = re.compile(
    r"\b(?:debord\w+|(?:va|vont|aille) (?:-t-\w+ )?(?:plus loin|au-dela)|au-dela d\w*|s'eten\w+ (?:-t-\w+ )?(?:aussi|egalement|au-dela|a d'autres)|"
    r"ne (?:se|s') ?\w+(?:-t-\w+)? pas (?:qu\w*|seulement|uniquement)|(?:goes?|extends?|reach(?:es)?) beyond|beyond|not (?:only|just|limited to))\b"
)
_NOT_ALWAYS = re.compile(
    r"\b(?:pas|not|n't) (?:\w+ )?(?:toujours|systematiquement|necessairement|forcement|always|necessarily)\b"
)


def reach_asked(folded: str) -> Reach | None:
    """How far a question, as `language.fold` leaves it, reaches; None where it only asks whether a thing is so."""
    return next((reach for reach, pattern in _ASKS.items() if pattern.search(folded)), None)


def asks_whole(folded: str) -> bool:
    """Whether a folded question asks if all of a thing is so: « en totalité », "fully"."""
    return bool(_ASKS_WHOLE.search(folded))


def reaches(reach: Reach, folded: str) -> bool:
    """Whether a folded sentence has words that reach as far."""
    return bool(_TELLS[reach].search(folded))


def goes_past(folded: str) -> bool:
    """Whether a folded question asks if a thing goes further than what it names: « déborde-t-elle des seules maladies rares ? »."""
    return bool(_PAST.search(folded))


def goes_beyond(folded: str) -> bool:
    """Whether a folded sentence adds to what was said before: « au-delà des affections rares », « également »."""
    return bool(_BEYOND.search(folded))


def holds_not_always(folded: str) -> bool:
    """« n'existe pas toujours »: sometimes it is so."""
    return bool(_NOT_ALWAYS.search(folded))


def items_of(text: str) -> list[str]:
    """The items of a running enumeration, « (i) … (ii) … », each behind what stands before the first; the text itself where it enumerates nothing."""
    marks = enumerators(text)
    if len(marks) < 2:
        return [text]
    ends = [*marks[1:], len(text)]
    return [f"{text[: marks[0]]} {text[start:end]}" for start, end in zip(marks, ends, strict=True)]
