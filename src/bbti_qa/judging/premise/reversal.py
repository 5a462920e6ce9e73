"""The opposite: a clause that a sentence denies, a deed that a sentence turns round."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.checking import FindingKind, check_claim
from bbti_qa.documents import Evidence
from bbti_qa.interrogative import as_statement
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.negation import clauses, denial, denies
from bbti_qa.judging.premise.hearing import heard
from bbti_qa.judging.premise.premise import Premise
from bbti_qa.judging.premise.presumption import MEASURED, asks_why
from bbti_qa.language import stems
from bbti_qa.understanding import Question
from bbti_qa.values import Value, find_values

CLAUSE = 0.25  # of the words of a clause, by rarity, around a sentence that denies it
HALF = 0.5  # of the words of a question beside what is turned round, in a sentence that has its figures
_STATED = re.compile(
    r"^(?P<clause>[^?;]{20,}?)(?:;|, (?:pourquoi|comment|why|how)\b|\. (?:pourquoi|comment|why|how)\b)", re.I
)


def denied(question: Question, lookup: Lookup) -> Premise | None:
    """A clause that the question states before it asks, where the sentence nearest to it denies what it says."""
    stated = _STATED.search(question.text)
    if not stated or denies(stated["clause"]):
        return None
    found = lookup.ask(stated["clause"], question)
    if not found or found[0].why["context"] < CLAUSE:
        return None
    said = denial(found[0].text)
    return Premise(stated["clause"].strip(), said, (found[0],)) if said else None


def reversal(question: Question, evidence: Sequence[Evidence], folded: str) -> Premise | None:
    """« Pourquoi ont-ils échoué ? », where a sentence with every other word of the question tells a success, and none near tells a failure.

    With a figure that the sentence has too, half of the other words are enough: « Comment exporte-t-elle 95 % … ? », where 95 % are imported.
    """
    asked = as_statement(question.text)
    figures = [value for value in find_values(question.text) if value.unit in MEASURED]
    near = heard(evidence)
    for item in near if figures or asks_why(folded) else ():
        against = [finding for finding in check_claim(asked, [item.text]).findings if finding.contradicts]
        if len(against) != 1 or against[0].kind is not FindingKind.OPPOSITE:
            continue
        turned = frozenset(stems(against[0].claimed))
        rest = [term for term in question.terms if term.stem not in turned and term.held_by is None]
        held = frozenset(stems(item.text))
        said = sum(any(held.issuperset(way) for way in term.ways) for term in rest)
        has_figures = bool(figures) and _has(figures, item.text)
        is_about = len(rest) >= 1 and said >= (HALF if has_figures else 1.0) * len(rest)
        others = [other.text for other in near if not has_figures or _has(figures, other.text)]
        if is_about and not any(turned & frozenset(stems(other)) for other in others):
            clause = next(
                (item.text[start:end] for start, end in clauses(item.text) if against[0].found in item.text[start:end]),
                item.text,
            )
            return Premise(asked, clause.strip(" ,;:."), (item,))
    return None


def _has(values: Sequence[Value], text: str) -> bool:
    """Whether a text gives all of them."""
    told = find_values(text)
    return all(any(map(value.agrees, told)) for value in values)
