"""The vocabulary: what a document, a sentence, a hit, a citation and an answer are. Values only, no behaviour beyond questions.

Offsets count Unicode code points of a page's canonical text; spans are half-open; pages count from 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bbti_qa.errors import QuestionError


class BlockKind(StrEnum):
    """What a stretch of a page is. Only prose, items and rows run on over what stands between them."""

    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"  # running headers and footers, page numbers: kept on the page, never evidence


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch `[start, end)` of a page's text of one kind; `level` is 1 (highest) to 6 for headings, else 0."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each character of a canonical text stood in the text that the reader gave.

    `runs` are triples (canonical start, source start, length) in ascending order: inside a run both advance together.
    Characters that cleaning put in (a space beside a footnote call) belong to no run.
    """

    runs: tuple[tuple[int, int, int], ...]

    def to_source(self, offset: int) -> int:
        """The source offset of canonical `offset`; for an inserted character, that of the nearest one before (0 if none)."""
        at = bisect_right(self.runs, offset, key=lambda run: run[0]) - 1
        if at < 0:
            return self.runs[0][1] if self.runs else 0
        canonical, source, length = self.runs[at]
        return source + min(offset - canonical, length)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text `[start, end)` of a page stands, in points from the lower left corner of the page as it is shown."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float


class Third(StrEnum):
    """How far down a page."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Area:
    """Where a stretch of text stands on a page that character recognition read: a box for each of its lines, in reading order, and in
    which third of the page's text it begins."""

    boxes: tuple[Place, ...]
    third: Third


@dataclass(frozen=True, slots=True)
class Page:
    """One page of canonical text. `blocks` are disjoint, ascending, and hold every character that is not white space.

    `places` are those of the words that character recognition read, in the order of the text; empty where letters were read.
    """

    number: int
    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap
    places: tuple[Place, ...] = ()

    @property
    def is_recognised(self) -> bool:
        """Whether character recognition read the page."""
        return bool(self.places)

    def places_of(self, start: int, end: int) -> tuple[Place, ...]:
        """Where the words of `[start, end)` stand; nothing where it is not known."""
        return tuple(place for place in self.places if place.start < end and start < place.end)

    def area_of(self, start: int, end: int) -> Area | None:
        """Where `[start, end)` stands; None where letters were read and no place is known."""
        boxes: list[Place] = []
        for place in self.places_of(start, end):
            if boxes and _is_beside(boxes[-1], place):
                boxes[-1] = _around(boxes[-1], place)
            else:
                boxes.append(place)
        if not boxes:
            return None
        top, bottom = max(place.top for place in self.places), min(place.bottom for place in self.places)
        down = (top - (boxes[0].top + boxes[0].bottom) / 2) / max(1e-6, top - bottom)
        return Area(tuple(boxes), (Third.TOP, Third.MIDDLE, Third.BOTTOM)[min(2, int(3 * down))])


def _is_beside(box: Place, place: Place) -> bool:
    """Whether a word goes on the line that `box` holds."""
    common = min(box.top, place.top) - max(box.bottom, place.bottom)
    return place.left > box.left and common > 0.5 * min(box.top - box.bottom, place.top - place.bottom)


