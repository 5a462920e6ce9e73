"""One criterion of the documents: what it is about, how it binds, and at which sentence it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bbti_qa.documents import Document, Sentence


class Point(StrEnum):
    """What a criterion is about, in the order of the table."""

    THEME = "theme"
    APPLICANT = "applicant"
    NEWCOMER = "newcomer"
    PARTNERS = "partners"
    COUNTRY = "country"
    STAGE = "stage"
    DEADLINE = "deadline"
    PERIOD = "period"
    DURATION = "duration"
    BUDGET = "budget"
    RATE = "rate"
    COSTS = "costs"
    INSTRUMENT = "instrument"
    PROCEDURE = "procedure"
    OTHER = "other"


class Modality(StrEnum):
    ALLOWS = "allows"
    RESERVES = "reserves"  # to these and to no others
    EXCLUDES = "excludes"
    REQUIRES = "requires"
    BOUNDS = "bounds"
    STATES = "states"
    SILENT = "silent"  # the document itself says that nothing is said


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of a document. `lead` is the sentence that announces it, where it is an item of a list."""

    document: Document
    sentence: Sentence
    text: str
    headings: tuple[str, ...] = ()
    lead: Source | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion at one place. `kinds` are applicants or countries (`FR`, or `*` for any abroad); `as_partner`: not as the coordinator.

    `low` and `high` bound an amount in euros, a duration in days, a number of partners, a TRL; None where open. `date` is ISO, as far as said.
    `instruments`: the calls that it speaks of, all where empty. `is_conditional`: the sentence holds a condition.
    `track`: the name of the row that it stands in, where a table has a row for each of several ways to apply.
    """

    point: Point
    modality: Modality
    source: Source
    kinds: tuple[str, ...] = ()
    as_partner: bool = False
    low: float | None = None
    high: float | None = None
    date: str = ""
    end: str = ""
    instruments: tuple[str, ...] = ()
    is_conditional: bool = False
    pinned: str = ""
    track: str = ""

    def speaks_of(self, chosen: Sequence[str]) -> bool:
        """Whether it holds for one of the instruments chosen; with none chosen, for any."""
        return not self.instruments or not chosen or any(name in self.instruments for name in chosen)
