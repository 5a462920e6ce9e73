"""The sentences of an extractive answer, chosen for the question, for its points, or as a list, a timeline, an overview."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.answering.continuation import with_continuation
from bbti_qa.answering.extractive import ExtractionRule, may_tell_list, select
from bbti_qa.answering.lead import LEAD_WORDS
from bbti_qa.answering.opening import first_line
from bbti_qa.documents import Evidence
from bbti_qa.evidence import reticent
from bbti_qa.judging import Judgement
from bbti_qa.reading import Library, Reading, heading_over, numbered_parts


def choose(read: Reading, found: Judgement, library: Library, extraction: ExtractionRule) -> tuple[Evidence, ...]:
    """The sentences in reading order; those of a question with several points in the order of these."""
    question, evidence = read.question, read.evidence
    if read.points:
        return _each_once((*found.must_cite, *read.told))
    if not found.must_cite and (silence := reticent(question, evidence)):
        return (silence,)
    parts = () if found.must_cite else numbered_parts(library, question, evidence)
    first = _each_once(parts or (*found.must_cite, *found.proof, *heading_over(question, evidence)))
    pool: Sequence[Evidence] = evidence
    if found.is_whole or parts:
        pool = ()
    elif question.is_timeline:
        pool = [item for item in evidence if item.why["type_fit"] == 1.0]
    elif may_tell_list(question.kind):
        pool = with_continuation(evidence, library.passages_of, question.kind.is_long)
    rule = extraction.of(question.kind, question.is_timeline)
    is_long = len(found.must_cite) > 1 or question.is_timeline or question.is_overview
    chosen = select(pool, question.kind, rule, first, is_long)
    if first_line(read, chosen, found):
        return select(pool, question.kind, rule, first, is_long, LEAD_WORDS)
    return chosen


def _each_once(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({item.text: item for item in evidence}.values())
