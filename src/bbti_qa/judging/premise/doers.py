"""Who does it: « copiloté par A », where the documents say that B does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.agents import Agency, agencies
from bbti_qa.deeds import leads, same_deed
from bbti_qa.documents import Evidence
from bbti_qa.interrogative import as_statement
from bbti_qa.judging.amounts import comparison_of
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.premise.hearing import heard
from bbti_qa.judging.premise.premise import Premise
from bbti_qa.judging.premise.remainder import without_names
from bbti_qa.language import fold, stems
from bbti_qa.understanding import Question

DOER_CONTEXT = 0.15  # of the words of the rest, by rarity, around a sentence that names other doers
_INSTRUMENTS = frozenset(stems("appel call programme plan projet project dispositif scheme expression manifestation"))
_INTERROGATIVE = re.compile(r"(?:combien|quel\w*|qui|que|quand|comment|how|which|what|who|when)\b")
_BY_WHOM = re.compile(r"\b(?:par qui|by whom|qui a|who)\b")


def other_doers(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """« copiloté par A » where the best sentences that say who does so name others."""
    if _BY_WHOM.search(fold(question.text)) or comparison_of(question) is not None:
        return None
    stated = as_statement(question.text)
    for presumed in agencies(stated):
        if not (presumed.is_named and presumed.is_stated) or _INTERROGATIVE.match(fold(presumed.said)):
            continue
        if _is_instrument(question, presumed):
            continue
        called = question.called(presumed.done)
        rest = lookup.ask(without_names(stated, presumed), question)
        near = [*heard(rest), *heard(evidence)]
        told = [
            (item, agency)
            for item in near
            for agency in agencies(item.text)
            if (agency.is_named or presumed.acts_on <= frozenset(stems(item.text)))
            and any(same_deed(agency.done, other) for other in called)
            and _is_done_to_one_thing(question, presumed, agency, item)
        ]
        if not told or any(presumed.names & agency.names for _, agency in told):
            continue
        leading = leads(presumed.done)  # then not what « suit » projects only
        item, agency = max(
            told,
            key=lambda pair: (pair[1].done == presumed.done, leads(pair[1].done) is leading, pair[0].why["context"]),
        )
        if item.why["context"] >= DOER_CONTEXT:
            return Premise(presumed.said, agency.said, (item,))
    return None


def _is_instrument(question: Question, agency: Agency) -> bool:
    """« retenus par l'AMI »: a call or a programme does nothing by itself."""
    ways = [way for term in question.terms if term.stem in agency.names for way in term.ways]
    return any(way[0] in _INSTRUMENTS for way in ways)


def _is_done_to_one_thing(question: Question, presumed: Agency, other: Agency, item: Evidence) -> bool:
    """« évalue les projets » says nothing of who evaluates the letters; a deed whose object is not read is taken for the same."""
    if not presumed.acts_on:
        return True
    held = other.acts_on or frozenset(stems(item.text))
    return any(held & question.called(thing) for thing in presumed.acts_on)
