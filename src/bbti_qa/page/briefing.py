"""The briefs panel: a topic in, a brief with its footnotes out, as Word, HTML or Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bbti_qa.assistant import Assistant
from bbti_qa.errors import BbtiError
from bbti_qa.language import Language
from bbti_qa.manuscript import FORMATS, Heading, Manuscript, Paragraph, ParagraphStyle, Picture, Run, Table
from bbti_qa.page.downloads import draw_downloads
from bbti_qa.page.faults import Said, draw_fault
from bbti_qa.page.markdown import escape_label, escape_markdown
from bbti_qa.page.progress import show_share
from bbti_qa.page.words import Words
from bbti_qa.tasks.brief import Audience, BriefRequest, Length, Progress, Template, to_manuscript, write_brief
from bbti_qa.typography import all_tied

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class BriefWords:
    """The panel's texts in one language; Markdown that the page trusts."""

    explanation: str
    topic: str
    hint: str
    template: str
    templates: dict[Template, str]
    length: str
    lengths: dict[Length, str]
    audience: str
    audiences: dict[Audience, str]
    language: str
    date: str
    ledger: str
    start: str
    working: str
    writing: str
    notes: str
    margin: str
    no_topic: str
    file: str


FRENCH: Final = all_tied(
    BriefWords(
        explanation="Donnez un sujet : la note est faite des phrases des documents, **chacune avec sa note de bas de page**.",
        topic="Sujet",
        hint="la gouvernance du programme",
        template="Modèle",
        templates={
            Template.NOTE: "Note",
            Template.FICHE: "Fiche",
            Template.COMMUNIQUE: "Communiqué",
            Template.FAQ: "Questions et réponses",
            Template.CHRONOLOGIE: "Chronologie",
        },
        length="Longueur",
        lengths={Length.SHORT: "Courte", Length.PAGE: "Une page"},
        audience="Public",
        audiences={Audience.GRAND_PUBLIC: "Grand public", Audience.INSTITUTIONNEL: "Institutionnel"},
        language="Langue",
        date="Date",
        ledger="Joindre le registre des faits",
        start="Rédiger",
        working="Lecture des documents…",
        writing="Rédaction par {model}…",
        notes="Notes et sources ({count})",
        margin="À vérifier",
        no_topic="Le sujet est vide. Donnez-le en quelques mots, par exemple « la gouvernance du programme ».",
        file="fiche",
    )
)
ENGLISH: Final = BriefWords(
    explanation="Give a topic: the brief is made of the documents' sentences, **each with its footnote**.",
    topic="Topic",
    hint="the governance of the programme",
    template="Template",
    templates={
        Template.NOTE: "Note",
        Template.FICHE: "Fact sheet",
        Template.COMMUNIQUE: "Press release",
        Template.FAQ: "Questions and answers",
        Template.CHRONOLOGIE: "Timeline",
    },
    length="Length",
    lengths={Length.SHORT: "Short", Length.PAGE: "One page"},
    audience="Audience",
    audiences={Audience.GRAND_PUBLIC: "General public", Audience.INSTITUTIONNEL: "Institutional"},
    language="Language",
    date="Date",
    ledger="Add the ledger of facts",
    start="Write",
    working="Reading the documents…",
    writing="Written by {model}…",
    notes="Notes and sources ({count})",
    margin="To check",
    no_topic="The topic is empty. Give it in a few words, for example “the governance of the programme”.",
    file="brief",
)


def draw_brief(assistant: Assistant, words: Words) -> None:
    """Draws the panel; the session keeps the last brief."""
    own = ENGLISH if words.language == "en" else FRENCH
    st.markdown(own.explanation)
    request, ledger = _draw_form(own, words)
    if request is not None:
        st.session_state["brief"] = _written(request, ledger, assistant, words, own)
    found = st.session_state.get("brief")
    if isinstance(found, Manuscript):
        draw_downloads(own.file, {ending: partial(write, found) for ending, write in FORMATS.items()}, "brief")
        _Preview(found, own).draw()


