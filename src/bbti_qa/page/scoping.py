"""The scope panel: proposals in, a matrix, both sides of the evidence, and the same results to take away."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from typing import Any, Final

import streamlit as st

from bbti_qa.assistant import Assistant
from bbti_qa.errors import BbtiError, CriteriaError, DocumentError, ProposalError
from bbti_qa.language import Language
from bbti_qa.loading import FileFound, ReadingLimits, load_isolated
from bbti_qa.page.downloads import draw_downloads
from bbti_qa.page.faults import Said, told
from bbti_qa.page.markdown import escape_label, escape_markdown
from bbti_qa.page.opening import state_of
from bbti_qa.page.scoping_words import ScopeWords, scope_words
from bbti_qa.page.sending import tell_of_sending
from bbti_qa.page.words import Words
from bbti_qa.settings import load_settings
from bbti_qa.tasks.scope import Proposal, ScopeJudge, Status, Unread, make_proposal, read_proposals
from bbti_qa.tasks.scope.batch import render
from bbti_qa.tasks.scope.heatmap import told_of_model
from bbti_qa.tasks.scope.phrasing import heading, justified, say, score_text, share_text
from bbti_qa.tasks.scope.proposals import proposal_of
from bbti_qa.tasks.scope.records import Results, evidence_for, run_key, to_row, unread_row
from bbti_qa.tasks.scope.workbook import programme_place, programme_text
from bbti_qa.wiring import open_scope_judge

MOST_PROPOSALS: Final = 30
MOST_PASTED: Final = 60_000  # characters
MOST_FILES: Final = 30
ROWS: Final = (".jsonl", ".csv")
TYPES: Final = ("pdf", "docx", "txt", "md", "jsonl", "csv")
_BETWEEN: Final = re.compile(r"^[ \t]*---[ \t]*$", re.MULTILINE)
_UNSAFE: Final = re.compile(r"[^\w-]")
_REPORTS: Final = (".docx", ".xlsx", ".html", ".jsonl")

Upload = Any  # Streamlit's UploadedFile: `name`, `getvalue()`


def draw_scope(assistant: Assistant, words: Words) -> None:
    """Draws the form; after « Évaluer », the results of this visitor's proposals, which the session keeps."""
    texts = scope_words(words.language)
    language: Language = "en" if words.language == "en" else "fr"
    st.markdown(texts.explanation)
    tell_of_sending(assistant, words.language)
    asked = _draw_form(texts)
    if asked is not None:
        _judge(assistant, *asked, words)
    found: Results | None = st.session_state.get("scope_results")
    if found is not None:
        _draw_results(replace(found, language=language), texts)
    elif asked is None:
        st.info(texts.nothing, icon=":material/grid_on:")


def _draw_form(texts: ScopeWords) -> tuple[str, Sequence[Upload], Upload | None] | None:
    """The pasted text, the files and the criteria, when the button is clicked."""
    with st.form("scope", border=True):
        pasted = st.text_area(
            texts.paste,
            height=180,
            help=texts.paste_help,
            placeholder=texts.placeholder,
            key="scope-pasted",
            persist_state="session",
        )
        left, right = st.columns(2)
        files = left.file_uploader(texts.upload, type=list(TYPES), accept_multiple_files=True, help=texts.upload_help)
        criteria = right.file_uploader(texts.criteria, type=["toml"], help=texts.criteria_help)
        if st.form_submit_button(texts.judge, type="primary", icon=":material/grid_on:"):
            return pasted, list(files or ()), criteria
    return None


def _judge(assistant: Assistant, pasted: str, files: Sequence[Upload], criteria: Upload | None, words: Words) -> None:
    """Puts the results into the session; what cannot be judged at all is said in their place."""
    st.session_state.pop("scope_results", None)
    texts = scope_words(words.language)
    with st.spinner(texts.judging), tempfile.TemporaryDirectory(prefix="bbti-scope-") as folder:
        try:
            proposals, unread = _proposals(pasted, files, Path(folder), texts)
            judge = _open_judge(assistant, criteria, Path(folder), texts)
            st.session_state["scope_results"] = _results(judge, proposals, unread)
        except BbtiError as error:
            st.error(escape_markdown(_told_without(folder, error, texts)))


