"""What a document says that it does not say: « aucune date n'est donnée pour … », "the texts do not specify …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bbti_qa.checking.statement import Statement, Word
from bbti_qa.reticence import says_that_nothing_is_said

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
        if says_that_nothing_is_said(clause) and not _SUPPOSES.search(clause):
            yield start, end
