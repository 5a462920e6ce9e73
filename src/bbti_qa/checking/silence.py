"""What a document says that it does not say: « aucune date n'est donnée pour … », "the texts do not specify …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bbti_qa.checking.statement import Statement, Word

_TOLD = r"(?:donne|precise|indique|communique|mentionne|fourni|connu|specifie|renseigne|publie)e?s?"
_SILENT = re.compile(
    rf"\baucune? [^.;:,]{{0,60}}?\bn'(?:est|a ete|y est|etait) (?:\w+ )?{_TOLD}\b|\b(?:n'est|ne sont|n'a pas ete|n'ont pas ete) pas (?:encore )?{_TOLD}\b|\bn'(?:a|ont) pas (?:encore )?ete {_TOLD}\b|"
    r"(?<!qui )\bne (?:le |la |les )?(?:precis|indiqu|mentionn|specifi|dis|dit|disent)\w* (?:pas|ni|rien|aucune?)\b|(?<!qui )\bn'(?:indiqu|evoqu)\w* (?:pas|ni|rien|aucune?)\b|"
    r"(?<!qui )\bne (?:donn|fourni)\w* (?:aucune?|pas de|ni) (?:date|precision|detail|information|chiffre|calendrier|duree|montant|nom)s?\b|\bsans preciser\b|\breste(?:nt)? a preciser\b|"
    r"\bno [^.;:,]{0,60}?\b(?:is|are|was|has been|have been) (?:given|stated|specified|indicated|provided|mentioned)\b|"
    r"\b(?:is|are|was|were|has|have) not (?:been |yet )*(?:given|stated|specified|indicated|mentioned|known)\b|"
    r"(?<!who )(?<!that )(?<!which )\b(?:does|do|did) not (?:say|specify|state|indicate|mention|give (?:a|any|the) date)\b|\bwithout (?:saying|specifying|stating)\b"
)
_TELLING = re.compile(
    r"\b(?:donne|precis|indiqu|communiqu|mentionn|fourni|connu|specifi|renseign|given|give|state|specif|indicat|provid|mention|known)"
)
_ENDS = re.compile(
    r"[;:]|\.(?=\s)|\b(?:mais|tandis qu|alors qu|en revanche|cependant|toutefois|but|whereas|while|however)\b"
)
_SUPPOSES = re.compile(r"^\W*(?:si|s'il|lorsqu|quand|tant qu|if|when|where|unless)\b")


def is_silent(statement: Statement) -> bool:
    """Whether a clause of it says that something is not said."""
    return any(True for _ in _silent_clauses(statement))


def leaves_open(evidence: Statement, claim: Statement) -> bool:
    """Whether the evidence only says that it does not say: « ne précisent pas la date » denies no date, but that the date is specified."""
    return is_silent(evidence) and not _TELLING.search(claim.folded)


def spoken_words(statement: Statement) -> tuple[Word, ...]:
    """The words outside the clauses that only say what is not said."""
    silent = list(_silent_clauses(statement))
    return tuple(word for word in statement.words if not any(start <= word.start < end for start, end in silent))


def _silent_clauses(statement: Statement) -> Iterator[tuple[int, int]]:
    cuts = [0, *(match.start() for match in _ENDS.finditer(statement.folded)), len(statement.folded)]
    for start, end in pairwise(cuts):
        clause = statement.folded[start:end]
        if _SILENT.search(clause) and not _SUPPOSES.search(clause):
            yield start, end
