"""Between what a project must lie: how much it asks for, how long it lasts, how many take part, its maturity, its last day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bbti_qa.checking.figures import Bound, bound_of
from bbti_qa.checking.statement import read
from bbti_qa.documents import BlockKind
from bbti_qa.language import fold_in_place
from bbti_qa.tasks.eligibility.admission import kinds_in
from bbti_qa.tasks.eligibility.criterion import Modality, Point, Rule, Source
from bbti_qa.tasks.eligibility.limits import Limits, find_limits, find_plain_limits
from bbti_qa.tasks.eligibility.patterns import pattern
from bbti_qa.tasks.eligibility.terms import KINDS, TRL, mentions
from bbti_qa.values import Unit, find_numbers, find_values

AROUND: Final = 60  # letters before a number in which stands what makes it no length of a project
_HEADINGS: Final = {
    point: pattern("headings", point.value)
    for point in (
        Point.APPLICANT,
        Point.PARTNERS,
        Point.COUNTRY,
        Point.STAGE,
        Point.DEADLINE,
        Point.DURATION,
        Point.BUDGET,
        Point.RATE,
        Point.COSTS,
    )
}
_NO_LENGTH: Final = pattern("limits", "no_length_before")
_NO_LENGTH_BEHIND: Final = pattern("limits", "no_length_behind")
_OTHER_LENGTH: Final = pattern("limits", "other_length")
_LASTS: Final = pattern("limits", "lasts")
_PROJECT: Final = pattern("limits", "project")
_ASKED: Final = pattern("limits", "asked")
_OTHER_MONEY: Final = pattern("limits", "other_money")
_PARTNER: Final = pattern("limits", "partner")
_PARTNER_HEAD: Final = pattern("limits", "partner_head")
_MADE_OF: Final = pattern("limits", "made_of")
_CONSORTIUM: Final = pattern("limits", "consortium")
_AMONG: Final = tuple(pattern("limits", name) for name in ("among", "among_behind", "must_be_there", "must_include"))
_OTHER_DAY: Final = pattern("limits", "other_day")
_HANDED_IN: Final = pattern("limits", "handed_in")
_REQUIRES: Final = pattern("rules", "requires")
_PARTNERS: Final = pattern("points", "partners")
_STAGE: Final = pattern("points", "stage")
_DEADLINE: Final = pattern("rules", "deadline")
_UNTIL: Final = re.compile(r"\b(?:avant|jusqu'a[ul]?|au plus tard|by|before|until|no later than)\b")
_PER_PROJECT: Final = re.compile(
    r"\b(?:par|chaque|per|each) (?:projet|action|dossier|laureat|project|proposal|grant|award)\b"
)
_SEGMENT_END: Final = re.compile(r"[;,()] ?| — ")
_DAYS_END: Final = re.compile(r"; |, (?=(?:puis|et|then|and)\b)")
_IS_FIXED: Final = re.compile(r"\b(?:duree|duration)\b[^.;,]{0,60}\b(?:est|sera|fixee?|is|of)\b[^.;,\d]{0,20}$")
_FROM_DAY: Final = re.compile(r"\b(?:du|from|entre le|between) (?:le )?$")
_HEAD_END: Final = re.compile(r" : | \| ")
CELL_END: Final = " — "  # between the cells of a row, as the readers write it


def headed(source: Source, point: Point) -> bool:
    """Whether the heading right above says that what follows is on this point."""
    return bool(source.headings) and bool(_HEADINGS[point].search(fold_in_place(source.headings[-1])))


def is_headed(source: Source) -> bool:
    """Whether the heading right above, or the head of the row, names a point, so that what does not name it is on it."""
    head = _head_and_cell(source.text)[0] if _is_row(source) else ""
    return any(headed(source, point) or cue.search(head) for point, cue in _HEADINGS.items())


def bounds(source: Source, text: str) -> list[Rule]:
    """The limits that `text`, the sentence of `source` or one cell of its row with its head, sets for a project."""
    own = fold_in_place(text)
    found = [*_budget(source, text, own), *_duration(source, text, own)]
    return [*found, *_stage(source, text, own), *_deadlines(source, text, own)]


def _budget(source: Source, text: str, own: str) -> Iterator[Rule]:
    if not (_ASKED.search(own) or headed(source, Point.BUDGET)):
        return

    def asked_for(folded: str, start: int, end: int) -> bool:
        segment = _segment(folded, start, end)
        return bool(_PER_PROJECT.search(segment)) or not _OTHER_MONEY.search(segment)

    limits = find_limits(text, Unit.MONEY, asked_for, fixed=_is_row(source) and bool(_ASKED.search(own)))
    if limits:
        yield Rule(Point.BUDGET, Modality.BOUNDS, source, low=limits.low, high=limits.high)


def _segment(folded: str, start: int, end: int) -> str:
    """What stands around a number between the nearest commas."""
    first = max((match.end() for match in _SEGMENT_END.finditer(folded, 0, start)), default=0)
    last = next((match.start() for match in _SEGMENT_END.finditer(folded, end)), len(folded))
    return folded[first:last]


def _duration(source: Source, text: str, own: str) -> Iterator[Rule]:
    is_of_project = bool(_LASTS.search(own) and _PROJECT.search(own)) or (_is_row(source) and _is_length(own))
    if not (is_of_project or headed(source, Point.DURATION)):
        return

    def lasts(folded: str, start: int, end: int) -> bool:
        return not (
            _NO_LENGTH.search(folded[max(0, start - AROUND) : start])
            or _NO_LENGTH_BEHIND.match(folded[end:])
            or _OTHER_LENGTH.search(folded if _is_row(source) else _segment(folded, start, end))
        )

    first = next((value for value in find_values(text) if value.unit is Unit.DURATION), None)
    is_fixed = (_is_row(source) and bool(_PROJECT.search(own))) or (
        first is not None and bool(_IS_FIXED.search(own[: first.start]))
    )
    limits = find_limits(text, Unit.DURATION, lasts, fixed=is_fixed)
    if limits:
        yield Rule(Point.DURATION, Modality.BOUNDS, source, low=limits.low, high=limits.high)


def _is_length(own: str) -> bool:
    """Whether the head of a row is « Durée » and no more."""
    return bool(re.match(r"(?:[^:—]{0,40} : )?(?:duree|duration)(?: \w+imale?| maximum| minimum)? (?::|—|\|)", own))


def _is_row(source: Source) -> bool:
    return source.sentence.kind is BlockKind.ROW


def partners(source: Source, text: str) -> list[Rule]:
    """How many must take part, who must be among them, or that there must be a consortium at all."""
    own = fold_in_place(text)
    among = _among(source, text, own)
    limits = _partner_count(source, text, own)
    if limits:
        return [Rule(Point.PARTNERS, Modality.REQUIRES, source, low=limits.low, high=limits.high), *among]
    if among or not (_PARTNERS.search(own) and _REQUIRES.search(own)):
        return among
    return [Rule(Point.PARTNERS, Modality.REQUIRES, source)]


def _partner_count(source: Source, text: str, own: str) -> Limits | None:
    if _is_row(source):
        head, cell = _head_and_cell(text)
        if not _PARTNER_HEAD.fullmatch(head.strip()):
            return None
        return find_limits(text, Unit.COUNT, lambda folded, start, end: True) or find_plain_limits(cell)
    requires = bool(_REQUIRES.search(own))
    is_made = bool(_CONSORTIUM.search(own) and (_MADE_OF.search(own) or requires or re.search(r"\bnombre\b", own)))
    if not (is_made or headed(source, Point.PARTNERS)) or _HOW_MANY_PAPERS.search(own):
        return None
    of_things = [value.start for value in find_values(text) if value.unit is Unit.COUNT]
    of_partners = any(_PARTNER.match(own[value.end :]) for value in find_values(text) if value.unit is Unit.COUNT)

    def counts(folded: str, start: int, end: int) -> bool:
        behind = folded[end:]
        is_kind = bool(mentions(behind[:40], KINDS)) and not _PLAIN_PARTNER.match(behind)
        return not is_kind and (bool(_PARTNER.match(behind)) or (of_partners and start not in of_things))

    limits = find_limits(text, Unit.COUNT, counts, fixed=requires)
    if limits and limits.is_fixed:  # « doit réunir trois partenaires »
        return Limits(limits.low, None, limits.start, limits.end)
    return limits


_PLAIN_PARTNER: Final = re.compile(r"^ ?(?:\w+ )?(?:partenaires?|partners?)\b")
_HOW_MANY_PAPERS: Final = re.compile(
    r"\b(?:plus|more|qu'|only) ?(?:d[e'] ?|than |one )?(?:\w+ )?(?:dossiers?|projets?|candidatures?|propositions?|demandes?|proposals?|applications?)\b"
)


def _head_and_cell(text: str) -> tuple[str, str]:
    """« Critère : Nombre de partenaires — Exigence : de 3 à 6 » as the folded head and the cell."""
    cells = [_HEAD_END.split(cell, maxsplit=1)[-1] for cell in text.split(CELL_END)]
    if len(cells) > 1:
        return fold_in_place(cells[0]), CELL_END.join(cells[1:])
    head, _, cell = text.replace(" | ", " : ", 1).partition(" : ")
    return fold_in_place(head), cell


def _among(source: Source, text: str, own: str) -> list[Rule]:
    """« dont au moins un laboratoire public », « la participation d'une PME est obligatoire »."""
    if not (_CONSORTIUM.search(own) or _MADE_OF.search(own) or headed(source, Point.PARTNERS)):
        return []
    found = []
    for cue in _AMONG:
        for match in cue.finditer(own):
            named = mentions(text[match.start("kind") : match.end("kind")], KINDS)
            if named and named[0].start <= 12:
                number = match.groupdict().get("n") or "1"
                least = next((value for value, _, _ in find_numbers(number)), 1.0)
                kinds = kinds_in(text[match.start("kind") + named[0].start : match.start("kind") + named[0].end])
                found.append(Rule(Point.PARTNERS, Modality.REQUIRES, source, kinds, low=least))
    return list({(rule.kinds, rule.low): rule for rule in found}.values())


