"""Which of two named things has more, by the numbers that one sentence gives to each: « 5 en France contre 21 en Allemagne »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bbti_qa.documents import Evidence
from bbti_qa.language import fold_in_place, stem, words
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, find_numbers, find_values

CONSIDERED = 4  # best sentences that are read for the numbers
_MORE = re.compile(
    r"\b(?:plus|davantage|more|greater|higher|larger|superieure?s?|depass\w+|exceed\w*|devance\w*|outnumber\w*|ahead|devant)\b"
)
_LESS = re.compile(r"\b(?:moins|less|fewer|lower|smaller|inferieure?s?|behind|derriere)\b")
_THAN = re.compile(r"\b(?:que|qu'|than|celle de|ceux de|a|to|of|devant|derriere|depass\w+|exceeds?|devance\w*)\b")
_CUTS = re.compile(
    r"[,;:](?!\d)|\b(?:contre|against|versus|et|and|but|mais|tandis|alors|while|whereas)\b", re.IGNORECASE
)
_MEASURED = frozenset((Unit.COUNT, Unit.MONEY, Unit.PERCENT, Unit.DURATION))


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left` is said to have more than `right` (or less, where not `more`): two names of the question, and its words from one to the other."""

    left: str
    right: str
    more: bool
    said: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """What the evidence gives to either side, as it stands."""

    left: float
    right: float
    said: str
    evidence: Evidence

    def bear_out(self, comparison: Comparison) -> bool:
        """Whether the numbers are as the comparison says."""
        return self.left > self.right if comparison.more else self.left < self.right


def comparison_of(question: Question) -> Comparison | None:
    """The two names that the question compares by amount; None where it compares none, or more than two."""
    folded = fold_in_place(question.text)
    more, less = _MORE.search(folded), _LESS.search(folded)
    sign = more if more and (less is None or more.start() < less.start()) else less
    if sign is None:
        return None
    than = next((match for match in _THAN.finditer(folded, sign.start())), None)
    if than is None:
        return None
    names = [(word, at) for word, at, _ in words(question.text) if _is_name(question.text, word, at)]
    left = [(word, at) for word, at in names if at < than.start()]
    right = [(word, at) for word, at in names if at >= than.end()]
    if not left or not right:
        return None
    (first, start), (second, at) = left[-1], right[0]
    return Comparison(first, second, sign is more, question.text[start : at + len(second)])


def amounts_of(question: Question, comparison: Comparison, evidence: Sequence[Evidence]) -> Amounts | None:
    """The numbers of the first of the best sentences that gives one to either name."""
    sides = [question.called(stem(name)) for name in (comparison.left, comparison.right)]
    for item in evidence[:CONSIDERED]:
        given = _given(item.text)
        found = [
            next(((amount, start, end) for name, amount, start, end in given if name in side), None) for side in sides
        ]
        if found[0] and found[1]:
            said = item.text[min(found[0][1], found[1][1]) : max(found[0][2], found[1][2])]
            return Amounts(found[0][0], found[1][0], said, item)
    return None


def _is_name(text: str, word: str, at: int) -> bool:
    return word[0].isupper() and not word.isdigit() and (at > 0 or word.isupper())


def _beside(text: str, name: int, numbers: Sequence[tuple[int, int, float]]) -> tuple[int, int, float] | None:
    """The only number between the same two signs or « contre », « et » as the name; None where there are none or more."""
    cuts = [0, *(cut.end() for cut in _CUTS.finditer(text)), len(text)]
    start, end = next((start, end) for start, end in pairwise(cuts) if start <= name < end)
    own = [number for number in numbers if start <= number[0] < end]
    return own[0] if len(own) == 1 else None


def _given(text: str) -> list[tuple[str, float, int, int]]:
    """Stem, amount and place of each name beside its number: the number that leads it, where the sentence begins with one; else the one that follows."""
    named = [(value.start, value.end) for value in find_values(text) if value.unit not in _MEASURED]
    numbers = [
        (start, end, amount)
        for amount, start, end in find_numbers(text)
        if not any(start < stop and at < end for at, stop in named)
    ]
    names = [(at, end, stem(word)) for word, at, end in words(text) if _is_name(text, word, at)]
    if len(numbers) < 2 or len(names) < 2:
        return []
    first_name = next((at for at, _, _ in names if at > numbers[0][0]), len(text))
    leads = numbers[0][0] < first_name and not any(at < numbers[0][0] for at, _, _ in names)
    given = []
    for at, end, name in names:
        own = _beside(text, at, numbers)
        if own:
            start, stop, amount = own
            given.append((name, amount, min(at, start), max(end, stop)))
            continue
        before = [number for number in numbers if number[1] <= at]
        behind = [number for number in numbers if number[0] >= end]
        beside = (before[-1:] if leads else behind[:1]) or []
        given += [(name, amount, min(at, start), max(end, stop)) for start, stop, amount in beside]
    return given
