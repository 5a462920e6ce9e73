"""The numbered headings that answer a question: all of them (« les axes du programme »), or the one over the best sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bbti_qa.documents import BlockKind, Evidence, Hit
from bbti_qa.interrogative import tells_of_asker
from bbti_qa.judging import numbered_headings
from bbti_qa.judging.asking import asks_where_it_fits
from bbti_qa.language import fold
from bbti_qa.reading.library import Library
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit, find_values


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


def heading_over(library: Library, question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """« Axe 3 : … » over the best sentence, where it is asked which, or whether something of the asker's fits."""
    fits = asks_where_it_fits(question)
    if not fits and not (tells_of_asker(fold(question.text)) and question.kind is QuestionKind.YES_NO):
        return ()
    best = (
        next((item for item in evidence if item.why["type_fit"] == 1.0), None) if fits else next(iter(evidence), None)
    )
    heading = next(filter(_is_numbered, reversed(best.passage.headings)), None) if best else None
    if best is None or heading is None:
        return ()
    for passage in library.passages_of(best.document.id):
        for sentence in passage.sentences if heading in passage.headings else ():
            if sentence.kind is BlockKind.HEADING and best.document.text(sentence.spans) == heading:
                return (replace(best, passage=passage, sentence=sentence, text=heading),)
    return ()


def _is_numbered(heading: str) -> bool:
    return any(value.unit is Unit.LABEL and not value.start for value in find_values(heading))