def _told_without(folder: str, error: BbtiError, texts: ScopeWords) -> str:
    """A visitor is told about the file, not about where it lay for a moment."""
    return told(error, texts.language).replace(f"{folder}/", "")


def _proposals(
    pasted: str, files: Sequence[Upload], folder: Path, texts: ScopeWords
) -> tuple[list[Proposal], list[Unread]]:
    """Raises Said for nothing at all, and for too much."""
    if not pasted.strip() and not files:
        raise Said(texts.nothing)
    if len(pasted) > MOST_PASTED:
        raise Said(texts.too_long.replace("{most}", str(MOST_PASTED)))
    pieces = [piece.strip() for piece in _BETWEEN.split(pasted) if piece.strip()]
    items: list[Proposal | Unread] = [
        _pasted(texts.pasted.replace("{number}", str(number)), piece, texts)
        for number, piece in enumerate(pieces, start=1)
    ]
    for number, file in enumerate(files[:MOST_FILES]):
        items.extend(_read(file, folder / str(number), texts))
    if len(items) > MOST_PROPOSALS or len(files) > MOST_FILES:
        raise Said(texts.too_many.replace("{most}", str(MOST_PROPOSALS)))
    items = list(_told_apart(items))
    return [item for item in items if isinstance(item, Proposal)], [item for item in items if isinstance(item, Unread)]


def _pasted(key: str, piece: str, texts: ScopeWords) -> Proposal | Unread:
    try:
        return make_proposal(key, piece)
    except ProposalError as error:
        return Unread(key, key, told(error, texts.language))


def _read(file: Upload, folder: Path, texts: ScopeWords) -> Iterator[Proposal | Unread]:
    """The proposals of an uploaded file, read in the child process like any document; in a folder of its own."""
    name = PurePath(file.name).name
    folder.mkdir()
    place = _laid_down(file, folder)
    settings = load_settings()
    limits = ReadingLimits(seconds=settings.read_seconds, memory_mb=settings.read_memory_mb)
    try:
        for item in _rows(place, limits) if place.suffix in ROWS else _whole(place, limits):
            yield replace(item, source=name) if isinstance(item, Proposal) else _told_of(item, name, texts)
    except BbtiError as error:
        yield Unread(name, name, _told_without(str(folder), error, texts))


def _told_of(item: Unread, name: str, texts: ScopeWords) -> Unread:
    """What could not be read, in the page's language."""
    return replace(item, source=name, reason=told(item.error, texts.language) if item.error else item.reason)


def _laid_down(file: Upload, folder: Path) -> Path:
    """The file on disk; its name becomes no path as it is."""
    name = PurePath(file.name)
    place = folder / f"{_UNSAFE.sub('_', name.stem)[:60] or 'file'}{name.suffix.lower()}"
    place.write_bytes(file.getvalue())
    return place


def _rows(place: Path, limits: ReadingLimits) -> Iterator[Proposal | Unread]:
    """A proposal a row. Raises ProposalError."""
    for items in read_proposals(place, limits):
        yield from items


def _whole(place: Path, limits: ReadingLimits) -> Iterator[Proposal | Unread]:
    """The one proposal of a file. Raises DocumentError, ProposalError."""
    for file, outcome in load_isolated([FileFound(place, place.name)], limits):
        if isinstance(outcome, DocumentError):
            raise outcome
        yield proposal_of(outcome, PurePath(file.relative).stem)


def _told_apart(items: Sequence[Proposal | Unread]) -> Iterator[Proposal | Unread]:
    """Two proposals of one id get a number behind it: they come from different files."""
    taken: set[str] = set()
    for item in items:
        name, number = item.id, 1
        while name in taken:
            number += 1
            name = f"{item.id} ({number})"
        taken.add(name)
        yield item if name == item.id else replace(item, id=name)


def _open_judge(assistant: Assistant, criteria: Upload | None, folder: Path, texts: ScopeWords) -> ScopeJudge:
    """Kept for the visitor as long as index, glossary and criteria stay. Raises Said, CriteriaError, EncoderError."""
    data = criteria.getvalue() if criteria else b""
    settings = load_settings()
    key = (assistant.snapshot.id, assistant.engine, state_of(settings), data)
    kept: tuple[Any, ScopeJudge] | None = st.session_state.get("scope_judge")
    if kept is not None and kept[0] == key:
        return kept[1]
    place = _laid_down(criteria, folder) if criteria else None
    try:
        judge = open_scope_judge(assistant, settings, place)
    except CriteriaError as error:
        if criteria:
            raise
        raise Said(texts.no_axes) from error
    st.session_state["scope_judge"] = (key, judge)
    return judge


