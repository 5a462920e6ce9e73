"""The sentence in which a document says itself that it does not tell what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.documents import BlockKind, Evidence
from bbti_qa.evidence import presence, said_in
from bbti_qa.language import count_words, fold, stems
from bbti_qa.reticence import says_that_nothing_is_said
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit

RETICENT_NEAR = 0.6  # of the best score, for a sentence that says that nothing is said
AVOWED = 0.4  # of the question's words, in a sentence that is shown for saying that it is not told
AVOWED_OF_TOPIC = 0.3  # the same, where one of them is its topic: « Salaires : aucun article … »
TOPIC = 4  # words in front of a colon at most, for them to be a topic
AVOWED_NEAR = 0.75  # of the best score, for such a sentence
_TOLD_OTHERWISE = (QuestionKind.YES_NO, QuestionKind.COMPARISON)  # by a verdict, by both sides
_OF_A_FACT = (QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.NAME)


def reticent(question: Question, evidence: Sequence[Evidence]) -> Evidence | None:
    """The sentence that says that the documents do not tell the value or the name that is asked for, where it speaks of all of the question that any
    sentence with one speaks of, and of more, or is the best: « la part de chaque axe n'est pas précisée » beside the budget of the programme. `evidence` best first."""
    asks_for_fact = question.wanted is not None or question.kind in _OF_A_FACT
    if question.kind in _TOLD_OTHERWISE or not evidence:
        return None
    near = [item for item in evidence if item.score >= RETICENT_NEAR * evidence[0].score]
    silent = [item for item in near if says_that_nothing_is_said(fold(item.text)) and not _counts_it(question, item)]
    told = [_spoken_of(question, item) for item in near if item not in silent and item.why["type_fit"] == 1.0]
    best = max(silent, key=lambda item: len(_spoken_of(question, item)), default=None)
    if best is None:
        return None
    spoken = _spoken_of(question, best)
    if best is evidence[0] and spoken and all(spoken >= other for other in told):
        return best
    return best if asks_for_fact and all(spoken > other for other in (frozenset(), *told)) else None


def avowing(question: Question, evidence: Sequence[Evidence]) -> Evidence | None:
    """The best sentence in which a document says that it does not tell something that the question asks, where nothing answers; `evidence` best first."""
    return next(
        (
            item
            for item in evidence
            if item.score >= AVOWED_NEAR * evidence[0].score
            and item.why["coverage"] >= (AVOWED_OF_TOPIC if _is_on_topic(question, item) else AVOWED)
            and item.sentence.kind is not BlockKind.HEADING
            and says_that_nothing_is_said(fold(item.text))
            and not _counts_it(question, item)
        ),
        None,
    )


def _is_on_topic(question: Question, item: Evidence) -> bool:
    """Whether the topic that a sentence names in front of a colon is one of what is asked."""
    topic, colon, _ = item.text.partition(" : ")
    present = frozenset(stems(topic)) if colon and count_words(topic) <= TOPIC else frozenset[str]()
    return any(presence(term, present) > 0.5 for term in question.terms)


def _counts_it(question: Question, item: Evidence) -> bool:
    """« les cinq ports ne sont pas nommés » says how many there are."""
    return question.wanted is not None and question.wanted.unit is Unit.COUNT and item.why["type_fit"] == 1.0


def _spoken_of(question: Question, item: Evidence) -> frozenset[str]:
    """The stems of the terms of the question that the sentence holds in some way."""
    present = frozenset(said_in(question, item.text))
    return frozenset(term.stem for term in question.terms if presence(term, present) > 0.5)
