"""What stands around a value in a sentence, and how near that is to what a question asks."""

from __future__ import annotations

import re
from collections.abc import Set

from bbti_qa.language import stems
from bbti_qa.understanding import Question, Term
from bbti_qa.values import Unit, Value

AROUND = 60  # letters on either side of a value
_BRINGING = frozenset(
    stems(
        "dispose disposent doté dotée dotés s'élève élèvent monte atteint atteignent reçoit reçoivent fixé fixée "
        "estimé estimée compte total totale "
        "montant représente représentent has have amounts reaches receives totals amount total endowed"
    )
)

_PART_OF_A_YEAR = re.compile(  # « Début 2024 » does not say that something begins
    r"\b(?:début|fin|mi|milieu|courant|early|late|mid|end|beginning)(?:-| de l['’]année | de | of |\s)(?=\d{4}\b|$)",
    re.IGNORECASE,
)


def words_around(text: str, value: Value) -> set[str]:
    """Stems of what stands around the amount, without numbers and the verbs that only bring it."""
    before = text[max(0, value.start - AROUND) : value.start]
    after = text[value.end : value.end + AROUND]
    if value.unit is Unit.DATE:
        before, after = (_PART_OF_A_YEAR.sub(" ", side) for side in (before, after))
    near = stems(f"{before} {after}")
    return {stem for stem in near if not any(character.isdigit() for character in stem)} - _BRINGING


def nearness(question: Question, around: Set[str]) -> float:
    """In [0, 1]: the harmonic mean of the share of the question's terms around the value and of the share of what stands there that they make up."""
    if not around or not question.terms:
        return 0.0
    said = [_said(term, around) for term in question.terms]
    held = sum(bool(stems) for stems in said) / len(said)
    meant = len({stem for stems in said for stem in stems}) / len(around)
    return 2 * held * meant / (held + meant) if held + meant else 0.0


def _said(term: Term, around: Set[str]) -> Set[str]:
    """The stems of `around` that say the term: its own, a whole alternative, a translation."""
    rows = ((term.stem,), *term.alternatives, *((stem,) for stem, _ in term.translations))
    return {stem for row in rows if around >= set(row) for stem in row}
