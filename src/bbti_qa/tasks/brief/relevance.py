"""Which statements are on the topic, and how good each is for its readers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from bbti_qa.documents import Evidence, Hit, Passage, Span
from bbti_qa.language import Language, count_words, fold, stems, words
from bbti_qa.tasks.brief.brief import Audience
from bbti_qa.tasks.brief.openings import Opening, opening_of
from bbti_qa.tasks.brief.statements import Statement, is_whole, key_of
from bbti_qa.tasks.brief.topic import Topic
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit, find_values

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant

HITS = 60  # passages read for a topic
PROBES: dict[Language, tuple[str, ...]] = {
    "fr": ("budget montant", "date calendrier durée", "piloté par comité", "objectif"),
    "en": ("budget amount", "date calendar duration", "led by committee", "objective"),
}
PROBE_HITS, PROBE_SHARE = 12, 0.9  # passages read for each, and the factor of their score
KEEP = 0.5  # of the best score, under which a statement is not on the topic
LEADERS, LEADER_SHARE = (
    7,
    0.75,
)  # best statements, whose middle, or a share of whose best, tells how much one may expect
ABOUT = 0.55  # of that, which a statement holds of the topic's words
ABOUT_FITTING = 0.45  # the same, for one that holds the sort of thing that the topic asks for (a date for a calendar)
ITEM_SHARE = 0.85  # of an item's score, for the statement that announces it
CONTINUING = 0.7  # of the score of a statement, for the next one that leans on it
PLAIN_WORDS = 28  # a longer sentence is hard to read
PLAIN_LOSS, RARE_LOSS, FACT_GAIN = 0.35, 0.15, 0.12  # at most, of a score
RARE = 4.5  # inverse document frequency from which a word is rare in the documents
TALK_LOSS = 0.5  # factor for a sentence that speaks of the documents, or of another place in them

_TALK = re.compile(
    r"^(?:\S+ ){0,3}?(?:articles?|documents? (?:ne|n['’])|recueil|glossaire|foire aux questions|publications?|sources?|papers?|texte de)\b|"
    r"^(?:ce|cette|le present|la presente|this) (?:document|page|fiche|note|texte|calendrier|guide|recueil|glossaire|synthese|sheet|calendar|glossary|summary)\b|"
    r"\bde ce (?:recueil|document|guide|dossier)\b|"
    r"\b(?:datee?s? du|cette page|ce document,|le present|the present|suite de cet|this (?:paper|article|page|document))\b|"
    r"\b(?:ne|n['’])\s?(?:indiqu|precis|mentionn|nomm|publi|dis)\w*",
)
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:plus haut|plus bas|ci-dessus|ci-dessous|ci-apres|precedemment|(?:as|described|mentioned|listed) (?:above|below)|liste qui suit)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement with its score, about in [0, 1]; `about` is the share of the topic's words, by rarity, in it and over it.

    `likewise` are statements elsewhere that say the same.
    """

    statement: Statement
    score: float
    about: float
    likewise: tuple[Statement, ...] = ()


def candidates(
    assistant: Assistant,
    question: Question,
    topic: Topic,
    statements: Sequence[Statement],
    audience: Audience,
    keep: float = KEEP,
) -> tuple[Candidate, ...]:
    """The statements on the topic, best first; ties in reading order. `keep` is the share of the best score that is still on it."""
    rarity = assistant.snapshot.lexical.idf
    scored = _scores(statements, assistant.evidence(question, _hits(assistant, question)))
    found = [
        (Candidate(statement, score * suitability(statement, audience, rarity), topic.share_in(statement)), fits)
        for statement in statements
        if (figures := scored.get(key_of(statement))) and is_whole(statement)
        for score, fits in [figures]
    ]
    if not found:
        return ()
    best = sorted((one for one, _ in found), key=lambda one: -one.score)[:LEADERS]
    most = max(median(one.about for one in best), LEADER_SHARE * max(one.about for one in best))
    fitting = question.wanted is not None or question.kind in (QuestionKind.DATE, QuestionKind.NUMBER)
    kept = {
        key_of(one.statement): one
        for one, fits in found
        if one.score >= keep * best[0].score and one.about >= (ABOUT_FITTING if fitting and fits else ABOUT) * most
    }
    for one in _continuing(statements, kept):
        suited = one.score * suitability(one.statement, audience, rarity)
        kept.setdefault(key_of(one.statement), replace(one, score=suited))
    return tuple(sorted(kept.values(), key=lambda one: -one.score))


