"""What is said where nothing is told: the outcome, and where we looked."""

from __future__ import annotations

from bbti_qa.documents import Answer, Notice, NoticeKind, Outcome
from bbti_qa.phrases import phrase
from bbti_qa.reading import Library, Reading

MOST_PLACES = 3  # that are named


def silent(read: Reading, library: Library) -> Answer:
    """The answer that the documents do not say it, that the question is not about them, or that it is no question."""
    question, enough = read.question, read.enough
    outcome = Outcome.NOT_IN_DOCUMENTS
    if question.instructs or enough.is_foreign:
        outcome = Outcome.REFUSED if question.instructs else Outcome.OFF_TOPIC
    return Answer(
        question=question.text,
        language=question.language,
        outcome=outcome,
        text=phrase(outcome.value, question.language),
        notices=(Notice(NoticeKind.LOOKED, _where_we_looked(read, library)),),
        confidence=1.0 - enough.confidence,
        index=library.snapshot.id,
    )


def _where_we_looked(read: Reading, library: Library) -> str:
    """Names the nearest places."""
    language = read.question.language
    places = list(dict.fromkeys(map(library.place, read.hits)))
    if not places:
        return phrase("looked_nowhere", language)
    return phrase(
        "looked", language, documents=len(library.snapshot.documents), places=" ; ".join(places[:MOST_PLACES])
    )
