"""A name that no document holds, where they hold the rest of the question."""

from __future__ import annotations

import re

from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.premise.hearing import CONTEXT, heard
from bbti_qa.judging.premise.premise import Premise
from bbti_qa.judging.premise.remainder import without
from bbti_qa.language import carries_meaning, stem, words
from bbti_qa.understanding import Question

_CAPITALS = re.compile(r"[A-ZÀ-Ý][\w’'-]*(?: [A-ZÀ-Ý][\w’'-]*)+")
_SUBJECT = re.compile(
    r"^\W*(?:pourquoi|pour quelles? raisons?|why|how come)\W+(?:did|does|do|was|were|is|are|has|have)?\W*", re.I
)


def unknown_name(question: Question, lookup: Lookup) -> Premise | None:
    """A name, or the subject of the question, that no document holds, where they do hold the rest."""
    glossed = {term.stem for term in question.terms if term.alternatives}
    subject = _SUBJECT.match(question.text)
    head = next(
        (at for word, at, _ in words(question.text) if subject and at >= subject.end() and carries_meaning(word)), -1
    )
    for position, (word, start, end) in enumerate(words(question.text)):
        is_name = word[0].isupper() and position > 0 and not word.isdigit()
        if not carries_meaning(word) or not (is_name or start == head):
            continue
        if (
            lookup.known(stem(word))
            or stem(word) in glossed
            or (start == head and not is_name and not _is_article_before(question.text, start))
        ):
            continue
        if is_name:
            start, end = _whole_name(question.text, start, end)
        rest = lookup.ask(without(question.text, start, end), question)
        is_of_language = bool(rest) and rest[0].document.language == question.language
        if rest and rest[0].why["context"] >= CONTEXT and (is_name or is_of_language):
            nearest = max(heard(rest), key=lambda item: (item.why["coverage"], _holds_names(item.text)))
            return Premise(question.text[start:end], "", (nearest,))
    return None


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the words with capitals in a row that the one at `start` is among: « DBV Technologies »."""
    return next((run.span() for run in _CAPITALS.finditer(text) if run.start() <= start < run.end()), (start, end))


def _holds_names(text: str) -> bool:
    return any(word[0].isupper() and at > 0 for word, at, _ in words(text))


def _is_article_before(text: str, start: int) -> bool:
    return bool(re.search(r"\b(?:la|le|l['’]|les|the|une?|an?)\s?$", text[:start], re.I))
