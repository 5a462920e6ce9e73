"""Whether the evidence suffices to answer, by a logistic over readable figures and by rules that no weight replaces."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bbti_qa.deeds import leads
from bbti_qa.documents import Evidence
from bbti_qa.enumeration import listed
from bbti_qa.evidence import FITS, Rarity, spells_out
from bbti_qa.language import announces, fold, stem, stems
from bbti_qa.understanding import Question, Term, Wanted
from bbti_qa.values import Unit, find_numbers, find_values

FOREIGN_CONTEXT = (
    0.25  # of the question's words, in the best sentences: under it they have nothing to do with the documents
)
RARE = 3.0  # inverse document frequency of a name that few passages hold
SPELLED_OUT = 0.75  # confidence, where one of the best sentences spells out the acronym that is asked for
SPELLED_OUT_AMONG = 3  # best sentences that are read for it
MANY_MEMBERS = 3  # things asked for by number ("which three"), from which on the evidence must name them
NEAR_BEST = 0.9  # of the best score, for the sentences that may name them
UNNAMED = 0.3  # confidence at most, where they do not
MEASURED = frozenset((Unit.MONEY, Unit.PERCENT, Unit.DATE, Unit.COUNT))
MEASURED_NEAR = 0.75  # of the best score, for a measure to be an answer
SPEAKS_OF = 0.26  # of the question's words, in the surroundings of a measure that is asked for; a measure of something else is no answer

_ASKS_PERSONS = re.compile(
    r"\bcomment s'appel\w+ (?:\w+ ){0,4}(?:personnes?|pilotes?|co-?pilotes?|directeurs?|directrices?|presidente?s?|responsables?|membres?|experts?|chercheurs?|coordinat\w+)\b|"
    r"\b(?:noms?|identite) (?:de la |de l'|des |du |de )(?:\w+ ){0,3}?(?:personnes?|pilotes?|co-?pilotes?|directeurs?|directrices?|presidente?s?|responsables?|membres?|experts?|coordinat\w+|laureats?)\b|"
    r"\b(?:membres?|experts?|pilotes?|responsables?) nomm?e?s\b|\b(?:nommement|nominativement|by name)\b|"
    r"\bnames? of (?:the )?(?:\w+ ){0,3}?(?:people|persons?|leaders?|directors?|members?|experts?|coordinators?|chairs?|presidents?)\b"
)
_PERSON = re.compile(
    r"\b(?:M\.|MM\.|Mme|Mmes|Dr|Pr|Prof\.?|Mr|Mrs|Ms) ?[A-ZÀ-Ý]|\b(?!(?:L[ea]s?|Ce[st]?|Cette|Du|Des|Aux?|Une?|The|This|An?) )[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? (?:(?:de|du|d['’]|Le|La) ?)?(?P<surname>[A-ZÀ-Ý][A-ZÀ-Ý'’-]{2,})\b"
)
"""A person by title, or by a first name and a surname in capitals."""
_NAME = re.compile(r"(?<=[a-zà-ÿ,;:’' (])[A-ZÀ-Ý][\w’'-]+")


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
    if question.members >= MANY_MEMBERS and not names_members(question, evidence):
        confidence = min(confidence, UNNAMED)
    if question.wanted is not None and question.wanted.unit in MEASURED and not _is_measured(question.wanted, evidence):
        confidence = min(confidence, UNNAMED)
    if question.asks_how_often and not any(item.why["type_fit"] for item in _near(evidence)):
        confidence = min(confidence, UNNAMED)
    if _ASKS_PERSONS.search(fold(question.text)) and not any(_names_person(item.text, rarity) for item in _near(evidence)):
        confidence = min(confidence, UNNAMED)
    named = _names_asked(question, rarity)
    if leads(question.done) and not any(
        item.why["type_fit"] == 1.0 and named <= frozenset(stems(f"{' '.join(item.passage.headings)} {item.text}"))
        for item in _near(evidence)
    ):
        confidence = min(confidence, UNNAMED)
    enough = confidence >= rule.threshold
    is_foreign = not enough and figures["similarity"] < rule.foreign and figures["context"] < FOREIGN_CONTEXT
    return Sufficiency(enough, confidence, missing, is_foreign)


def _names_asked(question: Question, rarity: Rarity) -> frozenset[str]:
    """The stems of the rare names of the question: who leads « l'intégrateur de Nancy » is not told by who leads the programme."""
    held = {term.stem for term in question.terms if not term.alternatives}
    names = {stem(match.group()) for match in _NAME.finditer(question.text) if not match.group().isupper()}
    return frozenset(name for name in names & held if rarity(name) >= RARE)


def _names_person(text: str, rarity: Rarity) -> bool:
    """By title, or by a surname in capitals that is no acronym which many passages hold: « Le PEPR », « Projet ANR » are nobody."""
    found = [match["surname"] for match in _PERSON.finditer(text)]
    return any(surname is None or rarity(stem(surname)) >= RARE for surname in found)


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


def _is_measured(wanted: Wanted, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence that has to do with the question holds such a value; for a count any number, since the thing may go by another name."""
    return any(
        item.why["type_fit"] >= FITS or (wanted.unit is Unit.COUNT and _counts_something(item.text))
        for item in _near(evidence)
    )


def _near(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that have to do with the question and are nearly as good as the best."""
    return [
        item
        for item in evidence
        if item.why["context"] >= SPEAKS_OF and item.score >= MEASURED_NEAR * evidence[0].score
    ]


def _counts_something(text: str) -> bool:
    taken = [
        (value.start, value.end) for value in find_values(text) if value.unit in (Unit.DATE, Unit.LABEL, Unit.ORDINAL)
    ]
    return any(not any(at < stop and start < end for at, stop in taken) for _, start, end in find_numbers(text))


def names_members(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether one of the best sentences names at least half of the things asked for, or announces their list.

    "Quels sont les douze projets ?" is not answered by a sentence that only counts them.
    """
    best = [item.text for item in evidence if item.score >= NEAR_BEST * evidence[0].score]
    return any(_announces_so_many(text, question.members) or listed(text) >= question.members / 2 for text in best)


def _announces_so_many(text: str, members: int) -> bool:
    """Whether a list follows, of as many things or of a number that is not told: « les douze projets réunissent quatre sortes d'équipes : » lists four."""
    counts = [value for value in find_values(text) if value.unit is Unit.COUNT]
    return announces(text) and (not counts or max(counts, key=lambda value: value.start).low == members)


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
