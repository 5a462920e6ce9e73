"""An answer in the documents' own sentences."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.answering.lead import lead
from bbti_qa.answering.markers import Citations, cite, cited, markers_of, quote
from bbti_qa.answering.opening import first_line
from bbti_qa.documents import Answer, Citation, Evidence, Notice, NoticeKind, Outcome
from bbti_qa.judging import Judgement
from bbti_qa.phrases import phrase
from bbti_qa.reading import Reading
from bbti_qa.sufficiency import SPELLED_OUT
from bbti_qa.typography import listed


def extracted(read: Reading, chosen: Sequence[Evidence], found: Judgement, index: str) -> Answer:
    """The answer of the `chosen` sentences, with what was judged and which points nothing tells; `index` is the snapshot's id."""
    question = read.question
    text, citations = _by_point(read, found) if read.points else _at_once(read, chosen, found)
    notices = found.notices(question.language, markers_of(chosen, found.must_cite))
    if unsaid := read.unsaid:
        told = phrase("partial_point", question.language, missing=listed(unsaid, question.language))
        notices = (*notices, Notice(NoticeKind.PARTIAL, told))
    return Answer(
        question=question.text,
        language=question.language,
        outcome=Outcome.ANSWERED,
        text=text,
        citations=citations,
        notices=notices,
        confidence=max(read.confidence, SPELLED_OUT if found.is_told else 0.0),
        index=index,
    )


def _at_once(read: Reading, chosen: Sequence[Evidence], found: Judgement) -> tuple[str, tuple[Citation, ...]]:
    """The first line and the sentences, with their citations."""
    sentences, citations = cite(chosen)
    return " ".join(filter(None, (first_line(read, chosen, found), sentences))), citations


def _by_point(read: Reading, found: Judgement) -> tuple[str, tuple[Citation, ...]]:
    """Point by point the value that is asked for, where there is one, and the sentences that tell it; each sentence once."""
    citations = Citations()
    told: dict[str, str] = {item.text: quote(item, citations) for item in found.must_cite}
    pieces = list(told.values())
    for one in read.points:
        pieces.append(lead(one.question, one.evidence, Judgement(), lambda item: cited(item, citations)))
        for item in one.evidence:
            if item.text not in told:
                told[item.text] = quote(item, citations)
                pieces.append(told[item.text])
    return " ".join(filter(None, pieces)), citations.all
