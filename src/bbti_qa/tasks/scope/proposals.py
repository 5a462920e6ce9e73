"""Proposals: read from files of one or of many, cut into sentences with exact spans, each sentence with its part in the whole.

A proposal's text is data: it is compared and quoted, and what it orders is not followed.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

from bbti_qa.documents import BlockKind, Document
from bbti_qa.errors import BbtiError, DocumentError, ProposalError
from bbti_qa.language import Language, detect_language, fold, fold_in_place, sentence_spans
from bbti_qa.loading import FileFound, ReadingLimits, discover, load_isolated

LONGEST = 400_000  # characters of one proposal
MOST_BYTES = 100 * 2**20  # of a file of proposals
_MANY = (".jsonl", ".ndjson", ".csv")
_READ = (BlockKind.HEADING, BlockKind.PROSE, BlockKind.ITEM, BlockKind.ROW)
_TEXTS = ("text", "texte", "abstract", "resume", "summary", "proposal")
_TITLES = ("title", "titre", "acronym", "acronyme")

Progress = Callable[[str, int, int], None]


class Part(StrEnum):
    """What a sentence does in a proposal: it says what the project does, what is known, who takes part, or what is *not* done."""

    AIM = "aim"
    CONTEXT = "context"
    PARTNERS = "partners"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Passus:
    """A sentence of a proposal: `[start, end)` of its text."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Proposal:
    """`id` is unique in a run; `source` is the file it came from; `sentences` are ascending and disjoint spans of `text`."""

    id: str
    text: str
    title: str
    language: Language
    sentences: tuple[Passus, ...]
    source: str = ""

    def quote(self, sentence: Passus) -> str:
        return self.text[sentence.start : sentence.end]


@dataclass(frozen=True, slots=True)
class Unread:
    """A proposal, or a file of them, that could not be read, and why; the others go on. `error` is for who tells it in another language."""

    id: str
    source: str
    reason: str
    error: BbtiError | None = field(default=None, compare=False)


def make_proposal(key: str, text: str, title: str = "", source: str = "") -> Proposal:
    """From plain text, a line a paragraph. Raises ProposalError for one that is empty or too long."""
    spans = [(start, line) for start, line in _lines(text) if line.strip()]
    cut = [(at + start, at + end) for at, line in spans for start, end in sentence_spans(line)]
    return _made(key, text, cut, title, source)


def proposal_of(document: Document, key: str) -> Proposal:
    """From a document that was read: its pages' text, a blank line between two; furniture and notes are no sentences."""
    text, cut = "", []
    for page in document.pages:
        at = len(text) + 2 if text else 0
        text = f"{text}\n\n{page.text}" if text else page.text
        for block in page.blocks:
            if block.kind in _READ:
                piece = page.text[block.start : block.end]
                cut += [(at + block.start + start, at + block.start + end) for start, end in sentence_spans(piece)]
    return _made(key, text, cut, document.title, document.path)


def _made(key: str, text: str, spans: Sequence[tuple[int, int]], title: str, source: str) -> Proposal:
    said = [(start, end) for start, end in spans if any(c.isalpha() for c in text[start:end])]
    if not said:
        raise ProposalError(f"The proposal {key!r} is empty. Give its text, or leave it out.")
    if len(text) > LONGEST:
        raise ProposalError(
            f"The proposal {key!r} has more than {LONGEST:,} characters. Give its scientific part alone."
        )
    sentences = tuple(_with_parts(text, said))
    return Proposal(key, text, title or _title(text, said[0]), detect_language(text), sentences, source)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _title(text: str, span: tuple[int, int]) -> str:
    line = " ".join(text[span[0] : span[1]].split())
    return line if len(line) <= 80 else line[:79].rsplit(" ", 1)[0] + "…"


_AIM = re.compile(
    r"\b(?:nous|notre|nos|projet|objectifs?|vise|visons|volet|sera|seront|we|our|project|consortium|will|aims?|goal|task|intend|proposal|proposons)\b|"
    r"\b\w{3,}(?:era|eront|erons|ira|iront|irons|dra|dront|drons)\b"
)
_PARTNERS = re.compile(
    r"\b(?:partenaires?|partners?)\b(?: (?:sont|are)\b| ?:)|\b(?:s'associent|portent le projet)\b|"
    r"\b(?:consortium|equipe|team|projet|project) (?:rassemble|regroupe|reunit|associe|includes?|brings|gathers|comprises?)\b"
)
_DENIAL = re.compile(
    r"\b(?:projet|etude|project|study|we|nous)\b[^.;:]{0,30}?(?:\b(?:ne|n'|not|no)\b|n')[^.;:]{0,60}?(?:\b(?:pas|ni|aucune?|any|part|nor)\b|$)|"
    r"\baucune?\b[^.;:]{0,90}?\bn'(?:est|a) (?:prevue?|envisagee?|menee?|developpee?|necessaire)s?\b|"
    r"\bno\b[^.;:]{0,80}?\b(?:is|are|will be) (?:planned|involved|foreseen|developed|produced|intended|administered)\b"
)
_CLAUSE_END = re.compile(r"[;:]\s+")


def _with_parts(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Passus]:
    """What stands before the first aim is context; a sentence that denies something is cut at its colons and semicolons."""
    begun = False
    for start, end in spans:
        sentence = fold_in_place(text[start:end])
        begun = begun or _AIM.search(sentence) is not None
        if _DENIAL.search(sentence):
            yield from _cut_denial(sentence, start)
        elif _PARTNERS.search(sentence):
            yield Passus(start, end, Part.PARTNERS)
        else:
            yield Passus(start, end, Part.AIM if begun else Part.CONTEXT)


