"""« Que dit la conclusion ? »: the sentences of the part that a question asks about as a whole."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from bbti_qa.documents import BlockKind, Evidence, Hit, Passage
from bbti_qa.evidence import is_of_title_page, is_table_head
from bbti_qa.reading.library import Library
from bbti_qa.reading.within import shares_of
from bbti_qa.understanding import Question

MOST_OVERVIEWS = 3  # documents of which one answer tells what a part says

_RUNNING = (BlockKind.PROSE, BlockKind.ITEM, BlockKind.ROW)  # of which the text of a part is made


def overview(library: Library, question: Question, most: int) -> tuple[Hit, ...]:
    """The first passages of the part that is asked about, `most` in all, of each document that has it; none where too many have."""
    shares = shares_of(library, question.within)
    if shares is None or (shares == shares[0]).all():
        return ()
    parts: dict[str, list[Passage]] = {}
    for row in (shares == 1.0).nonzero()[0].tolist():  # only these are read: an index may be large
        passage = library.snapshot.passages[row]
        parts.setdefault(passage.document_id, []).append(passage)
        if len(parts) > MOST_OVERVIEWS:
            return ()
    each = most // len(parts)
    return tuple(Hit(passage, 1.0, 1.0, 1.0) for part in parts.values() for passage in part[:each])


def _is_row_of(question: Question, item: Evidence) -> bool:
    """Whether it is anything but a row of a table that says nothing: its head, or one that is not about the thing of which an account is wanted."""
    if item.sentence.kind is not BlockKind.ROW:
        return True
    return not is_table_head(item.text) and (not question.subject or item.why["coverage"] > 0.0)


def in_turn(library: Library, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """The sentences of `hits` in reading order, one of each document after the other."""
    parts: dict[str, list[Evidence]] = {}
    for item in sorted(library.evidence(question, hits), key=lambda item: item.sentence.spans[0]):
        if (
            item.sentence.kind in _RUNNING
            and not is_of_title_page(item.sentence, item.text)
            and _is_row_of(question, item)
        ):
            parts.setdefault(item.document.id, []).append(replace(item, score=1.0))
    turns = itertools.zip_longest(*parts.values())
    return tuple(item for turn in turns for item in turn if item is not None)
