"""Numbered things: one that there is none of, and one that is said to be about what another is about."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.documents import Evidence
from bbti_qa.interrogative import apposed, asks_yes_or_no, predicate
from bbti_qa.judging.around import as_said
from bbti_qa.judging.asking import asking_sentence
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.numbering import numbered
from bbti_qa.judging.premise.hearing import heard
from bbti_qa.judging.premise.premise import Premise
from bbti_qa.judging.premise.remainder import without
from bbti_qa.language import fold, stems
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, Value, find_values

MATTER = 2  # words that a question must say of a numbered part, where it does not ask whether it is so
SAID_OF_LABEL = 0.6  # of what the question says of a numbered part, in what a sentence says of another number
LABEL_ELSEWHERE = 0.2  # of the sentences that say it of another number, as many at most that say it of its own
_TYING = frozenset(
    stems("consacré dédié destiné axé porte portant concerne traite devoted dedicated about concerns covers")
)


def no_such_label(question: Question, label: Value, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """« axe 5 » where the documents have an axe 1 and no axe 5."""
    thing = label.of[0]
    if lookup.known(f"{thing}{int(label.low)}") or not any(lookup.known(f"{thing}{n}") for n in (1, 2, 3)):
        return None
    counting = [
        (item, value)
        for item in [*heard(evidence), *lookup.counts([thing])]
        for value in find_values(item.text)
        if value.unit in (Unit.COUNT, Unit.LABEL) and thing in value.of
    ]
    if not counting:
        return None
    best = max(counting, key=lambda pair: (pair[1].unit is Unit.COUNT, pair[1].high, pair[0].score))
    return Premise(as_said(question.text, label), as_said(best[0].text, best[1]), (best[0],))


def another_label(question: Question, label: Value, lookup: Lookup) -> Premise | None:
    """« l'axe 1, consacré aux vésicules » where what is said of it all stands under another number, and nothing of it under that one."""
    folded = fold(question.text)
    clause = apposed(question.text, label.end)
    is_asked = bool(clause) or asks_yes_or_no(asking_sentence(folded))
    verb = set(stems(predicate(folded).partition(" ")[0]))
    matter = {term.stem for term in question.terms if term.weight == 1.0 and term.stem.isalpha()} - set(label.of)
    matter -= verb | _TYING
    if clause:
        matter &= set(stems(clause))
    labels = [value for value in find_values(question.text) if value.unit is Unit.LABEL]
    if len(labels) != 1 or len(matter) < (1 if is_asked else MATTER):
        return None
    said: dict[float, list[tuple[Evidence, str]]] = {}
    for item in lookup.ask(without(question.text, label.start, label.end), question):
        for value, text, words_of in numbered(item):
            if value.of == label.of and len(matter & words_of) >= SAID_OF_LABEL * len(matter):
                said.setdefault(value.low, []).append((item, text))
    number = max(said, key=lambda low: len(said[low]), default=label.low)
    if number == label.low or len(said.get(label.low, ())) > LABEL_ELSEWHERE * len(said[number]):
        return None
    item, text = said[number][0]
    return Premise(as_said(question.text, label), text, (item,))
