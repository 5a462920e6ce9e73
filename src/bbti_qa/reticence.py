"""Sentences in which a document says that something is not said: « les articles ne précisent pas le montant de l'appel »."""

from __future__ import annotations

import re

_TOLD = r"(?:donne|precise|indique|communique|mentionne|fourni|connu|specifie|renseigne|publie)e?s?"
_SAYS_NOTHING = re.compile(
    rf"\baucune? [^.;:,]{{0,60}}?\bn'(?:est|a ete|y est|etait) (?:\w+ )?{_TOLD}\b|"
    rf"\b(?:n'est|ne sont|n'a pas ete|n'ont pas ete) pas (?:encore )?{_TOLD}\b|"
    rf"\bn'(?:a|ont) pas (?:encore )?ete {_TOLD}\b|"
    r"(?<!qui )\bne (?:le |la |les )?(?:precis|indiqu|mentionn|specifi|dis|dit|disent)\w* (?:pas|ni|rien|aucune?)\b|"
    r"(?<!qui )\bn'(?:indiqu|evoqu|expliqu)\w* (?:pas|ni|rien|aucune?)\b|"
    r"(?<!qui )\bne (?:donn|fourni)\w* (?:aucune?|pas de|ni)"
    r" (?:date|precision|detail|information|chiffre|calendrier|duree|montant|nom)s?\b|\bsans preciser\b|"
    r"\breste(?:nt)? a preciser\b|"
    r"\bno [^.;:,]{0,60}?\b(?:is|are|was|has been|have been) (?:given|stated|specified|indicated|provided|mentioned)\b|"
    r"\b(?:is|are|was|were|has|have) not (?:been |yet )*(?:given|stated|specified|indicated|mentioned|known)\b|"
    r"(?<!who )(?<!that )(?<!which )\b(?:does|do|did)"
    r" not (?:say|specify|state|indicate|mention|give (?:a|any|the) date)\b|"
    r"\bwithout (?:saying|specifying|stating)\b"
    r"|(?<!qui )\b(?:ne |n')(?:donn\w+|fix\w+|publi\w+|nomm\w+|traite\w*|disent|dit) (?:pas|aucun\w*|ni|nulle part)\b|"
    r"\baucun\w* [^.;:]{1,60} n'y (?:figure|est|sont)\w*|"
    r"\baucun\w* (?:article|document|texte|source)s?(?: \w+){0,4} (?:ne |n')|\bni (?:\w+ )?ni (?:exclu|interdit|rejete|ecarte)\w*|"
    r"\bn'(?:est|a|sont|ont) (?:pas |pas encore )?(?:ete )?(?:annonce|tranche)\w*|"
    r"\b(?:is|are|was|were) not (?:yet )?(?:announced|said)\b|\b(?:does|do|did) not (?:tell|give)\b"
)


def says_that_nothing_is_said(folded: str) -> bool:
    """Whether a folded sentence says that a thing is not announced, given or told."""
    return bool(_SAYS_NOTHING.search(folded))
