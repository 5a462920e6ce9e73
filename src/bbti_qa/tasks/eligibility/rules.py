"""What the documents ask of a project or a team: sentences that allow, reserve, exclude, require, bound, state, or say that nothing is said.

A list item is read with the sentence that announces it, and both with their headings: « Sont éligibles : … », « L'appel à projets ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bbti_qa.documents import BlockKind, Document, Passage, Sentence
from bbti_qa.judging.negation import denies
from bbti_qa.language import announces, fold_in_place
from bbti_qa.tasks.eligibility.patterns import pattern
from bbti_qa.tasks.eligibility.terms import ABROAD, INSTRUMENTS, KINDS, PUBLIC, TRL, names
from bbti_qa.values import Unit, Value, find_values


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

    def speaks_of(self, chosen: Sequence[str]) -> bool:
        """Whether it holds for one of the instruments chosen; with none chosen, for any."""
        return not self.instruments or not chosen or any(name in self.instruments for name in chosen)


_SILENT: Final = pattern("rules", "silent")
_ALLOWS: Final = pattern("rules", "allows")
_RESERVES: Final = pattern("rules", "reserves")
_EXCLUDES: Final = pattern("rules", "excludes")
_CLOSED: Final = pattern("rules", "closed")
_BODY: Final = pattern("rules", "body")
_REQUIRES: Final = pattern("rules", "requires")
_OBLIGED: Final = pattern("rules", "obliged")
_CONDITION: Final = pattern("rules", "condition")
_AS_PARTNER: Final = pattern("rules", "as_partner")
_MOST: Final = pattern("rules", "most")
_LEAST: Final = pattern("rules", "least")
_BETWEEN: Final = pattern("rules", "between")
_DEADLINE: Final = pattern("rules", "deadline")
_POINTS: Final[Mapping[Point, re.Pattern[str]]] = {
    point: _DEADLINE if point is Point.DEADLINE else pattern("points", point.value)
    for point in (
        Point.APPLICANT,
        Point.PARTNERS,
        Point.STAGE,
        Point.DEADLINE,
        Point.DURATION,
        Point.RATE,
        Point.COSTS,
        Point.BUDGET,
        Point.PROCEDURE,
    )
}
_TAKES_PART: Final = pattern("rules", "takes_part")
_PER_PROJECT: Final = pattern("rules", "per_project")
_YEARS: Final = pattern("rules", "years")
_LAUNCH: Final = pattern("rules", "launch")
_TOTAL: Final = pattern("rules", "total")
_STEP: Final = pattern("rules", "step")
_PAPERS: Final = pattern("rules", "papers")
_NEWCOMER: Final = pattern("rules", "newcomer")


def read_rules(
    passages: Iterable[Passage], documents: Mapping[str, Document], programme: tuple[str, ...] = ()
) -> tuple[Rule, ...]:
    """The criteria of all documents, in reading order. `programme` are the names of the programme."""
    return tuple(rule for source in sources(passages, documents) for rule in rules_of(source, programme))


def sources(passages: Iterable[Passage], documents: Mapping[str, Document]) -> Iterator[Source]:
    """The sentences that may hold a criterion, each once: no headings, questions, captions or running lines.

    An item has the sentence before its list as its lead, a row of a table the first row.
    """
    lead: Source | None = None
    head: Source | None = None
    seen: set[tuple[str, tuple[object, ...]]] = set()
    for passage in passages:
        document = documents[passage.document_id]
        for sentence in passage.sentences:
            if (document.id, sentence.spans) in seen or sentence.kind in (
                BlockKind.HEADING,
                BlockKind.CAPTION,
                BlockKind.FURNITURE,
            ):
                continue
            seen.add((document.id, sentence.spans))
            source = Source(document, sentence, document.text(sentence.spans), passage.headings)
            if sentence.kind is BlockKind.ROW:
                head = (
                    head
                    if head is not None and head.document is document and head.headings == source.headings
                    else source
                )
                source = replace(source, lead=head if head is not source else None)
            elif sentence.kind is BlockKind.ITEM and lead is not None and lead.document is document:
                source = replace(source, lead=lead)
            elif announces(source.text):
                lead = source
            else:
                lead = None
            if not announces(source.text) and not source.text.rstrip().endswith("?"):
                yield source


def rules_of(source: Source, programme: tuple[str, ...] = ()) -> Iterator[Rule]:
    """The criteria that one sentence holds. `programme` are the names of the programme."""
    whole = pattern("rules", "programme", programme)
    own = fold_in_place(source.text)
    lead = fold_in_place(source.lead.text) if source.lead else ""
    said = f"{lead} {own}".strip()
    about = _instruments(source)
    if _SILENT.search(own):
        for point, kinds in _silent(source, own):
            yield Rule(point, Modality.SILENT, source, kinds, instruments=about)
        if source.sentence.kind is not BlockKind.ROW:
            return
    if not (pattern("rules", "subject", programme).search(said) or about):
        return
    found = [*_bounds(source, own, programme), *_deadlines(source, own)]
    found += [*_periods(source, own, whole), *_totals(source, own, whole)]
    found += _applicants(source, own, said)
    found += _countries(source, own, said)
    if _NEWCOMER.search(own) and (about or whole.search(own)):
        found.append(Rule(Point.NEWCOMER, Modality.RESERVES, source))
    found += _consortia(source, own)
    found += _instrument_rules(source, own)
    steps, papers = bool(_STEP.search(own)), bool(_PAPERS.search(own))
    if (steps and (about or papers)) or (about and papers and not found and not _OBLIGED.search(own)):
        found.append(Rule(Point.PROCEDURE, Modality.REQUIRES, source))
    found += _excluded_themes(source, own)
    found += [
        Rule(point, Modality.STATES, source)
        for point in (Point.RATE, Point.COSTS)
        if _POINTS[point].search(own) and not any(rule.modality is Modality.BOUNDS for rule in found)
    ]
    if not found:
        found = _obligations(source, own)
    conditional = bool(_CONDITION.search(own))
    for rule in found:
        yield replace(rule, instruments=rule.instruments or about, is_conditional=rule.is_conditional or conditional)


def _instruments(source: Source) -> tuple[str, ...]:
    """The calls of which the sentence speaks: its own, else those of its announcement, else of the nearest heading that names one."""
    near = [source.text, source.lead.text if source.lead else "", *reversed(source.headings)]
    return next((found for text in near if (found := names(text, INSTRUMENTS))), ())


def _silent(source: Source, own: str) -> list[tuple[Point, tuple[str, ...]]]:
    """Of what it says that nothing is said, and of which kinds of applicants; of its subject matter where no point is named."""
    if source.sentence.kind is BlockKind.ROW:
        own = _silent_columns(source, own)
    if ABROAD.search(own):
        return [(Point.COUNTRY, ("*",))]
    points = [point for point, pattern in _POINTS.items() if pattern.search(own)]
    kinds = _kinds(own)
    if kinds and _TAKES_PART.search(own):
        points = [Point.APPLICANT]
    for special, general in ((Point.DEADLINE, Point.BUDGET), (Point.RATE, Point.BUDGET), (Point.COSTS, Point.BUDGET)):
        if special in points and general in points:
            points.remove(general)
    if Point.DURATION in points and not _PER_PROJECT.search(own):
        points.remove(Point.DURATION)
    return [(point, kinds if point is Point.APPLICANT else ()) for point in points] or [(Point.THEME, ())]


def _silent_columns(source: Source, own: str) -> str:
    """The heads of the columns whose cells say « non précisé »."""
    heads = fold_in_place(source.lead.text).split(" | ") if source.lead else []
    return " ".join(head for head, cell in zip(heads, own.split(" | "), strict=False) if _SILENT.search(cell))


def _kinds(text: str) -> tuple[str, ...]:
    """The kinds of applicants named; the public research stands for all its kinds."""
    found = names(text, KINDS)
    return tuple(dict.fromkeys(kind for name in found for kind in (PUBLIC if name == "public_research" else (name,))))


def _applicants(source: Source, own: str, said: str) -> list[Rule]:
    kinds = _kinds(source.text)
    if not kinds or _BODY.search(own):
        return []
    modality = _modality(own) or _modality(said)
    if modality is None:
        return []
    clause = own if _ALLOWS.search(own) else said
    return [Rule(Point.APPLICANT, modality, source, kinds, as_partner=_is_partner_only(clause, kinds))]


def _is_partner_only(own: str, kinds: Sequence[str]) -> bool:
    return "company" in kinds and bool(_AS_PARTNER.search(own))


def _modality(text: str) -> Modality | None:
    if _EXCLUDES.search(text):
        return Modality.EXCLUDES
    if _RESERVES.search(text):
        return Modality.RESERVES
    if _ALLOWS.search(text) and not denies(text):
        return Modality.ALLOWS
    return None


def _countries(source: Source, own: str, said: str) -> list[Rule]:
    abroad = bool(ABROAD.search(own))
    french = re.search(
        r"\b(?:etabli\w*|implante\w*|situe\w*|installe\w*|based|established|located) (?:en|in) france\b", own
    )
    if french and (_REQUIRES.search(own) or _RESERVES.search(own) or _ALLOWS.search(own)):
        return [Rule(Point.COUNTRY, Modality.RESERVES, source, ("FR",))]
    modality = _modality(own) or _modality(said)
    return [Rule(Point.COUNTRY, modality, source, ("*",))] if abroad and modality else []


def _consortia(source: Source, own: str) -> list[Rule]:
    if not _POINTS[Point.PARTNERS].search(own) or not (
        _REQUIRES.search(own) or _LEAST.search(own) or _MOST.search(own)
    ):
        return []
    counts = [value for value in find_values(source.text) if value.unit is Unit.COUNT]
    low, high = _limits_of_all(own, counts) if counts else (None, None)
    if not _REQUIRES.search(own) and low is None and high is None:
        return []
    kinds = _kinds(own) if low is not None else ()
    return [Rule(Point.PARTNERS, Modality.REQUIRES, source, kinds, low=low, high=high)]


_BOUNDED: Final = {Unit.MONEY: Point.BUDGET, Unit.DURATION: Point.DURATION}


def _bounds(source: Source, own: str, programme: tuple[str, ...]) -> list[Rule]:
    """« entre 500 k€ et 2 M€ », « au plus 48 mois », « TRL 3 à 6 »."""
    found = []
    for unit, point in _BOUNDED.items():
        values = [value for value in find_values(source.text) if value.unit is unit]
        if (
            not values
            or not _PER_PROJECT.search(own)
            or (unit is Unit.DURATION and not _POINTS[Point.DURATION].search(own))
        ):
            continue
        low, high = _limits_of_all(own, values)
        if low is not None or high is not None:
            found.append(Rule(point, Modality.BOUNDS, source, low=low, high=high))
    levels = TRL.search(own)
    if levels and (pattern("rules", "subject", programme).search(own) or _REQUIRES.search(own)):
        low, high = float(levels["low"]), float(levels["high"] or levels["low"])
        if not levels["high"]:
            low, high = (
                (low if not _is_most(own, levels.start()) else 1.0),
                (high if not _is_least(own, levels.start()) else 9.0),
            )
        found.append(Rule(Point.STAGE, Modality.BOUNDS, source, low=low, high=high))
    return found


def _limits_of_all(own: str, values: Sequence[Value]) -> tuple[float | None, float | None]:
    first = values[0]
    if first.low < first.high:
        return first.low, first.high
    if (
        len(values) > 1
        and _BETWEEN.search(own[: first.start])
        and re.fullmatch(r" (?:et|and|a|to) ", own[first.end : values[1].start])
    ):
        return first.low, values[1].high
    lows, highs = zip(*(_limits(own, value) for value in values), strict=True)
    return next((low for low in lows if low is not None), None), next(
        (high for high in highs if high is not None), None
    )


def _limits(own: str, value: Value) -> tuple[float | None, float | None]:
    """The bound that the words around a value make of it."""
    if _is_least(own, value.start, value.end):
        return value.low, None
    if _is_most(own, value.start, value.end):
        return None, value.high
    return (value.low, value.high) if value.low < value.high else (None, None)


NEAR: Final = 45  # letters before a value in which its bound stands


def _is_least(own: str, start: int, end: int | None = None) -> bool:
    behind = own[end : end + 12] if end is not None else ""
    return _last(_LEAST, own, start) > _last(_MOST, own, start) or bool(
        re.match(r" (?:au moins|minimum|or more|at least)", behind)
    )


def _is_most(own: str, start: int, end: int | None = None) -> bool:
    behind = own[end : end + 12] if end is not None else ""
    return _last(_MOST, own, start) > _last(_LEAST, own, start) or bool(
        re.match(r" (?:au plus(?! tard)|maximum|at most)", behind)
    )


def _last(pattern: re.Pattern[str], own: str, before: int) -> int:
    return max((match.start() for match in pattern.finditer(own[max(0, before - NEAR) : before])), default=-1)


def _deadlines(source: Source, own: str) -> list[Rule]:
    if not _DEADLINE.search(own):
        return []
    dates = [value.date for value in find_values(source.text) if value.unit is Unit.DATE]
    return [Rule(Point.DEADLINE, Modality.BOUNDS, source, date=dates[-1])] if dates else []


def _periods(source: Source, own: str, programme: re.Pattern[str]) -> list[Rule]:
    """« de 2023 à 2030 » for the programme; « lancé en 2025 » for a call."""
    about = names(source.text, INSTRUMENTS)
    years = _YEARS.search(own)
    if years and programme.search(own) and not about:
        start, end = years["start"] or years["start2"], years["end"] or years["end2"]
        return [Rule(Point.PERIOD, Modality.STATES, source, date=start, end=end)]
    dates = [value.date for value in find_values(source.text) if value.unit is Unit.DATE]
    if about and dates and _LAUNCH.search(own) and not _DEADLINE.search(own):
        return [Rule(Point.DEADLINE, Modality.STATES, source, date=dates[0], instruments=about[:1])]
    return []


def _totals(source: Source, own: str, programme: re.Pattern[str]) -> list[Rule]:
    """The budget of the whole programme: no project can ask for more."""
    amounts = [value for value in find_values(source.text) if value.unit is Unit.MONEY]
    whole = (
        _TOTAL.search(own)
        and programme.search(own)
        and not re.search(r"\b(?:gouvernance|governance|chiffre d'affaires)\b", own)
    )
    return [Rule(Point.BUDGET, Modality.STATES, source, high=amounts[0].high)] if whole and len(amounts) == 1 else []


def _instrument_rules(source: Source, own: str) -> list[Rule]:
    about = names(source.text, INSTRUMENTS)
    if not about:
        return []
    if _CLOSED.search(own):
        return [Rule(Point.INSTRUMENT, Modality.EXCLUDES, source, instruments=about)]
    if (
        len(about) > 1
        and re.search(
            r"\b(?:repose\w*|compren\w+|se compose\w*|actions?|instruments?|volets?|finance|consists?|comprises?|rests?)\b",
            own,
        )
        and find_values(source.text)
    ):
        return [Rule(Point.INSTRUMENT, Modality.RESERVES, source, instruments=about)]
    return [Rule(Point.INSTRUMENT, Modality.STATES, source, instruments=about)] if _LAUNCH.search(own) else []


def _excluded_themes(source: Source, own: str) -> list[Rule]:
    """« Ne sont pas éligibles les projets portant sur … »: no kind of applicant, no country, so a subject matter."""
    about_work = re.search(
        r"\b(?:projets?|recherches?|travaux|themes?|thematiques?|essais?|projects?|research|work|topics?|trials?)\b",
        own,
    )
    if not _EXCLUDES.search(own) or not about_work or _kinds(source.text) or ABROAD.search(own) or _BODY.search(own):
        return []
    return [Rule(Point.THEME, Modality.EXCLUDES, source)] if not find_values(source.text) else []


def _obligations(source: Source, own: str) -> list[Rule]:
    return [Rule(Point.OTHER, Modality.REQUIRES, source)] if _OBLIGED.search(own) else []
