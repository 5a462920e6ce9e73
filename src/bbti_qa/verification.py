"""An answer checked again, long after it was given: every quote against its document, every claim against its quotes. No model, no network.

The documents are those of an index, or the source files themselves, known by the SHA-256 of their bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bbti_qa.answering import Check
from bbti_qa.answering.composition import with_item
from bbti_qa.answering.markers import markers_in, pieces, without_lookalikes, without_loose_end
from bbti_qa.answering.wording import normal
from bbti_qa.chunking import ChunkingRule, split
from bbti_qa.documents import Document, Evidence, Outcome, Passage, Sentence, Span, Support
from bbti_qa.errors import QuestionSetError
from bbti_qa.excerpt import fitted
from bbti_qa.glossary import Glossary
from bbti_qa.language import fold, words
from bbti_qa.loading import FileFound, ReadingLimits, discover, load_isolated

if TYPE_CHECKING:
    from bbti_qa.index import Snapshot

Row = Mapping[str, Any]
LONGEST_CLAIM = 80  # characters of a claim that a difference repeats
_RANKS = {support: rank for rank, support in enumerate(Support)}  # best first
_FOOTNOTE_CALL = re.compile(r"(?<=[.!?…]) \(\d{1,2}\)$")
_LIST_SIGN = re.compile(r"(?:^|\n)- ")


class Library(Protocol):
    """Where documents are looked up by their id."""

    name: str

    def find(self, document_id: str) -> tuple[Document, tuple[Passage, ...]] | None:
        """The document with its passages in reading order, None where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Verified:
    """One answer and all that differs, a sentence each; none where all is as it should be."""

    id: str
    citations: int
    claims: int
    differences: tuple[str, ...]

    @property
    def stands(self) -> bool:
        return not self.differences


class Indexed:
    """The documents of a snapshot."""

    name = "the index"

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def find(self, document_id: str) -> tuple[Document, tuple[Passage, ...]] | None:
        try:
            document = self._snapshot.document(document_id)
        except KeyError:
            return None
        return document, tuple(self._snapshot.passages_of(document_id))


class Sources:
    """The source files below some paths, each read when it is first asked for, in a process of its own."""

    name = "the source files"

    def __init__(self, paths: Sequence[Path], limits: ReadingLimits) -> None:
        self._limits = limits
        self._files = {_digest(file.path): file for file in discover(paths) if file.path.is_file()}
        self._read: dict[str, tuple[Document, tuple[Passage, ...]] | None] = {}

    def find(self, document_id: str) -> tuple[Document, tuple[Passage, ...]] | None:
        if document_id not in self._read:
            file = self._files.get(document_id)
            self._read[document_id] = self._load(file) if file else None
        return self._read[document_id]

    def _load(self, file: FileFound) -> tuple[Document, tuple[Passage, ...]] | None:
        for _, document in load_isolated([file], self._limits):
            if isinstance(document, Document):
                return document, split(document, ChunkingRule(), lambda text: len(text.split()), 10**9)
        return None


