"""A claim or a sentence of evidence, taken apart once: words, segments, names, and how near two places in it are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bbti_qa.checking.terms import shared_terms, synonym_classes
from bbti_qa.language import carries_meaning, fold, fold_in_place, stem, words

FADING = 0.75  # of a word's weight that is left one content word further away
NAMED = 3.0  # what a name beside a figure tells of whose it is, against 1 for another word
SMALL = 0.3  # of the weight of a content word, for a preposition or an article
SPOKEN = 0.34  # of the words of a stretch that the other side must say to speak of it
BARRIER = 0.3  # of its weight that a comma or a conjunction in between leaves

_BARRIERS = re.compile(
    r"[,;:()«»]|\.(?=\s)|\b(?:mais|tandis|alors qu|et|ou|puis|qui|dont|but|while|whereas|and|or|then|which|who)\b"
)
_BREAKS = re.compile(
    r"[,;:()]|\.(?=\s)|\b(?:mais|tandis qu|alors qu|puis|et (?=ne\b|n['’]|est\b|sont\b|c['’]|ce n)|but|while|whereas|"
    r"and (?=do|does|is|are|not|can)|qui (?=ne\b|n['’])|"
    r"dont (?!la\b|le\b|les\b|l['’]|une?\b|deux\b|trois\b|quatre\b|[0-9A-Z])|dont (?=[^,.;]{1,40}\b(?:ne\b|n['’])))",
)


@dataclass(frozen=True, slots=True)
class Word:
    """`segment` counts from 0 the stretches between strong breaks, `barriers` the weak ones before it. `is_name` by its capitals."""

    folded: str
    stem: str
    start: int
    end: int
    segment: int
    barriers: int
    is_content: bool
    is_name: bool


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """`folded` has the length of `text`, letter by letter. Equal to itself alone: `read` gives one for a text, and caches want it cheap."""

    text: str
    folded: str
    words: tuple[Word, ...]

    @property
    def content(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.is_content)

    @property
    def segments(self) -> int:
        """How many stretches there are."""
        return self.words[-1].segment + 1 if self.words else 0

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The content words that begin in `[start, end)` of the text."""
        return tuple(word for word in self.words if word.is_content and start <= word.start < end)

    def segment_at(self, place: int) -> int:
        """The number of the stretch in which `place` lies."""
        return next(
            (word.segment for word in self.words if word.end > place), self.words[-1].segment if self.words else 0
        )

    def beside(self, place: tuple[int, int]) -> tuple[Word, ...]:
        """The words between the same two commas or conjunctions, without those of the place itself."""
        home = next((word.barriers for word in self.words if word.end > place[0]), 0)
        return tuple(word for word in self.words if word.barriers == home and not place[0] <= word.start < place[1])

    def around(self, start: int, end: int) -> tuple[tuple[Word, float], ...]:
        """The words outside `[start, end)`, each with its nearness to it in (0, 1]."""
        inside = [at for at, word in enumerate(self.words) if start <= word.start < end]
        if not inside:
            inside = (
                [min(range(len(self.words)), key=lambda at: abs(self.words[at].start - start))] if self.words else []
            )
        if not inside:
            return ()
        return (
            *self._walk(inside[0], range(inside[0] - 1, -1, -1)),
            *self._walk(inside[-1], range(inside[-1] + 1, len(self.words))),
        )

    def _walk(self, origin: int, places: range) -> list[tuple[Word, float]]:
        found: list[tuple[Word, float]] = []
        passed = 0
        for at in places:
            word = self.words[at]
            crossed = abs(word.barriers - self.words[origin].barriers)
            weight = FADING**passed * BARRIER**crossed
            found.append((word, weight if word.is_content else SMALL * weight))
            passed += word.is_content
        return found


@lru_cache(maxsize=4096)
def read(text: str) -> Statement:
    """`text` taken apart; kept, for the same evidence is read for many claims."""
    folded = fold_in_place(text)
    breaks = [match.start() for match in _BREAKS.finditer(folded)]
    barriers = [match.start() for match in _BARRIERS.finditer(folded)]
    light = shared_terms().light
    found = []
    for word, start, end in words(text):
        low = fold(word)
        found.append(
            Word(
                low,
                stem(word),
                start,
                end,
                sum(at <= start for at in breaks),
                sum(at <= start for at in barriers),
                carries_meaning(word) and low not in light,
                _is_name(text, word, start),
            )
        )
    return Statement(text, folded, tuple(found))


