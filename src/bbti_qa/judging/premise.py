"""Whether a question takes something for granted that the documents contradict.

Only what is presumed counts: a value that the question asks for is not, nor one that speaks of the asker's own project. What is
presumed is taken out of the question and the rest is asked: the sentences that answer the rest show what the documents say instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bbti_qa.documents import Evidence
from bbti_qa.judging.around import as_said
from bbti_qa.interrogative import asks_yes_or_no
from bbti_qa.judging.asking import asking_sentence
from bbti_qa.judging.comparing import compares
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.negation import denial, denies
from bbti_qa.language import carries_meaning, fold, stem, stems, words
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit, Value, find_values, outdated

CONTEXT = 0.3  # of the words of the rest, by rarity, that a sentence and its neighbours hold before it can contradict
CLAUSE = 0.25  # the same for a sentence that denies a whole clause
NEAR = 0.5  # of the best score, below which a sentence has no say
TOLD = 2  # sentences cited, each with a value of its own

_PRESUMES = re.compile(
    r"\b(?:pourquoi|why|how come|comment se fait|comment seront|comment ont|confirme\w*|confirm|etant|bien|right\b|n'est-ce pas|since|"
    r"puisque|sachant|given that|back in)\b"
)
_WHY = re.compile(r"^(?:et |mais |and |but )?(?:pourquoi|why|how come|comment se fait-il qu[e'])\b")
_DEFINITE = re.compile(r"(?:\b(?:les|des|ces|the|these|its|ses|aux|est-il de|is|of|de|from|in|axe|en)|[(:])[ \u00a0]$")
_OWN = re.compile(r"\b(?:nous|notre|nos|je|j'ai|mon|ma|mes|we|our|my|i|i'm)\b")
_OF_THE_TALK = frozenset(
    stems("points lignes mots articles phrases documents textes exemples sources papers words sentences lines")
)
_STATED = re.compile(
    r"^(?P<clause>[^?;]{20,}?)(?:;|, (?:pourquoi|comment|why|how)\b|\. (?:pourquoi|comment|why|how)\b)", re.I
)
_SUBJECT = re.compile(r"^\W*(?:pourquoi|why|how come)\W+(?:did|does|do|was|were|is|are|has|have)?\W*", re.I)


@dataclass(frozen=True, slots=True)
class Premise:
    """`presumed` as the question says it; `said` as the evidence says it, empty where it just does not speak of it."""

    presumed: str
    said: str
    evidence: tuple[Evidence, ...]


def find_premise(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """The first presumed value, numbered thing, clause or name that the documents contradict; `evidence` best first."""
    if not evidence or compares(question) or _OWN.search(fold(question.text)):
        return None
    return next(_contradictions(question, evidence, lookup), None)


def _contradictions(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Iterator[Premise]:
    folded = fold(question.text)
    values = find_values(question.text)
    for value in values:
        found = None
        if value.unit is Unit.LABEL:
            found = _no_such_label(question, value, evidence, lookup)
        elif _is_presumed(question, folded, value):
            found = _another_value(question, value, evidence, lookup)
        if found:
            yield found
    if found := _denied(question, lookup):
        yield found
    if _WHY.search(folded) and (found := _unknown_name(question, lookup)):
        yield found


def _is_presumed(question: Question, folded: str, value: Value) -> bool:
    if set(value.of[:1]) & _OF_THE_TALK:
        return False
    if re.search(r"\b(?:ou|or) \S*$", folded[: value.start]) or re.match(r"\S* (?:ou|or)\b", folded[value.end :]):
        return False
    presumes = (
        bool(_PRESUMES.search(folded))
        or question.kind is QuestionKind.YES_NO
        or asks_yes_or_no(asking_sentence(folded))
    )
    return presumes or (value.unit is Unit.COUNT and bool(_DEFINITE.search(folded[: value.start])))


def _near(evidence: Sequence[Evidence]) -> list[Evidence]:
    return [item for item in evidence if item.score >= NEAR * evidence[0].score]


def _another_value(question: Question, presumed: Value, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """The best sentences with another value of the same thing, where no sentence near has the presumed one."""
    rest = lookup.ask(_without(question.text, presumed.start, presumed.end), question)
    about = _names(question, presumed)
    counted = lookup.counts(about) if presumed.unit is Unit.COUNT else ()
    rivals: list[tuple[Evidence, Value]] = []
    overtaking: list[tuple[Evidence, Value]] = []
    for item in [*_near(rest), *_near(evidence), *counted]:
        values = find_values(item.text)
        past = outdated(item.text, values)
        for value in values:
            if value.unit is not presumed.unit or (value.unit is Unit.COUNT and not about & set(value.of)):
                continue
            is_near = item.why["context"] >= CONTEXT
            if value.agrees(presumed) and value not in past and (is_near or value.unit is not Unit.ORDINAL):
                return None
            if value not in past and is_near:
                rivals.append((item, value))
                if any(before.agrees(presumed) for before in past):
                    overtaking.append((item, value))
    if not rivals:
        return None
    item, value = overtaking[0] if overtaking else _most_said(rivals)
    told = list({other.date or other.low: each for each, other in reversed(rivals)}.values())[::-1]
    return Premise(as_said(question.text, presumed), as_said(item.text, value), _distinct([item, *told])[:TOLD])


def _most_said(rivals: Sequence[tuple[Evidence, Value]]) -> tuple[Evidence, Value]:
    """The best sentence with the value that most sentences give; ties go to the better sentence."""
    return max(rivals, key=lambda pair: sum(pair[1].agrees(value) for _, value in rivals))


def _no_such_label(question: Question, label: Value, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """« axe 5 » where the documents have an axe 1 and no axe 5."""
    thing = label.of[0]
    if lookup.known(f"{thing}{int(label.low)}") or not any(lookup.known(f"{thing}{n}") for n in (1, 2, 3)):
        return None
    counting = [
        (item, value)
        for item in [*_near(evidence), *lookup.counts([thing])]
        for value in find_values(item.text)
        if value.unit in (Unit.COUNT, Unit.LABEL) and thing in value.of
    ]
    if not counting:
        return None
    best = max(counting, key=lambda pair: (pair[1].unit is Unit.COUNT, pair[1].high, pair[0].score))
    return Premise(as_said(question.text, label), as_said(best[0].text, best[1]), (best[0],))


def _denied(question: Question, lookup: Lookup) -> Premise | None:
    """A clause that the question states before it asks, where the sentence nearest to it denies what it says."""
    stated = _STATED.search(question.text)
    if not stated or denies(stated["clause"]):
        return None
    found = lookup.ask(stated["clause"], question)
    if not found or found[0].why["context"] < CLAUSE:
        return None
    said = denial(found[0].text)
    return Premise(stated["clause"].strip(), said, (found[0],)) if said else None


def _unknown_name(question: Question, lookup: Lookup) -> Premise | None:
    """A name, or the subject of the question, that no document holds, where they do hold the rest."""
    glossed = {term.stem for term in question.terms if term.alternatives}
    subject = _SUBJECT.match(question.text)
    head = next(
        (at for word, at, _ in words(question.text) if subject and at >= subject.end() and carries_meaning(word)), -1
    )
    for position, (word, start, end) in enumerate(words(question.text)):
        is_name = word[0].isupper() and position > 0 and not word.isdigit()
        if not carries_meaning(word) or not (is_name or start == head):
            continue
        if (
            lookup.known(stem(word))
            or stem(word) in glossed
            or (start == head and not is_name and not _is_article_before(question.text, start))
        ):
            continue
        rest = lookup.ask(_without(question.text, start, end), question)
        if rest and rest[0].why["context"] >= CONTEXT and rest[0].document.language == question.language:
            nearest = max(_near(rest), key=lambda item: (item.why["coverage"], _holds_names(item.text)))
            return Premise(question.text[start:end], "", (nearest,))
    return None


def _holds_names(text: str) -> bool:
    return any(word[0].isupper() and at > 0 for word, at, _ in words(text))


def _is_article_before(text: str, start: int) -> bool:
    return bool(re.search(r"\b(?:la|le|l['’]|les|the|une?|an?)\s?$", text[:start], re.I))


def _without(text: str, start: int, end: int) -> str:
    """`text` without what stands there, and without its number or first word where that is said again."""
    repeated = re.split(r"\s", text[start:end], maxsplit=1)[0]
    return re.sub(rf"(?<!\w){re.escape(repeated)}(?!\w)", " ", f"{text[:start]} {text[end:]}")


def _distinct(items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({item.text: item for item in items}.values())


def _names(question: Question, value: Value) -> set[str]:
    """How the counted thing may be called: the word behind the number with its alternatives; any word, where none counts."""
    own = [term for term in question.terms if term.stem in value.of[:1]] or list(question.terms)
    return {term.stem for term in own} | {other for term in own for row in term.alternatives for other in row}
