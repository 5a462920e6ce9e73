"""What stands before the sentences of an answer: the first line of the question or of its points, and what a notice points to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bbti_qa.answering.lead import Mark, lead
from bbti_qa.answering.markers import Citations, cited, marker, markers_in, markers_of, quote
from bbti_qa.documents import Evidence
from bbti_qa.judging import Judgement
from bbti_qa.reading import Reading


def first_line(read: Reading, chosen: Sequence[Evidence], found: Judgement, mark: Mark | None = None) -> str:
    """The first line: of the question, or of its points one after the other."""
    if not read.told or found.must_cite:
        return lead(read.question, chosen, found, mark)
    lines = (lead(one.question, one.evidence, Judgement(), mark or partial(_marks, chosen)) for one in read.points)
    return " ".join(dict.fromkeys(filter(None, lines)))


def opening(read: Reading, chosen: Sequence[Evidence], found: Judgement, citations: Citations) -> str:
    """What the program says before the model does: the value, the correction or both sides, with every sentence that a notice points to."""
    line = first_line(read, chosen, found, mark=lambda item: cited(item, citations))
    told = found.must_cite if found.premise or found.conflict else ()
    rest = [item for item in told if not set(citations.cite(item)) & set(markers_in(line))]
    return " ".join(filter(None, (line, *(quote(item, citations) for item in rest))))


def _marks(chosen: Sequence[Evidence], item: Evidence) -> str:
    """The markers that `cite(chosen)` gives to the sentence."""
    same = next(one for one in chosen if one.text == item.text)
    return " ".join(map(marker, markers_of(chosen, [same])))
