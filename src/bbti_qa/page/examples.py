"""Example questions that the open index answers: those of the programme where its documents are about it, else from their own headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import Final

import streamlit as st

from bbti_qa.assistant import Assistant
from bbti_qa.documents import BlockKind, Document, Outcome, blocks_of
from bbti_qa.page.conversation import Conversation
from bbti_qa.page.markdown import escape_label
from bbti_qa.page.opening import state_of
from bbti_qa.page.words import Groups, Words
from bbti_qa.settings import load_settings

MOST_SHOWN: Final = 6  # questions made of headings
MOST_TRIED: Final = 12  # of them; each costs a tenth of a second when the index is first shown
LONGEST: Final = 90  # characters of a heading that fits a button
_PROGRAMME: Final = re.compile(r"\bBBTI\b|\bbioth[ée]rapies et bioproduction\b", re.IGNORECASE)


def is_about_programme(documents: Sequence[Document]) -> bool:
    """Whether a title names the programme that the page was made for, or half of the first pages do."""
    if any(_PROGRAMME.search(document.title) for document in documents):
        return True
    naming = sum(bool(_PROGRAMME.search(document.pages[0].text)) for document in documents if document.pages)
    return 0 < len(documents) <= 2 * naming


def examples_of(assistant: Assistant, words: Words) -> Groups:
    """Groups of questions, each with its name; every one of them is answered. Found once for a state of the index."""
    return _found(state_of(load_settings()), assistant.snapshot.id, words.language, assistant, words)


def draw_examples(conversation: Conversation, examples: Groups) -> None:
    """A column for each group, below each other on a narrow screen; a question that is clicked is asked."""
    if not examples:
        return
    for column, (group, questions) in zip(st.columns(len(examples)), examples, strict=True):
        column.markdown(f"**{group}**")
        for question in questions:
            column.button(
                escape_label(question, 160),
                key=f"example-{question}",
                width="stretch",
                on_click=conversation.add,
                args=(question,),
            )


@st.cache_resource(max_entries=4, show_spinner=False)
def _found(state: str, snapshot: str, language: str, _assistant: Assistant, _words: Words) -> Groups:
    plain = _assistant.extractive()

    def is_answered(question: str) -> bool:
        return plain.answer(question).outcome is Outcome.ANSWERED

    groups = _words.example_groups
    if not groups:
        tried = islice(made_of_headings(plain.snapshot.documents, _words), MOST_TRIED)
        groups = ((_words.from_documents, tuple(islice(filter(is_answered, tried), MOST_SHOWN))),)
    kept = ((name, tuple(filter(is_answered, questions))) for name, questions in groups)
    return tuple((name, questions) for name, questions in kept if questions)


def made_of_headings(documents: Iterable[Document], words: Words) -> Iterator[str]:
    """Headings that are questions as they stand, and questions for the parts that the others head; one of each document in turn.

    A heading of several documents names no part of any.
    """
    own = [_headings(document) for document in documents]
    count = Counter(chain.from_iterable(own))
    for heading in chain.from_iterable(zip_longest(*own)):
        if heading is not None and count[heading] == 1:
            yield heading if heading.endswith("?") else words.ask_part.replace("{heading}", heading)


def _headings(document: Document) -> list[str]:
    """The headings below the title that fit a button, questions first."""
    texts = (
        " ".join(page.text[block.start : block.end].split())
        for page in document.pages
        for block in blocks_of(page, BlockKind.HEADING)
    )
    fitting = dict.fromkeys(
        text for text in texts if any(map(str.isalpha, text)) and len(text) <= LONGEST and text != document.title
    )
    return sorted(fitting, key=lambda heading: not heading.endswith("?"))
