"""Another value of the thing that a question gives a value of: « le budget de 4 M€ », where the documents tell another budget."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from bbti_qa.documents import Evidence
from bbti_qa.judging.around import as_said, tells_average
from bbti_qa.judging.bounds import bound_on
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.premise.hearing import CONTEXT, heard
from bbti_qa.judging.premise.periods import another_bound
from bbti_qa.judging.premise.premise import Premise
from bbti_qa.judging.premise.presumption import MEASURED
from bbti_qa.judging.premise.remainder import without
from bbti_qa.language import fold, stems
from bbti_qa.reticence import says_that_nothing_is_said
from bbti_qa.surroundings import nearness, words_around
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, Value, find_values, outdated

AMOUNT_CONTEXT = 0.2  # less than `CONTEXT` is enough for what is measured, of which a document holds few
KNOWN_WORDS = 3  # of the question, in a sentence that may contradict as well; one more where things are counted
KNOWN_SHARE = 0.6  # of the question's words that any document holds, in such a sentence
CLOSE = 0.7  # of the largest share of the question's words in a contradicting sentence, for another one to be heard
AS_CLOSE = 0.5  # of the context of the best contradicting sentence, in one that bears the question out
AT_ALL = 0.25  # of how near the nearest other amount stands, for a sentence that gives the presumed one
AS_NEAR = 0.85  # of how near the nearest value stands to the question's words, for another one to be heard
TOLD = 2  # sentences cited, each with a value of its own
_AMOUNTS = frozenset((Unit.MONEY, Unit.PERCENT))
_QUALIFYING = frozenset(
    stems(
        "principal principaux principale principales main nouveau nouveaux nouvelle new major majeur grand grands key clé autre autres other premier premiers first different"
    )
)
"""Adjectives that a count may stand beside: « quatre axes principaux » counts no other principal thing."""
_COUNTING = re.compile(
    r"\b(?:compt|comport|compren|dispos|possed|reuni|articul|structur|organis|rassembl|decri|divis|repart|has|have|compris|consist|contain|divid)\w*[^.;:]{0,25}$"
)
_DENIES = re.compile(r"\b(?:ne|n'\w+) (?:\w+ )?pas\b|\bnot\b")
_OF_THIS = re.compile(
    r"[^.,;:()]{0,40}? (?:de|of) (?:cet|cette|ce|ces|this|these|that|those) (?P<owner>[\w-]+)", re.IGNORECASE
)


def another_value(question: Question, presumed: Value, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """The best sentences with another value of the same thing, where no sentence near has the presumed one."""
    rest = lookup.ask(without(question.text, presumed.start, presumed.end), question)
    if presumed.unit is Unit.DATE and (found := another_bound(question, presumed, [*rest, *evidence], lookup)):
        return found
    about = _names(question, presumed)
    counted = _counting(question, about, lookup) if presumed.unit is Unit.COUNT else []
    least = KNOWN_WORDS + (presumed.unit is Unit.COUNT)
    rivals: list[tuple[Evidence, Value]] = []
    bound = bound_on(question.text, presumed)
    agreeing: list[tuple[Evidence, Value]] = []

    def agrees(value: Value) -> bool:
        return bound.holds_for(value) if bound else value.agrees(presumed)

    overtaking: list[tuple[Evidence, Value]] = []
    for item in [*heard(rest), *heard(evidence), *counted]:
        if says_that_nothing_is_said(fold(item.text)):
            continue
        values = find_values(item.text)
        past = outdated(item.text, values)
        language = item.document.language
        if presumed.unit is Unit.COUNT and not past and _counts_both_ways(values, about, language):
            continue
        for value in values:
            if value.unit is not presumed.unit or (
                value.unit is Unit.COUNT and about.isdisjoint(_heads(value, language))
            ):
                continue
            if _is_of_another(item.text, value, question):
                continue
            enough = AMOUNT_CONTEXT if presumed.unit in MEASURED else CONTEXT
            is_near = item.why["context"] >= enough or _holds_what_is_known(question, item, lookup, least)
            if agrees(value) and value not in past and (is_near or value.unit is not Unit.ORDINAL):
                agreeing.append((item, value))
            if value not in past and is_near:
                rivals.append((item, value))
                if any(map(agrees, past)):
                    overtaking.append((item, value))
    rivals = _nearest(question, [pair for pair in rivals if not agrees(pair[1])])
    if not rivals or _bears_out(question, presumed, agreeing, rivals):
        return None
    item, value = overtaking[0] if overtaking else _most_said(rivals)
    told = list({other.date or other.low: each for each, other in reversed(rivals)}.values())[::-1]
    return Premise(as_said(question.text, presumed), as_said(item.text, value), _distinct([item, *told])[:TOLD])


def _heads(value: Value, language: str) -> list[str]:
    """The stems that may name what is counted: in French the first that does not qualify (« trois projets prioritaires » counts no priorities)."""
    nouns = [name for name in value.of if name not in _QUALIFYING]
    return nouns if language == "en" else nouns[:1]


def _counts_both_ways(values: Sequence[Value], about: set[str], language: str) -> bool:
    """« Deux axes ou quatre axes »: neither is the number."""
    counts = [value for value in values if value.unit is Unit.COUNT and not about.isdisjoint(_heads(value, language))]
    return any(not one.agrees(other) for one, other in itertools.pairwise(counts))


def _is_of_another(text: str, value: Value, question: Question) -> bool:
    """« les deux objectifs de cet axe », where no axis is asked about."""
    owner = _OF_THIS.match(text, value.end)
    return owner is not None and not {term.stem for term in question.terms} & set(stems(owner["owner"]))


def _names(question: Question, value: Value) -> set[str]:
    """How the counted thing may be called: the word behind the number with its alternatives; any word, where none stands there."""
    last = len(value.of) if question.language == "en" else 1  # "six governance committees": the last noun is counted
    counted = value.of[:last]
    own = [term for term in question.terms if term.stem in counted or not value.of]
    return set(counted).union(*(way for term in own for way in term.ways))


def _counting(question: Question, about: set[str], lookup: Lookup) -> list[Evidence]:
    """The sentences that count the thing and hold, with their title and headings, another word of the question, where a document has any."""
    others = [term.ways for term in question.terms if term.weight == 1.0 and term.stem not in about]
    known = [way for ways in others for way in ways if all(map(lookup.known, way)) and about.isdisjoint(way)]

    def is_about(item: Evidence) -> bool:
        held = frozenset(stems("\n".join((item.document.title, *item.passage.headings, item.text))))
        return any(held.issuperset(way) for way in known)

    return [item for item in lookup.counts(about) if not known or is_about(item)]


def _holds_what_is_known(question: Question, item: Evidence, lookup: Lookup, least: int) -> bool:
    """Whether the sentence holds most of the question's words that any document holds: the others are only its way of asking."""
    held = frozenset(stems(item.text))
    asked = [term.ways for term in question.terms if term.weight == 1.0]
    known = [ways for ways in asked if any(all(map(lookup.known, way)) for way in ways)]
    present = sum(any(held.issuperset(way) for way in ways) for ways in known)
    return present >= least and present >= KNOWN_SHARE * len(known)


