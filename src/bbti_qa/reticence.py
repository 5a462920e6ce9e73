"""Sentences in which a document says that something is not said: « les articles ne précisent pas le montant de l'appel »."""

from __future__ import annotations

import re

_SAYS_NOTHING = re.compile(
    r"\b(?:ne |n')(?:disent|dit|precis\w+|mentionn\w+|indiqu\w+|donn\w+|fix\w+|publi\w+|nomm\w+|traite\w*) (?:pas|aucun\w*|ni|nulle part)\b|"
    r"\baucun\w* (?:article|document|texte|source)s? (?:ne|n')|\bni (?:\w+ )?ni (?:exclu|interdit|rejete|ecarte)\w*|"
    r"\bn'(?:est|a|sont|ont) (?:pas |pas encore )?(?:ete )?(?:annonce|precise|indique|mentionne|communique|publie|tranche)\w*|"
    r"\b(?:is|are|was|were) not (?:yet )?(?:announced|stated|specified|mentioned|said|known|given)\b|"
    r"\b(?:does|do|did) not (?:say|state|specify|mention|tell|give)\b"
)


def says_that_nothing_is_said(folded: str) -> bool:
    """Whether a folded sentence says that a thing is not announced, given or told."""
    return bool(_SAYS_NOTHING.search(folded))
