"""Which statements are on the topic, and how good each is for its readers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bbti_qa.documents import Evidence, Span
from bbti_qa.evidence import coverage
from bbti_qa.language import carries_meaning, count_words, fold, stem, stems, words
from bbti_qa.tasks.brief.brief import Audience
from bbti_qa.tasks.brief.statements import Statement, is_whole
from bbti_qa.understanding import Question, QuestionKind, Term
from bbti_qa.values import Unit, find_values

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant

HITS = 60  # passages read for a topic
KEEP = 0.5  # of the best score, under which a statement is not on the topic
ABOUT = 0.7  # of what the best statement holds of the topic's words, by rarity, in it, its headings and its title
ABOUT_FITTING = 0.5  # the same, for one that holds the sort of thing that the topic asks for (a date for a calendar)
HEADING_SHARE, TITLE_SHARE = 0.9, 0.6  # of a word's weight, where a heading or the title says it, not the sentence
FAMILY = 0.6  # of a word's weight, where only a word of its family stands ("intégrer" for "intégrateurs")
APART, COMPOUND_REACH = 0.75, 3  # factor where no compound of the topic stands together, within so many words with meaning
TALK_LOSS = 0.5  # of the score of a sentence that speaks of the documents, not of the matter
ITEM_SHARE = 0.85  # of an item's score, for the statement that announces it
PLAIN_WORDS = 28  # a longer sentence is hard to read
PLAIN_LOSS, RARE_LOSS, FACT_GAIN = 0.35, 0.15, 0.12  # at most, of a score
RARE = 4.5  # inverse document frequency from which a word is rare in the documents


_TALK = re.compile(
    r"^(?:\S+ ){0,3}?(?:articles?|documents? (?:ne|n['’])|recueil|glossaire|foire aux questions|publications?|sources?|papers?|texte de)\b|"
    r"\b(?:datee?s? du|cette page|ce document,|le present|the present|suite de cet|this (?:paper|article|page|document))\b|\b(?:ne|n['’])\s?(?:indiqu|precis|mentionn|nomm|publi|dis)\w*",
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
    assistant: Assistant, question: Question, statements: Sequence[Statement], audience: Audience, keep: float = KEEP
) -> tuple[Candidate, ...]:
    """The statements on the topic, best first; ties in reading order. `keep` is the share of the best score that is still on it."""
    rarity = assistant.snapshot.lexical.idf
    terms = tuple(term for term in question.terms if assistant.is_known(term.stem) or term.alternatives or term.translations)
    scored = _scores(statements, assistant.evidence(question, assistant.retriever.search(question, HITS)))
    topic = Topic(question.text, terms, rarity)
    found = [
        (Candidate(statement, score * suitability(statement, audience, rarity), topic.share_in(statement)), fits)
        for statement in statements
        if (figures := scored.get(_key(statement))) and is_whole(statement)
        for score, fits in [figures]
    ]
    leader = max((one for one, _ in found), key=lambda one: one.score, default=None)
    if leader is None:
        return ()
    fitting = question.wanted is not None or question.kind in (QuestionKind.DATE, QuestionKind.NUMBER)
    kept = [
        one
        for one, fits in found
        if one.score >= keep * leader.score
        and one.about >= (ABOUT_FITTING if fitting and fits else ABOUT) * leader.about
    ]
    return tuple(sorted(kept, key=lambda one: -one.score))


class Topic:
    """The words of a topic, and how much of them a statement holds."""

    def __init__(self, text: str, terms: Sequence[Term], rarity: Callable[[str], float]) -> None:
        self._terms = terms
        self._rarity = rarity
        self._words = {stem(word): _singular(word) for word, _, _ in words(text)}
        self._pairs = tuple(_pairs(text))

    def share_in(self, statement: Statement) -> float:
        """The share of the topic's words, by rarity, in the statement; less where only headings or the title say them, where a word is only
        of the same family, and where the words of a compound ("thérapie génique") stand apart. A list counts if half its items do."""
        whole = self._share(statement, statement.whole)
        if not statement.items:
            return whole
        on_topic = sum(self._share(statement, item.text) >= ABOUT * whole for item in statement.items)
        return whole if 2 * on_topic >= len(statement.items) else min(whole, self._share(statement, statement.text))

    def _share(self, statement: Statement, text: str) -> float:
        above = "\n".join(statement.headings)
        inside = self._cover(text)
        with_headings = self._cover(f"{text}\n{above}")
        with_title = self._cover(f"{text}\n{above}\n{statement.document.title}")
        share = inside + HEADING_SHARE * (with_headings - inside) + TITLE_SHARE * (with_title - with_headings)
        return share * (1.0 if self._holds_compound(stems(f"{text}\n{above}")) else APART)

    def _cover(self, text: str) -> float:
        own = [one for word, _, _ in words(text) for one in stems(word) if not self._is_far(one, word)]
        every = coverage(self._terms, stems(text), self._rarity)
        return FAMILY * every + (1 - FAMILY) * coverage(self._terms, [*own, *_labels(stems(text))], self._rarity)

    def _is_far(self, token: str, word: str) -> bool:
        """« intégrer » for « intégrateurs »: one stem, another word."""
        meant = self._words.get(token, "")
        return bool(meant) and not _singular(word).startswith(meant[: max(3, len(meant) - 1)])

    def _holds_compound(self, tokens: Sequence[str]) -> bool:
        if not self._pairs:
            return True
        places = {token: [at for at, other in enumerate(tokens) if other == token] for pair in self._pairs for token in pair}
        return any(
            abs(here - there) <= COMPOUND_REACH for one, other in self._pairs for here in places[one] for there in places[other]
        )


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Stems of words that follow one another with a blank between, as in a compound."""
    found = [(word, start, end) for word, start, end in words(text) if carries_meaning(word)]
    for (one, _, end), (other, start, _) in pairwise(found):
        if start - end == 1 and not other.isdigit() and not one.isupper():
            yield stem(one), stem(other)