def _cut_denial(sentence: str, at: int) -> Iterator[Passus]:
    cuts = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence)), len(sentence)]
    for start, end in pairwise(cuts):
        clause = sentence[start:end].rstrip()
        if clause:
            yield Passus(at + start, at + start + len(clause), Part.DENIAL if _DENIAL.search(clause) else Part.AIM)


def read_proposals(
    path: Path, limits: ReadingLimits | None = None, progress: Progress | None = None
) -> tuple[tuple[Proposal, ...], tuple[Unread, ...]]:
    """From one file (txt, md, docx, pdf, html: one proposal; jsonl, csv: one a row) or a folder of them, in steady order.

    What cannot be read is reported and the others go on. Raises ProposalError where nothing is there, where an id stands twice, and
    for a file of rows that cannot be read when it is the only one.
    """
    files = _found(path)
    outcomes: list[Proposal | Unread] = []
    singles = [file for file in files if file.path.suffix.lower() not in _MANY]
    loaded = dict(_load(singles, limits or ReadingLimits(), progress))
    for file in files:
        if file.path.suffix.lower() in _MANY:
            outcomes.extend(_rows_of(file, alone=len(files) == 1))
        else:
            outcomes.append(loaded[file.relative])
    proposals = tuple(item for item in outcomes if isinstance(item, Proposal))
    unread = tuple(item for item in outcomes if isinstance(item, Unread))
    _refuse_twins([item.id for item in outcomes])
    if not proposals:
        reasons = " ".join(f"{item.id}: {item.reason}" for item in unread[:3])
        raise ProposalError(f"{path} holds no proposal that can be read. {reasons}".rstrip())
    return proposals, unread


def _found(path: Path) -> tuple[FileFound, ...]:
    if not path.exists():
        raise ProposalError(f"{path} does not exist. Name a file of proposals, or a folder of them.")
    return discover([path])


def _refuse_twins(keys: Sequence[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise ProposalError(
                f"The proposal id {key!r} stands twice. Give each proposal an id (a file name) of its own."
            )
        seen.add(key)


def _load(
    files: Sequence[FileFound], limits: ReadingLimits, progress: Progress | None
) -> Iterator[tuple[str, Proposal | Unread]]:
    keys = _keys(files)
    for done, (file, outcome) in enumerate(load_isolated(files, limits), start=1):
        yield file.relative, _single(file, keys[file.relative], outcome)
        if progress:
            progress("reading", done, len(files))


def _keys(files: Sequence[FileFound]) -> dict[str, str]:
    """A file's name without its ending; with it where two files differ in nothing else."""
    bare = [PurePosixPath(file.relative).with_suffix("").as_posix() for file in files]
    return {
        file.relative: name if bare.count(name) == 1 else file.relative for file, name in zip(files, bare, strict=True)
    }


def _single(file: FileFound, key: str, outcome: Document | DocumentError) -> Proposal | Unread:
    if isinstance(outcome, DocumentError):
        return Unread(key, file.relative, str(outcome), outcome)
    try:
        return proposal_of(outcome, key)
    except ProposalError as error:
        return Unread(key, file.relative, str(error), error)


def _rows_of(file: FileFound, alone: bool) -> Iterator[Proposal | Unread]:
    try:
        rows = list(_parsed(file.path))
    except ProposalError as error:
        if alone:
            raise
        yield Unread(file.relative, file.relative, str(error), error)
        return
    for number, row in enumerate(rows, start=1):
        yield _row(file, number, row)


def _row(file: FileFound, number: int, row: Mapping[str, Any]) -> Proposal | Unread:
    named = {fold(str(name)).strip(): value for name, value in row.items() if name}
    key = str(named.get("id") or "").strip() or str(number)
    text = next((value for name in _TEXTS if (value := named.get(name))), None)
    title = next((str(value) for name in _TITLES if (value := named.get(name))), "")
    if not isinstance(text, str):
        missing = ProposalError(f"Row {number} has no `text`. Each row needs `id` and `text`.")
        return Unread(key, file.relative, str(missing), missing)
    try:
        return make_proposal(key, text.replace("\r\n", "\n"), title, file.relative)
    except ProposalError as error:
        return Unread(key, file.relative, str(error), error)


def _parsed(path: Path) -> Iterator[Mapping[str, Any]]:
    if path.stat().st_size > MOST_BYTES:
        raise ProposalError(f"{path} is larger than {MOST_BYTES // 2**20} MB. Split it into parts.")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProposalError(f"{path} is not UTF-8 text ({error.reason}). Save it as UTF-8.") from error
    return _csv_rows(path, text) if path.suffix.lower() == ".csv" else _json_rows(path, text)


def _csv_rows(path: Path, text: str) -> Iterator[Mapping[str, Any]]:
    head = text.split("\n", 1)[0]
    csv.field_size_limit(10_000_000)
    try:
        yield from csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
    except csv.Error as error:
        raise ProposalError(f"{path} cannot be read as CSV ({error}). Save it with a header line: id, text.") from error


def _json_rows(path: Path, text: str) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ProposalError(
                f"{path}, line {number} is not JSON ({error}). Write one object a line: id, text."
            ) from error
        if not isinstance(row, dict):
            raise ProposalError(f"{path}, line {number} is not an object. Write one object a line: id, text.")
        yield row
