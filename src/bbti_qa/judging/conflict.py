"""Whether two passages give different values for the same thing, or one announces a count that its own list does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from types import MappingProxyType

from bbti_qa.captions import figures_named
from bbti_qa.documents import Evidence
from bbti_qa.enumeration import enumerated
from bbti_qa.evidence import is_of_title_page
from bbti_qa.excerpt import shortened
from bbti_qa.interrogative import inversion
from bbti_qa.judging.around import OF_THE_TALK, as_said, is_share
from bbti_qa.judging.attributes import called_differently
from bbti_qa.judging.attribution import EVERYWHERE, has_its_ranks, told
from bbti_qa.judging.comparing import (
    Said,
    alternatives,
    asks_whether_same,
    choices,
    compares,
    hold_one_value,
    sides,
    speaks_of_both,
)
from bbti_qa.judging.crossreferences import misreferred
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.negation import says_not
from bbti_qa.judging.ordering import asks_for_place, reordered
from bbti_qa.language import fold, stem, stems, words
from bbti_qa.reticence import says_that_nothing_is_said
from bbti_qa.surroundings import words_around
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit, Value, find_numbers, find_values

NEAR = 0.5  # of the best score, below which a sentence has no say
SAME_WORDS = 0.8  # of the words around two amounts, in common where both are of one thing
PAIRED = 24  # sentences compared with one another
SAME_SAYING = 0.6  # of the stems of two sentences, in common where they say the same
LONGEST = 160  # letters of a saying in a notice
TOLD = 0.6  # of the words of an alternative, in a sentence that says it
TOLD_NEAR, TOLD_CONTEXT = (
    0.4,
    0.15,
)  # of the best score, and of the question's words by rarity, that such a sentence has
TOLD_APART = 0.12  # the same for either of two sentences that say something differently
COUNT_CONTEXT = 0.05  # of the question's words, by rarity, around a list that is miscounted, where sayings are compared
VALUE_COVERAGE = 0.5  # of them in either sentence, where a value is just asked for
APART = 8  # words at most between two alternatives that a sentence tells together
OF_SUBJECT = 0.6  # of the words of what a choice is asked about, in a sentence about it
REFERRING = 3  # best sentences, of which one may refer to the figure that a question speaks of without its number
SHARED = 3  # stems of the question that both sentences must hold, beside what is counted
UNITS_ASKED: Mapping[QuestionKind, frozenset[Unit]] = MappingProxyType(
    {
        QuestionKind.NUMBER: frozenset((Unit.COUNT, Unit.MONEY, Unit.PERCENT, Unit.DURATION)),
        QuestionKind.DATE: frozenset((Unit.DATE,)),
    }
)


_FIGURE = re.compile(r"\b(?:(?<!key )(?<!main )figures?|schemas?|legendes?|captions?|tableaux?)\b")
_COUNTS = re.compile(r"\b(?:combien|nombre|compte|how many|number|count)\b")
_OFFERS = re.compile(r"\b(?:ou|or)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:et|ainsi que|and|as well as|aux côtés d\w+|avec|with)\b|,", re.IGNORECASE)
_COORDINATED = re.compile(r"[,;]|\b(?:et|puis|and|then)\b")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sayings that cannot both be the whole truth, as they stand, with their sentences.

    `miscounted`: a list, which is there once, against the count that it announces. `both_told`: the two answers that the question offered.
    `place`: from 1, that of the first in a list, against the number that the second has; 0 for any other conflict.
    """

    first: str
    second: str
    evidence: tuple[Evidence, ...]
    miscounted: bool = False
    both_told: bool = False
    place: int = 0


