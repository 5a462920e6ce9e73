"""Texts with a few words altered, for a model that shall tell which words another text does not bear out.

A word is replaced by one whose vector is near (« public » by « privé »), a number by another, a word of duty, time, quantity or denial by one that says
otherwise; two words change places; a word is put in. Nothing is written by hand but the small table of words that say otherwise.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bbti_qa.language import Language

KNOWN = 14_000  # commonest words of a language that have neighbours
COMMON = 6_000  # of them, that may be put in or stand for any word
NEIGHBOURS = 28  # nearest words, less those that begin alike
ALIKE = 4  # letters by which a word is taken for a form of the same
LEAST_SEEN = 3  # times
TRIES = 12  # at altering something
SHARES = {  # of the alterations
    "number": 0.18,
    "turn": 0.25,
    "denial": 0.10,
    "exchange": 0.08,
    "insertion": 0.06,
    "neighbour": 0.33,
}
HOW_MANY = {1: 0.6, 2: 0.3, 3: 0.1}  # alterations in a text
YEARS = range(1000, 2101)
VOWELS = "aàâeéèêiîoôuyh"
DENIED = re.compile(r"\bn(?:e |['’])(\w+) (?:pas|plus|jamais)\b", re.IGNORECASE)  # a French verb that is denied

# What is said otherwise, each in both directions.
TURNS: Mapping[Language, Sequence[tuple[str, str]]] = {
    "en": (
        *(("must", "may"), ("shall", "may"), ("can", "cannot"), ("before", "after"), ("more", "less"), ("all", "some")),
        *(("or", "and"), ("every", "no"), ("only", "also"), ("with", "without"), ("at least", "at most"), ("is", "is not")),
        *(("are", "are not"), ("was", "was not"), ("has", "has not"), ("may", "may not"), ("shall", "shall not")),
        *(("will", "will not"), ("must", "must not"), ("should", "should not"), ("have", "have not"), ("were", "were not")),
        *(("first", "last"), ("from", "until"), ("increase", "decrease"), ("minimum", "maximum"), ("to", "by"), ("most", "some")),
    ),
    "fr": (
        *(("doit", "peut"), ("doivent", "peuvent"), ("avant", "après"), ("plus", "moins"), ("tous", "certains"), ("ou", "et")),
        *(("toutes", "certaines"), ("chaque", "aucun"), ("avec", "sans"), ("au moins", "au plus"), ("par", "pour"), ("à", "par")),
        *(("est", "n'est pas"), ("sont", "ne sont pas"), ("a", "n'a pas"), ("uniquement", "notamment"), ("dès", "avant")),
        *(("premier", "dernier"), ("première", "dernière"), ("maximum", "minimum")),
    ),
}  # fmt: skip


@dataclass(slots=True)
class Altered:
    """`text` and the places [start, end) of what was altered in it."""

    text: str
    places: list[tuple[int, int]]


@dataclass(slots=True)
class _Words:
    """A text in parts (words, signs, spaces) with a mark at those that were altered."""

    parts: list[str]
    marks: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.marks = [False] * len(self.parts)

    def at(self, fits: Callable[[str], bool] = bool) -> list[int]:
        """Where unmarked words stand that fit."""
        return [at for at, part in enumerate(self.parts) if part[:1].isalnum() and not self.marks[at] and fits(part)]

    def put(self, at: int, word: str) -> None:
        self.parts[at] = word.capitalize() if self.parts[at][:1].isupper() else word
        self.marks[at] = True

    def altered(self) -> Altered:
        places, start = [], 0
        for part, mark in zip(self.parts, self.marks, strict=True):
            if mark:
                places.append((start, start + len(part)))
            start += len(part)
        return Altered("".join(self.parts), places)


class Alterer:
    """Alters texts of both languages, with what a seed decides."""

    def __init__(self, texts: Mapping[Language, Sequence[str]], vector: Callable[[str], NDArray[np.float32]]) -> None:
        """`texts` tell which words are common, and which French words are verbs; `vector` gives a word's vector."""
        denied = Counter(word.lower() for text in texts.get("fr", ()) for word in DENIED.findall(text))
        self._verbs = {word for word, times in denied.items() if times >= LEAST_SEEN}
        self._common: dict[Language, list[str]] = {}
        self._near: dict[tuple[Language, str], list[str]] = {}
        for language, some in texts.items():
            seen = Counter(word for text in some for word in re.findall(r"[^\W\d_]{2,}", text.lower()))
            known = [word for word, times in seen.most_common(KNOWN) if times >= LEAST_SEEN]
            self._common[language] = known[:COMMON]
            rows = np.stack([vector(word) for word in known]) if known else np.zeros((0, 1), np.float32)
            for word, near in zip(known, _nearest(rows), strict=True):
                others = [known[at] for at in near if known[at][:ALIKE] != word[:ALIKE]]
                if others:
                    self._near[language, word] = others

    def alter(self, text: str, language: Language, draw: random.Random) -> Altered | None:
        """None where nothing could be altered."""
        words = _Words(re.findall(r"\w+|[^\w\s]+|\s+", text))
        wanted = draw.choices(list(HOW_MANY), list(HOW_MANY.values()))[0]
        done = 0
        for _ in range(TRIES):
            if done == wanted or len(words.at()) < 2:
                break
            kind = draw.choices(list(SHARES), list(SHARES.values()))[0]
            done += getattr(self, f"_{kind}")(words, language, draw)
        return words.altered() if done else None

    def _number(self, words: _Words, language: Language, draw: random.Random) -> bool:
        found = words.at(lambda part: part.isascii() and part.isdigit() and len(part) < 9)
        if not found:
            return False
        at = draw.choice(found)
        old = int(words.parts[at])
        if old in YEARS:
            new = old + draw.choice((-10, -3, -2, -1, 1, 2, 3, 10))
        else:
            new = draw.choice(
                (
                    old + draw.choice((1, 2, 3, 5, 10)),
                    max(1, old - draw.choice((1, 2, 3, 5))),
                    old * 2,
                    old * 10,
                    max(1, old // 2),
                )
            )
        if new == old:
            return False
        words.put(at, str(new))
        return True

    def _turn(self, words: _Words, language: Language, draw: random.Random) -> bool:
        """A word that says otherwise; where a denial goes, what it denied is marked."""
        tokens = [at for at, part in enumerate(words.parts) if not part.isspace() and not words.marks[at]]
        turns = [*TURNS[language], *((new, old) for old, new in TURNS[language])]
        found = []
        for old, new in turns:
            sought = re.findall(r"\w+|[^\w\s]+", old)
            for first in range(len(tokens) - len(sought) + 1):
                row = tokens[first : first + len(sought)]
                if [words.parts[at].lower().replace("’", "'") for at in row] == sought:
                    found.append((row, old, new))
        if not found:
            return False
        row, old, new = draw.choice(found)
        words.put(row[0], new)
        for at in range(row[0] + 1, row[-1] + 1):
            words.parts[at], words.marks[at] = "", False
        if len(new) < len(old) and old.startswith((new, "ne ", "n'")):
            for at in range(row[-1] + 1, min(row[-1] + 3, len(words.parts))):
                words.marks[at] = True
        return True

    def _denial(self, words: _Words, language: Language, draw: random.Random) -> bool:
        """A French verb is denied (« finance », « ne finance pas »); it and its denial are marked."""
        found = words.at(lambda part: part.lower() in self._verbs) if language == "fr" else []
        found = [at for at in found if words.parts[max(0, at - 2)].lower() not in {"ne", "n"}]
        if not found:
            return False
        at = draw.choice(found)
        verb = words.parts[at]
        parts = ["n'", verb] if verb[0].lower() in VOWELS else ["ne", " ", verb]
        if verb[0].isupper():
            parts = [parts[0].capitalize(), *parts[1:-1], verb.lower()]
        parts += [" ", "pas"]
        words.parts[at : at + 1] = parts
        words.marks[at : at + 1] = [not part.isspace() for part in parts]
        return True

    def _exchange(self, words: _Words, language: Language, draw: random.Random) -> bool:
        found = words.at(lambda part: len(part) > ALIKE)
        if len(found) < 2:
            return False
        first, second = draw.sample(found, 2)
        if words.parts[first].lower() == words.parts[second].lower():
            return False
        words.parts[first], words.parts[second] = words.parts[second], words.parts[first]
        words.marks[first] = words.marks[second] = True
        return True

    def _insertion(self, words: _Words, language: Language, draw: random.Random) -> bool:
        at = draw.choice(words.at())
        near = self._near.get((language, words.parts[at].lower())) or self._common[language]
        if not near:
            return False
        words.parts[at + 1 : at + 1] = [" ", draw.choice(near)]
        words.marks[at + 1 : at + 1] = [False, True]
        return True

    def _neighbour(self, words: _Words, language: Language, draw: random.Random) -> bool:
        found = words.at(lambda part: len(part) >= ALIKE and (language, part.lower()) in self._near)
        if not found:
            return False
        at = draw.choice(found)
        word = words.parts[at].lower()
        near = self._near[language, word] if draw.random() < 0.85 else self._common[language]
        other = draw.choice(near)
        if other == word:
            return False
        words.put(at, other)
        return True


def _nearest(rows: NDArray[np.float32], step: int = 1000) -> Iterable[list[int]]:
    """For each row the numbers of the `NEIGHBOURS` nearest others by cosine."""
    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9) if len(rows) else rows
    for start in range(0, len(unit), step):
        near = unit[start : start + step] @ unit.T
        for at, row in enumerate(near):
            row[start + at] = -np.inf
            some = np.argpartition(-row, min(NEIGHBOURS, len(row) - 1))[:NEIGHBOURS]
            yield some[np.argsort(-row[some], kind="stable")].tolist()
