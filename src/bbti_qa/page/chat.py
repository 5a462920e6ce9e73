"""The conversation as drawn: questions, answers, and beside each answer its source."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bbti_qa.documents import Answer, Notice, NoticeKind, Outcome
from bbti_qa.page.conversation import Assistant, Conversation, Exchange, Library
from bbti_qa.page.faults import draw_fault
from bbti_qa.page.markdown import escape_markdown
from bbti_qa.page.passages import draw_passages
from bbti_qa.page.sources import choose_citation, draw_source
from bbti_qa.page.words import Words

Exporter = Callable[[Answer], str]

SECONDS_BETWEEN_LOOKS: Final = 0.1  # what a visitor does not notice

_WARNINGS: Final = (NoticeKind.PREMISE, NoticeKind.CONFLICT, NoticeKind.SUPERSESSION, NoticeKind.CHECKED)


def draw_conversation(conversation: Conversation, assistant: Assistant, export: Exporter, words: Words) -> bool:
    """All exchanges, oldest first; the open ones are then answered one after the other, and drawn as they go. True where there were any.

    A question that is sent meanwhile begins the page anew, which finds the exchanges as they stand by then.
    """
    open_ones: list[tuple[Exchange, DeltaGenerator, str]] = []
    for number, exchange in enumerate(conversation.exchanges):
        key = f"{conversation.number}-{number}"
        draw_question(exchange.question)
        if exchange.is_settled():
            draw_reply(exchange, assistant.snapshot, export, key, words)
        else:
            open_ones.append((exchange, st.container(), key))
    for exchange, place, key in open_ones:
        exchange.begin(assistant, conversation.history())
        with place:
            _wait_for(exchange, words)
            draw_reply(exchange, assistant.snapshot, export, key, words)
    return bool(open_ones)


def _wait_for(exchange: Exchange, words: Words) -> None:
    """Draws what is settled while the rest is written. Every look at the exchange draws, which lets Streamlit take the visitor's clicks."""
    live = st.empty()
    with st.spinner(words.thinking):
        shown = ""
        while not exchange.is_settled(SECONDS_BETWEEN_LOOKS):
            if exchange.told == shown:
                st.empty()
                continue
            shown = exchange.told
            with live.container(), st.chat_message("assistant", avatar=":material/menu_book:"):
                st.markdown(escape_markdown(shown))
                st.caption(words.writing)
    live.empty()


def draw_question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(escape_markdown(question))


def draw_reply(exchange: Exchange, library: Library, export: Exporter, key: str, words: Words) -> None:
    """The answer, or what went wrong. `key` is unique on the page."""
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        if exchange.error is not None:
            draw_fault(exchange.error, words)
        elif exchange.answer and exchange.answer.citations:
            _draw_cited_answer(exchange.answer, library, export, key, words)
        elif exchange.answer:
            _draw_answer(exchange.answer, words)
            _draw_extras(exchange.answer, export, key, words)


def marked_text(answer: Answer) -> str:
    """The answer as Markdown, its markers bold (a colour would make links of them); everything else reads as it stands."""
    text = escape_markdown(answer.text)
    for citation in answer.citations:
        text = text.replace(f"\\[{citation.marker}\\]", f"**\\[{citation.marker}\\]**")
    return text


def _draw_cited_answer(answer: Answer, library: Library, export: Exporter, key: str, words: Words) -> None:
    answer_side, source_side = st.columns([3, 2], gap="medium")
    with answer_side:
        _draw_answer(answer, words)
        citation = choose_citation(answer, key, words)
        _draw_extras(answer, export, key, words)
    with source_side:
        draw_source(citation, library, key, words)


def _draw_answer(answer: Answer, words: Words) -> None:
    outcome = words.outcomes.get(answer.outcome, "")
    if outcome:
        st.badge(outcome, color="red" if answer.outcome is Outcome.REFUSED else "orange")
    elif answer.verdict is not None:
        st.badge(words.verdicts[answer.verdict], color="blue")
    if answer.text != f"{outcome}.":  # the badge says that already
        st.markdown(marked_text(answer))
    for notice in answer.notices:
        _draw_notice(notice, words)


def _draw_notice(notice: Notice, words: Words) -> None:
    markers = "".join(f" \\[{marker}\\]" for marker in notice.citations)
    icon = ":material/warning:" if notice.kind in _WARNINGS else ":material/info:"
    st.info(f"**{words.notices[notice.kind]}** · {escape_markdown(notice.text)}{markers}", icon=icon)


def _draw_extras(answer: Answer, export: Exporter, key: str, words: Words) -> None:
    draw_passages(answer, words)
    text = export(answer)
    with st.popover(words.export, icon=":material/content_copy:"):
        st.code(text, language=None, wrap_lines=True)
        st.download_button(
            words.download,
            text,
            f"{words.answer_file}-{key}.md",
            "text/markdown",
            key=f"download-{key}",
            on_click="ignore",
        )
