"""The left column: language, a fresh start, and the documents of the index."""

from __future__ import annotations

from typing import Final

import streamlit as st

from bbti_qa.dating import long_date
from bbti_qa.documents import Document
from bbti_qa.page.conversation import Conversation, Library
from bbti_qa.page.markdown import escape_label
from bbti_qa.page.words import LANGUAGES, Words

MOST_LISTED: Final = 60  # documents in the column: a browser draws them anew at every click


def choose_words() -> Words:
    """Draws the choice of language, French first, and gives the texts of the chosen one."""
    names = list(LANGUAGES)
    label = " · ".join(words.choose_language for words in LANGUAGES.values())
    chosen = st.sidebar.segmented_control(label, names, default=names[0], required=True, key="language")
    return LANGUAGES[chosen or names[0]]


def draw_sidebar(conversation: Conversation, library: Library, words: Words) -> None:
    """Draws the rest of the column."""
    with st.sidebar:
        st.button(words.new_conversation, icon=":material/add_comment:", on_click=conversation.restart, width="stretch")
    draw_documents(library.documents, words)


def draw_documents(documents: tuple[Document, ...], words: Words) -> None:
    """Lists in the column what the index holds, the first so many."""
    with st.sidebar:
        st.header(f"{words.documents} ({len(documents)})", anchor=False)
        for document in documents[:MOST_LISTED]:
            st.markdown(f"**{escape_label(document.title, 120)}**")
            st.caption(describe(document, words))
        if len(documents) > MOST_LISTED:
            st.caption(words.count_more_documents(len(documents) - MOST_LISTED))


def describe(document: Document, words: Words) -> str:
    """`3 pages · PDF · 2 mai 2024 · version 2`, of what is known."""
    version = f"version {document.version}" if document.version[:1].isdigit() else document.version
    facts = (
        words.count_pages(len(document.pages)),
        words.formats.get(document.format, document.format.upper()),
        long_date(document.date, words.language),
        version,
    )
    return " · ".join(escape_label(fact) for fact in facts if fact)
