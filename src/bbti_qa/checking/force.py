"""How strongly a statement binds: must, is advised to, may."""

from __future__ import annotations

import re
from enum import StrEnum

from bbti_qa.checking.denial import denials_of, is_left_possible, without_bounds
from bbti_qa.checking.statement import Statement


class Force(StrEnum):
    DUTY = "duty"
    ADVICE = "advice"
    LEAVE = "leave"  # may, can: allowed or possible


_FORCES = {
    Force.DUTY: re.compile(
        r"\b(?:doi(?:t|s|vent)|devr(?:a|ont)|devait|devaient|devoir|obligatoire\w*|oblig\w+|tenue?s? d[e']|il faut|"
        r"faudra|imperati\w+|exig\w+|impos\w+|requi\w+|must|shall|"
        r"required?|requires|mandatory|compulsory|have to|has to|obligation|obliged)\b"
    ),
    Force.ADVICE: re.compile(
        r"\b(?:invite\w*|recommand\w+|conseille\w*|preconis\w+|encourag\w+|souhaitable\w*|incit\w+|suggere\w*|vivement|"
        r"should|recommend\w*|advised?|encouraged|invited|"
        r"devrai(?:t|ent))\b"
    ),
    Force.LEAVE: re.compile(
        r"\b(?:peu(?:t|vent|x)|puisse(?:nt)?|pourr(?:a|ont|ait|aient)|possib\w+|permet\w*|permis\w*|autoris\w+|"
        r"facultati\w+|optionnel\w*|libres? d[e']|faculte|may|might|can|could|"
        r"allowed|permitted|optional\w*|eligible\w*|renouvelable\w*|cumulable\w*|reconductible\w*|renewable|"
        r"ouvert\w* a\w*|s'adresse\w*|accessible\w*|souhaite(?:nt)?|reserve\w*|limite\w*|droit)\b"
    ),
}


def forces_of(statement: Statement, segments: frozenset[int] | None = None) -> frozenset[Force]:
    """The forces of what a statement affirms, in some of its stretches; those of a stretch that denies are one: may not and must not."""
    denied = {word.segment for denial in denials_of(statement) for word in denial.focus}
    found = frozenset(
        force
        for force, pattern in _FORCES.items()
        for match in pattern.finditer(without_bounds(statement))
        if statement.segment_at(match.start()) not in denied
        and (segments is None or statement.segment_at(match.start()) in segments)
    )
    return found | {Force.LEAVE} if is_left_possible(statement) else found


def words_of(statement: Statement, force: Force | None = None) -> str:
    """The words that bind, of one force or of the first there is; empty without."""
    patterns = (_FORCES[force],) if force else tuple(_FORCES.values())
    match = next((match for pattern in patterns if (match := pattern.search(statement.folded))), None)
    return statement.text[match.start() : match.end()] if match else ""
