"""The numbered parts of a programme that a topic names ("les axes"): the documents' own headings, each a section of the brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bbti_qa.tasks.brief.brief import Audience
from bbti_qa.tasks.brief.relevance import Candidate
from bbti_qa.tasks.brief.statements import Statement, is_whole
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, find_values

FEWEST = 2  # parts, for them to be parts of something
SCORE = 0.5  # of a part's statements, which are taken for where they stand


def numbered_parts(
    question: Question, statements: Sequence[Statement], audience: Audience
) -> list[tuple[str, list[Candidate]]]:
    """(heading, its statements in reading order) for each "Axe 1 : …" of the document that has most of what the topic names.

    Nothing for a topic that names one of them ("l'axe 2"), or no numbered thing.
    """
    topic = {term.stem for term in question.terms}
    if any(value.unit is Unit.LABEL for value in find_values(question.text)):
        return []
    groups: dict[tuple[str, str], dict[str, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        label = _label(statement)
        if label in topic and is_whole(statement):
            parts = groups[statement.document.id, label]
            parts[statement.headings[-1]].append(Candidate(statement, SCORE, 1.0))
    best = max(groups.values(), key=len, default={})
    return list(best.items()) if len(best) >= FEWEST else []


def _label(statement: Statement) -> str:
    """The stem of the numbered thing that the nearest heading begins with; empty without one."""
    heading = statement.headings[-1] if statement.headings else ""
    first = next((value for value in find_values(heading) if value.unit is Unit.LABEL), None)
    return first.of[0] if first is not None and first.start == 0 else ""
