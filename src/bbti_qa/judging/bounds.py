"""What a question asks to be more or less than: « dépasse-t-il 70 M€ », "under five years"; and what the evidence gives for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bbti_qa.checking.figures import Bound, bound_of
from bbti_qa.checking.statement import read
from bbti_qa.documents import Evidence
from bbti_qa.interrogative import asserted
from bbti_qa.judging.around import tells_average
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.negation import clauses
from bbti_qa.language import carries_meaning, fold_in_place, stem, words
from bbti_qa.surroundings import nearness, words_around
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, Value, find_values

NEAR = 0.5  # of the best score, below which a sentence has no say
BEFORE, BEHIND = 40, 30  # letters around a number in which its bound is said
_BOUNDED = frozenset((Unit.MONEY, Unit.PERCENT, Unit.DURATION, Unit.COUNT))
_MEASURED_BY = {Unit.MONEY: ("budget", "budget"), Unit.DURATION: ("durée", "duration")}  # French, English
_WITH_IT = re.compile(
    r"\b(?:au moins|at least|minimum|minima\w*|no (?:less|fewer|more)|pas (?:moins|plus)|au plus|at most|maximum|maxima\w*|jusqu'\w*|up to|plafonn\w+|capped|"
    r"limite?\w*|within|not exceed\w*|(?:ne |n')[^.;,]{0,30}(?:depass|exced|infer|super)\w*|ou (?:plus|moins)|or (?:more|less|fewer))\b"
)
_LEADING = re.compile(
    r"^\W*(?:(?:en|pour|dans|avec|selon|depuis|sur|sous|in|with|for|since|on|under|according)\b|\w+(?:é|ée|és|ées|ed)\b)[^,]*, ",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^\W*(?:il|elle|ils|elles|ce|cela|it|they|this|that|celui|celle)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BoundAsked:
    """`value` is what the thing shall be at least or, where not `least`, at most; `is_strict` where the value itself does not do."""

    value: Value
    least: bool
    is_strict: bool

    def holds_for(self, other: Value) -> bool:
        """Whether `other`, of the same unit, keeps the bound, as far as it is certain: a range must keep it as a whole."""
        if self.least:
            return other.low > self.value.high if self.is_strict else other.low >= self.value.low
        return other.high < self.value.low if self.is_strict else other.high <= self.value.high


def bound_on(text: str, value: Value) -> BoundAsked | None:
    """The bound that a question sets by `value`, one of its values; None where it sets none."""
    if value.unit not in _BOUNDED:
        return None
    said = asserted(text)
    bound = bound_of(read(said), value.start, value.end)
    if bound not in (Bound.LEAST, Bound.MOST):
        return None
    folded = fold_in_place(said)
    around = f"{folded[max(0, value.start - BEFORE) : value.start]} # {folded[value.end : value.end + BEHIND]}"
    return BoundAsked(value, bound is Bound.LEAST, not _WITH_IT.search(around))


def bounds_in(text: str) -> tuple[BoundAsked, ...]:
    """Every bound that a question sets, in reading order."""
    return tuple(bound for value in find_values(text) if (bound := bound_on(text, value)))


def is_kept(question: Question, bound: BoundAsked, evidence: Sequence[Evidence], lookup: Lookup) -> bool | None:
    """Whether the thing that is asked about keeps the bound; None where no sentence near the best one gives a value of it, or only an average.

    `evidence` best first; where it gives none, the question is asked again with the word for what is measured in the bound's place. A value is of the
    thing where the clause around it speaks of that first: « la gouvernance … 4 M€ » is no budget of a programme.
    """
    told = _told(question, bound, evidence)
    if not told and (named := _MEASURED_BY.get(bound.value.unit)):
        rest = f"{named[question.language == 'en']} {question.text[: bound.value.start]} {question.text[bound.value.end :]}"
        told = _told(question, bound, lookup.ask(rest, question))
    if not told:
        return None
    _, item, value = max(told, key=lambda one: one[0])
    return None if tells_average(item.text) else bound.holds_for(value)


def _told(question: Question, bound: BoundAsked, evidence: Sequence[Evidence]) -> list[tuple[float, Evidence, Value]]:
    """The values of the thing that is asked about, each with how near its surroundings are to the question."""
    return [
        (nearness(question, words_around(item.text, value)), item, value)
        for item in evidence
        if item.score >= NEAR * evidence[0].score
        for value in find_values(item.text)
        if _is_alike(question, bound.value, value) and _is_about(question, item.text, value)
    ]


def _is_alike(question: Question, asked: Value, other: Value) -> bool:
    if other.unit is not asked.unit:
        return False
    return asked.unit is not Unit.COUNT or any(question.called(one) & set(other.of) for one in asked.of[:1])


def _is_about(question: Question, text: str, value: Value) -> bool:
    """Whether the clause that gives the value begins with a thing of the question, or with a pronoun."""
    clause = next((text[start:end] for start, end in clauses(text) if start <= value.start < end), text)
    subject = _LEADING.sub("", clause)
    if _PRONOUN.match(subject):
        return True
    head = next((stem(word) for word, _, _ in words(subject) if carries_meaning(word)), "")
    return any(head in way for term in question.terms for way in term.ways)
