"""What the evidence says of one thing and the question of another: « A pour la maladie X, B contre Y », « (i) un comité A, qui … ; (ii) un comité B »."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bbti_qa.checking import crossed
from bbti_qa.documents import BlockKind, Evidence
from bbti_qa.interrogative import apposed
from bbti_qa.language import starts_with_enumerator, stem, stems, words
from bbti_qa.understanding import Question

SAID = 0.6  # of what the question says of an item of a list, in the item that says it
ELSEWHERE = 0.2  # of it, in the item that the question says it of, as much at most
MATTER = 2  # words that it must say
LONGEST_HEAD = 6  # words that name an item

_ASKS = re.compile(r", (?=(?:quel\w*|comment|pourquoi|combien|what|why|how|which|when)\b)", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"[,:;.(]| (?:qui|dont|that|which|who)\b")


@dataclass(frozen=True, slots=True)
class Mispairing:
    """`presumed` as the question says it, `said` as the evidence does."""

    presumed: str
    said: str
    evidence: Evidence


def mispaired(question: Question, evidence: Sequence[Evidence]) -> Mispairing | None:
    """The first sentence or list that gives to another thing what the question says of one; `evidence` best first."""
    return next(itertools.chain(_crossed(question, evidence), _of_another_item(question, evidence)), None)


def _crossed(question: Question, evidence: Sequence[Evidence]) -> Iterator[Mispairing]:
    """A sentence that ties several things to several others, where the question ties the one of one pair to the other of another."""
    asked = {stem(word): (start, end) for word, start, end in words(question.text)}
    for item in evidence:
        if found := crossed(asked.keys(), item.text):
            told, other = found
            sides = (item.text[start:end] for start, end in (told.left, other.right))
            held = {token for side in sides for token in stems(side)}
            spans = [span for token, span in asked.items() if token in held]
            presumed = question.text[min(start for start, _ in spans) : max(end for _, end in spans)]
            yield Mispairing(_ASKS.split(presumed)[0], told.told(item.text), item)


def _of_another_item(question: Question, evidence: Sequence[Evidence]) -> Iterator[Mispairing]:
    """An item of a list, where the question says of another what only that one says."""
    items = [item for item in evidence if item.sentence.kind is BlockKind.ITEM or starts_with_enumerator(item.text)]
    asked = frozenset(stems(question.text))
    for item in items:
        head = _head(item.text)
        own = frozenset(stems(head))
        if not own or not own <= asked:
            continue
        said = frozenset(stems(apposed(question.text) or question.text)) - own
        matter = [term.ways for term in question.terms if term.stem in said and term.stem.isalpha()]
        rivals = [
            other
            for other in items
            if other is not item
            and other.passage.headings == item.passage.headings
            and other.document.id == item.document.id
            and not own <= frozenset(stems(_head(other.text)))
        ]
        naming = [other for other in evidence if own <= frozenset(stems(other.text))]
        if len(matter) < MATTER or any(_held(matter, other.text) > ELSEWHERE for other in naming):
            continue
        best = max(rivals, key=lambda other: _held(matter, other.text), default=None)
        if best is not None and _held(matter, best.text) >= SAID:
            yield Mispairing(apposed(question.text) or head, _head(best.text), best)


def _head(text: str) -> str:
    """What names an item: its first words, up to a sign or a relative pronoun; empty where they are many."""
    body = re.sub(r"^\W*(?:\(?[\divx]{1,4}[.)]|[•–-])\s*", "", text)
    end = _HEAD_ENDS.search(body)
    head = body[: end.start()] if end else body
    return head.strip() if 0 < len(head.split()) <= LONGEST_HEAD else ""


def _held(matter: Sequence[tuple[tuple[str, ...], ...]], text: str) -> float:
    """The share of the words of `matter`, each in any way, that stand in `text`."""
    present = frozenset(stems(text))
    return sum(any(present.issuperset(way) for way in ways) for ways in matter) / len(matter)
