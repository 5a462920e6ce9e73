"""Which document has the say: the version in force before the one it replaced, the instrument that is asked about before others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bbti_qa.dating import long_date
from bbti_qa.documents import Citation, Document, Evidence, Notice, NoticeKind
from bbti_qa.excerpt import shortened
from bbti_qa.judging.negation import denies
from bbti_qa.language import Language, fold, stems
from bbti_qa.phrases import phrase
from bbti_qa.understanding import Question
from bbti_qa.values import Value, find_values
from bbti_qa.versions import is_out_of_force, newest

SPEAKS_TOO = 0.7  # of an old sentence's score: a sentence of the version in force that good speaks of the same
SHADOWED = 0.05  # of its score that an old sentence keeps then: it is compared, never cited
OLD = 0.8  # of its score that an old sentence keeps where the version in force is silent, and a new one where the old is asked about
OTHER_INSTRUMENT = 0.3  # of its score that a sentence on another instrument than the one asked about keeps
SAME_SAYING = 0.4  # of the stems of two sentences, in common where both say something of the same thing
LONGEST = 200  # letters of an old sentence in a notice

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VERSION = re.compile(r"(?<![a-z0-9])v(?:ersion)? ?(\d{1,3}(?:\.\d{1,3}){0,2})(?!\d)")


def in_standing(
    question: Question, evidence: Sequence[Evidence], documents: Mapping[str, Document], on: str = ""
) -> tuple[Evidence, ...]:
    """`evidence` (best first) by what has the say on the ISO date `on`, best first; ties keep their order.

    A replaced version that the question names by its year or its number has the say over its successors.
    """
    asked = instruments_asked(question, documents)
    if not asked and not any(is_out_of_force(item.document, on) for item in evidence):
        return tuple(evidence)
    standing = _Standing(question, evidence, documents, on)
    scored = [
        replace(item, score=item.score * standing.share(item) * _instrument_share(item.document, asked))
        for item in evidence
    ]
    return tuple(sorted(scored, key=lambda item: -item.score))


def _instrument_share(document: Document, asked: frozenset[str]) -> float:
    is_another = asked and document.instrument and fold(document.instrument) not in asked
    return OTHER_INSTRUMENT if is_another else 1.0


class _Standing:
    """What share of its score a sentence keeps by the standing of its document."""

    def __init__(
        self, question: Question, evidence: Sequence[Evidence], documents: Mapping[str, Document], on: str
    ) -> None:
        self._documents = documents
        self._on = on
        self._named = _named_in(question)
        self._current = [item for item in evidence if not is_out_of_force(item.document, on)]
        self._asked = [item for item in evidence if self._is_asked(item.document)]

    def share(self, item: Evidence) -> float:
        if self._is_asked(item.document):
            return 1.0
        if is_out_of_force(item.document, self._on):
            rivals = [other for other in self._current if self._speaks_of_the_same(other, item)]
        else:
            rivals = [other for other in self._asked if self._is_passed_over(item, other)]
        if not rivals:
            return OLD if is_out_of_force(item.document, self._on) else 1.0
        return SHADOWED if max(other.score for other in rivals) >= SPEAKS_TOO * item.score else OLD

    def _is_asked(self, document: Document) -> bool:
        return is_out_of_force(document, self._on) and _is_edition_of(self._named, document, self._documents)

    def _is_passed_over(self, item: Evidence, old: Evidence) -> bool:
        """Whether an older version is asked about, and `item` neither stands in a version that is, nor speaks of that time itself."""
        own = editions_of(item.document) | frozenset(_YEAR.findall(item.text))
        return self._family(item.document) == self._family(old.document) and own.isdisjoint(self._named)

    def _speaks_of_the_same(self, current: Evidence, old: Evidence) -> bool:
        """Versions of one document speak of the same; others where their sentences are alike."""
        is_version = self._family(current.document) == self._family(old.document)
        return is_version or _likeness(current.text, old.text) >= SAME_SAYING

    def _family(self, document: Document) -> str:
        return newest(document, self._documents).id


def is_edition_asked(question: Question, document: Document, documents: Mapping[str, Document]) -> bool:
    """Whether the question names a replaced version by a year or a number that its newest version does not carry."""
    return _is_edition_of(_named_in(question), document, documents)


def _is_edition_of(named: frozenset[str], document: Document, documents: Mapping[str, Document]) -> bool:
    return not named.isdisjoint(editions_of(document) - editions_of(newest(document, documents)))


def editions_of(document: Document) -> frozenset[str]:
    """The years of its name, title and date, and its number: `2024`, `version 2.1`."""
    years = _YEAR.findall(f"{document.path} {document.title} {document.date} {document.valid_from}")
    return frozenset([*years, *([f"version {document.version}"] if document.version else [])])


def _named_in(question: Question) -> frozenset[str]:
    folded = fold(question.whole)
    return frozenset([*_YEAR.findall(folded), *(f"version {number}" for number in _VERSION.findall(folded))])


def instruments_asked(question: Question, documents: Mapping[str, Document]) -> frozenset[str]:
    """The instruments of the documents, folded, all of whose words stand in the question; the longest name where one is part of
    another."""
    words = set(stems(question.whole))
    named = {
        fold(document.instrument): set(stems(document.instrument))
        for document in documents.values()
        if document.instrument
    }
    asked = {name: own for name, own in named.items() if own and own <= words}
    return frozenset(name for name, own in asked.items() if not any(own < other for other in asked.values()))


def standing_notices(
    question: Question,
    citations: Sequence[Citation],
    evidence: Sequence[Evidence],
    documents: Mapping[str, Document],
    on: str = "",
) -> tuple[Notice, ...]:
    """What a reader of the answer must know of its sources: that one was replaced, that an older version says otherwise, that they
    speak of different instruments. `evidence` is what `in_standing` gave."""
    cited = [citation for citation in citations if citation.document_id in documents]
    notices = (
        *_replaced(question, cited, documents, on),
        *_otherwise(question, cited, evidence, documents, on),
        *_instruments(question, cited, documents),
        *_other_instruments(question, cited, evidence, documents),
    )
    return tuple(dict.fromkeys(notices))


def _replaced(
    question: Question, cited: Sequence[Citation], documents: Mapping[str, Document], on: str
) -> Iterator[Notice]:
    """An old version is cited: it is asked about, or what replaced it does not speak of this."""
    for document_id in dict.fromkeys(citation.document_id for citation in cited):
        document = documents[document_id]
        markers = tuple(citation.marker for citation in cited if citation.document_id == document_id)
        if not is_out_of_force(document, on):
            continue
        after = newest(document, documents)
        name = "superseded" if after.id != document.id else "out_of_force"
        if name == "superseded" and is_edition_asked(question, document, documents):
            name = "edition_asked"
        text = phrase(
            name, question.language, old=_named(document, question.language), new=_named(after, question.language)
        )
        yield Notice(NoticeKind.SUPERSESSION, text, markers)


def _otherwise(
    question: Question,
    cited: Sequence[Citation],
    evidence: Sequence[Evidence],
    documents: Mapping[str, Document],
    on: str,
) -> Iterator[Notice]:
    """What another version of a cited document says otherwise of the same thing: an older one, or the one in force where an older one
    is cited; one saying a citation."""
    for citation in cited:
        document = documents[citation.document_id]
        is_old, family = is_out_of_force(document, on), newest(document, documents).id
        rivals = [
            item
            for item in evidence
            if is_out_of_force(item.document, on) is not is_old and newest(item.document, documents).id == family
        ]
        item = _rival(citation, rivals)
        if item is not None:
            name = "says_otherwise" if is_old else "said_otherwise"
            yield Notice(NoticeKind.SUPERSESSION, _saying(name, question.language, item), (citation.marker,))


def _rival(citation: Citation, rivals: Sequence[Evidence]) -> Evidence | None:
    """The sentence that says otherwise what the citation says; None where the likest one does not."""
    item = max(rivals, key=lambda item: _likeness(citation.quote, item.text), default=None)
    if item is None or _likeness(citation.quote, item.text) < SAME_SAYING or not differ(citation.quote, item.text):
        return None
    return item


def _saying(name: str, language: Language, item: Evidence, **words: str) -> str:
    source = f"{_named(item.document, language)}, p. {item.sentence.spans[0].page}"
    return phrase(name, language, source=source, said=shortened(item.text, LONGEST), **words)


def _instruments(question: Question, cited: Sequence[Citation], documents: Mapping[str, Document]) -> Iterator[Notice]:
    names = list(dict.fromkeys(documents[citation.document_id].instrument for citation in cited))
    told = [name for name in names if name]
    asked = instruments_asked(question, documents)
    if len(told) > 1 or (asked and told and fold(told[0]) not in asked):
        listed = " ; ".join(f"{name} {_markers(name, cited, documents)}" for name in told)
        markers = tuple(citation.marker for citation in cited if documents[citation.document_id].instrument)
        yield Notice(NoticeKind.SCOPE, phrase("instruments", question.language, instruments=listed), markers)


def _other_instruments(
    question: Question, cited: Sequence[Citation], evidence: Sequence[Evidence], documents: Mapping[str, Document]
) -> Iterator[Notice]:
    """What other instruments than those cited say otherwise, where the question names none: its answer is not theirs."""
    told = {documents[citation.document_id].instrument for citation in cited}
    if not any(told) or instruments_asked(question, documents):
        return
    others = dict.fromkeys(item.document.instrument for item in evidence if item.document.instrument)
    for name in (name for name in others if name not in told):
        rivals = [item for item in evidence if item.document.instrument == name]
        for citation in cited:
            if documents[citation.document_id].instrument and (item := _rival(citation, rivals)):
                text = _saying("other_instrument", question.language, item, instrument=name)
                yield Notice(NoticeKind.SCOPE, text, (citation.marker,))
                break


def _markers(name: str, cited: Sequence[Citation], documents: Mapping[str, Document]) -> str:
    own = [citation.marker for citation in cited if documents[citation.document_id].instrument == name]
    return "(" + ", ".join(map(str, own)) + ")"


def differ(one: str, other: str) -> bool:
    """Whether two sentences of one thing give different values, or only one of them denies."""
    ours, theirs = find_values(one), find_values(other)
    return denies(one) != denies(other) or _lacks(ours, theirs) or _lacks(theirs, ours)


def _lacks(values: Sequence[Value], others: Sequence[Value]) -> bool:
    """Whether some value has rivals of its unit among `others`, and none that agrees with it."""
    return any(
        any(value.unit is other.unit for other in others) and not any(map(value.agrees, others)) for value in values
    )


def _likeness(one: str, other: str) -> float:
    ours, theirs = set(stems(one)), set(stems(other))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _named(document: Document, language: Language) -> str:
    """Title, with the version and the date where they are known."""
    version = f"version {document.version}" if document.version[:1].isdigit() else document.version
    return ", ".join(filter(None, (document.title, version, long_date(document.date, language))))
