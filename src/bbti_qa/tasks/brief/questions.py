"""A FAQ: the documents' own questions on the topic, and those that one asks of any topic, each answered by the assistant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from bbti_qa.answering.markers import markers_in
from bbti_qa.documents import Answer
from bbti_qa.evidence import coverage
from bbti_qa.language import Language, stems
from bbti_qa.tasks.brief.brief import BriefRequest
from bbti_qa.tasks.brief.relevance import Topic
from bbti_qa.tasks.brief.selection import Key, Placed, key_of
from bbti_qa.tasks.brief.statements import Statement, is_whole
from bbti_qa.tasks.brief.wording import word

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant
    from bbti_qa.understanding import Question

ASKED = ("what", "why", "who", "parts", "how_much", "when", "how", "apply")
OWN = 0.6  # of the topic's words, by rarity, for a document's own question to be on it
ABOUT = 0.6  # the same, in or over a sentence that answers
MOST_SENTENCES = 3
MOST_OWN = 6  # of the documents' own questions
_CONTRACTIONS = (
    (re.compile(r"\bde le (?=\w)"), "du "),
    (re.compile(r"\bde les (?=\w)"), "des "),
    (re.compile(r"\bà le (?=\w)"), "au "),
    (re.compile(r"\bà les (?=\w)"), "aux "),
    (re.compile(r"\bQu’est-ce que (?=[aeiouyéèêh])"), "Qu’est-ce qu’"),
)
_PLURAL = re.compile(r"^(?:les|des|the \w+s$)\b", re.IGNORECASE)


def questions_on(
    assistant: Assistant, request: BriefRequest, topic: Question, every: Mapping[Key, Statement]
) -> tuple[list[tuple[str, tuple[Placed, ...]]], tuple[str, ...]]:
    """(question, its answer's statements) for those that the documents answer, and the questions that they do not."""
    statements = list(every.values())
    answered: dict[str, tuple[Placed, ...]] = {}
    silent: list[str] = []
    told: list[set[Key]] = []
    rarity = assistant.snapshot.lexical.idf
    for question, own in [*_own_questions(topic, statements, rarity), *((q, ()) for q in general_questions(request))]:
        found = own or _answering(assistant, request, question, topic, statements)
        keys = {key_of(statement) for statement in found}
        if not found:
            silent.append(question)
        elif not any(keys <= before for before in told):
            told.append(keys)
            answered[question] = _placed(found)
    return list(answered.items()), tuple(silent)


def general_questions(request: BriefRequest) -> tuple[str, ...]:
    """What one asks of any topic, with the topic put in; a question about many things speaks of them in the plural."""
    topic = " ".join(request.topic.split()).rstrip(" .?!")
    topic = topic[:1].lower() + topic[1:] if topic[:2].lower() in ("la", "le", "l'", "l’", "un") or topic[:3].lower() == "les" else topic
    asked = [word(f"ask_{name}", request.language, topic=topic) for name in ASKED]
    return tuple(_in_good_grammar(question, topic, request.language) for question in asked)


def _in_good_grammar(question: str, topic: str, language: Language) -> str:
    if language == "en":
        return question.replace("What is the ", "What are the ").replace("How is", "How are") if _PLURAL.match(topic) else question
    for pattern, short in _CONTRACTIONS:
        question = pattern.sub(short, question)
    if topic.lower().startswith("la "):
        question = question.replace("est-il mis", "est-elle mise")
    return question.replace("est-il mis", "sont-ils mis") if _PLURAL.match(topic) else question


def _own_questions(
    topic: Question, statements: Sequence[Statement], rarity: Callable[[str], float]
) -> list[tuple[str, tuple[Statement, ...]]]:
    """(heading, the statements under it) for headings that ask about the topic."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        heading = statement.headings[-1] if statement.headings else ""
        if heading.rstrip().endswith("?") and is_whole(statement):
            if coverage(topic.terms, stems(heading), rarity) >= OWN:
                found.setdefault(heading, []).append(statement)
    return [(heading, tuple(own[:MOST_SENTENCES])) for heading, own in list(found.items())[:MOST_OWN]]


def _answering(
    assistant: Assistant, request: BriefRequest, question: str, topic: Question, statements: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The whole statements that the assistant's answer cites and that are on the topic; nothing where it is silent."""
    answer: Answer = assistant.answer(question, language=request.language)
    if not answer.is_answered:
        return ()
    meant = Topic(topic.text, topic.terms, assistant.snapshot.lexical.idf)
    first = markers_in(answer.text)[:1]
    found: dict[Key, Statement] = {}
    for citation in sorted(answer.citations, key=lambda citation: (citation.marker,) != first):
        for statement in statements:
            spans = [*statement.spans, *(span for item in statement.items for span in item.spans)]
            cited = statement.document.id == citation.document_id and any(
                span.page == citation.page and span.start <= citation.start < span.end for span in spans
            )
            if cited and is_whole(statement) and meant.share_in(statement) >= ABOUT:
                found[key_of(statement)] = statement
    return tuple(found.values())[:MOST_SENTENCES]


def _placed(statements: Sequence[Statement]) -> tuple[Placed, ...]:
    found: list[Placed] = []
    for statement in statements:
        before = found[-1].statement if found else None
        follows = before is not None and key_of(before) == (statement.document.id, statement.before)
        found.append(Placed(statement, follows=follows))
    return tuple(found)
