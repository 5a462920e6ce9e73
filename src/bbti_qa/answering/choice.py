"""The sentences of an extractive answer, chosen for the question, for its points, or as a list, a timeline, an overview."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.answering.chronology import in_order_of_time
from bbti_qa.answering.continuation import with_continuation
from bbti_qa.answering.extractive import ExtractionRule, may_tell_list, select
from bbti_qa.answering.lead import LEAD_WORDS, value_told
from bbti_qa.answering.opening import first_line
from bbti_qa.documents import BlockKind, Evidence
from bbti_qa.evidence import is_of_title_page
from bbti_qa.judging import Judgement
from bbti_qa.language import announces, fold
from bbti_qa.reading import Library, Reading, heading_over, numbered_parts
from bbti_qa.understanding import Question

_ASKS_WHAT_IT_IS = re.compile(r"\b(?:qu'est-ce qu|c'est quoi|what(?:'s| is| are)\b)")
_ACRONYM = re.compile(r"\b[A-ZÀ-Ý]{2,}\b")
AS_MUCH = 0.8  # of the question's words in the best sentence, that another one with a value holds
_OF_SEVERAL = re.compile(r"\b(?:chaque|chacune?s?|respectiv\w+|deux|both|each|two|l'un|l'autre)\b")
OPENING = 4  # sentences of an account, within which a list begins that it is told for


def choose(read: Reading, found: Judgement, library: Library, extraction: ExtractionRule) -> tuple[Evidence, ...]:
    """The sentences in reading order; those of a question with several points in the order of these."""
    question, evidence = read.question, read.evidence
    if read.points:
        return _each_once((*found.must_cite, *read.told))
    parts = () if found.must_cite else numbered_parts(library, question, evidence)
    first = _each_once(parts or (*found.must_cite, *found.proof, *heading_over(library, question, evidence)))
    pool: Sequence[Evidence] = evidence
    if found.is_whole or parts:
        pool = ()
    elif question.is_timeline:
        pool = [item for item in evidence if item.why["type_fit"] == 1.0 and _tells_an_event(item)]
    elif may_tell_list(question.kind):
        pool = with_continuation(evidence, library.passages_of, question.kind.is_long)
    rule = extraction.of(question.kind, question.is_timeline).at_most(question.sentences)
    tells_at_length = question.is_overview and (not question.subject or _opens_with_list(evidence))
    is_long = len(found.must_cite) > 1 or question.is_timeline or tells_at_length
    chosen = select(pool, question.kind, rule, first, is_long)
    if first_line(read, chosen, found):
        chosen = select(pool, question.kind, rule, first, is_long, LEAD_WORDS)
    if question.defines and _ASKS_WHAT_IT_IS.search(fold(question.text)):
        chosen = (*chosen, *_what_it_is(question, evidence, chosen))
    if question.is_timeline and not found.must_cite:
        chosen = in_order_of_time(chosen)
    if question.sentences and not (found.must_cite or parts or _is_list(question, chosen)):
        return chosen[: question.sentences]
    return chosen if first else _of_the_thing(question, chosen)


def _what_it_is(question: Question, evidence: Sequence[Evidence], chosen: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """« Le PEPR est un programme … », beside what its letters stand for; nothing where a sentence that is told says it, or none does."""
    names = "|".join(map(re.escape, sorted(set(_ACRONYM.findall(question.text)), key=len, reverse=True)))
    if not names:
        return ()
    is_a = re.compile(
        rf"(?:L[ea]s? |L['’]|The )?(?:{names})(?: (?:{names}))* (?:est|sont|is|are) (?:l[ea]s? |l['’]|une? |des |the |an? )"
    )
    if any(is_a.match(item.text) for item in chosen):
        return ()
    return tuple(item for item in evidence if is_a.match(item.text))[:1]


def _tells_an_event(item: Evidence) -> bool:
    """Not a line of a title page, nor a note that only names a source and its year."""
    return item.sentence.kind is not BlockKind.FOOTNOTE and not is_of_title_page(item.sentence, item.text)


def _of_the_thing(question: Question, chosen: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Without the sentences that give a value too and hold less of the question than the one whose value leads: « AMI : début 2024 » beside « Début du programme : 2023 »."""
    told = value_told(question, chosen)
    if told is None or _OF_SEVERAL.search(fold(question.text)):
        return chosen
    best = told[0]
    enough = AS_MUCH * best.why["coverage"]
    return tuple(
        item for item in chosen if item is best or item.why["type_fit"] < 1.0 or item.why["coverage"] >= enough
    )


def _is_list(question: Question, chosen: Sequence[Evidence]) -> bool:
    """Whether items are told that belong together, which no count of sentences cuts."""
    items = sum(item.sentence.kind is BlockKind.ITEM for item in chosen)
    return items > 1 and (may_tell_list(question.kind) or any(announces(item.text) for item in chosen))


def _opens_with_list(evidence: Sequence[Evidence]) -> bool:
    """Whether one of the first sentences of what is told in turn announces a list, which is told whole."""
    return any(announces(item.text) for item in evidence[:OPENING])


def _each_once(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({item.text: item for item in evidence}.values())
