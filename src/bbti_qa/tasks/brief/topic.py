"""The words of a topic, and how much of them a statement holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from bbti_qa.evidence import coverage
from bbti_qa.language import carries_meaning, fold, stem, stems, words
from bbti_qa.tasks.brief.statements import Statement
from bbti_qa.understanding import Question, Term

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant

HEADING_SHARE, TITLE_SHARE = 0.9, 0.6  # of a word's weight, where a heading or the title says it, not the sentence
FAMILY = 0.6  # of a word's weight, where only a word of its family stands ("intégrer" for "intégrateurs")
APART = 0.5  # factor where no compound of the topic ("thérapie génique") stands together
COMPOUND_REACH = 6  # words with meaning, within which it does
KEYLESS, PRESENT = (
    0.5,
    0.45,
)  # factor without the topic's rarest word; share of another way to say it that counts as said
ITEM_ON_TOPIC = 0.55  # of what the whole list holds, for an item to be on the topic


class Topic:
    """A topic over one index. `terms` are those that the documents can say; every share is in [0, 1]."""

    def __init__(self, question: Question, assistant: Assistant) -> None:
        self.terms = _sayable(question, assistant)
        self._rarity: Callable[[str], float] = assistant.snapshot.lexical.idf
        self._words = {stem(word): _singular(word) for word, _, _ in words(question.text)}
        self._pairs = tuple(_pairs(question.text))
        self._key = max(self.terms, key=lambda term: term.weight * self._rarity(term.stem), default=None)

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(term.stem for term in self.terms)

    def share_in(self, statement: Statement) -> float:
        """The share of the topic's words, by rarity, in the statement; less where only headings or the title say them, where a word is
        only of the same family, and where the words of a compound stand apart. A list counts if half its items are on the topic."""
        whole = self._share(statement, statement.whole)
        if not statement.items:
            return whole
        on_topic = sum(self._share(statement, item.text) >= ITEM_ON_TOPIC * whole for item in statement.items)
        return whole if 2 * on_topic >= len(statement.items) else min(whole, self._share(statement, statement.text))

    def is_named_in(self, text: str) -> bool:
        """Whether `text` holds the rarest word of the topic, or another way to say it."""
        return self._key is None or coverage((self._key,), self._near(text), self._rarity) > PRESENT

    def _share(self, statement: Statement, text: str) -> float:
        above = "\n".join([text, *statement.headings])
        everything = f"{above}\n{statement.document.title}"
        inside, with_headings, with_title = map(self._cover, (text, above, everything))
        share = inside + HEADING_SHARE * (with_headings - inside) + TITLE_SHARE * (with_title - with_headings)
        together = 1.0 if self._holds_compound(self._near(above)) else APART
        return share * together * (1.0 if self.is_named_in(everything) else KEYLESS)

    def _cover(self, text: str) -> float:
        tokens = stems(text)
        every = coverage(self.terms, tokens, self._rarity)
        near = coverage(self.terms, [*self._near(text), *_labels(tokens)], self._rarity)
        return FAMILY * every + (1 - FAMILY) * near

    def _near(self, text: str) -> list[str]:
        """The stems of `text`; those of words that are only of a topic word's family are left empty."""
        found = [(token, word) for word, _, _ in words(text) for token in stems(word)]
        return ["" if self._is_far(token, word) else token for token, word in found]

    def _is_far(self, token: str, word: str) -> bool:
        """« intégrer » for « intégrateurs »: one stem, another word."""
        meant = self._words.get(token, "")
        return bool(meant) and not _singular(word).startswith(meant[: max(3, len(meant) - 1)])

    def _holds_compound(self, tokens: Sequence[str]) -> bool:
        if not self._pairs:
            return True
        wanted = {token for pair in self._pairs for token in pair}
        places = {token: [at for at, other in enumerate(tokens) if other == token] for token in wanted}
        return any(
            abs(here - there) <= COMPOUND_REACH
            for one, other in self._pairs
            for here in places[one]
            for there in places[other]
        )


def _sayable(question: Question, assistant: Assistant) -> tuple[Term, ...]:
    """The terms of a question that the documents say in their own word or in a translation; all, where they say none so."""
    said = tuple(
        term
        for term in question.terms
        if assistant.is_known(term.stem) or any(assistant.is_known(other) for other, _ in term.translations)
    )
    return said or question.terms


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
