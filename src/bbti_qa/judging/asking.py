"""What a question asks to have judged: yes or no, or whether something fits."""

from __future__ import annotations

import re

from bbti_qa.interrogative import asks_for_something_else, asks_yes_or_no, offers_a_choice
from bbti_qa.language import fold
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit

_FITTING = re.compile(
    r"\b(?:eligible\w*|eligib\w*|dans les clous|relev\w+|where would|fit|fits|"
    r"in scope|concerne\w* par|financ\w+ par|(?:est|sont|etre) couvert\w*)\b"
)


_PLURAL = re.compile(r"\b(?:quels|quelles) \w+|\b(?:which|what) \w+s\b(?<!axis)")


def asks_for_verdict(question: Question) -> bool:
    """A yes-no question (in any sentence of what is asked), or one whether something fits; not one that offers a choice."""
    folded = fold(question.text)
    if offers_a_choice(asking_sentence(folded)):
        return False
    return (
        question.kind is QuestionKind.YES_NO
        or asks_where_ours_fits(question)
        or (bool(_FITTING.search(folded)) and not asks_for_something_else(folded))
        or any(map(asks_yes_or_no, sentences_of(folded)))
    )


def asks_where_it_fits(question: Question) -> bool:
    """Whether it is asked to which numbered part of a programme something belongs."""
    return question.wanted is not None and question.wanted.unit is Unit.LABEL


def asks_where_ours_fits(question: Question) -> bool:
    """The same of one thing, for which some part having room is a yes; « dans quels axes parle-t-on de … ? » asks for a list."""
    return asks_where_it_fits(question) and not _PLURAL.search(fold(question.text))


def asking_sentence(folded: str) -> str:
    """The sentence that asks for the verdict; what goes before it is the asker's story."""
    sentences = sentences_of(folded)
    return next((sentence for sentence in sentences if asks_yes_or_no(sentence)), sentences[-1])


def asking_clause(folded: str) -> str:
    """Of a sentence with the asker's story in front, « je n'y suis pas, puis-je … ? », what asks; else the sentence."""
    _, comma, clause = folded.partition(", ")
    return clause if comma and asks_yes_or_no(clause) and not asks_yes_or_no(folded.partition(", ")[0]) else folded


def asking_words(text: str) -> str:
    """The same sentence of a text that is not folded."""
    sentences = sentences_of(text)
    return next((sentence for sentence in sentences if asks_yes_or_no(fold(sentence))), sentences[-1])


def sentences_of(folded: str) -> list[str]:
    """Its sentences and what stands behind a colon, each by itself."""
    return re.split(r"(?<=[.!?:;]) ", folded)
