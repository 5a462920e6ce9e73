"""What is said where nothing is told: the outcome, and where we looked."""

from __future__ import annotations

from bbti_qa.answering.markers import cite
from bbti_qa.avowals import avowing, reticent
from bbti_qa.documents import Answer, Evidence, Notice, NoticeKind, Outcome
from bbti_qa.phrases import phrase
from bbti_qa.reading import Library, Reading
from bbti_qa.typography import listed

MOST_PLACES = 3  # that are named


def silent(read: Reading, library: Library) -> Answer:
    """The answer that the documents do not say it, that the question is not about them, or that it is no question; with the sentence in which a document says so itself."""
    question, enough = read.question, read.enough
    if question.greets:
        return Answer(
            question=question.text,
            language=question.language,
            outcome=Outcome.OFF_TOPIC,
            text=phrase("greeted", question.language),
            citations=(),
            notices=(),
            confidence=1.0,
            index=library.snapshot.id,
        )
    outcome = Outcome.NOT_IN_DOCUMENTS
    if question.instructs or (enough.is_foreign and not read.suffices):
        outcome = Outcome.REFUSED if question.instructs else Outcome.OFF_TOPIC
    avowed = avowal(read) if outcome is Outcome.NOT_IN_DOCUMENTS else None
    quoted, citations = cite((avowed,) if avowed else ())
    return Answer(
        question=question.text,
        language=question.language,
        outcome=outcome,
        text=" ".join(filter(None, (phrase(outcome.value, question.language), quoted))),
        citations=citations,
        notices=(Notice(NoticeKind.LOOKED, _where_we_looked(read, library)),),
        confidence=enough.confidence if enough.suffices else 1.0 - enough.confidence,
        index=library.snapshot.id,
    )


def avowal(read: Reading) -> Evidence | None:
    """The sentence in which a document says that it does not tell what is asked; where something else was found, only one that speaks of more of the question."""
    if read.points:
        return None
    return (reticent if read.suffices else avowing)(read.question, read.evidence)


def _where_we_looked(read: Reading, library: Library) -> str:
    """Names the nearest places."""
    language = read.question.language
    places = list(dict.fromkeys(library.place(hit, language) for hit in read.hits))
    if not places:
        return phrase("looked_nowhere", language)
    return phrase(
        "looked", language, documents=len(library.snapshot.documents), places=listed(places[:MOST_PLACES], language)
    )
