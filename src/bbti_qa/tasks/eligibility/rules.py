"""What the documents ask of a project or a team: sentences that allow, reserve, exclude, require, bound, state, or say that nothing is said.

A list item is read with the sentence that announces it, and both with their headings: « Sont éligibles : … », « L'appel à projets ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from bbti_qa.documents import BlockKind, Document, Passage
from bbti_qa.language import announces, fold_in_place
from bbti_qa.tasks.eligibility.admission import applicants, countries, kinds_in, modality_of
from bbti_qa.tasks.eligibility.bounding import CELL_END, bounds, is_headed, partners
from bbti_qa.tasks.eligibility.criterion import Modality, Point, Rule, Source
from bbti_qa.tasks.eligibility.patterns import pattern
from bbti_qa.tasks.eligibility.terms import ABROAD, INSTRUMENTS, names
from bbti_qa.values import Unit, find_values

_SILENT: Final = pattern("rules", "silent")
_CLOSED: Final = pattern("rules", "closed")
_BODY: Final = pattern("rules", "body")
_OBLIGED: Final = pattern("rules", "obliged")
_CONDITION: Final = pattern("rules", "condition")
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
_HOW_MANY: Final = pattern("rules", "how_many")
_COST: Final = pattern("rules", "cost")
_PAID: Final = pattern("rules", "paid")
_SHARE: Final = pattern("rules", "share")
_WORK: Final = pattern("rules", "work")
_OUT_OF_SCOPE: Final = pattern("rules", "out_of_scope")
_FUNDS_NOT: Final = pattern("rules", "funds_not")


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
    about = _instruments(source)
    if _SILENT.search(own):
        for point, kinds in _silent(source, own):
            yield Rule(point, Modality.SILENT, source, kinds, instruments=about)
        if source.sentence.kind is not BlockKind.ROW:
            return
    subject = pattern("rules", "subject", programme)
    if not (subject.search(f"{lead} {own}") or about or is_headed(source)):
        return
    announced = _announced(source)
    found = [replace(rule, track=_track(source)) for cell in _cells(source) for rule in bounds(source, cell)]
    found += [*_periods(source, own, whole), *_totals(source, own, whole)]
    found += applicants(source, own, announced)
    found += countries(source, own, announced)
    if _NEWCOMER.search(own) and (about or whole.search(own)):
        found.append(Rule(Point.NEWCOMER, Modality.RESERVES, source))
    found += [replace(rule, track=_track(source)) for cell in _cells(source) for rule in partners(source, cell)]
    found += _instrument_rules(source, own)
    found += _excluded_themes(source, own, announced)
    found += _spending(source, own)
    steps, papers = bool(_STEP.search(own)), bool(_PAPERS.search(own))
    if (steps and (about or papers)) or (about and papers and not found and not _OBLIGED.search(own)):
        found.append(Rule(Point.PROCEDURE, Modality.REQUIRES, source))
    if not found:
        found = _obligations(source, own)
    conditional = bool(_CONDITION.search(own))
    for rule in found:
        yield replace(rule, instruments=rule.instruments or about, is_conditional=rule.is_conditional or conditional)


def _announced(source: Source) -> str:
    """The sentence that announces an item; else the heading right above it: « Sont irrecevables »."""
    if source.lead is not None and source.sentence.kind is BlockKind.ITEM:
        return fold_in_place(source.lead.text)
    is_bare = source.sentence.kind is BlockKind.ITEM
    return fold_in_place(source.headings[-1]) if is_bare and source.headings else ""


def _cells(source: Source) -> tuple[str, ...]:
    """The sentence; of a row of three cells or more (« Volet : A — Durée : 12 mois ; Aide : 10 k€ ») each with its head, for it is read by itself."""
    if source.sentence.kind is not BlockKind.ROW:
        return (source.text,)
    _, _, behind = source.text.partition(CELL_END)
    cells = behind.split(" ; ")
    return tuple(cells) if len(cells) > 1 and all(" : " in cell for cell in cells) else (source.text,)


def _track(source: Source) -> str:
    """The first cell of a row of three or more."""
    return source.text.partition(CELL_END)[0].partition(" : ")[2] if len(_cells(source)) > 1 else ""


def _spending(source: Source, own: str) -> list[Rule]:
    """A funding rate, or costs that are paid or not."""
    found = []
    if _POINTS[Point.RATE].search(own) or _SHARE.search(own):
        found.append(Rule(Point.RATE, Modality.STATES, source))
    if _POINTS[Point.COSTS].search(own) or (
        _COST.search(own) and (_PAID.search(own) or modality_of(_announced(source)))
    ):
        found.append(Rule(Point.COSTS, Modality.STATES, source))
    return found


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
    kinds = kinds_in(own)
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


def _excluded_themes(source: Source, own: str, announced: str) -> list[Rule]:
    """« Ne sont pas éligibles les projets portant sur … »: no kind of applicant, no country, no costs, so a subject matter."""
    if Modality.EXCLUDES not in (modality_of(own), modality_of(announced)):
        return []
    about_work = _WORK.search(own) or _WORK.search(announced) or _FUNDS_NOT.search(own)
    is_elsewhere = ABROAD.search(own) and not _FUNDS_NOT.search(own)
    of_others = kinds_in(source.text) or is_elsewhere or _BODY.search(own) or _PAPERS.search(own)
    is_cost = _COST.search(own) and not _OUT_OF_SCOPE.search(own)
    if not (about_work or _OUT_OF_SCOPE.search(own)) or of_others or is_cost or find_values(source.text):
        return []
    return [Rule(Point.THEME, Modality.EXCLUDES, source)]


def _obligations(source: Source, own: str) -> list[Rule]:
    is_required = _OBLIGED.search(own) or _HOW_MANY.search(own)
    return [Rule(Point.OTHER, Modality.REQUIRES, source)] if is_required else []
