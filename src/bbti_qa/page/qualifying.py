"""The panel that compares a project or a team with the criteria of the documents: a form, a table, questions to send, downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from bbti_qa.assistant import Assistant
from bbti_qa.dating import long_date
from bbti_qa.documents import Citation, Verdict
from bbti_qa.errors import BbtiError
from bbti_qa.language import Language
from bbti_qa.page.downloads import draw_downloads
from bbti_qa.page.faults import Said, draw_fault
from bbti_qa.page.markdown import escape_label, escape_markdown, highlight
from bbti_qa.page.opening import state_of
from bbti_qa.page.sending import tell_of_sending
from bbti_qa.page.sources import cited_page, excerpt
from bbti_qa.page.words import Words
from bbti_qa.settings import load_settings
from bbti_qa.tasks.eligibility import Assessment, Overall, Row, application_of, assess, read_criteria
from bbti_qa.tasks.eligibility.export import said_text, to_docx, to_html, to_markdown, to_xlsx
from bbti_qa.tasks.eligibility.wording import overall_text, text, verdict_text
from bbti_qa.typography import colon, quoted, typeset
from bbti_qa.wiring import open_criteria, open_programme

_COLOURS: Final = {Verdict.YES: "green", Verdict.NO: "red", Verdict.CONDITIONAL: "orange", Verdict.UNKNOWN: "gray"}
_ICONS: Final = {
    Overall.ELIGIBLE: ":material/check_circle:",
    Overall.CONDITIONAL: ":material/rule:",
    Overall.TO_CONFIRM: ":material/help:",
    Overall.NOT_ELIGIBLE: ":material/cancel:",
}
_OVERALL_BOX: Final[dict[Overall, Callable[..., object]]] = {
    Overall.ELIGIBLE: st.success,
    Overall.CONDITIONAL: st.success,
    Overall.TO_CONFIRM: st.info,
    Overall.NOT_ELIGIBLE: st.error,
}
_INSTRUMENTS: Final = ("AMI", "AAP", "projet prioritaire")

# What the form says, in French and in English.
_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "explain": (
        "Décrivez un projet ou une équipe en quelques lignes, ou remplissez le formulaire ; tout est facultatif.  \n"
        "Chaque critère des documents est comparé à ce que vous dites, avec son passage. Ce que les documents ne disent pas reste à confirmer.",
        "Describe a project or a team in a few lines, or fill in the form; everything is optional.  \n"
        "Each criterion of the documents is compared with what you say, with its passage. What the documents do not say remains to be confirmed.",
    ),
    "description": ("Votre projet ou votre équipe", "Your project or your team"),
    "example": (
        "Équipe Inserm, production de vecteurs viraux, avec un CHU et une PME. Nous demandons 450 k€ sur 36 mois et répondons à l’AAP.",
        "Inserm team, production of viral vectors, with a university hospital and a company. We request €450,000 over 36 months from the call for projects.",
    ),
    "form": ("Formulaire court", "Short form"),
    "theme": ("Thème", "Theme"),
    "applicant": ("Porteur", "Applicant"),
    "partners": ("Partenaires", "Partners"),
    "country": ("Pays", "Countries"),
    "stage": ("Stade (TRL ou mots)", "Stage (TRL or words)"),
    "instrument": ("Appel", "Call"),
    "choose": ("Choisir ou écrire", "Choose or write"),
    "budget": ("Montant demandé, en euros", "Amount requested, in euros"),
    "duration": ("Durée, en mois", "Duration, in months"),
    "start": ("Début", "Start"),
    "submission": ("Dépôt", "Submission"),
    "compare": ("Comparer aux documents", "Compare with the documents"),
    "wait": ("Comparaison aux documents…", "Comparing with the documents…"),
    "file": ("eligibilite", "eligibility"),
    "download": ("Télécharger le tableau", "Download the table"),
    "nothing": (
        "Rien n’est décrit. Donnez quelques lignes sur le projet ou l’équipe, ou remplissez le formulaire.",
        "Nothing is described. Give a few lines about the project or the team, or fill in the form.",
    ),
    "to_whom": ("En français et en anglais, à copier :", "In French and in English, to copy:"),
}


def draw_eligibility(assistant: Assistant, words: Words) -> None:
    """The form, and below it the last table; the session keeps both while other panels are shown."""
    language: Language = "en" if words.language == "en" else "fr"
    st.markdown(_said("explain", language))
    tell_of_sending(assistant, words.language)
    fields = _draw_form(language)
    if fields is not None:
        st.session_state["eligibility-asked"] = fields
    asked = st.session_state.get("eligibility-asked")
    if asked is None:
        return
    try:
        with st.spinner(_said("wait", language)):
            assessment = _assess(assistant, asked, language)
    except BbtiError as error:
        draw_fault(error, words)
    else:
        _draw_assessment(assessment, assistant, language)


def _assess(assistant: Assistant, fields: dict[str, object], language: Language) -> Assessment:
    """Kept for the visitor as long as nothing that it depends on changes: a model is not asked again at every click."""
    key = (assistant.snapshot.id, assistant.engine, state_of(load_settings()), fields, language)
    kept: tuple[object, Assessment] | None = st.session_state.get("eligibility-found")
    if kept is None or kept[0] != key:
        kept = (key, _compared(assistant, fields, language))
        st.session_state["eligibility-found"] = kept
    return kept[1]


def _compared(assistant: Assistant, fields: dict[str, object], language: Language) -> Assessment:
    if not any(character.isalnum() for value in fields.values() for character in str(value)):
        raise Said(_said("nothing", language))
    application = application_of(**fields)  # type: ignore[arg-type]
    settings = load_settings()
    criteria = read_criteria(assistant, open_criteria(settings), open_programme(settings))
    return assess(assistant, application, date.today(), criteria, language)


def _draw_form(language: Language) -> dict[str, object] | None:
    """The fields as they were sent, or None where nothing was sent in this run."""
    with st.form("eligibility-form", enter_to_submit=False):
        description = st.text_area(
            _said("description", language),
            placeholder=_said("example", language),
            height=140,
            max_chars=8000,
            key="eligibility-description",
            persist_state="session",
        )
        with st.expander(_said("form", language)):
            fields = _draw_fields(language)
        sent = st.form_submit_button(_said("compare", language), type="primary", icon=":material/fact_check:")
    return {"description": description or "", **fields} if sent else None


def _draw_fields(language: Language) -> dict[str, object]:
    left, middle, right = st.columns(3)
    fields: dict[str, object] = {}
    for column, names in ((left, ("theme", "applicant", "partners")), (middle, ("country", "stage"))):
        for name in names:
            fields[name] = column.text_input(
                _said(name, language), max_chars=500, key=f"eligibility-{name}", persist_state="session"
            )
    fields["instrument"] = middle.selectbox(
        _said("instrument", language),
        _INSTRUMENTS,
        index=None,
        accept_new_options=True,
        placeholder=_said("choose", language),
        key="eligibility-instrument",
        persist_state="session",
    )
    fields["budget"] = right.number_input(
        _said("budget", language),
        min_value=0,
        value=None,
        step=10_000,
        key="eligibility-budget",
        persist_state="session",
    )
    fields["duration"] = right.number_input(
        _said("duration", language),
        min_value=1,
        value=None,
        step=6,
        key="eligibility-duration",
        persist_state="session",
    )
    for column, name in ((left, "start"), (middle, "submission")):
        fields[name] = column.date_input(
            _said(name, language), value=None, format="DD/MM/YYYY", key=f"eligibility-{name}", persist_state="session"
        )
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _draw_assessment(assessment: Assessment, assistant: Assistant, language: Language) -> None:
    overall = assessment.overall
    box = _OVERALL_BOX[overall]
    box(f"**{overall_text(overall, language)}**", icon=_ICONS[overall])
    st.caption(
        f"{text('rule', language)} {text('today', language)} {long_date(assessment.today.isoformat(), language)}."
    )
    for remark in assessment.remarks:
        st.caption(escape_markdown(remark))
    for number, row in enumerate(assessment.rows):
        _draw_row(row, number, assistant, assessment)
    _draw_questions(assessment, language)
    if assessment.lost:
        st.warning(f"{text('lost', language)}{colon(language)} {escape_markdown(', '.join(assessment.lost))}")
    _draw_downloads(assessment, language)


def _draw_row(row: Row, number: int, assistant: Assistant, assessment: Assessment) -> None:
    language = assessment.language
    with st.container(border=True, key=f"criterion-{number}"):
        title, other = st.columns([2, 3], gap="medium")
        with title:
            st.markdown(f"**{escape_label(row.label)}**")
            st.badge(escape_label(verdict_text(row.verdict, row.silence, language)), color=_COLOURS[row.verdict])  # type: ignore[arg-type]
            st.markdown(escape_markdown(row.why))
            for part in row.said:
                st.caption(
                    f"{text('said', language)}{colon(language)} {escape_label(said_text(part, assessment), 600)}"
                )
        with other:
            for citation in row.citations:
                _draw_citation(citation, assistant, language)


def _draw_citation(citation: Citation, assistant: Assistant, language: Language) -> None:
    place = f"{escape_label(citation.title, 120)}, {text('page', language)} {citation.page}"
    st.markdown(quoted(escape_markdown(citation.quote), language))
    page = cited_page(citation, assistant.snapshot)
    if page is None:
        st.caption(place)
        return
    with st.expander(f"\\[{citation.marker}\\] {place}"):
        first, last = excerpt(page.text, citation.start, citation.end)
        st.markdown(highlight(page.text[first:last], citation.start - first, citation.end - first))


def _draw_questions(assessment: Assessment, language: Language) -> None:
    if assessment.missing:
        st.header(text("missing", language), anchor=False)
        for row in assessment.missing:
            st.markdown(f"- **{escape_label(row.label)}** · {escape_markdown(row.why)}")
    if not assessment.questions:
        return
    st.header(text("questions", language), anchor=False)
    st.caption(_said("to_whom", language))
    french, english = st.columns(2)
    for column, at in ((french, 0), (english, 1)):
        column.code("\n".join(f"- {pair[at]}" for pair in assessment.questions), language=None, wrap_lines=True)


def _draw_downloads(assessment: Assessment, language: Language) -> None:
    st.header(_said("download", language), anchor=False)
    makers: Mapping[str, Callable[[Assessment], bytes | str]] = {
        ".docx": to_docx,
        ".xlsx": to_xlsx,
        ".html": to_html,
        ".md": to_markdown,
    }
    draw_downloads(
        _said("file", language),
        {ending: partial(make, assessment) for ending, make in makers.items()},
        "eligibility",
    )


def _said(name: str, language: Language) -> str:
    return typeset(_TEXTS[name][1 if language == "en" else 0], language)