def _around(one: Place, other: Place) -> Place:
    return Place(
        min(one.start, other.start),
        max(one.end, other.end),
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` of the canonical text of page `page`."""

    page: int
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.page == other.page and self.start < other.end and other.start < self.end


DECLARABLE = ("title", "date", "version", "status", "language", "source", "instrument", "valid_from", "valid_to")
"""The fields of a document that its front matter or `sources.toml` may give."""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole file, read. `id` is the SHA-256 (hex) of its bytes; `path` is relative to the ingested folder, with `/`.

    `replaces` are paths of older versions as `sources.toml` names them, `superseded_by` is the id of the newer version that was
    recognised; `copies` are other files with the same text, `declared` the fields that `sources.toml` gave.
    """

    id: str
    path: str
    title: str
    pages: Sequence[Page]  # never changes; an index parses a page when it is first asked for
    format: str  # pdf, docx, pptx, odt, xlsx, csv, eml, html, markdown, text
    language: str  # fr or en
    date: str = ""  # as the document gives it, ISO where it could be read
    version: str = ""
    source: str = ""
    remarks: tuple[str, ...] = ()  # what was skipped while reading: "page 3 holds no text (a scan?)"
    status: str = ""  # in force, draft, superseded, …, as the document or `sources.toml` says
    instrument: str = ""  # the funding instrument that it speaks of
    valid_from: str = ""  # ISO
    valid_to: str = ""  # ISO, the last day
    replaces: tuple[str, ...] = ()
    superseded_by: str = ""
    copies: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()

    def page(self, number: int) -> Page:
        """The page called `number`. Raises KeyError."""
        if 0 < number <= len(self.pages) and self.pages[number - 1].number == number:
            return self.pages[number - 1]  # nearly always, and no other page need be parsed
        for page in self.pages:
            if page.number == number:
                return page
        raise KeyError(f"{self.path} has no page {number}")

    def text(self, spans: tuple[Span, ...]) -> str:
        """The exact pieces, joined by one space."""
        return " ".join(self.page(span.page).text[span.start : span.end] for span in spans)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit of evidence. Mostly one span; more where it runs over a page break, a footnote or a caption."""

    spans: tuple[Span, ...]
    kind: BlockKind = BlockKind.PROSE


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a few sentences under one heading. `id` is `document id:ordinal`, unique in a snapshot.

    `text` is the sentences' pieces joined by one space; `spans` are those pieces merged where they touch, each exact.
    """

    id: str
    document_id: str
    headings: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    spans: tuple[Span, ...]
    text: str

    @property
    def page(self) -> int:
        """The page on which it starts."""
        return self.spans[0].page


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score in [0, 1]; `lexical` and `dense` are the two sides, min-max normalised per question.

    `similarity` is the cosine of the question's vector and the passage's, in [-1, 1], comparable between questions; `prominence` is by how
    many standard deviations it stands out among the cosines of all passages.
    """

    passage: Passage
    score: float
    lexical: float
    dense: float
    similarity: float = 0.0
    prominence: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with its score and `why`: the value of each feature, by name.

    The score is mostly in [0, 1]: it may pass 1 where a value stands right beside the question's words (evidence.py), and fall below 0 where
    the model of inference doubts the sentence.
    """

    document: Document
    passage: Passage
    sentence: Sentence
    text: str
    score: float
    why: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation; `role` is `user` or `assistant`. Raises QuestionError for another one."""

    role: str
    content: str

    def __post_init__(self) -> None:
        if self.role not in ("user", "assistant"):
            raise QuestionError(f"A turn of a conversation is of `user` or `assistant`, not of {self.role!r}.")


class Outcome(StrEnum):
    ANSWERED = "answered"
    NOT_IN_DOCUMENTS = "not_in_documents"
    OFF_TOPIC = "off_topic"
    REFUSED = "refused"


class Verdict(StrEnum):
    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


class Support(StrEnum):
    """How well a citation carries its claim, best first."""

    VERBATIM = "verbatim"
    SUPPORTED = "supported"
    WEAK = "weak"
    CONTRADICTED = "contradicted"


class NoticeKind(StrEnum):
    PREMISE = "premise"
    CONFLICT = "conflict"
    SUPERSESSION = "supersession"
    FALLBACK = "fallback"
    LOOKED = "looked"
    REWRITTEN = "rewritten"
    CHECKED = "checked"  # what the check took out of a model's reply, corrected or marked as weak
    PARTIAL = "partial"  # the part of the question that the documents do not answer
    SCOPE = "scope"  # the sources are about different funding instruments


@dataclass(frozen=True, slots=True)
class Citation:
    """One exact piece of a page. `marker` counts from 1 within an answer; `quote == page.text[start:end]`, always.

    `area` is its place on a page that character recognition read.
    """

    marker: int
    document: str
    document_id: str
    title: str
    page: int
    start: int
    end: int
    quote: str
    support: Support
    area: Area | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know beside the answer; `citations` are markers of the answer's citations."""

    kind: NoticeKind
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsideredPassage:
    """A passage as an answer reports it: `document` is its path, `pieces` are its exact spans in reading order, `score` is in [0, 1]."""

    document: str
    document_id: str
    title: str
    headings: tuple[str, ...]
    pieces: tuple[Span, ...]
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class NumberedEvidence:
    """A sentence as a model was given it: `name` is "E3", `score` that of its `Evidence`."""

    name: str
    document_id: str
    document: str
    spans: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A sentence of a model's answer without its markers; `citations` are the markers, `support` what the check said of it."""

    text: str
    citations: tuple[int, ...]
    support: Support


@dataclass(frozen=True, slots=True)
class DroppedClaim:
    """A sentence of a model's reply that the answer does not show, and why."""

    text: str
    reason: str
    mended: bool = False  # a later sentence of the reply says it rightly


@dataclass(frozen=True, slots=True)
class Passport:
    """How a model's answer came about, enough to check it again without the model. Holds no key.

    `prompt` is the version of the prompts; `replies` are raw, the second one being the model's correction of the first. `opening` is what the
    program itself put first. `fallback` says why the model's reply was not used, empty where it was. `seconds` since the question, by event.
    """

    question: str
    rewritten: str
    index: str
    evidence: tuple[NumberedEvidence, ...]
    prompt: str
    model: str
    parameters: Mapping[str, str | int | float]
    replies: tuple[str, ...] = ()
    opening: str = ""
    claims: tuple[CheckedClaim, ...] = ()
    dropped: tuple[DroppedClaim, ...] = ()
    unknown_pointers: int = 0
    fallback: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says. `text` carries markers `[n]`, each the marker of a citation; `confidence` is in [0, 1]."""

    question: str
    language: str
    outcome: Outcome
    text: str
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    passages: tuple[ConsideredPassage, ...] = ()
    verdict: Verdict | None = None
    confidence: float = 0.0
    engine: str = "extractive"
    index: str = ""
    seconds: float = 0.0
    id: str = ""
    passport: Passport | None = None

    @property
    def is_answered(self) -> bool:
        return self.outcome is Outcome.ANSWERED

    def cited(self, marker: int) -> Citation:
        """The citation called `marker`. Raises KeyError."""
        for citation in self.citations:
            if citation.marker == marker:
                return citation
        raise KeyError(f"no citation [{marker}]")


def blocks_of(page: Page, *kinds: BlockKind) -> Iterator[Block]:
    """The blocks of `page` that are of one of `kinds`, in order."""
    return (block for block in page.blocks if block.kind in kinds)


def language_of_most(documents: Iterable[Document]) -> str:
    """The language in which most is written, by the letters of the pages; empty where there are none."""
    letters: Counter[str] = Counter()
    for document in documents:
        letters[document.language] += sum(len(page.text) for page in document.pages)
    return max(letters, key=letters.__getitem__, default="")
