"""A question that asks for several things, read point by point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bbti_qa.answering.choice import choose
from bbti_qa.answering.extractive import ExtractionRule
from bbti_qa.answering.lead import LEAD_WORDS
from bbti_qa.answering.telling import said_already, speaking_of, told_beside, within_words
from bbti_qa.documents import Evidence, Turn
from bbti_qa.judging import Judgement, judge
from bbti_qa.judging.asking import asks_where_it_fits
from bbti_qa.points import Point, points_of
from bbti_qa.reading import LibraryLookup, Reader, Reading, Told
from bbti_qa.understanding import without_instructions


def with_points(read: Reading, reader: Reader, extraction: ExtractionRule) -> Reading:
    """The reading with what is told of each point, where the question has several and one of them is told."""
    question = read.question
    if question.instructs or question.is_overview or question.is_timeline or asks_where_it_fits(question):
        return read
    earlier = read.history if question.after else ()  # a question that stands alone has points that do
    told: list[Told] = []
    for point in points_of(without_instructions(question.text)):
        history = (*earlier, Turn("user", point.before)) if point.before else earlier
        asked = reader.library.understand(point.asked, history, question.language)
        part = reader.read(replace(asked, within=asked.within or question.within), history, not point.is_label)
        evidence = _told_of(point, part, told, reader, extraction)
        told.append(Told(point, part.enough.confidence, part.question, evidence))
    if not any(one.evidence for one in told):
        return read
    is_long = len(told) > 2 or question.kind.is_long or any(one.question.kind.is_long for one in told)
    most = extraction.words_long if is_long else extraction.words - LEAD_WORDS
    return replace(read, points=within_words(told, most))


def _told_of(
    point: Point, part: Reading, told: Sequence[Told], reader: Reader, extraction: ExtractionRule
) -> tuple[Evidence, ...]:
    """The sentences for one point, after what was `told` for those before it; none where nothing tells it."""
    library = reader.library
    said = [item for one in told for item in one.evidence]
    speaking = speaking_of(point, part.question, part.evidence, library.rarity)
    if part.enough.suffices and speaking:
        spelled = judge(part.question, part.evidence, True, LibraryLookup(library, part.history)).spelled
        alone = replace(part, evidence=speaking)
        return said_already(part.question, speaking, part.evidence, said) or choose(
            alone, Judgement(spelled=spelled), library, extraction
        )
    if point.before and said:
        return told_beside(speaking, said)
    return ()
