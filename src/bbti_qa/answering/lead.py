"""The first line of an answer: the value or the correction that is asked for, in words of the cited spans and fixed phrases.

It says nothing that a cited sentence behind it does not prove, and is left out where more than one value could be meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.answering.markers import marker, markers_of, without_lookalikes
from bbti_qa.documents import Evidence
from bbti_qa.judging import Judgement
from bbti_qa.phrases import phrase
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, find_values

LONGEST = 60  # letters of a saying that the line repeats; a longer one is read in its sentence


def lead(question: Question, chosen: Sequence[Evidence], found: Judgement) -> str:
    """The line with its markers, or nothing. `chosen` are the sentences of the answer as they are cited."""
    if premise := found.premise:
        if not 0 < len(premise.said) <= LONGEST:
            return ""
        said, presumed = without_lookalikes(premise.said), without_lookalikes(premise.presumed)
        place = _markers(chosen, premise.evidence[0])
        return phrase("lead_premise", question.language, said=said, presumed=presumed, marker=place)
    if conflict := found.conflict:
        if max(len(conflict.first), len(conflict.second)) > LONGEST:
            return ""
        return phrase(
            "lead_count" if conflict.miscounted else "lead_conflict",
            question.language,
            first=without_lookalikes(conflict.first),
            second=without_lookalikes(conflict.second),
            first_marker=_markers(chosen, conflict.evidence[0]),
            second_marker=_markers(chosen, conflict.evidence[-1]),
        )
    return _value(question, chosen)


def _value(question: Question, chosen: Sequence[Evidence]) -> str:
    """The value that is asked for, where the best sentence holds just one."""
    wanted = question.wanted
    if wanted is None or wanted.unit is Unit.LABEL or not chosen:
        return ""
    best = max(chosen, key=lambda item: item.score)
    said = {best.text[value.start : value.end].strip() for value in find_values(best.text) if wanted.is_met_by(value)}
    return f"{without_lookalikes(said.pop())} {_markers(chosen, best)}." if len(said) == 1 else ""


def _markers(chosen: Sequence[Evidence], item: Evidence) -> str:
    return " ".join(map(marker, markers_of(chosen, [item])))