def _results(judge: ScopeJudge, proposals: Sequence[Proposal], unread: Sequence[Unread]) -> Results:
    key = run_key(judge)
    rows = [to_row(judge.judge(proposal), judge, key) for proposal in proposals]
    rows += [unread_row(item, judge, key) for item in unread]
    criteria = tuple((item.id, item.label) for item in judge.criteria.items)
    return Results(criteria, tuple(rows), "fr", judge.snapshot.id)


def _draw_results(results: Results, texts: ScopeWords) -> None:
    for row in results.unread:
        st.warning(f"{texts.unread.replace('{name}', escape_label(row['id']))} · {escape_markdown(row['error'])}")
    if not results.read:
        return
    st.header(texts.matrix, anchor=False)
    _draw_matrix(results, texts)
    if told := told_of_model(results):
        st.caption(escape_markdown(told))
    draw_downloads(texts.file, {ending: partial(render, results, ending) for ending in _REPORTS}, "scope")
    names = {row["id"]: row for row in results.read}
    chosen = st.selectbox(texts.choose, list(names), format_func=lambda key: heading(key, names[key]["title"]))
    _draw_proposal(names[chosen or next(iter(names))], results, texts)


def _draw_matrix(results: Results, texts: ScopeWords) -> None:
    """A row a proposal, a column a criterion, with its whole name; each cell says its status and its score."""
    head = [texts.proposal, *(escape_label(label, 160) for _, label in results.criteria)]
    rows = [
        [escape_label(row["id"], 60), *(_cell(row, key, results.language) for key, _ in results.criteria)]
        for row in results.read
    ]
    lines = [head, ["---"] * len(head), *rows]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def _cell(row: Mapping[str, Any], key: str, language: Language) -> str:
    return f"{_badge(row['statuses'][key], language)} {score_text(row['scores'][key], language)}"


_BADGES: Final = {
    Status.IN_SCOPE: "blue",
    Status.ADJACENT: "violet",
    Status.OUT: "orange",
    Status.NOT_ADDRESSED: "gray",
}


def _badge(status: str, language: Language) -> str:
    return f":{_BADGES[Status(status)]}-badge[{say(status, language)}]"


def _draw_proposal(row: Mapping[str, Any], results: Results, texts: ScopeWords) -> None:
    draw = st.success if row["in_scope"] else st.warning
    draw(escape_markdown(row["conclusion"][results.language]))
    with st.container(key="scope-evidence"):
        for key, label in results.criteria:
            if row["statuses"][key] != Status.NOT_ADDRESSED:
                _draw_pairs(row, key, label, results, texts)
        for item in row["elsewhere"] if not row["in_scope"] else ():
            share = share_text(item["share"], results.language)
            st.markdown(f"**{escape_label(item[results.language])}** · {share} · {texts.elsewhere}")
            st.markdown(f"> {escape_label(item['quote'], 600)}")
        silent = [(key, label) for key, label in results.criteria if row["statuses"][key] == Status.NOT_ADDRESSED]
        if silent:
            with st.expander(texts.nearest):
                for key, label in silent:
                    _draw_pairs(row, key, label, results, texts)


def _draw_pairs(row: Mapping[str, Any], key: str, label: str, results: Results, texts: ScopeWords) -> None:
    status = row["statuses"][key]
    st.markdown(
        f"**{escape_label(label, 160)}** {_badge(status, results.language)} {score_text(row['scores'][key], results.language)}"
    )
    for pair in evidence_for(row, key):
        left, right = st.columns(2, gap="medium")
        left.caption(texts.proposal_side)
        left.markdown(f"> {escape_label(pair['proposal']['quote'], 1200)}")
        right.caption(f"{texts.programme_side} · {escape_label(programme_place(pair, results), 120)}")
        right.markdown(f"> {escape_label(programme_text(pair), 1200)}")
        if told := justified(pair, results.language):
            st.caption(f"→ {escape_label(told, 600)}")