def _is_name(text: str, word: str, start: int) -> bool:
    """Capitals where a sentence does not begin, or two capitals and more anywhere."""
    if sum(letter.isupper() for letter in word) >= 2:
        return True
    before = text[:start].rstrip(" «“\"('’")
    begins = not before or before[-1] in ".!?:;" or (len(before) == 1)
    return word[0].isupper() and not begins


@lru_cache(maxsize=65536)
def alike(one: str, one_stem: str, other: str, other_stem: str) -> bool:
    """Whether two words say about the same: one stem, one root, or synonyms."""
    if one_stem == other_stem:
        return True
    if one.isdigit() or other.isdigit():
        return False
    if len(one_stem) >= 5 and len(other_stem) >= 5 and one_stem[:5] == other_stem[:5]:
        return True
    return not synonym_classes(one).isdisjoint(synonym_classes(other))


def same(one: Word, other: Word) -> bool:
    return alike(one.folded, one.stem, other.folded, other.stem)


def nearness(claim: Statement, at: tuple[int, int], evidence: Statement, there: tuple[int, int]) -> float:
    """How alike the surroundings of two places are: shared words count the more, the nearer they stand to both; 0 without any."""
    theirs = evidence.around(*there)
    total = 0.0
    for word, weight in claim.around(*at):
        near = max((other_weight for other, other_weight in theirs if word.stem == other.stem), default=0.0)
        total += weight * near * (NAMED if word.is_name else 1.0)
    return total


def exchanged(
    claim: Statement,
    ours: tuple[tuple[int, int], tuple[int, int]],
    evidence: Statement,
    theirs: tuple[tuple[int, int], tuple[int, int]],
) -> bool | None:
    """Whether two places of the claim took one another's company: by the words that, in the evidence, stand beside one of the two only.

    `ours` and `theirs` are the same two things in the same order. None where no word tells.
    """
    straight = crossed = 0.0
    for own, twin, place, other_place in ((*ours, *theirs), (*reversed(ours), *reversed(theirs))):
        not_only_here = {word.stem for word in evidence.beside(other_place)}
        beside = {word.stem for word in evidence.beside(place)} - not_only_here
        near_own, near_twin = _weights(claim, own), _weights(claim, twin)
        told = {
            stem: weight
            for stem, weight in _weights(evidence, place).items()
            if stem in beside and near_own.get(stem, 0.0) != near_twin.get(stem, 0.0)
        }
        if told:
            near = sum(weight for stem, weight in told.items() if near_own.get(stem, 0.0) > near_twin.get(stem, 0.0))
            share = near / sum(told.values())
            straight, crossed = straight + share, crossed + 1 - share
    return crossed > straight if straight + crossed else None


def _weights(statement: Statement, place: tuple[int, int]) -> dict[str, float]:
    """For each stem the nearest of its words."""
    return dict(sorted(((word.stem, weight) for word, weight in statement.around(*place)), key=lambda one: one[1]))


def spoken_of(claim: Statement, evidence: Statement) -> frozenset[int]:
    """The stretches of the evidence that the claim repeats: those of which it says a third, and the one of which it says most."""
    sizes: dict[int, list[Word]] = {}
    for word in evidence.content:
        sizes.setdefault(word.segment, []).append(word)
    held = {segment: shared(words, claim.content) for segment, words in sizes.items()}
    most = max(held, key=lambda segment: held[segment], default=0)
    return frozenset({most, *(segment for segment, words in sizes.items() if held[segment] >= SPOKEN * len(words))})


def counterpart(claim: Statement, segment: int, evidence: Statement) -> int:
    """The stretch of the evidence that says most of one stretch of the claim; the first of equals, the shortest before longer ones."""
    own = [word for word in claim.content if word.segment == segment]
    theirs = [[word for word in evidence.content if word.segment == number] for number in range(evidence.segments)]
    return max(range(len(theirs)), key=lambda number: (shared(own, theirs[number]), -len(theirs[number])), default=0)


def shared(ours: Sequence[Word], theirs: Sequence[Word]) -> int:
    """How many of `ours` are said in `theirs`."""
    return sum(any(same(word, other) for other in theirs) for word in ours)
