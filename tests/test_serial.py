"""Documents and passages survive the trip through JSON."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.documents import Block, BlockKind, Document, OffsetMap, Page, Passage, Sentence, Span
from bbti_qa.serial import document_from_json, document_to_json, passage_from_json, passage_to_json

NUMBERS = st.integers(0, 10**6)
SPANS = st.builds(Span, NUMBERS, NUMBERS, NUMBERS)
PAGES = st.builds(
    Page,
    NUMBERS,
    st.text(),
    st.lists(st.builds(Block, st.sampled_from(BlockKind), NUMBERS, NUMBERS, st.integers(0, 6)), max_size=3).map(tuple),
    st.builds(OffsetMap, st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=3).map(tuple)),
)
DOCUMENTS = st.builds(
    Document,
    *[st.text()] * 3,
    st.lists(PAGES, max_size=3).map(tuple),
    *[st.text()] * 5,
    st.lists(st.text(), max_size=3).map(tuple),
)
SENTENCES = st.builds(Sentence, st.lists(SPANS, min_size=1, max_size=3).map(tuple), st.sampled_from(BlockKind))
PASSAGES = st.builds(
    Passage,
    st.text(),
    st.text(),
    st.lists(st.text(), max_size=3).map(tuple),
    st.lists(SENTENCES, max_size=3).map(tuple),
    st.lists(SPANS, min_size=1, max_size=3).map(tuple),
    st.text(),
)


@given(DOCUMENTS)
def test_a_document_comes_back_as_it_was(document: Document) -> None:
    assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document


@given(PASSAGES)
def test_a_passage_comes_back_as_it_was(passage: Passage) -> None:
    assert passage_from_json(json.loads(json.dumps(passage_to_json(passage)))) == passage
