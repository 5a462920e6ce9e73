"""What only the browser can do: keep in view what is to be read first, and say in which language the page is.

The page's policy lets no script run but those that it names by their hashes (`serving.security_headers`): these are constant.
"""

from __future__ import annotations

import streamlit as st

_SHOW_QUESTION = """
(() => {
  const show = () => {
    const messages = document.querySelectorAll('[data-testid="stChatMessage"]');
    const question = messages[messages.length - 2];
    if (!question) return;
    question.style.scrollMarginTop = '5rem';
    question.scrollIntoView({block: 'start'});
  };
  for (const wait of [50, 300, 800]) setTimeout(show, wait);
})();
"""
_SHOW_TOP = """
(() => {
  const show = () => {
    const title = document.querySelector('h1');
    if (!title || document.querySelector('[data-testid="stChatMessage"]')) return;
    title.style.scrollMarginTop = '6rem';
    title.scrollIntoView({block: 'start'});
  };
  for (const wait of [50, 300, 800]) setTimeout(show, wait);
})();
"""
_SET_LANGUAGE = {code: f"document.documentElement.lang = '{code}';" for code in ("fr", "en")}
SCRIPTS = (_SHOW_QUESTION, _SHOW_TOP, *_SET_LANGUAGE.values())
"""Every script that the page runs beside Streamlit's own."""


def show_last_question(number: int) -> None:
    """Scrolls to the last question: Streamlit goes to the end of the answer, below its sources. `number` is that of the question, so that each has its run."""
    st.html(
        f'<span hidden id="question-{number}"></span><script>{_SHOW_QUESTION}</script>', unsafe_allow_javascript=True
    )


def show_top() -> None:
    """Scrolls to the title: on a narrow screen Streamlit would begin at the last example."""
    st.html(f"<script>{_SHOW_TOP}</script>", unsafe_allow_javascript=True)


def set_language(language: str) -> None:
    """For screen readers and the browser's own words: `fr` or `en`."""
    st.html(f"<script>{_SET_LANGUAGE[language]}</script>", unsafe_allow_javascript=True)
