"""The nearest passages: where the assistant looked."""

from __future__ import annotations

import streamlit as st

from bbti_qa.documents import Answer, ConsideredPassage
from bbti_qa.page.markdown import escape_label, escape_markdown
from bbti_qa.page.words import Words


def draw_passages(answer: Answer, words: Words) -> None:
    """The passages considered, best first, in a section that starts closed; nothing when there are none."""
    if not answer.passages:
        return
    with st.expander(words.looked.format(count=len(answer.passages))):
        for passage in answer.passages:
            _draw_passage(passage, words)


def _draw_passage(passage: ConsideredPassage, words: Words) -> None:
    place = words.short_page.format(number=passage.pieces[0].page)
    path = " › ".join((passage.title, *passage.headings))
    st.markdown(f":blue[**{escape_label(path, 200)}**], {place}")
    st.caption(escape_markdown(passage.text))
