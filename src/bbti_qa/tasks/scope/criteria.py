"""What proposals are read against: the axes that the documents' headings name, or a file of criteria, and the programme's own words for each."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bbti_qa.documents import BlockKind, Citation, Document, Sentence, Support
from bbti_qa.errors import CriteriaError, SettingsError
from bbti_qa.judging.negation import denies
from bbti_qa.language import carries_meaning, fold, sentence_spans, words
from bbti_qa.tasks.scope.fields import Field, parse_fields

if TYPE_CHECKING:
    from bbti_qa.index import Snapshot

MOST_CRITERIA = 100
SHORTEST_CLAUSE = 4  # words that carry meaning; a shorter one is read with the next
NEAREST = 3  # headings named when one is not found
_STATING = (BlockKind.HEADING, BlockKind.PROSE, BlockKind.ITEM)

_NUMBERED = re.compile(
    r"^\W*(axe|axis|theme|thematique|priorite|priority|volet|defi|challenge|pilier|pillar|strand|topic|objectif|objective)\s+"
    r"(\d{1,2}|[ivx]{1,4})\b(?!\s*(?:et|and|&)\s*\d)"
)
_CUT = re.compile(r"[,;:]\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a criterion. `citations` are its exact pieces in the programme, none where a criteria file gave the text.

    `clauses` are what it is compared by: a long enumeration is several things at once.
    """

    text: str
    clauses: tuple[str, ...]
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """`id` is unique among the criteria of a run; `statements` in reading order, the heading first; never empty."""

    id: str
    label: str
    statements: tuple[Statement, ...]

    @property
    def text(self) -> str:
        return "\n".join(statement.text for statement in self.statements)


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of a run, and the fields of research that their file adds to the thesaurus."""

    items: tuple[Criterion, ...]
    fields: tuple[Field, ...] = ()


def find_criteria(snapshot: Snapshot) -> Criteria:
    """The numbered axes that headings of the indexed documents name ("Axe 1 : …"), by number. Raises CriteriaError for none.

    Where headings number several kinds of things, the kind with most numbers counts.
    """
    labels = _numbered(snapshot)
    if not labels:
        raise CriteriaError(
            "No heading of the indexed documents numbers an axis (“Axe 1 : …”). Give the criteria with --criteria FILE."
        )
    kind = Counter(word for word, _ in labels).most_common(1)[0][0]
    numbers = sorted((number for word, number in labels if word == kind), key=_rank)
    rows = [
        {"id": f"{kind}{number}", "label": labels[kind, number], "heading": f"{kind} {number}"} for number in numbers
    ]
    return Criteria(tuple(_criteria(rows, snapshot, "the documents")))


def numbers_axes(snapshot: Snapshot) -> bool:
    """Whether headings number axes, so that `find_criteria` finds some."""
    return bool(_numbered(snapshot))


def _numbered(snapshot: Snapshot) -> dict[tuple[str, str], str]:
    labels: dict[tuple[str, str], str] = {}
    for heading in _headings(snapshot):
        if match := _NUMBERED.match(fold(heading)):
            labels.setdefault((match[1], match[2]), heading)
    return labels


def read_criteria(path: Path, snapshot: Snapshot) -> Criteria:
    """From a TOML file of `[[criteria]]` tables: `id`, `label`, and either `heading` (its start, in a document) or `text`.

    `[[field]]` tables, as in `fields.toml`, add fields of research. Raises CriteriaError.
    """
    try:
        tables = tomllib.loads(path.read_text("utf-8-sig"))
        fields = parse_fields(tables.get("field", []))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, SettingsError) as error:
        raise CriteriaError(f"The criteria in {path} cannot be read: {error}. Mend the file and try again.") from error
    rows = tables.get("criteria", [])
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise CriteriaError(
            f"{path} has no [[criteria]] table. Add one for each criterion: id, label, heading or text."
        )
    return Criteria(tuple(_criteria(rows, snapshot, str(path))), tuple(fields))


def _criteria(rows: Sequence[Mapping[str, Any]], snapshot: Snapshot, source: str) -> Iterator[Criterion]:
    if len(rows) > MOST_CRITERIA:
        raise CriteriaError(f"{source}: {len(rows)} criteria are more than {MOST_CRITERIA}. Split the file.")
    seen: set[str] = set()
    headings = [fold(str(row.get("heading", ""))).strip() for row in rows]
    for number, row in enumerate(rows, start=1):
        key = str(row.get("id") or "").strip()
        if not key or key in seen:
            wrong = f"the id {key!r} stands twice" if key else "has no `id`"
            raise CriteriaError(f"{source}, criterion {number}: {wrong}. Give each criterion an id of its own.")
        seen.add(key)
        label = str(row.get("label") or row.get("heading") or key).strip()
        others = [heading for heading in headings if heading and heading != headings[number - 1]]
        statements = tuple(_stated(row, number, snapshot, source, others))
        if not statements:
            raise CriteriaError(
                f"{source}, criterion {key!r} says nothing. Write its `text`, or name a heading with text below."
            )
        yield Criterion(key, label, statements)


def _stated(
    row: Mapping[str, Any], number: int, snapshot: Snapshot, source: str, others: Sequence[str]
) -> Iterator[Statement]:
    heading, text = row.get("heading"), row.get("text")
    if bool(heading) == bool(text) or not isinstance(heading or text, str):
        raise CriteriaError(
            f"{source}, criterion {number} needs either `heading` (the start of a heading) or `text`, and not both."
        )
    if text:
        lines = [line for line in str(text).split("\n") if line.strip()]
        sentences = [line[start:end] for line in lines for start, end in sentence_spans(line)]
        return (Statement(sentence, clauses(sentence)) for sentence in sentences)
    found = _under_heading(str(heading), snapshot, others)
    if not found:
        raise CriteriaError(_not_found(str(heading), snapshot, source))
    return iter(found)


def _under_heading(start: str, snapshot: Snapshot, others: Sequence[str]) -> list[Statement]:
    """What stands below the headings that begin with `start`, the headings first in their document; no sentence twice.

    Tables, notes and captions are left out, sentences that deny (what a criterion leaves open is not what it is about), and those that
    name the heading of another criterion: they compare.
    """
    found: dict[tuple[object, ...], Statement] = {}
    for passage in snapshot.passages:
        if not any(_begins(heading, start) for heading in passage.headings):
            continue
        document = snapshot.document(passage.document_id)
        for sentence in passage.sentences:
            text = document.text(sentence.spans)
            if sentence.kind not in _STATING or any(_names(text, other) for other in others):
                continue
            is_heading = sentence.kind is BlockKind.HEADING
            if (denies(text) and not is_heading) or (is_heading and not _begins(text, start)):
                continue
            found.setdefault((document.id, sentence.spans), _statement(document, sentence, text))
    return list(found.values())


def _statement(document: Document, sentence: Sentence, text: str) -> Statement:
    bare = text
    if sentence.kind is BlockKind.HEADING and (match := _NUMBERED.match(fold(text))):
        bare = text[match.end() :].lstrip(" :.–—-") or text  # folding may change lengths only behind the number
    return Statement(text, clauses(bare), tuple(cite_pieces(document, sentence)))


def cite_pieces(document: Document, sentence: Sentence) -> Iterator[Citation]:
    """The exact pieces of a sentence, numbered from 1."""
    for number, span in enumerate(sentence.spans, start=1):
        quote = document.page(span.page).text[span.start : span.end]
        yield Citation(
            number, document.path, document.id, document.title, span.page, span.start, span.end, quote, Support.VERBATIM
        )


def clauses(sentence: str) -> tuple[str, ...]:
    """A sentence cut at commas, colons and semicolons; short pieces are read with what follows them."""
    cuts = [0, *(match.end() for match in _CUT.finditer(sentence)), len(sentence)]
    found: list[str] = []
    held = ""
    for start, end in pairwise(cuts):
        held += sentence[start:end]
        if _meanings(held) >= SHORTEST_CLAUSE:
            found.append(held.strip())
            held = ""
    if held.strip() and found:
        found[-1] = f"{found[-1]} {held.strip()}"
    elif held.strip():
        found.append(held.strip())
    return tuple(found)


def _meanings(text: str) -> int:
    return sum(carries_meaning(word) for word, _, _ in words(text))


def _begins(heading: str, start: str) -> bool:
    """Whether a heading begins with `start`, at a word's end: "Axe 1" does not begin "Axe 10"."""
    folded, wanted = " ".join(fold(heading).split()), " ".join(fold(start).split())
    return folded.startswith(wanted) and not folded[len(wanted) : len(wanted) + 1].isalnum()


def _names(text: str, heading: str) -> bool:
    folded = " ".join(fold(text).split())
    at = folded.find(heading)
    return at >= 0 and not folded[at + len(heading) : at + len(heading) + 1].isalnum()


def _headings(snapshot: Snapshot) -> list[str]:
    """Every heading over text, in order of documents and reading, once."""
    return list(dict.fromkeys(heading for passage in snapshot.passages for heading in passage.headings))


def _not_found(start: str, snapshot: Snapshot, source: str) -> str:
    headings = _headings(snapshot)
    folded = {fold(heading)[: len(start) + 10]: heading for heading in reversed(headings)}
    near = [folded[key] for key in difflib.get_close_matches(fold(start), folded, n=NEAREST, cutoff=0.3)]
    hint = f" The nearest headings: {'; '.join(f'“{heading}”' for heading in near)}." if near else ""
    return f"{source}: no heading of the indexed documents begins with “{start}”.{hint} Correct it, or ingest the programme."


def _rank(number: str) -> tuple[int, str]:
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
    return (int(number) if number.isdigit() else roman.get(number, 99), number)
