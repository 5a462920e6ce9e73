"""What is told of each point of a question that asks for several things."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from bbti_qa.documents import Evidence
from bbti_qa.enumeration import listed
from bbti_qa.evidence import Rarity, coverage, said_in
from bbti_qa.language import count_words, stems
from bbti_qa.points import Point
from bbti_qa.reading import Told
from bbti_qa.understanding import Question, QuestionKind

NEAR = 0.7  # of the best score, for a sentence that holds a word of the point itself
CONTEXT = 0.2  # of the words of a point, by rarity, that the sentence cited for it and its neighbours hold
OWN = 0.4  # of the own words of a further point, by rarity, that a sentence for it holds
DENIED = 0.1  # likelihood of answering it, under which the model of inference says no
AS_GOOD = 0.9  # of the best score, for a sentence that tells another point already
MOST_TOLD_WHOLE = 2  # points of which more than one sentence may be told


def within_words(told: Sequence[Told], most: int) -> tuple[Told, ...]:
    """Of each point the best sentence, and as many of the others as fit in so many words."""
    best = {id(max(one.evidence, key=lambda item: item.score)) for one in told if one.evidence}
    if len(told) > MOST_TOLD_WHOLE:
        return tuple(replace(one, evidence=tuple(item for item in one.evidence if id(item) in best)) for one in told)
    used = sum(count_words(item.text) + 1 for one in told for item in one.evidence if id(item) in best)
    kept: list[Told] = []
    for one in told:
        mine = []
        for item in one.evidence:
            size = 0 if id(item) in best else count_words(item.text) + 1
            if not size or used + size <= most:
                used += size
                mine.append(item)
        kept.append(replace(one, evidence=tuple(mine)))
    return tuple(kept)


def speaking_of(point: Point, question: Question, evidence: Sequence[Evidence], rarity: Rarity) -> tuple[Evidence, ...]:
    """The best of `evidence` for a point that stands on another one, or on a topic, that speak of what it asks itself; all where it has no word of its own.

    `question` is the point as it is understood. What the model of inference denies speaks of nothing.
    """
    if not (point.before or point.is_label):
        return tuple(evidence)
    own = frozenset(stems(point.named))
    terms = [term for term in question.terms if term.stem in own and term.weight == 1.0]
    names_sort = len(terms) == 1 and question.kind in (QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.NAME)

    def speaks(item: Evidence) -> bool:
        if not terms or (names_sort and item.why["type_fit"] == 1.0):
            return True
        is_denied = item.why.get("answered", 1.0) < DENIED
        return not is_denied and coverage(terms, said_in(question, item.text), rarity) >= OWN

    near = (item for item in evidence if item.score >= NEAR * evidence[0].score)
    return tuple(filter(speaks, near))


def said_already(
    question: Question, speaking: Sequence[Evidence], evidence: Sequence[Evidence], said: Sequence[Evidence]
) -> tuple[Evidence, ...]:
    """A sentence that another point has been told by already, where it tells this one about as well as the best of `evidence`; a list only by one that lists."""
    if question.kind is QuestionKind.LIST:
        said = [item for item in said if listed(item.text)]
    known = {item.text for item in said}
    good = (item for item in speaking if item.score >= AS_GOOD * evidence[0].score and item.text in known)
    return tuple(itertools.islice((item for item in good if item.why["type_fit"] == 1.0), 1))


def told_beside(speaking: Sequence[Evidence], said: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The sentence for a further question about the same thing that is too short to be answered alone: one that speaks of it, best in the passage of
    the first answer."""
    passages = {item.passage.id for item in said}
    return _nearest([*(item for item in speaking if item.passage.id in passages), *speaking])


def _nearest(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The first sentence, if it has to do with the point at all."""
    return tuple(item for item in evidence[:1] if item.why["context"] >= CONTEXT)