def _singular(word: str) -> str:
    return fold(word).rstrip("sx")


def _labels(tokens: Sequence[str]) -> list[str]:
    """The tokens of numbered names, "axe2"."""
    return [token for token in tokens if token[-1:].isdigit() and token[:1].isalpha()]


def speaks_of_documents(text: str) -> bool:
    """« Les deux articles n'indiquent pas … »: about the sources, not about the matter."""
    return bool(_TALK.search(fold(text)))


def suitability(statement: Statement, audience: Audience, rarity: Callable[[str], float]) -> float:
    """A factor: the public gets short sentences in common words, an institution those with names, dates and amounts."""
    text = statement.text
    if speaks_of_documents(text):
        return TALK_LOSS
    if audience is Audience.GRAND_PUBLIC:
        length = max(0, count_words(text) - PLAIN_WORDS) / 60
        own = stems(text)
        rare = sum(rarity(stem) > RARE for stem in own) / max(1, len(own))
        return 1.0 - min(PLAIN_LOSS, length) - RARE_LOSS * rare
    facts = sum(value.unit in (Unit.MONEY, Unit.PERCENT, Unit.DATE, Unit.DURATION) for value in find_values(text))
    names = sum(word[0].isupper() and at > 0 and not word.isdigit() for word, at, _ in words(text))
    return 1.0 + FACT_GAIN * min(1.0, facts / 2 + names / 8)


def _scores(statements: Sequence[Statement], evidence: Sequence[Evidence]) -> dict[tuple[str, int], tuple[float, bool]]:
    """Score of the best sentence of each statement, and whether one holds the sort of thing that is asked for."""
    places: dict[tuple[str, int], list[tuple[Span, Statement, float]]] = defaultdict(list)
    for statement in statements:
        parts = [(span, 1.0) for span in statement.spans] + [(s, ITEM_SHARE) for item in statement.items for s in item.spans]
        for span, share in parts:
            places[statement.document.id, span.page].append((span, statement, share))
    found: dict[tuple[str, int], tuple[float, bool]] = {}
    for item in evidence:
        first = item.sentence.spans[0]
        for span, statement, share in places[item.document.id, first.page]:
            if span.overlaps(first):
                score, fits = found.get(_key(statement), (0.0, False))
                found[_key(statement)] = (max(score, share * item.score), fits or item.why["type_fit"] == 1.0)
    return found


def _key(statement: Statement) -> tuple[str, int]:
    return statement.document.id, statement.order


def with_likewise(candidate: Candidate, other: Statement) -> Candidate:
    """`candidate` with one more place that says the same."""
    return replace(candidate, likewise=(*candidate.likewise, other))
