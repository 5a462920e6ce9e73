"""The first line of an answer: the value or the correction that is asked for, in words of the cited spans and fixed phrases.

It says nothing that a cited sentence behind it does not prove, and is left out where more than one value could be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bbti_qa.answering.markers import marker, markers_of, without_lookalikes
from bbti_qa.documents import Evidence
from bbti_qa.judging import Judgement, as_said
from bbti_qa.language import fold
from bbti_qa.phrases import phrase
from bbti_qa.reticence import says_that_nothing_is_said
from bbti_qa.surroundings import nearness, words_around
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, Value, find_values

NEAR = 0.75  # of the best score, for a sentence that may hold the value
LEAST, MARGIN = 0.35, 0.1  # nearness of the value to the question, and its lead over any other value
LEAD_WORDS = 5  # that are left for it
LONGEST = 60  # letters of a saying that the line repeats; a longer one is read in its sentence


_QUALIFIED = re.compile(
    r"\b(?:(?:plus|moins|près) (?:de |d['’](?:une? )?)|(?:environ|presque|quelque|seulement|jusqu['’]à|dès|mi-) ?|"
    r"au (?:moins|plus|minimum|maximum) |"
    r"(?:(?:au|à la|d['’]ici (?:à )?(?:la )?|en) )?(?:début|fin|milieu|courant)(?: de l['’]année| de| d['’]année)? |"
    r"(?:more|less|fewer) than |(?:over|under|about|around|nearly|almost|at least|at most|up to|only) (?:an? )?|"
    r"(?:in )?(?:early|mid|late|(?:the )?(?:end|beginning|start) of)[ -](?:in )?)$",
    re.IGNORECASE,
)
"""What stands right before a value and bounds it: « plus de », « au début de l'année », "at least"."""

Mark = Callable[[Evidence], str]
"""The markers of a sentence, as they are written."""


def lead(question: Question, chosen: Sequence[Evidence], found: Judgement, mark: Mark | None = None) -> str:
    """The line with its markers, or nothing. `chosen` are the sentences of the answer as they are cited, `mark` gives other numbers to them."""
    mark = mark or (lambda item: _markers(chosen, item))
    if premise := found.premise:
        if not 0 < len(premise.said) <= LONGEST:
            return ""
        said, presumed = without_lookalikes(premise.said), without_lookalikes(premise.presumed)
        place = mark(premise.evidence[0])
        return phrase("lead_premise", question.language, said=said, presumed=presumed, marker=place)
    if conflict := found.conflict:
        if conflict.both_told or conflict.place or max(len(conflict.first), len(conflict.second)) > LONGEST:
            return ""
        return phrase(
            "lead_count" if conflict.miscounted else "lead_conflict",
            question.language,
            first=without_lookalikes(conflict.first),
            second=without_lookalikes(conflict.second),
            first_marker=mark(conflict.evidence[0]),
            second_marker=mark(conflict.evidence[-1]),
        )
    return _value(question, chosen, mark)


def _value(question: Question, chosen: Sequence[Evidence], mark: Mark) -> str:
    told = value_told(question, chosen)
    if told is None:
        return ""
    item, value = told
    said = _bounded(item.text, value) + as_said(item.text, value)
    return f"{without_lookalikes(said)} {mark(item)}."


def value_told(question: Question, chosen: Sequence[Evidence]) -> tuple[Evidence, Value] | None:
    """The value whose surroundings are nearest to the words of the question, with its sentence; nothing where another value comes about as near."""
    wanted = question.wanted
    if wanted is None or wanted.unit is Unit.LABEL or question.is_timeline or not chosen:
        return None
    best = max(item.score for item in chosen)
    found = [
        (nearness(question, words_around(item.text, value)), item, value)
        for item in chosen
        if item.score >= NEAR * best and not says_that_nothing_is_said(fold(item.text))
        for value in find_values(item.text)
        if wanted.is_met_by(value)
    ]
    if not found:
        return None
    closeness, item, value = max(found, key=lambda one: one[0])
    rivals = [other for other, _, another in found if not another.agrees(value)]
    if closeness < LEAST or any(other > closeness - MARGIN for other in rivals):
        return None
    first = [another for _, one, another in found if one.score == best]
    if first and not any(another.agrees(value) for another in first):
        return None  # the sentence that answers best gives another one
    return item, value


def _bounded(text: str, value: Value) -> str:
    """The words right before the value that bound it; without them « plus d'une centaine » would be a hundred."""
    found = _QUALIFIED.search(text[: value.start])
    return found[0] if found else ""


def _markers(chosen: Sequence[Evidence], item: Evidence) -> str:
    return " ".join(map(marker, markers_of(chosen, [item])))
