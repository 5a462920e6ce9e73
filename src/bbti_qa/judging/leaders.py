"""Who is said to lead a thing, document by document, where a question asks whether the sources name the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bbti_qa.agents import Agency, agencies
from bbti_qa.deeds import leads
from bbti_qa.documents import Evidence, Passage
from bbti_qa.judging.comparing import compares
from bbti_qa.judging.lookup import Lookup
from bbti_qa.language import stem, stems, words
from bbti_qa.understanding import Question, Term

_PRONOUN = re.compile(r"\b(?:ils?|elles?|celui-ci|celle-ci|it|they)\b", re.IGNORECASE)
_IN_CHARGE = re.compile(r"\b(?:in charge|en charge|responsible|aux manettes)\b", re.IGNORECASE)
_LED = "piloté dirigé coordonné par, led coordinated by"  # documents may be in either language


@dataclass(frozen=True, slots=True)
class Leaders:
    """The first sentence of each of two documents that says who leads; `agree` where they have a name in common."""

    evidence: tuple[Evidence, Evidence]
    said: tuple[str, str]
    agree: bool


@dataclass(frozen=True, slots=True)
class _Said:
    item: Evidence
    agency: Agency


def leaders_told(question: Question, lookup: Lookup) -> Leaders | None:
    """None where the question sets no two sayings of it side by side, or fewer than two documents say who leads."""
    behind = [end for word, _, end in words(question.text) if leads(stem(word))]
    behind += [charge.end() for charge in _IN_CHARGE.finditer(question.text)]
    if not behind or not compares(question):
        return None
    led = question.text[max(behind) :].strip(" ?.")
    things = [term for term in question.terms if term.stem in stems(led)]
    if not things:
        return None
    asked = f"{led} {_LED}"
    one = _first(lookup.ask(asked, question), things[0], lookup)
    other = one and _first(lookup.elsewhere(asked, question, one.item.document.id), things[0], lookup)
    if one is None or other is None:
        return None
    agree = bool(one.agency.names & other.agency.names)
    return Leaders((one.item, other.item), (one.agency.said, other.agency.said), agree)


def _first(evidence: Sequence[Evidence], led: Term, lookup: Lookup) -> _Said | None:
    """The first sentence that says who leads, of those that speak of the thing, or go back to a passage that does: « Piloté par …, il … »."""
    for item in evidence:
        agency = next((one for one in agencies(item.text) if one.is_named and leads(one.done)), None)
        if agency and (
            _speaks_of(led, item.passage) or (_PRONOUN.search(item.text) and _speaks_of(led, _before(item, lookup)))
        ):
            return _Said(item, agency)
    return None


def _speaks_of(led: Term, passage: Passage | None) -> bool:
    held = frozenset(stems("\n".join((*passage.headings, passage.text)))) if passage else frozenset[str]()
    return any(held.issuperset(way) for way in led.ways)


def _before(item: Evidence, lookup: Lookup) -> Passage | None:
    """The passage in front of that of `item`."""
    passages = lookup.passages(item.document.id)
    return next((one for one, other in pairwise(passages) if other.id == item.passage.id), None)