def speaks_of_documents(text: str) -> bool:
    """« Les deux articles n'indiquent pas … »: about the sources, not about the matter."""
    return bool(_TALK.search(fold(text)))


def suitability(statement: Statement, audience: Audience, rarity: Callable[[str], float]) -> float:
    """A factor: the public gets short sentences in common words, an institution those with names, dates and amounts."""
    text = statement.text
    if speaks_of_documents(text) or _POINTS_ELSEWHERE.search(fold(text)):
        return TALK_LOSS
    if audience is Audience.GRAND_PUBLIC:
        length = max(0, count_words(text) - PLAIN_WORDS) / 60
        own = stems(text)
        rare = sum(rarity(stem) > RARE for stem in own) / max(1, len(own))
        return 1.0 - min(PLAIN_LOSS, length) - RARE_LOSS * rare
    facts = sum(value.unit in (Unit.MONEY, Unit.PERCENT, Unit.DATE, Unit.DURATION) for value in find_values(text))
    names = sum(word[0].isupper() and at > 0 and not word.isdigit() for word, at, _ in words(text))
    return 1.0 + FACT_GAIN * min(1.0, facts / 2 + names / 8)


def with_likewise(candidate: Candidate, other: Statement) -> Candidate:
    """`candidate` with one more place that says the same."""
    return replace(candidate, likewise=(*candidate.likewise, other))


def passages_on(assistant: Assistant, question: Question) -> list[Passage]:
    """The passages that are read for a topic, in reading order."""
    read = {hit.passage.id for hit in _hits(assistant, question)}
    return [passage for passage in assistant.snapshot.passages if passage.id in read]


def _hits(assistant: Assistant, question: Question) -> tuple[Hit, ...]:
    """The passages nearest to the topic, and those nearest to what one asks of any topic; none twice."""
    found = {hit.passage.id: hit for hit in assistant.retriever.search(question, HITS)}
    for probe in PROBES[question.language]:
        asked = assistant.understand(f"{question.text} {probe}", language=question.language)
        for hit in assistant.retriever.search(asked, PROBE_HITS):
            found.setdefault(hit.passage.id, replace(hit, score=PROBE_SHARE * hit.score))
    return tuple(found.values())


def _scores(statements: Sequence[Statement], evidence: Sequence[Evidence]) -> dict[tuple[str, int], tuple[float, bool]]:
    """Score of the best sentence of each statement, and whether one holds the sort of thing that is asked for."""
    places: dict[tuple[str, int], list[tuple[Span, Statement, float]]] = defaultdict(list)
    for statement in statements:
        parts = [(span, 1.0) for span in statement.spans]
        parts += [(span, ITEM_SHARE) for item in statement.items for span in item.spans]
        for span, share in parts:
            places[statement.document.id, span.page].append((span, statement, share))
    found: dict[tuple[str, int], tuple[float, bool]] = {}
    for item in evidence:
        first = item.sentence.spans[0]
        for span, statement, share in places[item.document.id, first.page]:
            if span.overlaps(first):
                score, fits = found.get(key_of(statement), (0.0, False))
                found[key_of(statement)] = (max(score, share * item.score), fits or item.why["type_fit"] == 1.0)
    return found


def _continuing(statements: Sequence[Statement], kept: Mapping[tuple[str, int], Candidate]) -> list[Candidate]:
    """What goes on with a statement on the topic: « Ces entités académiques développent … » right behind « … huit intégrateurs »."""
    found: dict[tuple[str, int], Candidate] = {}
    for statement in statements:
        before = (statement.document.id, statement.before)
        led = kept.get(before) or found.get(before)
        goes_on = is_whole(statement) and opening_of(statement.text) is Opening.LEANING
        if led and goes_on and not speaks_of_documents(statement.text):
            found[key_of(statement)] = Candidate(statement, CONTINUING * led.score, CONTINUING * led.about)
    return list(found.values())
