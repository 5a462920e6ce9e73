"""Documents and passages to plain JSON values and back; the form that the index keeps and that the reading process
sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

from bbti_qa.documents import Block, BlockKind, Document, OffsetMap, Page, Passage, Place, Sentence, Span

Json = dict[str, Any]


def document_to_json(document: Document) -> Json:
    return head_to_json(document) | {"pages": [page_to_json(page) for page in document.pages]}


def document_from_json(row: Mapping[str, Any]) -> Document:
    """Raises KeyError, TypeError or ValueError for values that no document gave."""
    return head_from_json(row, tuple(map(page_from_json, row["pages"])))


def head_to_json(document: Document) -> Json:
    """All that is known of a document but its pages."""
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "format": document.format,
        "language": document.language,
        "date": document.date,
        "version": document.version,
        "source": document.source,
        "remarks": list(document.remarks),
        "status": document.status,
        "instrument": document.instrument,
        "valid_from": document.valid_from,
        "valid_to": document.valid_to,
        "replaces": list(document.replaces),
        "superseded_by": document.superseded_by,
        "copies": list(document.copies),
        "declared": list(document.declared),
    }


def head_from_json(row: Mapping[str, Any], pages: Sequence[Page]) -> Document:
    """What `head_to_json` gave, with its pages. Raises KeyError, TypeError or ValueError for values that no document gave."""
    return Document(
        id=row["id"],
        path=row["path"],
        title=row["title"],
        pages=pages,
        format=row["format"],
        language=row["language"],
        date=row["date"],
        version=row["version"],
        source=row["source"],
        remarks=tuple(row["remarks"]),
        status=row["status"],
        instrument=row["instrument"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        replaces=tuple(row["replaces"]),
        superseded_by=row["superseded_by"],
        copies=tuple(row["copies"]),
        declared=tuple(row["declared"]),
    )


def page_to_json(page: Page) -> Json:
    return {
        "number": page.number,
        "text": page.text,
        "blocks": [[block.kind.value, block.start, block.end, block.level] for block in page.blocks],
        "offsets": [list(run) for run in page.offsets.runs],
    } | ({"places": [[round(value, 1) for value in astuple(place)] for place in page.places]} if page.places else {})


def page_from_json(row: Mapping[str, Any]) -> Page:
    blocks = tuple(Block(BlockKind(kind), start, end, level) for kind, start, end, level in row["blocks"])
    runs = tuple((canonical, source, length) for canonical, source, length in row["offsets"])
    places = tuple(Place(int(place[0]), int(place[1]), *place[2:]) for place in row.get("places", ()))
    return Page(row["number"], row["text"], blocks, OffsetMap(runs), places)


def passage_to_json(passage: Passage) -> Json:
    return {
        "id": passage.id,
        "document": passage.document_id,
        "headings": list(passage.headings),
        "sentences": [[sentence.kind.value, _spans_to_json(sentence.spans)] for sentence in passage.sentences],
        "spans": _spans_to_json(passage.spans),
        "text": passage.text,
    }


def passage_from_json(row: Mapping[str, Any]) -> Passage:
    """Raises KeyError, TypeError or ValueError for values that no passage gave."""
    return Passage(
        id=row["id"],
        document_id=row["document"],
        headings=tuple(row["headings"]),
        sentences=tuple(Sentence(_spans_from_json(spans), BlockKind(kind)) for kind, spans in row["sentences"]),
        spans=_spans_from_json(row["spans"]),
        text=row["text"],
    )


def _spans_to_json(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.page, span.start, span.end] for span in spans]


def _spans_from_json(rows: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(page, start, end) for page, start, end in rows)
