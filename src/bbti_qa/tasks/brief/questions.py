"""A FAQ: the documents' own questions on the topic, and those that one asks of any topic, each answered by the assistant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from bbti_qa.answering.markers import markers_in
from bbti_qa.documents import Answer
from bbti_qa.evidence import coverage
from bbti_qa.judging.negation import denies
from bbti_qa.language import Language, fold, stems
from bbti_qa.tasks.brief.aspects import LEAST, Aspect, aspect_of, counts_parts, values_of, weights
from bbti_qa.tasks.brief.brief import BriefRequest
from bbti_qa.tasks.brief.openings import Opening, opening_of
from bbti_qa.tasks.brief.relevance import Candidate, speaks_of_documents
from bbti_qa.tasks.brief.selection import Placed
from bbti_qa.tasks.brief.statements import Key, Statement, is_whole, key_of
from bbti_qa.tasks.brief.topic import Topic
from bbti_qa.tasks.brief.wording import word
from bbti_qa.values import Unit

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant

_TAKES_PART = re.compile(
    r"\b(?:particip\w+|candidat\w*|eligib\w+|s'adresse|ouvert[es]* a|impliqu\w+|mobilis\w+|lettres? d'intention|take part|appl(?:y|icants?)|open to)\b"
)
_PARTS = re.compile(r"\b(?:axes|piliers|pillars|volets|strands|parties|thematiques|themes)\b")


def _dates(statement: Statement) -> int:
    return sum(value.unit in (Unit.DATE, Unit.DURATION) for value in values_of(statement.text))


# What one asks of any topic, and whether a statement tells it.
ASKED: dict[str, Callable[[Statement], bool]] = {
    "what": lambda statement: weights(statement)[Aspect.WHAT] >= LEAST,
    "why": lambda statement: weights(statement)[Aspect.WHY] >= LEAST,
    "who": lambda statement: weights(statement)[Aspect.WHO] >= TELLING,
    "parts": lambda statement: bool(_PARTS.search(fold(statement.text))) and not denies(statement.text),
    "how_much": lambda statement: any(value.unit is Unit.MONEY for value in values_of(statement.text)),
    "when": lambda statement: aspect_of(statement) is Aspect.WHEN or _dates(statement) > 1,
    "how": lambda statement: weights(statement)[Aspect.HOW] >= LEAST,
    "apply": lambda statement: bool(_TAKES_PART.search(fold(statement.whole))),
}
TELLING = 1.5  # weight of an aspect from which a statement answers for it though the assistant is silent
OWN = 0.6  # of the topic's words, by rarity, for a document's own question to be on it
ABOUT = 0.6  # the same, in or over a sentence that answers
SURE = 0.9  # of the most that any statement on the topic holds of its words, for one that answers alone
MOST_SENTENCES = 2
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
    assistant: Assistant,
    request: BriefRequest,
    topic: Topic,
    every: Mapping[Key, Statement],
    best: Sequence[Candidate],
) -> tuple[list[tuple[str, tuple[Placed, ...]]], tuple[str, ...]]:
    """(question, its answer's statements) for those that the documents answer, and the questions that they do not.

    `best` are the statements on the topic, best first: the first that tells what is asked answers where the assistant is silent.
    """
    statements = list(every.values())
    answered: dict[str, tuple[Placed, ...]] = {}
    silent: list[str] = []
    told: set[Key] = set()
    for question, own in _own_questions(topic, statements, assistant.snapshot.lexical.idf):
        fresh = _grounded([statement for statement in own if key_of(statement) not in told], every)
        if fresh:
            told.update(map(key_of, fresh))
            answered[question] = _placed(fresh)
    for name, question in general_questions(request).items():
        cited, is_answered = _answering(assistant, request, question, topic, statements)
        found = tuple(filter(ASKED[name], cited)) or _telling(name, best)
        if name == "parts" and not found:
            found = _counting_parts(topic, statements)
        fresh = _grounded([statement for statement in found if key_of(statement) not in told], every)
        if fresh:
            told.update(map(key_of, fresh))
            answered[question] = _placed(fresh)
        elif not found and not is_answered:  # what was answered already is no silence of the documents
            silent.append(question)
    return list(answered.items()), tuple(silent)


def _telling(name: str, best: Sequence[Candidate]) -> tuple[Statement, ...]:
    top = max((one.about for one in best), default=0.0)
    found = (one.statement for one in best if one.about >= SURE * top and ASKED[name](one.statement))
    alone = (statement for statement in found if opening_of(statement.text) is not Opening.LEANING)
    return tuple(alone)[:1]


def _counting_parts(topic: Topic, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statement on the topic that says how many parts it has, one with their list first."""
    found = [
        statement
        for statement in statements
        if ASKED["parts"](statement)
        and any(counts_parts(statement.text, value) for value in values_of(statement.text))
        and is_whole(statement)
        and opening_of(statement.text) is not Opening.LEANING
        and not speaks_of_documents(statement.text)
        and topic.share_in(statement) >= ABOUT
    ]
    return tuple(sorted(found, key=lambda statement: (not statement.items, statement.order))[:1])


def general_questions(request: BriefRequest) -> dict[str, str]:
    """By name, what one asks of any topic, with the topic put in; a question about many things speaks of them in the plural."""
    topic = " ".join(request.topic.split()).rstrip(" .?!")
    topic = (
        topic[:1].lower() + topic[1:]
        if topic[:2].lower() in ("la", "le", "l'", "l’", "un") or topic[:3].lower() == "les"
        else topic
    )
    is_part = any(value.unit is Unit.LABEL for value in values_of(topic))  # « les axes de l'axe 2 » asks nothing
    names = [name for name in ASKED if not (is_part and name == "parts")]
    asked = {name: word(f"ask_{name}", request.language, topic=topic) for name in names}
    return {name: _in_good_grammar(question, topic, request.language) for name, question in asked.items()}


def _in_good_grammar(question: str, topic: str, language: Language) -> str:
    if language == "en":
        return (
            question.replace("What is the ", "What are the ").replace("How is", "How are")
            if _PLURAL.match(topic)
            else question
        )
    for pattern, short in _CONTRACTIONS:
        question = pattern.sub(short, question)
    if topic.lower().startswith("la "):
        question = question.replace("est-il mis", "est-elle mise")
    return question.replace("est-il mis", "sont-ils mis") if _PLURAL.match(topic) else question


def _own_questions(
    topic: Topic, statements: Sequence[Statement], rarity: Callable[[str], float]
) -> list[tuple[str, tuple[Statement, ...]]]:
    """(heading, the statements under it) for headings that ask about the topic."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        heading = statement.headings[-1] if statement.headings else ""
        asks = heading.rstrip().endswith("?") and is_whole(statement)
        if asks and coverage(topic.terms, stems(heading), rarity) >= OWN:
            found.setdefault(heading, []).append(statement)
    return [(heading, tuple(own[:MOST_SENTENCES])) for heading, own in list(found.items())[:MOST_OWN]]


def _answering(
    assistant: Assistant, request: BriefRequest, question: str, topic: Topic, statements: Sequence[Statement]
) -> tuple[tuple[Statement, ...], bool]:
    """The whole statements that the assistant's answer cites and that are on the topic, and whether it answers at all."""
    answer: Answer = assistant.answer(question, language=request.language)
    if not answer.is_answered:
        return (), False
    first = markers_in(answer.text)[:1]
    found: dict[Key, Statement] = {}
    for citation in sorted(answer.citations, key=lambda citation: (citation.marker,) != first):
        for statement in statements:
            spans = [*statement.spans, *(span for item in statement.items for span in item.spans)]
            cited = statement.document.id == citation.document_id and any(
                span.page == citation.page and span.start <= citation.start < span.end for span in spans
            )
            if cited and is_whole(statement) and topic.share_in(statement) >= ABOUT:
                found[key_of(statement)] = statement
    return tuple(found.values())[:MOST_SENTENCES], True


def _grounded(statements: Sequence[Statement], every: Mapping[Key, Statement]) -> tuple[Statement, ...]:
    """Without those that lean on what is not there; where nothing else answers, behind the sentence that they lean on."""
    found: list[Statement] = []
    for statement in statements:
        before = found[-1] if found else None
        follows = before is not None and key_of(before) == (statement.document.id, statement.before)
        if follows or opening_of(statement.text) is not Opening.LEANING:
            found.append(statement)
    if not found and statements:
        led = every.get((statements[0].document.id, statements[0].before))
        if led is not None and is_whole(led) and opening_of(led.text) is not Opening.LEANING:
            found = [led, statements[0]]
    return tuple(found)


def _placed(statements: Sequence[Statement]) -> tuple[Placed, ...]:
    found: list[Placed] = []
    for statement in statements:
        before = found[-1].statement if found else None
        follows = before is not None and key_of(before) == (statement.document.id, statement.before)
        found.append(Placed(statement, follows=follows))
    return tuple(found)
