"""A statement as a brief shows it: cut where it leans or refers to a figure that is not there, with the exact places that prove it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bbti_qa.documents import BlockKind, Citation, Document, Span, Support, blocks_of
from bbti_qa.tasks.brief.brief import Audience, BriefSentence, Remark, SentenceKind
from bbti_qa.tasks.brief.openings import capitalised, without_connector
from bbti_qa.tasks.brief.statements import CUT, Statement, all_spans, language_of

_REFERENCE_TO_FIGURE = re.compile(
    r"\((?:voir|cf\.?|see)(?: (?:aussi|also))?(?: (?:la|le|les|l['’]|the))? ?(?:figures?|fig\.?|tableaux?|tables?|annexes?|encadrés?|box|section)[^()]{0,20}\)",
    re.IGNORECASE,
)
_LITERATURE = re.compile(r"\([A-ZÀ-Ý][\w’'. -]{1,40}, (?:19|20)\d\d(?: ?; ?[A-ZÀ-Ý][\w’'. -]{1,40}, (?:19|20)\d\d)*\)")
_CALL = re.compile(r" ?\((\d{1,2})\)")
_ARTICLE = re.compile(
    r"^\d{1,2}(?:\.\d{1,2})+\.? (?=[A-ZÀ-Þ«])"
)  # « 5.1 L'aide … »: the number of a rule is no part of it
_FOOTNOTE_NUMBER = re.compile(r"\s*\(?(\d{1,2})[).]? ")


def sentences_of(
    statement: Statement,
    likewise: Sequence[Statement] = (),
    *,
    follows: bool = False,
    audience: Audience = Audience.INSTITUTIONNEL,
    remarks: tuple[Remark, ...] = (),
) -> Iterator[BriefSentence]:
    """The sentence, then the items of its list. `follows`: the sentence before it in its document stands right before it here too."""
    whole = " ".join(statement.text.split())
    text = whole if follows else _without_connector(whole)
    places = [citations_of(statement.document, statement.spans)]
    places += [citations_of(other.document, all_spans(other)) for other in likewise]
    yield _sentence(text, _numbered(places), statement, SentenceKind.PROSE, audience, remarks)
    last = len(statement.items) - 1
    for at, item in enumerate(statement.items):
        shown = _as_item(item.text, at == last)
        own = _numbered([citations_of(statement.document, item.spans)])
        yield _sentence(shown, own, statement, SentenceKind.ITEM, audience, ())


def single_sentence(statement: Statement, audience: Audience, remarks: tuple[Remark, ...]) -> BriefSentence:
    """The statement with its list in one line."""
    parts = [_without_connector(" ".join(statement.text.split()))]
    parts += [_as_item(item.text, item is statement.items[-1]) for item in statement.items]
    citations = _numbered([citations_of(statement.document, all_spans(statement))])
    return _sentence(" ".join(parts), citations, statement, SentenceKind.PROSE, audience, remarks)


def joined_sentences(one: BriefSentence, other: BriefSentence) -> BriefSentence:
    """Both in a row, with the places and the remarks of both."""
    both = (one.support, other.support)
    support = Support.VERBATIM if both == (Support.VERBATIM, Support.VERBATIM) else Support.SUPPORTED
    return replace(
        other,
        text=f"{one.text} {other.text}",
        citations=_numbered([one.citations, other.citations]),
        support=support,
        remarks=tuple(dict.fromkeys((*one.remarks, *other.remarks))),
    )


def heading_sentence(statement: Statement) -> BriefSentence | None:
    """The heading over a statement, to be brought along; None where it has none of its own."""
    if statement.heading_span is None or not statement.headings:
        return None
    citations = _numbered([citations_of(statement.document, (statement.heading_span,))])
    text = " ".join(citations[0].quote.split()).rstrip(" .:")
    language = language_of(statement)
    return BriefSentence(text, citations, Support.VERBATIM, SentenceKind.HEADING, language)


def citations_of(document: Document, spans: Sequence[Span]) -> tuple[Citation, ...]:
    """One exact citation a span, numbered from 1."""
    return tuple(
        Citation(
            number,
            document.path,
            document.id,
            document.title,
            span.page,
            span.start,
            span.end,
            document.page(span.page).text[span.start : span.end],
            Support.VERBATIM,
        )
        for number, span in enumerate(spans, start=1)
    )


def shown(text: str, document: Document, audience: Audience) -> str:
    """`text` without footnote calls of the document's own, without "(voir la Figure 1)"; the public is spared "(Fischer, 2019)"."""
    calls = _own_calls(document)
    text = _CALL.sub(lambda match: "" if match[1] in calls else match[0], text)
    text = _REFERENCE_TO_FIGURE.sub(CUT, text)
    if audience is Audience.GRAND_PUBLIC:
        text = _LITERATURE.sub(CUT, text)
    return text


def _sentence(
    text: str,
    citations: tuple[Citation, ...],
    statement: Statement,
    kind: SentenceKind,
    audience: Audience,
    remarks: tuple[Remark, ...],
) -> BriefSentence:
    cleaned = shown(text, statement.document, audience)
    quotes = " ".join(" ".join(citation.quote.split()) for citation in citations)
    support = Support.VERBATIM if cleaned.rstrip(" .;") in quotes else Support.SUPPORTED
    return BriefSentence(cleaned, citations, support, kind, language_of(statement), remarks)


def _without_connector(text: str) -> str:
    text = _ARTICLE.sub("", text)
    rest = without_connector(text)
    return text if rest == text else f"{CUT} {capitalised(rest)}"


def _as_item(text: str, last: bool) -> str:
    """An item without the comma, the semicolon or the "et" that tied it to the next one."""
    text = " ".join(text.split())
    text = re.sub(r"^(?:et|and) ", "", text)
    text = re.sub(r"[,;]? ?(?:et|and)?$", "", text) if not text.endswith((".", "!", "?")) else text
    return f"{text.rstrip(' ,;.')}." if last else f"{text.rstrip(' ,;')}{'' if text.endswith('.') else ' ;'}"


def _numbered(places: Sequence[tuple[Citation, ...]]) -> tuple[Citation, ...]:
    """All citations of several places, numbered through, no place twice."""
    found: dict[tuple[str, int, int, int], Citation] = {}
    for citation in (citation for own in places for citation in own):
        found.setdefault((citation.document_id, citation.page, citation.start, citation.end), citation)
    return tuple(
        Citation(at, c.document, c.document_id, c.title, c.page, c.start, c.end, c.quote, c.support)
        for at, c in enumerate(found.values(), start=1)
    )


def _own_calls(document: Document) -> frozenset[str]:
    """The numbers of the document's own footnotes: "(4)" in its text then calls one."""
    return frozenset(
        match[1]
        for page in document.pages
        for block in blocks_of(page, BlockKind.FOOTNOTE)
        if (match := _FOOTNOTE_NUMBER.match(page.text[block.start : block.end]))
    )
