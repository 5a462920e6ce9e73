"""Whether the evidence suffices to answer, by a logistic over readable figures and by what `requirements` asks for."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bbti_qa.documents import Evidence
from bbti_qa.evidence import FITS, Rarity, spells_out
from bbti_qa.requirements import meets
from bbti_qa.understanding import Question, Term
from bbti_qa.values import Unit

FOREIGN_CONTEXT = (
    0.25  # of the question's words, in the best sentences: under it they have nothing to do with the documents
)
SPELLED_OUT = 0.75  # confidence, where one of the best sentences spells out the acronym that is asked for
SPELLED_OUT_AMONG = 3  # best sentences that are read for it
UNMET = 0.3  # confidence at most, where the evidence does not hold what such a question asks for


@dataclass(frozen=True, slots=True)
class SufficiencyRule:
    """A logistic over readable figures, each in [0, 1]; `threshold` is on its result, the confidence.

    `score` is of the best sentence; `context` the largest share of the question's words (by rarity) that a sentence and its
    neighbours hold, `fitting` the same among the sentences that hold the sort of thing asked for; `similarity` the cosine of the nearest
    passage, `prominence` by how much it stands out among all passages (in tens of standard deviations: in a small corpus on one
    subject everything is near); `length` grows with the question's words, of which a long question never finds all.
    `python -m training.evidence` fits it; see docs/measurements/0005.

    Where it is asked which axis a project belongs to, its own words need not stand in the documents: a cosine of `numbered` with a passage
    of an axis is enough. A question of which no passage comes nearer than `foreign` is off topic.

    Where a model of inference tells how likely the best passages answer, the log-odds of that (cut at `surest`) less those of `as_expected` weigh `answered`.
    It is asked only where its word can turn the decision.

    Who says in which part of a document he looks (« dans la conclusion ») knows that something stands there: `placed` more in log-odds.
    """

    bias: float = -7.1
    score: float = 2.0
    context: float = 3.4
    fitting: float = 1.95
    similarity: float = 3.7
    prominence: float = -3.3
    length: float = 5.0
    threshold: float = 0.5
    numbered: float = 0.33
    foreign: float = 0.28
    answered: float = 0.3
    as_expected: float = 0.55
    surest: float = 0.98
    placed: float = 0.7


FIGURES = ("score", "context", "fitting", "similarity", "prominence", "length")


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Whether the evidence can answer. `confidence` in [0, 1]; `missing` are the question's stems that nothing speaks of.

    `is_foreign`: the question has nothing to do with the documents.
    """

    suffices: bool
    confidence: float
    missing: tuple[str, ...]
    is_foreign: bool = False


def suffices(
    question: Question,
    evidence: Sequence[Evidence],
    rarity: Rarity,
    known: Callable[[str], bool],
    rule: SufficiencyRule,
    answered: Callable[[], float] | None = None,
) -> Sufficiency:
    """Whether `evidence` (best first) can answer. `known` tells whether any passage holds a stem.

    `answered` tells how likely the best passages answer, in [0, 1]; None without a model of inference.
    """
    missing = tuple(term.stem for term in question.terms if not _is_known(term, known))
    if not evidence or not question.terms:
        return Sufficiency(False, 0.0, missing, is_foreign=not evidence)
    figures = sufficiency_figures(question, evidence)
    logit = rule.bias + sum(getattr(rule, name) * value for name, value in figures.items())
    if question.within is not None and question.within.is_part:
        logit += rule.placed
    if answered is not None and _may_turn(logit, rule):
        logit += _turn(answered(), rule)
    confidence = 1 / (1 + math.exp(-logit))
    if question.defines and any(spells_out(question, item.text) for item in evidence[:SPELLED_OUT_AMONG]):
        confidence = max(confidence, SPELLED_OUT)
    if question.wanted is not None and question.wanted.unit is Unit.LABEL:
        nearest = max((item.why["similarity"] for item in evidence if item.why["type_fit"] == 1.0), default=0.0)
        confidence = max(confidence, rule.threshold) if nearest >= rule.numbered else confidence
    if not meets(question, evidence, rarity, known):
        confidence = min(confidence, UNMET)
    enough = confidence >= rule.threshold
    is_foreign = not enough and figures["similarity"] < rule.foreign and figures["context"] < FOREIGN_CONTEXT
    return Sufficiency(enough, confidence, missing, is_foreign)


def _turn(answered: float, rule: SufficiencyRule) -> float:
    """What the likelihood that the passages answer adds to the logit."""
    cut = min(rule.surest, max(1 - rule.surest, answered))
    return rule.answered * (log_odds(cut) - log_odds(rule.as_expected))


def _may_turn(logit: float, rule: SufficiencyRule) -> bool:
    """Whether some likelihood puts the logit on the other side of the threshold."""
    above = logit - log_odds(min(1 - 1e-9, max(1e-9, rule.threshold)))
    return above + _turn(0.0, rule) < 0 <= above + _turn(1.0, rule)


def log_odds(likelihood: float) -> float:
    """Of a likelihood in ]0, 1[."""
    return math.log(likelihood / (1 - likelihood))


def sufficiency_figures(question: Question, evidence: Sequence[Evidence]) -> dict[str, float]:
    """What the rule weighs, by name, each in [0, 1]; `evidence` best first, not empty."""
    fitting = [item.why["context"] for item in evidence if item.why["type_fit"] >= FITS]
    return {
        "score": min(1.0, evidence[0].score),
        "context": max(item.why["context"] for item in evidence),
        "fitting": max(fitting, default=0.0),
        "similarity": max(item.why["similarity"] for item in evidence),
        "prominence": max(item.why["prominence"] for item in evidence),
        "length": min(1.0, math.log1p(len(question.terms)) / 3),
    }


def _is_known(term: Term, known: Callable[[str], bool]) -> bool:
    return (
        known(term.stem)
        or any(all(map(known, row)) for row in term.alternatives)
        or any(known(stem) for stem, _ in term.translations)
    )
