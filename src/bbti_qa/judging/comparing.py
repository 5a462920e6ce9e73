"""Whether a question sets two sayings side by side, and how strictly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from bbti_qa.documents import Evidence
from bbti_qa.language import fold
from bbti_qa.understanding import Question
from bbti_qa.values import Value, find_values

SIDE = 0.5  # of the best score, at least, for the other side's sentence
CANDIDATES = 12  # sentences from which the sides are taken
CONTEXT = 0.1  # of the question's words, by rarity, that either side's sentence and its neighbours hold

_COMPARES = re.compile(
    r"\b(?:les deux|deux (?:articles|documents|sources|textes)|lequel|laquelle|meme|memes|d'accord|contredi\w*|coheren\w*|compte est|ne disent pas|"
    r"both|two (?:papers|articles|documents|sources)|agree\w*|match\w*|same|consistent|l'autre|the other|divergen\w*|differ\w*)\b"
)
_SAME = re.compile(
    r"\b(?:la meme|le meme|les memes|identiques?|contredi\w*|ne disent pas|divergen\w*|different\w*|differ|the same|identical|contradict\w*|"
    r"inconsisten\w*|discrepan\w*)\b"
)


def compares(question: Question) -> bool:
    """The question sets two sayings side by side, in words or as « 2024 ou 2025 »."""
    return bool(choices(question)) or bool(_COMPARES.search(fold(question.text)))


def asks_whether_same(question: Question) -> bool:
    """The question asks whether two sayings are alike to the word, or holds that they are not."""
    return bool(_SAME.search(fold(question.text)))


def choices(question: Question) -> tuple[tuple[Value, Value], ...]:
    """Values of one unit that the question offers to choose from."""
    folded = fold(question.text)
    return tuple(
        (first, second)
        for first, second in pairwise(find_values(question.text))
        if first.unit is second.unit and re.fullmatch(r" (?:ou|or) (?:en |de |in )?", folded[first.end : second.start])
    )


def sides(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, Evidence] | None:
    """The best sentences of two documents, or of two sections where only one document speaks of it; None where one side is silent.

    `evidence` best first. Where a sort of value is asked for, only sentences that hold it count.
    """
    fitting = [
        item
        for item in evidence
        if item.why["context"] >= CONTEXT and (question.wanted is None or item.why["type_fit"] == 1.0)
    ]
    if not fitting:
        return None
    near = [item for item in fitting if item.score >= SIDE * fitting[0].score]
    for apart in (_in_other_documents, _in_other_sections):
        pairs = [(one, other) for one, other in combinations(near[:CANDIDATES], 2) if apart(one, other)]
        if pairs:
            return next((pair for pair in pairs if hold_one_value(question, pair)), pairs[0])
    return None


def _in_other_documents(one: Evidence, other: Evidence) -> bool:
    return one.document.id != other.document.id


def _in_other_sections(one: Evidence, other: Evidence) -> bool:
    return one.passage.headings != other.passage.headings


def hold_one_value(question: Question, pair: tuple[Evidence, Evidence]) -> bool | None:
    """Whether both sides give the value that is asked for alike; None where none is asked for."""
    if question.wanted is None:
        return None
    ours, theirs = ([value for value in find_values(item.text) if question.wanted.is_met_by(value)] for item in pair)
    return any(one.agrees(other) for one in ours for other in theirs)
