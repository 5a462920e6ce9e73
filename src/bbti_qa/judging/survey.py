"""Where the documents of an index may disagree, without any question: for the reader of `bbti-qa status`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby

from bbti_qa.acronyms import definitions
from bbti_qa.documents import Document, Passage
from bbti_qa.enumeration import enumerated
from bbti_qa.judging.around import as_said, is_share
from bbti_qa.judging.crossreferences import misreferred
from bbti_qa.judging.expansions import differ
from bbti_qa.judging.ordering import reordered
from bbti_qa.surroundings import words_around
from bbti_qa.values import Unit, Value, find_values

SAME_WORDS = 0.8  # of the words around two amounts, in common where both are of one thing
FEWEST_WORDS = 2  # around an amount, for it to be the amount of something
MOST_VALUES = 1_500  # of one unit that are compared with one another; the rest is left out, and that is said
AMOUNTS = (Unit.MONEY, Unit.PERCENT, Unit.DURATION)


@dataclass(frozen=True, slots=True)
class Place:
    """A saying with the sentence that holds it."""

    said: str
    document: Document
    page: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sayings of one thing; or one that announces a count, and `listed` things behind it."""

    first: Place
    second: Place | None = None
    listed: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """`left_out` values were too many to compare."""

    disagreements: tuple[Disagreement, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    place: Place
    value: Value
    around: frozenset[str]


def survey(passages: Iterable[Passage], documents: Mapping[str, Document]) -> Survey:
    """Counts that their own lists do not have, values of one thing that differ between documents, acronyms with two long forms, lists in another
    order than the numbered headings of their document, and references to a figure whose caption speaks of something else; each in reading order. The `passages` of a document stand together, in reading order."""
    passages = list(passages)
    miscounted: list[Disagreement] = []
    expanded: dict[str, list[Place]] = defaultdict(list)
    found: dict[object, list[_Found]] = defaultdict(list)
    for document, page, text in _sentences(passages, documents):
        miscounted += [
            Disagreement(Place(as_said(text, value), document, page, text), listed=listed)
            for value, listed in enumerated(text)
            if value.low != listed
        ]
        for short, long in definitions(text):
            expanded[short].append(Place(f"{short} : {long}", document, page, text))
        for value in find_values(text):
            if (key := _key(text, value)) is not None:
                place = Place(as_said(text, value), document, page, text)
                found[key].append(_Found(place, value, frozenset(words_around(text, value))))
    differing = [pair for group in found.values() for pair in _differing(group[:MOST_VALUES])]
    spelled = [pair for places in expanded.values() for pair in _spelled_differently(places)]
    apart = [
        each
        for own in _by_document(passages)
        for each in (*_ordered_differently(own, documents), *_referred_elsewhere(own, documents))
    ]
    return Survey(
        (*miscounted, *differing, *spelled, *apart),
        sum(max(0, len(group) - MOST_VALUES) for group in found.values()),
    )


def _sentences(passages: Iterable[Passage], documents: Mapping[str, Document]) -> Iterator[tuple[Document, int, str]]:
    seen: set[tuple[str, str]] = set()
    for passage in passages:
        document = documents[passage.document_id]
        for sentence in passage.sentences:
            text = document.text(sentence.spans)
            if (document.id, text) not in seen:
                seen.add((document.id, text))
                yield document, sentence.spans[0].page, text


def _key(text: str, value: Value) -> object:
    """Values with one key may be of one thing; None where nothing tells of what a value is."""
    if value.unit is Unit.COUNT:
        return value.of if len(value.of) > 1 and not is_share(text, value) else None
    return value.unit if value.unit in AMOUNTS and len(words_around(text, value)) >= FEWEST_WORDS else None


def _differing(group: Sequence[_Found]) -> Iterator[Disagreement]:
    """One pair for each two documents, where no value of the one agrees with the other's."""
    told: set[tuple[str, str, str, str]] = set()
    for one, other in combinations(group, 2):
        if one.place.document.id == other.place.document.id or not _of_one_thing(one, other):
            continue
        agrees = any(
            each.value.agrees(one.value)
            for each in group
            if each.place.document.id == other.place.document.id and _of_one_thing(one, each)
        )
        key = (one.place.document.id, one.place.said, other.place.document.id, other.place.said)
        if not agrees and key not in told:
            told.add(key)
            yield Disagreement(one.place, other.place)


def _spelled_differently(places: Sequence[Place]) -> Iterator[Disagreement]:
    """The first long form of an acronym, against the first other one in the same language."""
    first = places[0]
    for other in places[1:]:
        if other.document.language == first.document.language and differ(first.said, other.said):
            yield Disagreement(first, other)
            return


def _by_document(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    return (list(own) for _, own in groupby(passages, key=lambda passage: passage.document_id))


def _ordered_differently(passages: Sequence[Passage], documents: Mapping[str, Document]) -> Iterator[Disagreement]:
    """The first thing of each list that stands at another place than its heading's number."""
    document = documents[passages[0].document_id]
    for found in reordered(document, passages):
        item, part = found.crossed()[0]
        places = [
            Place(said, document, line.sentence.spans[0].page, line.text)
            for said, line in ((f"{item.number}. {item.text}", item), (part.text, part))
        ]
        yield Disagreement(places[0], places[1])


def _referred_elsewhere(passages: Sequence[Passage], documents: Mapping[str, Document]) -> Iterator[Disagreement]:
    document = documents[passages[0].document_id]
    for found in misreferred(document, passages):
        texts = [(document.text(sentence.spans), sentence) for sentence in (found.reference, found.caption)]
        places = [Place(text, document, sentence.spans[0].page, text) for text, sentence in texts]
        yield Disagreement(places[0], places[1])


def _of_one_thing(one: _Found, other: _Found) -> bool:
    if one.value.unit is Unit.COUNT:
        return True
    return len(one.around & other.around) >= SAME_WORDS * len(one.around | other.around)
