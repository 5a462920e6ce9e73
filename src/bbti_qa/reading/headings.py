"""The numbered headings that answer a question: all of them (« les axes du programme »), or the one over the best sentence."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.documents import BlockKind, Evidence, Hit
from bbti_qa.judging import numbered_headings
from bbti_qa.judging.asking import asks_where_it_fits
from bbti_qa.reading.library import Library
from bbti_qa.understanding import Question
from bbti_qa.values import find_values


def numbered_parts(library: Library, question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The numbered headings that name what the question asks for (« les axes du programme »), of the first document of the evidence that has them."""
    if not question.numbered:
        return ()
    for document in {item.document.id: item.document for item in evidence}.values():
        named = numbered_headings(question, document, library.passages_of(document.id))
        found = library.evidence(question, [Hit(passage, 1.0, 1.0, 0.0) for passage, _ in named])
        headings = [item for item in found if item.sentence.kind is BlockKind.HEADING]
        told = [next((item for item in headings if item.text == heading), None) for _, heading in named]
        if named and None not in told:
            return tuple(item for item in told if item is not None)
    return ()


def heading_over(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """« Axe 3 : … » over the best sentence, where it is asked which."""
    if question.wanted is None or not asks_where_it_fits(question):
        return ()
    best = next((item for item in evidence if item.why["type_fit"] == 1.0), None)
    if best is None:
        return ()
    return tuple(
        item
        for item in evidence
        if item.passage.id == best.passage.id
        and item.sentence.kind is BlockKind.HEADING
        and any(map(question.wanted.is_met_by, find_values(item.text)))
    )[:1]