def _stage(source: Source, text: str, own: str) -> Iterator[Rule]:
    levels = list(TRL.finditer(own))
    if not levels:
        head, cell = _head_and_cell(text) if _is_row(source) else ("", "")
        limits = find_plain_limits(cell) if _STAGE.search(head) else None
        if limits and max(limits.low or 0, limits.high or 0) <= 9:
            yield Rule(Point.STAGE, Modality.BOUNDS, source, low=limits.low or 1.0, high=limits.high or 9.0)
        return
    statement = read(text)
    lows, highs = [], []
    for match in levels:
        low, high = float(match["low"]), float(match["high"] or match["low"])
        bound = bound_of(statement, *match.span()) if match["high"] is None else Bound.NONE
        lows.append(1.0 if bound is Bound.MOST else low)
        highs.append(9.0 if bound is Bound.LEAST else high)
    if len(levels) == 1:
        yield Rule(Point.STAGE, Modality.BOUNDS, source, low=lows[0], high=highs[0])
    elif lows[0] <= highs[-1]:  # « de TRL 4 au départ à TRL 6 »
        yield Rule(Point.STAGE, Modality.BOUNDS, source, low=lows[0], high=highs[-1])


def _deadlines(source: Source, text: str, own: str) -> Iterator[Rule]:
    """The last day of each piece of the sentence: « lettre d'intention avant le 3 mars 2027 ; dossier avant le 5 juin 2027 »."""
    if not (_DEADLINE.search(own) or (headed(source, Point.DEADLINE) and _UNTIL.search(own))):
        return
    cuts = [0, *(match.end() for match in _DAYS_END.finditer(own)), len(own)]
    for start, end in pairwise(cuts):
        piece = own[start:end]
        day = _last_day_said(text[start:end], piece)
        if day and (not _OTHER_DAY.search(piece) or _HANDED_IN.search(piece)):
            yield Rule(Point.DEADLINE, Modality.BOUNDS, source, date=day)


def _last_day_said(text: str, piece: str) -> str:
    """The date behind the word that makes it a limit; the second of « du … au … »."""
    dates = [value for value in find_values(text) if value.unit is Unit.DATE]
    cues = [match.end() for match in _UNTIL.finditer(piece)] or [match.start() for match in _DEADLINE.finditer(piece)]
    behind = [value for value in dates if cues and value.start >= cues[-1]] or dates
    if len(behind) > 1 and _FROM_DAY.search(piece[: behind[0].start]):
        return behind[1].date
    return behind[0].date if behind else ""