def read_answers(path: Path) -> tuple[Row, ...]:
    """The answers of a file: one JSON object, a list of them, or one a line. Raises QuestionSetError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"{path} cannot be read ({error}). Give what `ask --json` or `batch` wrote.") from error
    rows = list(_parsed(path, text))
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise QuestionSetError(f"{path} holds no answer. Give what `ask --json` or `batch` wrote.")
    return tuple(rows)


def _parsed(path: Path, text: str) -> Iterator[Any]:
    try:
        whole = json.loads(text)
        yield from whole if isinstance(whole, list) else [whole]
        return
    except (ValueError, RecursionError):
        pass
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                raise QuestionSetError(f"{path}, line {number} is not JSON ({error}).") from error


def verify(row: Row, library: Library, glossary: Glossary) -> Verified:
    """What of one answer, as JSON values, does not stand. Never raises for a damaged answer: that is a difference too."""
    found: dict[str, None] = {}
    citations = claims = 0
    try:
        citations, claims = len(row["citations"]), len((row.get("passport") or {}).get("claims", ()))
        for difference in _differences(row, library, glossary):
            found[difference] = None
    except KeyError as error:
        found[f"it is no answer of this program, or a part of it is missing: {error}"] = None
    except (TypeError, ValueError, AttributeError, IndexError) as error:
        found[f"it is no answer of this program, or a part of it is not as it should be: {error}"] = None
    return Verified(str(row.get("id") or ""), citations, claims, tuple(found))


def _differences(row: Row, library: Library, glossary: Glossary) -> Iterator[str]:
    citations = {int(citation["marker"]): citation for citation in row["citations"]}
    yield from _unmatched(row, citations)
    for citation in citations.values():
        yield from _misquoted(citation, library)
    for passage in row.get("passages", ()):
        yield from _changed(passage, library)
    passport = row.get("passport")
    if passport and not passport["fallback"]:
        yield from _unproven(row, passport, citations, library, glossary)
    else:
        yield from _not_quoted(str(row["text"]), _known(row), citations)


def _unmatched(row: Row, citations: Mapping[int, Row]) -> Iterator[str]:
    """Markers without a citation, citations without a marker, an answer without either."""
    shown = set(markers_in(str(row["text"])))
    told = {int(number) for notice in row["notices"] for number in notice["citations"]}
    is_answered = Outcome(row["outcome"]) is Outcome.ANSWERED
    for number in sorted((shown | told) - set(citations)):
        yield f"[{number}] points to no citation"
    for number in sorted(set(citations) - shown):
        yield f"citation [{number}] is not in the text"
    if len(citations) != len(row["citations"]):
        yield "two citations have the same marker"
    if is_answered and not citations:
        yield "an answer without a citation"
    if citations and Outcome(row["outcome"]) not in (Outcome.ANSWERED, Outcome.NOT_IN_DOCUMENTS):
        yield "citations, though nothing is said of the documents"


def _misquoted(citation: Row, library: Library) -> Iterator[str]:
    name = f"citation [{citation['marker']}]"
    found = library.find(str(citation["document_id"]))
    if found is None:
        yield f"{name}: {citation['document']} (these very bytes) is not in {library.name}"
        return
    text = _page(found[0], int(citation["page"]))
    start, end = int(citation["start"]), int(citation["end"])
    if text is None:
        yield f"{name}: {citation['document']} has no page {citation['page']}"
    elif not 0 <= start < end <= len(text) or text[start:end] != citation["quote"]:
        yield f"{name}: page {citation['page']} of {citation['document']} does not read so at {start}-{end}"


def _changed(passage: Row, library: Library) -> Iterator[str]:
    found = library.find(str(passage["document_id"]))
    rows = passage.get("pieces") or [passage]
    spans = tuple(Span(int(one["page"]), int(one["start"]), int(one["end"])) for one in rows)
    if found is not None and _text(found[0], spans) != passage["text"]:
        yield f"a passage of {passage['document']}, page {spans[0].page}, does not read so"


def _unproven(
    row: Row, passport: Row, citations: Mapping[int, Row], library: Library, glossary: Glossary
) -> Iterator[str]:
    """A model's answer: each claim checked again, the text held against opening and claims."""
    check = Check(" ".join(filter(None, (passport["rewritten"], passport["question"]))), row["language"], glossary)
    numbered = [_evidence(one, library) for one in passport["evidence"]]
    best = dict.fromkeys(citations, Support.VERBATIM)
    for claim, following in zip(passport["claims"], [*passport["claims"][1:], {"text": ""}], strict=True):
        items = _cited(claim, citations, [item for item in numbered if item is not None])
        recorded = Support(claim["support"])
        for number in claim["citations"]:
            best[number] = max(best.get(number, Support.VERBATIM), recorded, key=_RANKS.__getitem__)
        if not items:
            yield f"“{_short(claim['text'])}”: its evidence cannot be found"
            continue
        said = str(claim["text"])
        again = check(with_item(said, str(following["text"])) if said.endswith(":") else said, items).support
        if again is Support.WEAK and passport["parameters"].get("entailment"):
            continue  # a model of inference may have vouched for its words; without it the rules alone would only doubt
        if _RANKS[again] > _RANKS[recorded]:
            yield f"“{_short(claim['text'])}”: {again.value} by its evidence, not {recorded.value}"
    for number, citation in citations.items():
        if _RANKS[Support(citation["support"])] < _RANKS[best[number]]:
            yield f"citation [{number}] is called {citation['support']}, its claims are {best[number].value}"
    yield from _text_differs(row, passport)
    yield from _not_quoted(str(passport["opening"]), _known(row), citations, only_marked=True)