def _bears_out(
    question: Question,
    presumed: Value,
    agreeing: Sequence[tuple[Evidence, Value]],
    rivals: Sequence[tuple[Evidence, Value]],
) -> bool:
    """Whether a sentence gives what is presumed. A year, an amount or a share stands in many: one must have to do with the question as the others have."""
    if presumed.unit in _AMOUNTS:
        nearest = max(nearness(question, words_around(item.text, value)) for item, value in rivals)
        return any(nearness(question, words_around(item.text, value)) >= AT_ALL * nearest for item, value in agreeing)
    if presumed.unit is not Unit.DATE:
        return bool(agreeing)
    most = max(item.why["context"] for item, _ in rivals)
    held = max(item.why["coverage"] for item, _ in rivals)
    is_exact = len(presumed.date) > len("2024")
    return any(
        (item.why["context"] >= AS_CLOSE * most and item.why["coverage"] >= AT_ALL * held)
        or (is_exact and len(value.date) >= len(presumed.date))
        for item, value in agreeing
    )


def _nearest(question: Question, rivals: Sequence[tuple[Evidence, Value]]) -> list[tuple[Evidence, Value]]:
    """Those whose value stands about as near to the question's words as any: « la gouvernance est dotée de 4 M€ » tells no budget of the programme."""
    if len(question.terms) < 2:
        return list(rivals)
    near = [nearness(question, words_around(item.text, value)) for item, value in rivals]
    return [pair for pair, one in zip(rivals, near, strict=True) if one >= AS_NEAR * max(near)]


def _most_said(rivals: Sequence[tuple[Evidence, Value]]) -> tuple[Evidence, Value]:
    """Among the sentences that hold most of the question and tell no average, the one with the value that most of them give."""
    most = max(item.why["coverage"] for item, _ in rivals)
    single = [pair for pair in rivals if not tells_average(pair[0].text)] or rivals
    close = [pair for pair in single if pair[0].why["coverage"] >= CLOSE * most] or single
    return max(close, key=lambda pair: (sum(pair[1].agrees(value) for _, value in close), _says_how_many(*pair)))


def _says_how_many(item: Evidence, value: Value) -> bool:
    """« Le programme compte quatre axes », rather than what is said of them by the way."""
    before = fold(item.text[: value.start])
    return value.unit is Unit.COUNT and bool(_COUNTING.search(before)) and not _DENIES.search(fold(item.text))


def _distinct(items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({item.text: item for item in items}.values())
