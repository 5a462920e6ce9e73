"""Parts of a programme that a list of its document names in another order than they are numbered in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bbti_qa.documents import BlockKind, Document, Passage, Sentence
from bbti_qa.interrogative import offers_a_choice
from bbti_qa.judging.asking import sentences_of
from bbti_qa.judging.comparing import choices, compares
from bbti_qa.language import announces, fold_in_place, stems
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, Value, find_values

FEWEST = 3  # parts; two may well be named the other way round

_ORDER = re.compile(r"\b(?:ordres?|orders?)\b")
_ABOUT = re.compile(r"\babout\b")
_OR = re.compile(r"\b(?:ou|or)\b")
_COMES_FIRST = re.compile(
    r"\b(?:vien(?:t|nent)|arriv\w+|figur\w+|cite\w*|liste\w*|place\w*|passe\w*|comes?|come|listed|named|placed|put)(?:-(?:ils?|elles?))? (?:en (?:premier|tete)|first|d'abord)\b"
)
_FIRST = re.compile(r"\b(?:premiere?s?|first)\b")
_WHICH_IS = re.compile(r"\b(?:quel(?:le)? est|which is|what is|what's)(?: donc| then)? (?:l[ae]|the) $")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the passage that holds it, and its number: its place in a list, from 1, or the one that it is called by."""

    passage: Passage
    sentence: Sentence
    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Reordered:
    """`items` are the lines of a list in its order, `parts` the numbered headings of the same things, part i of item i; `name` is the stem of what they are."""

    name: str
    items: tuple[Line, ...]
    parts: tuple[Line, ...]

    def crossed(self) -> list[tuple[Line, Line]]:
        """The items that stand at another place than their number, each with its heading."""
        return [(item, part) for item, part in zip(self.items, self.parts, strict=True) if item.number != part.number]

    def told(self, question: Question) -> tuple[Line, ...]:
        """The item and the heading of the thing that the question names, between them the heading that has the item's number; where it names none, the item
        and the heading that are both first, or whichever it asks for."""
        ways = {stem for term in question.terms for way in term.ways for stem in way} - {self.name}
        about = {stem for stem in ways if stem.isalpha()}
        named = [len(about & set(stems(f"{item.text} {part.text}"))) for item, part in self.crossed()]
        if max(named) > 0:
            item, part = self.crossed()[named.index(max(named))]
            return (item, *(other for other in self.parts if other.number == item.number), part)
        asked = next((int(value.low) for value in _ordinals(question)), 1)
        at = asked if asked <= len(self.items) else 1
        return self.items[at - 1], next(part for part in self.parts if part.number == at)


def asks_for_place(question: Question, name: str = "") -> bool:
    """« est-ce le premier axe ou le deuxième », « quel est le premier axe », or in which order two places name them; `name` is the stem of what is numbered,
    empty for whatever it may be.

    A question that only calls a part by its place (« les buts du premier axe ») asks for something else.
    """
    folded = fold_in_place(question.text)  # the places of values are those of the text
    is_offered = bool(any(map(offers_a_choice, sentences_of(folded))) or choices(question))
    for value in _ordinals(question):
        before = stems(folded[: value.start])[-1:]  # « l'axe numéro un »
        is_of_these = any(not name or name in question.called(one) for one in (*value.of[:1], *before))
        is_what = _WHICH_IS.search(folded[: value.start]) and not _ABOUT.search(folded)
        if is_of_these and (is_offered or is_what):
            return True
    if _COMES_FIRST.search(folded) and _OR.search(folded):
        return not name or name in {stem for term in question.terms for way in term.ways for stem in way}
    if _ORDER.search(folded):
        return (
            not name
            or compares(question)
            or name in {stem for term in question.terms for way in term.ways for stem in way}
        )
    return compares(question) and bool(_FIRST.search(folded))


def _ordinals(question: Question) -> list[Value]:
    return [value for value in find_values(question.text) if value.unit is Unit.ORDINAL]


def reordered(document: Document, passages: Sequence[Passage]) -> Iterator[Reordered]:
    """The lists of one document that name every numbered part once, but in another order. `passages` in reading order."""
    lines = list(_lines(document, passages))
    parts = _numbered_parts(lines)
    if not parts:
        return
    for announced, items in _lists(lines):
        for name, headings in parts.items():
            if name in stems(announced) and len(items) == len(headings):
                matched = _matched(items, headings)
                if matched and [part.number for part in matched] != sorted(part.number for part in matched):
                    yield Reordered(name, tuple(items), tuple(matched))


def _lines(document: Document, passages: Sequence[Passage]) -> Iterator[Line]:
    """Each sentence once; passages repeat their headings."""
    seen: set[tuple[object, ...]] = set()
    for passage in passages:
        for sentence in passage.sentences:
            if sentence.spans not in seen:
                seen.add(sentence.spans)
                yield Line(passage, sentence, document.text(sentence.spans), 0)


def _numbered_parts(lines: Sequence[Line]) -> dict[str, list[Line]]:
    """« Axe 1 : … », « Axe 2 : … » among the headings, by what they are parts of, where they are numbered from one on without a gap."""
    found: dict[str, dict[int, Line]] = {}
    for line in lines:
        if line.sentence.kind is not BlockKind.HEADING:
            continue
        label = next((value for value in find_values(line.text) if value.unit is Unit.LABEL and not value.start), None)
        if label and label.of:
            number = int(label.low)
            found.setdefault(label.of[0], {}).setdefault(number, replace(line, number=number))
    return {
        name: [parts[number] for number in sorted(parts)]
        for name, parts in found.items()
        if len(parts) >= FEWEST and sorted(parts) == list(range(1, len(parts) + 1))
    }


def _lists(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Each sentence that ends with a colon, with the items behind it."""
    for at, line in enumerate(lines):
        if not announces(line.text):
            continue
        items: list[Line] = []
        for following in lines[at + 1 :]:
            if following.sentence.kind is not BlockKind.ITEM or announces(following.text):
                break
            items.append(Line(following.passage, following.sentence, following.text, len(items) + 1))
        if len(items) >= FEWEST:
            yield line.text, items


def _matched(items: Sequence[Line], parts: Sequence[Line]) -> list[Line] | None:
    """For each item the part that shares most of the words which no other part has; None unless each gets one of its own."""
    told = [set(stems(part.text)) for part in parts]
    among = Counter(stem for held in told for stem in held)
    own = [{stem for stem in held if among[stem] == 1} for held in told]
    matched: list[Line] = []
    for item in items:
        said = set(stems(item.text))
        shared = [len(said & words) for words in own]
        best = max(range(len(parts)), key=lambda at: shared[at])
        if not shared[best] or shared.count(shared[best]) > 1 or parts[best] in matched:
            return None
        matched.append(parts[best])
    return matched
