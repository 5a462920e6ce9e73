"""Which statements a brief takes, and where each stands: best first, nothing twice, nothing that leans on what is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bbti_qa.language import count_words, stems
from bbti_qa.tasks.brief.openings import Opening, opening_of, pointed_at
from bbti_qa.tasks.brief.relevance import Candidate
from bbti_qa.tasks.brief.repetition import adds_nothing, say_the_same
from bbti_qa.tasks.brief.statements import Key, Statement, condensed, is_whole, key_of

LONGEST_BROUGHT = 60  # words of a sentence that is brought along only because another leans on it
MOST_BROUGHT = 2
ITEM_WORDS = (36, 24, 14, 8)  # to which the items of a long list are cut, as long as needed

"""A document's id and the order of a statement in it."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a brief holds, in words; a section at most `sentences` statements; `sections` at most, silent ones left out."""

    words: int
    sentences: int
    longest: int = 140  # words of a statement with its list
    sections: int = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement in its section. `follows`: it stands right behind the one before it in its document; `under_heading`: that
    document's heading comes first, because the statement speaks of it."""

    statement: Statement
    likewise: tuple[Statement, ...] = ()
    follows: bool = False
    under_heading: bool = False


@dataclass(slots=True)
class Selection:
    """Statements by section, taken one by one; `sections` keep the order in which they are named first."""

    every: dict[Key, Statement]
    room: Room
    topic: frozenset[str] = frozenset()
    sections: dict[str, list[Candidate]] = field(default_factory=dict)
    _places: dict[Key, str] = field(default_factory=dict)
    _under_heading: set[Key] = field(default_factory=set)
    _words: int = 0

    def take(self, candidate: Candidate, section: str, most: int = 0) -> bool:
        """Takes a candidate, with what it leans on, if there is room and it adds something; tells whether it did."""
        if _size(candidate.statement) > self.room.longest:
            candidate = replace(candidate, statement=self._condensed(candidate.statement))
        statement = candidate.statement
        unit = self._with_what_it_leans_on(statement)
        if unit is None or key_of(statement) in self._places or self._is_too_long(unit):
            return False
        taken = self.taken()
        new = [one for one in unit if key_of(one) not in self._places]
        if adds_nothing(statement, taken) or any(say_the_same(one, other) for one in new for other in taken):
            return False
        home = next((self._places[key_of(one)] for one in unit if key_of(one) in self._places), section)
        held = self.sections.setdefault(home, [])
        if len(held) + len(unit) > max(most or self.room.sentences, 1) + 1 or (
            held and len(held) >= (most or self.room.sentences)
        ):
            return False
        for one in unit:
            if key_of(one) not in self._places:
                self._places[key_of(one)] = home
                self._words += _size(one)
                held.append(candidate if one is statement else Candidate(one, candidate.score, candidate.about))
        return True

    def taken(self) -> list[Statement]:
        return [candidate.statement for held in self.sections.values() for candidate in held]

    @property
    def words(self) -> int:
        return self._words

    def placed(self, section: str) -> tuple[Placed, ...]:
        """The statements of a section as they are read: the document of the best one first, in each as it is read."""
        held = self.sections.get(section, [])
        documents = list(dict.fromkeys(one.statement.document.id for one in sorted(held, key=lambda one: -one.score)))
        ordered = sorted(held, key=lambda one: (documents.index(one.statement.document.id), one.statement.order))
        found: list[Placed] = []
        for one in ordered:
            before = found[-1].statement if found else None
            follows = before is not None and key_of(before) == (one.statement.document.id, one.statement.before)
            found.append(
                Placed(
                    one.statement, one.likewise, follows, key_of(one.statement) in self._under_heading and not follows
                )
            )
        return tuple(found)

    def _condensed(self, statement: Statement) -> Statement:
        """With its list cut short enough, if it can be."""
        shorter = (condensed(statement, most) for most in ITEM_WORDS)
        return next((one for one in shorter if _size(one) <= self.room.longest), statement)

    def _is_too_long(self, unit: Sequence[Statement]) -> bool:
        new = sum(_size(one) for one in unit if key_of(one) not in self._places)
        return new > self.room.longest or (bool(self._places) and self._words + new > self.room.words)

    def _with_what_it_leans_on(self, statement: Statement) -> tuple[Statement, ...] | None:
        """The statement, behind those that it leans on; None where what it leans on is not to be had."""
        unit = [statement]
        for _ in range(MOST_BROUGHT + 1):
            first = unit[0]
            if not self._leans(first):
                return tuple(unit)
            before = self.every.get((first.document.id, first.before))
            if before is None:
                return tuple(unit) if self._leans_on_heading(first) else None
            if not is_whole(before) or _size(before) > LONGEST_BROUGHT or len(unit) > MOST_BROUGHT:
                return None
            unit.insert(0, before)
            if key_of(before) in self._places:
                return tuple(unit)
        return None

    def _leans(self, statement: Statement) -> bool:
        """« Cette gouvernance » leans on nothing in a brief on governance that has begun."""
        if opening_of(statement.text) is not Opening.LEANING:
            return False
        return not (self._places and pointed_at(statement.text) in self.topic)

    def _leans_on_heading(self, statement: Statement) -> bool:
        if statement.heading_span is None or not statement.headings:
            return False
        pointed, heading = pointed_at(statement.text), stems(statement.headings[-1])
        if len(heading) < 2 or (pointed and pointed not in heading):
            return False
        self._under_heading.add(key_of(statement))
        return True


def _size(statement: Statement) -> int:
    return count_words(statement.whole)


def fill(selection: Selection, candidates: Sequence[Candidate], section_of: Callable[[Statement], str]) -> None:
    """Takes what there is room for, best first; a second round takes what the first left because it leaned on something taken later."""
    for _ in range(2):
        for candidate in candidates:
            selection.take(candidate, section_of(candidate.statement))
