"""The values of a brief: what is asked for, and what is written. Frozen; tuples inside; no behaviour beyond questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bbti_qa.documents import Citation, NoticeKind, Support
from bbti_qa.language import Language


class Template(StrEnum):
    NOTE = "note"
    FICHE = "fiche"
    COMMUNIQUE = "communique"
    FAQ = "faq"
    CHRONOLOGIE = "chronologie"


class Length(StrEnum):
    SHORT = "short"
    PAGE = "page"


class Audience(StrEnum):
    """`GRAND_PUBLIC` gets plain sentences and acronyms spelled out; `INSTITUTIONNEL` names, dates and amounts."""

    GRAND_PUBLIC = "grand-public"
    INSTITUTIONNEL = "institutionnel"


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """`date` is the day on which the brief is written, ISO: it stands under the title, and announcements are compared with it."""

    topic: str
    date: str
    length: Length = Length.PAGE
    audience: Audience = Audience.INSTITUTIONNEL
    language: Language = "fr"
    template: Template = Template.NOTE


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands in the margin beside a sentence: sources that differ, a fact that is overtaken or may be."""

    kind: NoticeKind
    text: str


class SentenceKind(StrEnum):
    PROSE = "prose"
    ITEM = "item"  # of a list that the sentence before announces
    HEADING = "heading"  # a document's heading, brought along because the next sentence speaks of it


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence as the brief shows it, with the places that prove it.

    `support` is VERBATIM where `text` stands letter by letter in a quote, SUPPORTED where something was left out (shown as "[…]").
    A writer of other sentences (a model) says what its check found; None or CONTRADICTED is unsupported, WEAK is marked. `author` is the
    model that wrote it, empty for the documents' own words.
    """

    text: str
    citations: tuple[Citation, ...]
    support: Support | None
    kind: SentenceKind = SentenceKind.PROSE
    language: Language = "fr"
    remarks: tuple[Remark, ...] = ()
    author: str = ""

    @property
    def is_supported(self) -> bool:
        return bool(self.citations) and self.support in (Support.VERBATIM, Support.SUPPORTED)

    @property
    def is_weak(self) -> bool:
        """Whether its passage carries it only in part: it is shown, marked as such."""
        return bool(self.citations) and self.support is Support.WEAK


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading; without any, `silence` says that the documents do not say."""

    heading: str
    sentences: tuple[BriefSentence, ...] = ()
    silence: str = ""


@dataclass(frozen=True, slots=True)
class KeyFact:
    """A row of the key facts box: what it is about, and the sentence that gives it, with its `values` as they stand there.

    The row without a sentence names, as `values`, what the documents do not give.
    """

    label: str
    sentence: BriefSentence | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact of a timeline. `date` is ISO as far as it is said ("2021", "2021-07", "2021-07-29"); `said` as it stands in the sentence."""

    date: str
    said: str
    sentence: BriefSentence
    label: str = ""  # the sentence cut short, for the picture


@dataclass(frozen=True, slots=True)
class Expansion:
    """An acronym that the brief uses; `document` is empty where the project's glossary spells it out, not a document."""

    short: str
    long: str
    document: str = ""


class LedgerKind(StrEnum):
    NUMBER = "number"
    DATE = "date"
    BODY = "body"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A number, date, name or body with where it stands: sentence number from 1, `[start, end)` of its text, and its sources."""

    kind: LedgerKind
    text: str
    sentence: int
    start: int
    end: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What is written. Everything that a document says is in `sentences`; the rest are the program's own words."""

    request: BriefRequest
    title: str
    sections: tuple[Section, ...]
    facts: tuple[KeyFact, ...] = ()
    dates: tuple[DatedFact, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    remarks: tuple[Remark, ...] = ()  # on the brief as a whole
    unanswered: tuple[str, ...] = ()  # questions, or points, on which the documents are silent
    index: str = ""
    engine: str = "extractive"

    @property
    def is_written(self) -> bool:
        """Whether a model wrote sentences of it; else all are the documents' own."""
        return self.engine != "extractive"

    @property
    def sentences(self) -> tuple[BriefSentence, ...]:
        """Every sentence in the order in which its footnote stands: key facts, timeline, sections."""
        return tuple(self._sentences())

    @property
    def unsupported(self) -> tuple[BriefSentence, ...]:
        """Those that no passage carries, not even in part: they cannot be exported unless marked."""
        return tuple(sentence for sentence in self.sentences if not (sentence.is_supported or sentence.is_weak))

    def _sentences(self) -> Iterator[BriefSentence]:
        yield from (fact.sentence for fact in self.facts if fact.sentence)
        yield from (fact.sentence for fact in self.dates)
        for section in self.sections:
            yield from section.sentences