def _draw_form(own: BriefWords, words: Words) -> tuple[BriefRequest | None, bool]:
    """What is asked for once the button is pressed, else None; and whether with the ledger."""
    with st.form("brief-form", border=False):
        topic = st.text_input(own.topic, key="brief-topic", placeholder=own.hint, persist_state="session")
        left, middle, right = st.columns(3)
        template = _choose(left, own.template, own.templates, "brief-template")
        length = _choose(middle, own.length, own.lengths, "brief-length", at=1)
        audience = _choose(right, own.audience, own.audiences, "brief-audience", at=1)
        names: dict[Language, str] = {"fr": "Français", "en": "English"}
        language = _choose(
            left, own.language, names, f"brief-language-{words.language}", at=int(words.language == "en")
        )
        date = middle.date_input(own.date, dt.date.today(), key="brief-date", format="DD/MM/YYYY")
        ledger = right.checkbox(own.ledger, value=True, key="brief-ledger")
        asked = st.form_submit_button(own.start, icon=":material/article:", type="primary")
    if not asked:
        return None, ledger
    return BriefRequest(topic, date.isoformat(), length, audience, language, template), ledger


def _choose(place: DeltaGenerator, label: str, names: Mapping[Choice, str], key: str, at: int = 0) -> Choice:
    """A choice by its name; the one at `at` to begin with."""
    chosen = place.selectbox(label, list(names.values()), index=at, key=key)
    return next(choice for choice, name in names.items() if name == chosen)


def _written(
    request: BriefRequest, ledger: bool, assistant: Assistant, words: Words, own: BriefWords
) -> Manuscript | None:
    try:
        if not any(map(str.isalnum, request.topic)):
            raise Said(own.no_topic)
        with st.spinner(own.working):
            documents = {document.id: document for document in assistant.snapshot.documents}
            written = write_brief(assistant, request, _progress(assistant, own))
            return to_manuscript(written, documents, with_ledger=ledger)
    except BbtiError as error:
        draw_fault(error, words)
        return None


def _progress(assistant: Assistant, own: BriefWords) -> Progress | None:
    """A bar for the parts that a model writes; without a model a brief is there at once."""
    if assistant.writer is None:
        return None
    bar = st.progress(0.0, own.writing.format(model=escape_label(assistant.engine, 80)))
    return lambda done, total: show_share(bar, done, total)


class _Preview:
    """The brief on the page, with the numbers of its footnotes, and the footnotes below."""

    def __init__(self, manuscript: Manuscript, own: BriefWords) -> None:
        self._manuscript = manuscript
        self._own = own
        self._notes: list[str] = []

    def draw(self) -> None:
        with st.container(border=True):
            st.header(escape_markdown(self._manuscript.title), anchor=False)
            st.caption(escape_markdown(" · ".join([self._manuscript.kind, *self._manuscript.details])))
            for block in self._manuscript.blocks:
                if isinstance(block, Heading):
                    st.subheader(escape_label(block.text, 200), anchor=False)
                elif isinstance(block, Paragraph):
                    self._paragraph(block)
                elif isinstance(block, Table):
                    self._table(block)
                elif isinstance(block, Picture):
                    st.image(block.png, caption=block.description)
        with st.expander(self._own.notes.format(count=len(self._notes))):
            for number, note in enumerate(self._notes, start=1):
                st.markdown(f"{number}\\. {note}")

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = "".join(map(self._run, paragraph.runs))
        st.markdown(f"- {text}" if paragraph.style is ParagraphStyle.ITEM else text)
        for run in paragraph.runs:
            if run.comment:
                st.warning(f"**{self._own.margin}** · {escape_markdown(run.comment)}", icon=":material/warning:")

    def _table(self, table: Table) -> None:
        lines = [table.head or tuple("" for _ in table.widths), tuple("---" for _ in table.widths)]
        rows = ["| " + " | ".join(map(escape_markdown, lines[0])) + " |", "| " + " | ".join(lines[1]) + " |"]
        rows += ["| " + " | ".join("".join(map(self._run, cell)) for cell in row) + " |" for row in table.rows]
        st.markdown("\n".join(rows))
        for comment in (run.comment for row in table.rows for cell in row for run in cell if run.comment):
            st.warning(f"**{self._own.margin}** · {escape_markdown(comment)}", icon=":material/warning:")

    def _run(self, run: Run) -> str:
        core = escape_markdown(" ".join(run.text.split()))
        before = " " if run.text[:1].isspace() else ""
        after = " " if run.text[-1:].isspace() and core else ""
        mark = "**" if run.bold and core else "_" if run.italic and core else ""
        call = ""
        if run.note:
            self._notes.append("".join(escape_markdown(piece.text) for piece in run.note))
            call = f" :blue[**\\[{len(self._notes)}\\]**]"
        return f"{before}{mark}{core}{mark}{after}{call}"