def _known(row: Row) -> str:
    """What the first line may repeat beside its quotes: the question, and the count of a list that the program made (a conflict notice)."""
    counted = (str(notice["text"]) for notice in row["notices"] if notice["kind"] == "conflict")
    return " ".join((str(row["question"]), *counted))


def _text_differs(row: Row, passport: Row) -> Iterator[str]:
    """The shown text is the opening and the claims, in this order, with markers; nothing else."""
    told = [_bare(str(passport["opening"])), *(_bare(str(claim["text"])) for claim in passport["claims"])]
    if _bare(str(row["text"])) != "".join(told):
        yield "the text is not made of the claims that were checked"


def _not_quoted(text: str, known: str, citations: Mapping[int, Row], *, only_marked: bool = False) -> Iterator[str]:
    """What stands in the text beside its quotes (a first line with the value) may name nothing that no quote holds."""
    if not markers_in(text):
        return
    rest = normal(_without_markers(text))
    for number, citation in citations.items():
        if only_marked and number not in markers_in(text):
            continue
        shown = without_loose_end(normal(_FOOTNOTE_CALL.sub("", without_lookalikes(str(citation["quote"]))))).strip(
            " .…;:,"
        )
        if shown not in rest and not only_marked:
            yield f"the text does not say what citation [{number}] quotes"
        rest = rest.replace(shown, " ")
    held = {
        fold(word) for text in (known, *(str(c["quote"]) for c in citations.values())) for word, _, _ in words(text)
    }
    for word, start, _ in words(rest):
        is_fact = any(map(str.isdigit, word)) or (word[:1].isupper() and start > 0 and rest[start - 1] in "« “'’")
        if is_fact and fold(word) not in held and fold(word) not in _OF_PHRASES:
            yield f"the text says “{word}”, which no citation holds"


_OF_PHRASES = frozenset({"annonces", "les", "announced", "the", "sources"})


def _cited(claim: Row, citations: Mapping[int, Row], numbered: Sequence[Evidence]) -> list[Evidence]:
    """The evidence of a claim: the numbered sentences all of whose pieces it cites."""
    cited = {
        (citations[n]["document_id"], Span(citations[n]["page"], citations[n]["start"], citations[n]["end"]))
        for n in claim["citations"]
    }
    return [item for item in numbered if all((item.document.id, span) in cited for span in item.sentence.spans)]


def _evidence(row: Row, library: Library) -> Evidence | None:
    found = library.find(str(row["document_id"]))
    spans = tuple(Span(int(one["page"]), int(one["start"]), int(one["end"])) for one in row["pieces"])
    if found is None or (text := _text(found[0], spans)) is None:
        return None
    document, passages = found
    sentence = Sentence(spans)
    home = next((p for p in passages if any(one.spans == spans for one in p.sentences)), None)
    passage = home or Passage("", document.id, (), (sentence,), spans, text)
    return Evidence(document, passage, sentence, text, float(row["score"]))


def _text(document: Document, spans: tuple[Span, ...]) -> str | None:
    pages = [_page(document, span.page) for span in spans]
    if any(page is None for page in pages):
        return None
    return document.text(spans)


def _page(document: Document, number: int) -> str | None:
    try:
        return document.page(number).text
    except KeyError:
        return None


def _without_markers(text: str) -> str:
    return "".join(words for words, number in pieces(text) if number is None)


def _bare(text: str) -> str:
    """Letters and digits only: how lists and markers are set apart does not matter."""
    return "".join(c for c in _without_markers(_LIST_SIGN.sub(" ", text)) if c.isalnum())


def _short(text: object) -> str:
    return fitted(" ".join(str(text).split()), LONGEST_CLAIM)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def summary(results: Iterable[Verified]) -> str:
    """One line for all."""
    told = list(results)
    bad = sum(not one.stands for one in told)
    counts = (
        f"{len(told)} answers, {sum(one.citations for one in told)} citations, {sum(one.claims for one in told)} claims"
    )
    fallen = "1 answer does not stand" if bad == 1 else f"{bad} answers do not stand"
    return f"{counts}: {fallen if bad else 'all stand'}."