def find_conflict(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Conflict | None:
    """The first one among the sentences near the best that has to do with what is asked; `evidence` best first.

    A question that sets two sayings side by side is searched harder: every count of the things that it counts, each value that it
    offers to choose from, and what either place says where it asks whether they say the same.
    """
    if not evidence:
        return None
    side_by_side = compares(question)
    near = [item for item in evidence if item.score >= NEAR * evidence[0].score]
    if found := _misreferred(question, near, lookup) or _misplaced(question, near, lookup):
        return found
    if (side_by_side or alternatives(question)) and (found := _called_differently(question, evidence, lookup)):
        return found
    if offers(question):
        evidence = [item for item in evidence if is_of_the_subject(question, item, lookup)]
        if not evidence or any(
            _tells_both(question, item) for item in evidence if item.score >= TOLD_NEAR * evidence[0].score
        ):
            return None
    near = [item for item in evidence if item.score >= NEAR * evidence[0].score]
    return (
        _miscounted(question, near, side_by_side)
        or (_offered(question, evidence) if side_by_side else None)
        or _both_told(question, evidence)
        or _values_differ(question, near, lookup, side_by_side)
        or (_told_differently(question, evidence) if asks_whether_same(question) else None)
    )


def offers(question: Question) -> bool:
    """Whether the question offers two answers, in words or as two values."""
    return bool(choices(question)) or alternatives(question) is not None


def is_of_the_subject(question: Question, item: Evidence, lookup: Lookup) -> bool:
    """Whether a sentence speaks of what a choice is asked about: by its names and acronyms, or where it has none by half of its words, and of no other rank."""
    offered = _offered_stems(question)
    own = [
        term
        for term in question.terms
        if term.weight == 1.0 and term.stem not in offered and not term.stem[0].isdigit()
    ]
    asking = next((part for part in re.split(r"(?<=[.!?;]) ", question.text) if _OFFERS.search(part)), question.text)
    found = inversion(asking)
    subject = frozenset(stems(found.subject if found else asking))
    named = {
        stem(word)
        for word, at, _ in words(question.text)
        if (word.isupper() and len(word) > 1) or (at and word[0].isupper())
    }
    own = [term for term in own if term.stem not in named or lookup.spread(term.stem) < EVERYWHERE]
    names = [term for term in own if term.stem in named and term.stem in subject]
    about = names or [term for term in own if term.stem in subject]
    held = frozenset(stems("\n".join((*item.passage.headings[-1:], told(item, lookup)))))
    share = sum(any(held.issuperset(way) for way in term.ways) for term in about)
    enough = min(1, len(about)) if found is None else len(names) or OF_SUBJECT * len(about)
    offered_values = [value for pair in choices(question) for value in pair]
    return share >= enough and has_its_ranks(question, item, offered_values)


def _offered_stems(question: Question) -> frozenset[str]:
    """The stems of both alternatives."""
    offered = alternatives(question) or ((), ())
    return frozenset[str]().union(*offered[0], *offered[1])


def _tells_both(question: Question, item: Evidence) -> bool:
    """« par A et par B » where « A ou B ? » was asked: nothing differs."""
    told = find_values(item.text)
    if pairs := choices(question):
        return any(all(any(map(value.agrees, told)) for value in pair) for pair in pairs)
    held = [(stem(word), start, end) for word, start, end in words(item.text)]
    sides = [
        [next(((start, end) for one, start, end in held if one in word), None) for word in side]
        for side in alternatives(question) or ()
    ]
    spans = [
        (min(span[0] for span in side if span), max(span[1] for span in side if span)) for side in sides if all(side)
    ]
    if len(spans) < 2:
        return False
    (_, end), (start, _) = sorted(spans)
    return start >= end and bool(_TOGETHER.search(item.text[end:start])) and len(item.text[end:start].split()) <= APART


def _misplaced(question: Question, near: Sequence[Evidence], lookup: Lookup) -> Conflict | None:
    """« le premier axe », where a list of the document has another one first than its headings."""
    documents = {item.document.id: item for item in near} if asks_for_place(question) else {}
    for best in documents.values():
        for found in reordered(best.document, lookup.passages(best.document.id)):
            if asks_for_place(question, found.name):
                lines = found.told(question)
                item, part = lines[0], lines[-1]
                said = tuple(
                    replace(best, passage=line.passage, sentence=line.sentence, text=line.text) for line in lines
                )
                return Conflict(_short(item.text.rstrip(" ;,.")), _short(part.text), said, place=item.number)
    return None


def _misreferred(question: Question, near: Sequence[Evidence], lookup: Lookup) -> Conflict | None:
    """« la figure 1 », where a sentence refers to it for what another figure's caption tells; « une figure », where one of the best sentences does."""
    named = figures_named(question.text)
    told = {item.text for item in near[:REFERRING]} if _FIGURE.search(fold(question.text)) and not named else set[str]()
    for best in {item.document.id: item for item in near}.values() if named or told else ():
        for found in misreferred(best.document, lookup.passages(best.document.id)):
            if found.named in named or best.document.text(found.reference.spans) in told:
                said = tuple(
                    replace(best, passage=passage, sentence=sentence, text=best.document.text(sentence.spans))
                    for sentence, passage in ((found.reference, found.referring), (found.caption, found.captioned))
                )
                return Conflict(_short(said[0].text), _short(said[1].text), said)
    return None


def _called_differently(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Conflict | None:
    """« industriels ou académiques ? », where one sentence calls them the one, another the other."""
    documents = {item.document.id: item for item in evidence}
    found = called_differently(question, [item.document for item in documents.values()], lookup)
    if found is None:
        return None
    said = tuple(
        replace(documents[each.document.id], passage=each.passage, sentence=each.sentence, text=each.text)
        for each in found
    )
    is_offered = alternatives(question) is not None
    return Conflict(_short(said[0].text), _short(said[1].text), said, both_told=is_offered)


def _about(question: Question) -> set[str]:
    return {stem for term in question.terms for way in term.ways for stem in way}


def _miscounted(question: Question, near: Sequence[Evidence], side_by_side: bool) -> Conflict | None:
    about = _about(question)
    counts = side_by_side or question.kind in (QuestionKind.NUMBER, QuestionKind.LIST)
    enough = COUNT_CONTEXT if side_by_side else VALUE_COVERAGE
    for item in [item for item in near[:4] if item.why["context"] >= enough] if counts else ():
        for value, listed in enumerated(item.text):
            if value.low != listed and about & set(value.of):
                return Conflict(item.text[value.start : value.end], str(listed), (item,), miscounted=True)
    return None


def _offered(question: Question, evidence: Sequence[Evidence]) -> Conflict | None:
    """« 2024 ou 2025 ? » where one sentence has the first and another the second."""
    for pair in choices(question):
        held = [_holding(value, evidence) for value in pair]
        if held[0] and held[1] and held[0][0] is not held[1][0]:
            (first, one), (second, other) = held[0], held[1]
            return Conflict(as_said(first.text, one), as_said(second.text, other), (first, second))
    return None


def _both_told(question: Question, evidence: Sequence[Evidence]) -> Conflict | None:
    """« A ou B ? » where one sentence about it says A and another B."""
    offered = alternatives(question)
    if offered is None:
        return None
    told = [_telling(ours, theirs, question, evidence) for ours, theirs in (offered, offered[::-1])]
    if told[0] is None or told[1] is None:
        return None
    return Conflict(_short(told[0].text), _short(told[1].text), (told[0], told[1]), both_told=True)


def _telling(ours: Said, theirs: Said, question: Question, evidence: Sequence[Evidence]) -> Evidence | None:
    """The best sentence that says `ours` and not `theirs`, and has to do with the rest of the question."""
    offered = frozenset[str]().union(*ours, *theirs)
    rest = [term for term in question.terms if term.weight == 1.0 and term.stem not in offered]
    for item in evidence:
        held = set(stems(item.text)) | {stem for heading in item.passage.headings for stem in stems(heading)}
        own, other = (sum(not held.isdisjoint(word) for word in side) / len(side) for side in (ours, theirs))
        is_about = not rest or item.why["context"] >= TOLD_CONTEXT
        if own >= TOLD and other < TOLD and is_about and item.score >= TOLD_NEAR * evidence[0].score:
            return item
    return None


def _holding(value: Value, evidence: Sequence[Evidence]) -> tuple[Evidence, Value] | None:
    return next(
        (
            (item, other)
            for item in evidence
            for other in find_values(item.text)
            if value.agrees(other) and (not value.of or set(value.of) & set(other.of))
        ),
        None,
    )


def _values_differ(question: Question, near: Sequence[Evidence], lookup: Lookup, side_by_side: bool) -> Conflict | None:
    counts = [value for value in find_values(question.text) if value.unit is Unit.COUNT]
    named = [value.of[0] for value in counts if value.of and value.of[0] not in OF_THE_TALK]
    if (
        not named and question.wanted is not None and question.wanted.unit is Unit.COUNT
    ):  # « Combien d'axes ? J'ai lu deux chiffres. »
        named = sorted(question.wanted.of)
    counted = (
        sorted(lookup.counts(named), key=lambda item: says_not(item.text)) if side_by_side else []
    )  # « qui ne sont pas ceux du plan » last
    units = set(Unit) - {Unit.LABEL, Unit.ORDINAL} if side_by_side else set(UNITS_ASKED.get(question.kind, frozenset()))
    if (
        side_by_side
        and not named
        and question.kind is not QuestionKind.NUMBER
        and not _COUNTS.search(fold(question.text))
    ):
        units.discard(Unit.COUNT)
    if not side_by_side:
        near = [item for item in near if item.why["coverage"] >= VALUE_COVERAGE]
    about = _about(question)
    for first, second in combinations([*counted, *near][:PAIRED], 2):
        for one, other in _rivals(first, second, units):
            if one.unit is Unit.DATE and not side_by_side and not _tell_what_happened(question, first, second):
                continue
            if _makes_up(first.text, other) or _makes_up(second.text, one):
                continue
            if _speak_of_one_thing(first, second, one, other, about, side_by_side):
                return Conflict(as_said(first.text, one), as_said(second.text, other), (first, second))
    return None


def _makes_up(text: str, value: Value) -> bool:
    """« une centaine d'équipes, et une cinquantaine d'autres »: the 150 that another sentence counts."""
    numbers = [number for number, _, _ in find_numbers(text)]
    return value.unit is Unit.COUNT and any(one + other == value.low for one, other in combinations(numbers, 2))


def _told_differently(question: Question, evidence: Sequence[Evidence]) -> Conflict | None:
    """Both sides, if they share few words, or give the value that is asked for differently."""
    saying = [
        item
        for item in evidence
        if not (is_of_title_page(item.sentence, item.text) or says_that_nothing_is_said(fold(item.text)))
    ]
    pair = sides(question, saying)
    if pair is None or hold_one_value(question, pair):
        return None
    first, second = pair
    if min(item.why["context"] for item in pair) < TOLD_APART or any(speaks_of_both(item.text) for item in pair):
        return None
    ours, theirs = set(stems(first.text)), set(stems(second.text))
    if len(ours & theirs) >= SAME_SAYING * len(ours | theirs):
        return None
    return Conflict(_short(first.text), _short(second.text), pair)


def _rivals(first: Evidence, second: Evidence, units: Set[Unit]) -> Iterator[tuple[Value, Value]]:
    """Pairs of values of one unit that differ, where neither sentence holds the other's value too."""
    ours, theirs = find_values(first.text), find_values(second.text)
    for one in ours:
        for other in theirs:
            differ = one.unit is other.unit and one.unit in units and not one.agrees(other)
            if differ and not any(map(one.agrees, theirs)) and not any(map(other.agrees, ours)):
                yield one, other


def _speak_of_one_thing(
    first: Evidence, second: Evidence, one: Value, other: Value, about: set[str], asked: bool
) -> bool:
    """The counted thing must be the same and asked about; other values need enough of the question in both sentences."""
    left, right = set(stems(first.text)), set(stems(second.text))
    common = (left & right & about) - OF_THE_TALK
    if one.unit is Unit.COUNT:
        shared_out = is_share(first.text, one) or is_share(second.text, other)
        same = set(one.of[:1]) & set(other.of[:1]) & about
        return bool(same) and not shared_out and (asked or one.of == other.of)
    if one.unit is Unit.DATE:  # of one document, two dates are most often of two events
        if _of_a_sibling(first.text, one, about) or _of_a_sibling(second.text, other, about):
            return False
        apart = first.document.id != second.document.id
        return len(common) >= (SHARED - 1 if asked else SHARED) and (asked or apart)
    ours, theirs = words_around(first.text, one), words_around(second.text, other)
    return first.document.id != second.document.id and len(ours & theirs) >= SAME_WORDS * len(ours | theirs)


def _tell_what_happened(question: Question, first: Evidence, second: Evidence) -> bool:
    """Whether both sentences hold a word of the question that is no name: two dates of one club are dates of two events."""
    named = {stem(word) for word, at, _ in words(question.text) if word[0].isupper() and at}
    events = [term for term in question.terms if term.stem not in named and term.held_by is None]
    held = [frozenset(stems(item.text)) for item in (first, second)]
    return any(all(any(row.issuperset(way) for way in term.ways) for row in held) for term in events)


def _of_a_sibling(text: str, value: Value, about: Set[str]) -> bool:
    """« l'appel à manifestation d'intérêt et l'appel à projets de 2025 »: the value's own part names what is asked, another part names more of it."""
    cuts = [0, *(cut.end() for cut in _COORDINATED.finditer(text)), len(text)]
    own, others = set[str](), list[set[str]]()
    for start, end in pairwise(cuts):
        held = set(stems(text[start:end])) & about
        if start <= value.start < end:
            own = held
        else:
            others.append(held)
    return bool(own) and any(own < held for held in others)


def _short(text: str) -> str:
    return shortened(text, LONGEST)
