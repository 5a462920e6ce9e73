"""The review panel: a text in, its sentences marked with what the documents say of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from bbti_qa.assistant import Assistant
from bbti_qa.entailment import Entailment
from bbti_qa.errors import BbtiError
from bbti_qa.language import Language
from bbti_qa.page.downloads import draw_downloads
from bbti_qa.page.faults import Said, draw_fault
from bbti_qa.page.markdown import escape_markdown
from bbti_qa.page.progress import show_share
from bbti_qa.page.sending import tell_of_sending
from bbti_qa.page.words import Words
from bbti_qa.settings import load_settings
from bbti_qa.tasks.review import Review, ReviewedSentence, Standing, review, to_docx, to_html, to_markdown
from bbti_qa.tasks.review.marking import differences, found_by, remarks_of, words_of
from bbti_qa.tasks.review.reviewing import LONGEST, sentences_of
from bbti_qa.typography import all_tied, quoted
from bbti_qa.wiring import open_entailment

_COLOURS: Final = {
    Standing.SUPPORTED: "green",
    Standing.CONTRADICTED: "red",
    Standing.ABSENT: "orange",
    Standing.OPINION: "gray",
}


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """The panel's texts in one language; Markdown that the page trusts."""

    explanation: str
    text: str
    hint: str
    start: str
    working: str
    only_open: str
    passage: str
    empty: str
    nothing_said: str
    too_long: str
    file: str


FRENCH: Final = all_tied(
    ReviewWords(
        explanation=(
            "Collez un texte : pour chaque phrase, la page dit si les documents la **soutiennent**, la **contredisent** "
            "ou n’en **parlent pas**, et montre le passage."
        ),
        text="Texte à relire",
        hint="Le programme dispose de 60 M€…",
        start="Relire",
        working="Lecture des documents…",
        only_open="Ne montrer que ce qui reste à vérifier",
        passage="{title}, p. {page}",
        empty="Le texte est vide. Collez au moins une phrase à relire.",
        nothing_said="Aucune phrase de ce texte ne peut être vérifiée. Donnez des phrases entières.",
        too_long="Le texte compte {count} caractères ; {most} au plus sont relus à la fois. Donnez-le en plusieurs parties.",
        file="relecture",
    )
)
ENGLISH: Final = ReviewWords(
    explanation=(
        "Paste a text: for each sentence, the page says whether the documents **support** it, **contradict** it "
        "or **do not speak** of it, and shows the passage."
    ),
    text="Text to review",
    hint="The programme has a budget of 60 million euros…",
    start="Review",
    working="Reading the documents…",
    only_open="Show only what is left to check",
    passage="{title}, p. {page}",
    empty="The text is empty. Paste at least one sentence to review.",
    nothing_said="No sentence of this text can be checked. Give whole sentences.",
    too_long="The text has {count} characters; at most {most} are reviewed at once. Give it in parts.",
    file="review",
)


def draw_review(assistant: Assistant, words: Words) -> None:
    """Draws the panel; the session keeps the last review."""
    own = ENGLISH if words.language == "en" else FRENCH
    st.markdown(own.explanation)
    tell_of_sending(assistant, words.language)
    with st.form("review-form", border=False):
        text = st.text_area(own.text, key="review-text", height=220, placeholder=own.hint, persist_state="session")
        asked = st.form_submit_button(own.start, icon=":material/spellcheck:", type="primary")
    if asked:
        st.session_state["review"] = _reviewed(text, assistant, words, own)
    found = st.session_state.get("review")
    if isinstance(found, Review):
        _draw_found(found, own)


def _reviewed(text: str, assistant: Assistant, words: Words, own: ReviewWords) -> Review | None:
    try:
        _check(text, own)
        with st.spinner(own.working):
            progress = _progress() if assistant.writer else None
            entailment = _entailment(load_settings().entailment)
            language: Language = "en" if words.language == "en" else "fr"
            return review(text, assistant, language=language, progress=progress, entailment=entailment)
    except BbtiError as error:
        draw_fault(error, words)
        return None


@st.cache_resource(max_entries=1, show_spinner=False)
def _entailment(name: str) -> Entailment | None:
    """The model that `BBTI_QA_ENTAILMENT` names, opened once; None for no name. Raises EncoderError."""
    return open_entailment(load_settings()) if name else None


def _check(text: str, own: ReviewWords) -> None:
    """Raises Said, where `review` would refuse the text."""
    if not text.strip():
        raise Said(own.empty)
    if len(text) > LONGEST:
        raise Said(own.too_long.format(count=len(text), most=LONGEST))
    if not any(sentences_of(text)):
        raise Said(own.nothing_said)


def _progress() -> Callable[[int, int], None]:
    """A bar for the sentences of a text; a model takes its time for each that the rules do not place."""
    bar = st.progress(0.0)
    return lambda done, total: show_share(bar, done, total)


def _draw_found(found: Review, own: ReviewWords) -> None:
    names = words_of(found.language)
    with st.container(horizontal=True):  # as many beside each other as a narrow screen holds
        for standing in Standing:
            st.metric(names[standing.value], found.count(standing), width="content")
    for remark in remarks_of(found):
        st.caption(escape_markdown(remark))
    only_open = st.toggle(own.only_open, key="review-open")
    for sentence in found.sentences:
        if not only_open or sentence.standing in (Standing.CONTRADICTED, Standing.ABSENT):
            _draw_sentence(sentence, found, own)
    makers: Mapping[str, Callable[[Review], bytes | str]] = {".docx": to_docx, ".html": to_html, ".md": to_markdown}
    draw_downloads(own.file, {ending: partial(make, found) for ending, make in makers.items()}, "review")


def _draw_sentence(sentence: ReviewedSentence, found: Review, own: ReviewWords) -> None:
    colour = _COLOURS[sentence.standing]
    label = words_of(found.language)[sentence.standing.value]
    with st.container(border=True):
        st.markdown(f":{colour}-badge[{label}] {escape_markdown(sentence.text)}")
        if sentence.findings:
            st.markdown(f":{colour}[{escape_markdown(differences(sentence, found.language))}]")
        for citation in sentence.citations:
            place = own.passage.format(title=citation.title, page=citation.page)
            st.caption(f"{escape_markdown(place)} — {quoted(escape_markdown(citation.quote), found.language)}")
        if sentence.found_by:
            st.caption(escape_markdown(found_by(sentence, found.language)))
