"""The page, top to bottom: its head, the choice of a panel, the panel."""

from __future__ import annotations

from typing import Final

import streamlit as st

from bbti_qa.assistant import Assistant
from bbti_qa.page.chat import draw_conversation
from bbti_qa.page.conversation import Conversation
from bbti_qa.page.examples import draw_examples, examples_of, is_about_programme
from bbti_qa.page.panels import CHAT, choose_panel
from bbti_qa.page.scrolling import set_language, show_last_question, show_top
from bbti_qa.page.sidebar import choose_words, draw_documents, draw_sidebar
from bbti_qa.page.words import FRENCH, Words, words_elsewhere
from bbti_qa.presentation import to_markdown

QUESTION: Final = "question"

_STYLE = """<style>
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: #4a5563; opacity: 1; }
[data-testid="stMarkdownContainer"] blockquote, [data-testid="stMarkdownContainer"] blockquote p { color: #1c2733; opacity: 1; }
[data-testid="stButtonGroup"] [role="radiogroup"], [data-testid="stButtonGroup"] { flex-wrap: wrap; overflow: visible; }
[data-testid="stButtonGroup"] button { max-width: 100%; height: auto; }
[data-testid="stButtonGroup"] button p { white-space: normal; overflow-wrap: anywhere; text-align: left; }
[data-testid="stMarkdownContainer"]:has(> table) { overflow-x: auto; }
[data-testid="stMarkdownContainer"] th { vertical-align: bottom; }
[data-testid="stMainBlockContainer"] { padding-top: 4rem; }
[class*="st-key-example-"] button { height: auto; padding: 0.5rem 0.75rem; }
[class*="st-key-example-"] button > * { width: 100%; justify-content: flex-start; }
[class*="st-key-example-"] button [data-testid="stMarkdownContainer"] { text-align: left; }
[class*="st-key-example-"] button p { white-space: normal; }
[class*="st-key-scope-evidence"] blockquote { margin-top: 0; }
</style>"""
"""Captions and quotes dark enough to be read (7:1 on white), sources that do not fit beside each other below each other, each with its
whole name, and tables that are scrolled where the page is too narrow for them. Examples read as a list; a quote stands by its caption."""

_FRENCH_STYLE = """<style>
[data-testid="InputInstructions"], [data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
[class*="st-key-eligibility"] [data-testid="InputInstructions"] { display: revert; }
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { content: "Choisir…"; font-size: 1rem; }
</style>"""
"""Streamlit's own words are English and cannot be set: “Press Ctrl+Enter to submit form”, “Upload”, “10MB per file”. The counters of letters stay."""


def start_page() -> Words:
    """What comes before anything can go wrong: the page's frame and its language."""
    st.set_page_config(page_title=FRENCH.title, layout="wide", initial_sidebar_state="auto")
    st.html(_STYLE)
    words = choose_words()
    if words.language == "fr":
        st.html(_FRENCH_STYLE)
    set_language(words.language)
    return words


def draw_page(assistant: Assistant, words: Words) -> None:
    """Draws the title, the choice of a panel, and the chosen one."""
    if not is_about_programme(assistant.snapshot.documents):
        words = words_elsewhere(words)
        st.set_page_config(page_title=words.title)
    st.title(words.title, anchor=False)
    panel = choose_panel(words)
    if panel.key != CHAT:  # the conversation has its own button above the documents
        draw_documents(assistant.snapshot.documents, words)
    panel.draw(assistant, words)


def draw_chat(assistant: Assistant, words: Words) -> None:
    """Draws the conversation, and answers what is open in it. The session keeps it while other panels are shown."""
    st.markdown(words.explanation)
    conversation = st.session_state.setdefault("conversation", Conversation())
    examples = examples_of(assistant, words)
    draw_sidebar(conversation, assistant.snapshot, words)
    st.chat_input(words.ask, key=QUESTION, on_submit=_take, args=(conversation,))
    if not conversation.exchanges:
        st.info(words.welcome if examples else words.welcome_alone, icon=":material/forum:")
        draw_examples(conversation, examples)
        show_top()
    if draw_conversation(conversation, assistant, to_markdown, words):
        show_last_question(len(conversation.exchanges))


def _take(conversation: Conversation) -> None:
    """Keeps a question as soon as it is sent: before the page is drawn, which the next click may break off."""
    conversation.add(st.session_state[QUESTION])
