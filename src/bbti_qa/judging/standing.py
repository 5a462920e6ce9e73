"""Which document has the say: the version in force before the one it replaced, the instrument that is asked about before others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bbti_qa.documents import Citation, Document, Evidence, Notice, NoticeKind
from bbti_qa.judging.negation import denies
from bbti_qa.language import Language, fold, stems
from bbti_qa.phrases import phrase
from bbti_qa.understanding import Question
from bbti_qa.values import Value, find_values
from bbti_qa.versions import is_out_of_force, newest

SPEAKS_TOO = 0.7  # of an old sentence's score: a sentence of the version in force that good speaks of the same
SHADOWED = 0.05  # of its score that an old sentence keeps then: it is compared, never cited
OLD = 0.8  # of its score that an old sentence keeps where the version in force is silent
OTHER_INSTRUMENT = 0.3  # of its score that a sentence on another instrument than the one asked about keeps
SAME_SAYING = 0.4  # of the stems of two sentences, in common where both say something of the same thing
LONGEST = 200  # letters of an old sentence in a notice


def in_standing(
    question: Question, evidence: Sequence[Evidence], documents: Mapping[str, Document], on: str = ""
) -> tuple[Evidence, ...]:
    """`evidence` (best first) by what has the say on the ISO date `on`, best first; ties keep their order."""
    asked = instruments_asked(question, documents)
    current = [item for item in evidence if not is_out_of_force(item.document, on)]
    if len(current) == len(evidence) and not asked:
        return tuple(evidence)
    best = {newest(item.document, documents).id: item.score for item in reversed(current)}
    scored = [replace(item, score=item.score * _share(item, best, asked, documents, on)) for item in evidence]
    return tuple(sorted(scored, key=lambda item: -item.score))


def _share(
    item: Evidence, best: Mapping[str, float], asked: frozenset[str], documents: Mapping[str, Document], on: str
) -> float:
    share = 1.0
    if is_out_of_force(item.document, on):
        spoken = best.get(newest(item.document, documents).id, 0.0)
        share = SHADOWED if spoken >= SPEAKS_TOO * item.score else OLD
    if asked and item.document.instrument and fold(item.document.instrument) not in asked:
        share *= OTHER_INSTRUMENT
    return share


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
        *_replaced(cited, documents, question.language, on),
        *_otherwise(cited, evidence, documents, question.language, on),
        *_instruments(question, cited, documents),
    )
    return tuple(dict.fromkeys(notices))


def _replaced(
    cited: Sequence[Citation], documents: Mapping[str, Document], language: Language, on: str
) -> Iterator[Notice]:
    """An old version is cited: what replaced it does not speak of this."""
    for document_id in dict.fromkeys(citation.document_id for citation in cited):
        document = documents[document_id]
        markers = tuple(citation.marker for citation in cited if citation.document_id == document_id)
        if not is_out_of_force(document, on):
            continue
        after = newest(document, documents)
        name = "superseded" if after.id != document.id else "out_of_force"
        text = phrase(name, language, old=_named(document), new=_named(after))
        yield Notice(NoticeKind.SUPERSESSION, text, markers)


def _otherwise(
    cited: Sequence[Citation],
    evidence: Sequence[Evidence],
    documents: Mapping[str, Document],
    language: Language,
    on: str,
) -> Iterator[Notice]:
    """What an older version of a cited document says otherwise of the same thing; one saying a citation."""
    old = [item for item in evidence if is_out_of_force(item.document, on)]
    for citation in cited:
        family = newest(documents[citation.document_id], documents).id
        if is_out_of_force(documents[citation.document_id], on):
            continue
        rivals = [item for item in old if newest(item.document, documents).id == family]
        item = max(rivals, key=lambda item: _likeness(citation.quote, item.text), default=None)
        if (
            item is not None
            and _likeness(citation.quote, item.text) >= SAME_SAYING
            and differ(citation.quote, item.text)
        ):
            page = item.sentence.spans[0].page
            text = phrase(
                "said_otherwise", language, source=f"{_named(item.document)}, p. {page}", said=_shortened(item.text)
            )
            yield Notice(NoticeKind.SUPERSESSION, text, (citation.marker,))


def _instruments(question: Question, cited: Sequence[Citation], documents: Mapping[str, Document]) -> Iterator[Notice]:
    names = list(dict.fromkeys(documents[citation.document_id].instrument for citation in cited))
    told = [name for name in names if name]
    asked = instruments_asked(question, documents)
    if len(told) > 1 or (asked and told and fold(told[0]) not in asked):
        listed = " ; ".join(f"{name} {_markers(name, cited, documents)}" for name in told)
        markers = tuple(citation.marker for citation in cited if documents[citation.document_id].instrument)
        yield Notice(NoticeKind.SCOPE, phrase("instruments", question.language, instruments=listed), markers)


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


def _named(document: Document) -> str:
    """Title, with the version and the date where they are known."""
    version = f"version {document.version}" if document.version[:1].isdigit() else document.version
    return ", ".join(filter(None, (document.title, version, document.date)))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
