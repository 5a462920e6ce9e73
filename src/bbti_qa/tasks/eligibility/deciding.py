"""One criterion against what the applicant says: yes, no, conditional, or unknown with the side that is silent. Rules, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from bbti_qa.documents import Verdict
from bbti_qa.judging.negation import denies
from bbti_qa.language import fold, fold_in_place
from bbti_qa.tasks.eligibility.admission import covers, covers_in_part
from bbti_qa.tasks.eligibility.application import Dated, Measured, Named, Part, Profile
from bbti_qa.tasks.eligibility.criterion import Modality, Point, Rule, Source
from bbti_qa.tasks.eligibility.terms import INSTRUMENTS, WIDER, names


class Silence(StrEnum):
    """Which side says nothing, where a verdict is unknown."""

    DOCUMENTS = "documents"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one point; `sources` best first; `why` names a text of wording.py, `values` fills it."""

    point: Point
    verdict: Verdict
    why: str
    sources: tuple[Source, ...] = ()
    parts: tuple[Part, ...] = ()
    silence: Silence | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """All rules, all that the applicant says, and the day on which it is asked."""

    rules: tuple[Rule, ...]
    profile: Profile
    today: date
    said: str = ""  # the whole application, folded

    @property
    def chosen(self) -> tuple[str, ...]:
        """The instruments that the applicant names and the documents know; the only one that they know, where none is named."""
        known = dict.fromkeys(name for rule in self.rules for name in rule.instruments)
        named = tuple(name for name in self.profile.chosen if name in known)
        return named or (tuple(known) if len(known) == 1 and not self.profile.chosen else ())

    def of(self, point: Point, *modalities: Modality) -> list[Rule]:
        """The rules on a point that hold for the instruments chosen: pinned ones first, then those that name the instrument, then the plainest."""
        chosen = self.chosen
        found = [
            rule
            for rule in self.rules
            if rule.point is point and (not modalities or rule.modality in modalities) and rule.speaks_of(chosen)
        ]
        return sorted(
            found,
            key=lambda rule: (
                not rule.pinned,
                not (chosen and rule.instruments),
                len(rule.instruments),
                len(rule.source.text),
            ),
        )


def decide_points(case: Case) -> Iterator[Decision]:
    """Every point but the theme, in the order of the table; a point that nobody speaks of is left out, the main ones are not."""
    for decider in _DECIDERS:
        for decision in decider(case):
            yield _for_one_call_only(case, decision)


def _for_one_call_only(case: Case, decision: Decision) -> Decision:
    """Yes by a rule of one call is conditional for who has not said which call is meant."""
    is_open = not case.chosen and decision.verdict is Verdict.YES and decision.instruments
    return (
        replace(decision, verdict=Verdict.CONDITIONAL, why="only_for", values={"why": decision.why, **decision.values})
        if is_open
        else decision
    )


def _yes(point: Point, why: str, rule: Rule, *parts: Part, **values: str) -> Decision:
    verdict = Verdict.CONDITIONAL if rule.is_conditional else Verdict.YES
    return Decision(point, verdict, why, (rule.source,), _distinct(parts), values=values, instruments=rule.instruments)


def _no(point: Point, why: str, rule: Rule, *parts: Part, **values: str) -> Decision:
    return Decision(
        point, Verdict.NO, why, (rule.source,), _distinct(parts), values=values, instruments=rule.instruments
    )


def _conditional(point: Point, why: str, rules: Sequence[Rule], *parts: Part, **values: str) -> Decision:
    return Decision(
        point,
        Verdict.CONDITIONAL,
        why,
        tuple(rule.source for rule in rules),
        _distinct(parts),
        values=values,
        instruments=rules[0].instruments,
    )


def _unsaid(point: Point, why: str, rules: Sequence[Rule], *parts: Part, **values: str) -> Decision:
    """The applicant is silent."""
    return Decision(
        point,
        Verdict.UNKNOWN,
        why,
        tuple(rule.source for rule in rules[:1]),
        _distinct(parts),
        Silence.APPLICANT,
        values,
    )


def _silent(point: Point, why: str, rules: Sequence[Rule], *parts: Part, **values: str) -> Decision:
    """The documents are."""
    return Decision(
        point,
        Verdict.UNKNOWN,
        why,
        tuple(rule.source for rule in rules[:2]),
        _distinct(parts),
        Silence.DOCUMENTS,
        values,
    )


def _distinct(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(dict.fromkeys(parts))


def _applicant(case: Case) -> Iterator[Decision]:
    point, rules = Point.APPLICANT, case.of(Point.APPLICANT)
    open_to = [rule for rule in rules if rule.modality in (Modality.RESERVES, Modality.ALLOWS) and not rule.as_partner]
    if not case.profile.applicants:
        yield (
            _unsaid(point, "applicant_unsaid", open_to)
            if open_to
            else _silent(point, "documents_silent", case.of(point, Modality.SILENT))
        )
        return
    who = case.profile.applicants[0]
    named = _plainest([rule for rule in rules if covers(rule.kinds, who.name)], who.name)
    by: dict[Modality, list[Rule]] = {
        modality: [rule for rule in named if rule.modality is modality] for modality in Modality
    }
    excluded = [rule for rule in by[Modality.EXCLUDES] if not _coordinating_only(rule)]
    holding = [rule for rule in (*by[Modality.RESERVES], *by[Modality.ALLOWS]) if not rule.as_partner]
    as_partner = [rule for rule in (*by[Modality.RESERVES], *by[Modality.ALLOWS]) if rule.as_partner]
    closed = [rule for rule in rules if rule.modality is Modality.RESERVES and not covers(rule.kinds, who.name)]
    unclear = by[Modality.SILENT] or [rule for rule in rules if rule.modality is Modality.SILENT and not rule.kinds]
    kind = {"kind": who.name}
    if excluded and not excluded[0].is_conditional:
        yield _no(point, "applicant_excluded", excluded[0], who.part, **kind)
    elif excluded:
        yield _conditional(point, "applicant_conditional", excluded[:1], who.part, **kind)
    elif coordinating := [rule for rule in by[Modality.EXCLUDES] if _coordinating_only(rule)]:
        yield _conditional(point, "applicant_as_partner", coordinating[:1], who.part, **kind)
    elif holding:
        plain = [rule for rule in holding if not rule.is_conditional] or holding
        yield _yes(point, "applicant_allowed", plain[0], who.part, **kind)
    elif in_part := [rule for rule in rules if covers_in_part(rule.kinds, who.name) and not rule.as_partner]:
        yield replace(
            _unsaid(point, "applicant_in_part", in_part, who.part, **kind), values=kind | {"part": _part_of(in_part[0])}
        )
    elif closed:
        yield _no(point, "applicant_not_listed", closed[0], who.part, **kind)
    elif by[Modality.SILENT]:
        yield _silent(point, "applicant_unclear", by[Modality.SILENT], who.part, **kind)
    elif as_partner:
        yield _conditional(point, "applicant_as_partner", as_partner[:1], who.part, **kind)
    else:
        yield _silent(point, "applicant_unclear", unclear or open_to, who.part, **kind)


def _plainest(rules: Sequence[Rule], kind: str) -> list[Rule]:
    """The rules that name the kind itself, where there are any: « les entreprises sont exclues, sauf les PME » lets an SME in."""
    own = [rule for rule in rules if kind in rule.kinds]
    return own if own and kind in WIDER else list(rules)


def _part_of(rule: Rule) -> str:
    return next(kind for kind in rule.kinds if kind in WIDER)


def _coordinating_only(rule: Rule) -> bool:
    """« ne peut pas coordonner »: it may still take part."""
    return bool(re.search(r"\b(?:coord\w+|porter|porteu\w+|lead\w*)\b", fold_in_place(rule.source.text)))


def _newcomer(case: Case) -> Iterator[Decision]:
    rules = case.of(Point.NEWCOMER)
    chosen = case.chosen
    if not rules or not (chosen or case.profile.already_in or not rules[0].instruments):
        return
    if part := case.profile.already_in:
        if chosen:
            yield _no(Point.NEWCOMER, "newcomer_already", rules[0], part)
        else:
            yield _conditional(Point.NEWCOMER, "newcomer_elsewhere", rules[:1], part)
    elif part := case.profile.not_yet_in:
        yield _yes(Point.NEWCOMER, "newcomer_new", rules[0], part)
    else:
        yield _unsaid(Point.NEWCOMER, "newcomer_unsaid", rules)


def _partners(case: Case) -> Iterator[Decision]:
    required = case.of(Point.PARTNERS, Modality.REQUIRES)
    counted = [rule for rule in required if rule.low is not None or rule.high is not None]
    yield from _by_track(case, _different(counted), lambda rule: _enough_partners(case.profile, rule))
    if not counted:
        yield _some_partner(case, required)


def _enough_partners(profile: Profile, rule: Rule) -> Decision:
    point, said = Point.PARTNERS, profile.partner_count
    bounds = {"low": _plain(rule.low), "high": _plain(rule.high)}
    if rule.kinds:
        found = [item for item in (*profile.partners, *profile.applicants) if covers(rule.kinds, item.name)]
        if found:
            return _yes(point, "partner_kind_there", rule, found[0].part, kind=rule.kinds[0])
        if profile.alone:
            return _no(point, "partners_alone", rule, profile.alone)
        if profile.partners:
            return _no(
                point, "partner_kind_missing", rule, *(item.part for item in profile.partners), kind=rule.kinds[0]
            )
        return _unsaid(point, "partner_kind_unsaid", (rule,), kind=rule.kinds[0])
    if profile.alone and (rule.low or 0) >= 2:
        return _no(point, "partners_alone", rule, profile.alone)
    if said is None and profile.partners:
        parts = [item.part for item in (*profile.applicants, *profile.partners)]
        count = len(profile.partners) + bool(profile.applicants)
        if count >= (rule.low or 0) and count <= (rule.high or count):
            return _yes(point, "partners_enough", rule, *parts, count=str(count), **bounds)
        return _unsaid(point, "partners_uncounted", (rule,), *parts, **bounds)
    if said is None:
        return _unsaid(point, "partners_unsaid", (rule,), *filter(None, [profile.consortium]), **bounds)
    return _within(point, rule, said, "partners", count=_plain(said.low))


def _some_partner(case: Case, required: Sequence[Rule]) -> Decision:
    point, profile = Point.PARTNERS, case.profile
    said = [item.part for item in profile.partners] or (
        [profile.consortium] if profile.consortium and not profile.alone else []
    )
    if required and profile.alone:
        return _conditional(point, "consortium_to_form", required[:1], profile.alone)
    if required and said:
        return _yes(point, "consortium_there", required[0], *said)
    if required:
        return _unsaid(point, "consortium_unsaid", required)
    welcome = [
        rule
        for rule in case.of(Point.APPLICANT, Modality.ALLOWS, Modality.RESERVES)
        if any(covers(rule.kinds, item.name) for item in profile.partners)
    ]
    if welcome and all(any(covers(rule.kinds, item.name) for rule in welcome) for item in profile.partners):
        return _yes(point, "partners_welcome", welcome[0], *said)
    return _silent(point, "documents_silent", case.of(point, Modality.SILENT) or welcome, *said)


def _country(case: Case) -> Iterator[Decision]:
    point, profile = Point.COUNTRY, case.profile
    french = case.of(point, Modality.RESERVES)
    near = tuple(name for rule in french for name in rule.kinds) or ("FR",)
    abroad = [item for item in profile.countries if item.name not in near]
    home = [item for item in profile.countries if item.name in near]
    if not abroad:
        if french and home:
            yield _yes(point, "country_home" if near == ("FR",) else "country_near", french[0], home[0].part)
        elif french:
            yield _unsaid(point, "country_unsaid", french)
        return
    parts = [item.part for item in abroad]
    excluded = case.of(point, Modality.EXCLUDES)
    allowed = case.of(point, Modality.ALLOWS)
    if allowed:
        yield _yes(point, "country_allowed", allowed[0], *parts)
    elif excluded:
        yield (
            _conditional(point, "country_conditional", excluded[:1], *parts)
            if excluded[0].is_conditional
            else _no(point, "country_excluded", excluded[0], *parts)
        )
    elif french:
        yield (
            _conditional(point, "country_partly" if near == ("FR",) else "country_mixed", french[:1], *parts)
            if home
            else _no(point, "country_excluded", french[0], *parts)
        )
    else:
        yield _silent(point, "country_unclear", case.of(point, Modality.SILENT), *parts)


def _stage(case: Case) -> Iterator[Decision]:
    point, said = Point.STAGE, case.profile.stages
    bounds = _different(case.of(point, Modality.BOUNDS))
    parts = [item.part for item in said[:1]]
    if not bounds:
        yield _silent(point, "stage_unfixed" if said else "documents_silent", case.of(point, Modality.SILENT), *parts)

    def settled(rule: Rule) -> Decision:
        if not said:
            return _unsaid(point, "stage_unsaid", (rule,), low=_plain(rule.low), high=_plain(rule.high))
        return _within(point, rule, said[0], "stage", level=_range(said[0]))

    yield from _by_track(case, _first(bounds), settled)


def _first(bounds: Sequence[Rule]) -> list[Rule]:
    """The first, with the other rows of its table where it is one of several ways to apply."""
    return [rule for rule in bounds if rule is bounds[0] or (bounds[0].track and rule.track)]


def _by_track(case: Case, rules: Sequence[Rule], settle: Callable[[Rule], Decision]) -> Iterator[Decision]:
    """A decision by each rule; one for all rows of a table of ways to apply: the row that the applicant names, else what the rows agree on."""
    yield from (settle(rule) for rule in rules if not rule.track)
    tracked = [rule for rule in rules if rule.track]
    named = [rule for rule in tracked if fold(rule.track) in case.said]
    decisions = [(rule, settle(rule)) for rule in named or tracked]
    if not decisions:
        return
    verdicts = {decision.verdict for _, decision in decisions}
    if len(verdicts) == 1:
        yield decisions[0][1]
        return
    order = (Verdict.YES, Verdict.CONDITIONAL, Verdict.UNKNOWN, Verdict.NO)
    rule, best = min(decisions, key=lambda pair: order.index(pair[1].verdict))
    values = {"why": best.why, **best.values, "track": rule.track}
    yield replace(best, verdict=Verdict.CONDITIONAL, why="only_for_track", values=values, silence=None)


def _within(point: Point, rule: Rule, said: Measured, name: str, **values: str) -> Decision:
    """Inside the bounds, outside, or across one of them."""
    low, high = (
        rule.low if rule.low is not None else float("-inf"),
        rule.high if rule.high is not None else float("inf"),
    )
    if rule.point is Point.DURATION:
        low, high = in_months(low), in_months(high)
        said = replace(said, low=in_months(said.low), high=in_months(said.high))
    if low == high and said.high < low and rule.point in (Point.DURATION, Point.BUDGET):
        return _conditional(point, f"{name}_less", (rule,), said.part, **values)
    if said.high < low or said.low > high:
        return _no(point, f"{name}_outside", rule, said.part, **values)
    if low <= said.low and said.high <= high:
        return _yes(point, f"{name}_inside", rule, said.part, **values)
    return _conditional(point, f"{name}_across", (rule,), said.part, **values)


def in_months(days: float) -> float:
    """Days of whole years as days of their months: three years are 36 months."""
    return days / 365 * 360 if days % 365 == 0 else days


def _deadline(case: Case) -> Iterator[Decision]:
    point = Point.DEADLINE
    submission = case.profile.dated("submission")
    when = submission.date if submission else case.today.isoformat()
    parts = [submission.part] if submission else []
    limits = _different(case.of(point, Modality.BOUNDS))
    for rule in limits:
        yield _in_time(rule, when, parts)
    launches = case.of(point, Modality.STATES)
    if limits:
        return
    early = [rule for rule in launches if _last_day(when) < rule.date]
    if submission and len(early) > len(launches) / 2:  # where documents differ, what most sentences say
        yield _no(point, "deadline_too_early", early[0], *parts, date=early[0].date, when=when)
    else:
        yield _silent(
            point, "deadline_unknown", [*case.of(point, Modality.SILENT)[:1], *_different(launches)[:2]], *parts
        )


def _in_time(rule: Rule, when: str, parts: Sequence[Part]) -> Decision:
    """`when` and the limit are ISO dates as far as they are said; the last day counts."""
    values = {"date": rule.date, "when": when}
    if _first_day(when) > _last_day(rule.date):
        return _no(Point.DEADLINE, "deadline_over", rule, *parts, **values)
    if len(rule.date) < len("2026-01-31") and _last_day(when) >= _first_day(rule.date):
        return _silent(Point.DEADLINE, "deadline_vague", (rule,), *parts, **values)
    if _last_day(when) > rule.date:
        return _unsaid(Point.DEADLINE, "deadline_when", (rule,), *parts, **values)
    return _yes(Point.DEADLINE, "deadline_today" if when == rule.date else "deadline_open", rule, *parts, **values)


def _first_day(day: str) -> str:
    return day + "0000-01-01"[len(day) :]


def _last_day(day: str) -> str:
    return day + "9999-12-31"[len(day) :]


def _period(case: Case) -> Iterator[Decision]:
    point, profile = Point.PERIOD, case.profile
    rules = case.of(point)
    start, end = profile.dated("start"), _end(profile)
    parts = [item.part for item in (start, end) if item]
    if not rules:
        return
    rule = rules[0]
    values = {"start": rule.date, "end": rule.end}
    if not parts:
        yield _unsaid(point, "period_unsaid", rules, **values)
    elif (end and _first_day(end.date) > _last_day(rule.end)) or (
        start and _first_day(start.date) > _last_day(rule.end)
    ):
        yield _no(point, "period_after", rule, *parts, **values)
    elif start and _last_day(start.date) < _first_day(rule.date):
        yield _no(point, "period_before", rule, *parts, **values)
    else:
        yield _yes(point, "period_inside", rule, *parts, **values)


def _end(profile: Profile) -> Dated | None:
    """The end that is said, or the start and the duration together."""
    said, start = profile.dated("end"), profile.dated("start")
    if said or not start or not profile.durations:
        return said
    first = date.fromisoformat((start.date + "-01-01")[:10] if len(start.date) < len("2026-01-31") else start.date)
    last = first.toordinal() + int(profile.durations[0].low) - 1
    return Dated("end", date.fromordinal(last).isoformat(), profile.durations[0].part)


def _duration(case: Case) -> Iterator[Decision]:
    point, said = Point.DURATION, case.profile.durations
    bounds = _different(case.of(point, Modality.BOUNDS))
    yield from _by_track(
        case,
        _first(bounds),
        lambda rule: _within(point, rule, said[0], "duration") if said else _unsaid(point, "duration_unsaid", (rule,)),
    )
    if bounds or not said:
        return
    periods = [rule for rule in case.of(Point.PERIOD) if rule.date and rule.end]
    if periods and said[0].low > (int(periods[0].end[:4]) - int(periods[0].date[:4]) + 1) * 366:
        yield _no(point, "duration_beyond", periods[0], said[0].part, start=periods[0].date, end=periods[0].end)
    else:
        yield _silent(point, "duration_unfixed", case.of(point, Modality.SILENT), said[0].part)


def _budget(case: Case) -> Iterator[Decision]:
    point, profile = Point.BUDGET, case.profile
    bounds, totals = _different(case.of(point, Modality.BOUNDS)), case.of(point, Modality.STATES)
    asked = _asked(profile.budgets)

    def settled(rule: Rule) -> Decision:
        if asked:
            return _within(point, rule, asked, "budget")
        if profile.foreign_money:
            return _unsaid(point, "budget_currency", (rule,), profile.foreign_money)
        return _unsaid(point, "budget_unsaid", (rule,))

    yield from _by_track(case, bounds, settled)
    if bounds:
        return
    above = [rule for rule in totals if asked and rule.high is not None and asked.low > rule.high]
    parts = [part for part in (asked.part if asked else profile.foreign_money,) if part]
    if above and asked:
        yield _no(point, "budget_above_total", above[0], asked.part)
    else:
        yield _silent(
            point,
            "budget_unfixed" if parts else "documents_silent",
            [*case.of(point, Modality.SILENT)[:1], *totals[:1]],
            *parts,
        )


def _asked(budgets: Sequence[Measured]) -> Measured | None:
    """The amount that is asked for: the first in the field or beside a word of asking, else the largest."""
    for item in budgets:
        if item.part.field == "budget" or re.search(
            r"\b(?:demand\w+|sollicit\w+|request\w*|ask\w*|apply\w* for|subvention|aide)\b",
            fold_in_place(item.part.text),
        ):
            return (
                max((other for other in budgets if other.part == item.part), key=lambda other: other.high)
                if item.part.field == "budget"
                else item
            )
    return max(budgets, key=lambda item: item.high, default=None)


def _spending(case: Case) -> Iterator[Decision]:
    for point, part in ((Point.RATE, case.profile.rate), (Point.COSTS, case.profile.costs)):
        stated = case.of(point, Modality.STATES, Modality.REQUIRES, Modality.BOUNDS, Modality.ALLOWS)
        if stated:
            yield _conditional(point, f"{point.value}_stated", stated[:1], *filter(None, [part]))
        elif part:
            yield _silent(point, "documents_silent", case.of(point, Modality.SILENT), part)


def _instrument(case: Case) -> Iterator[Decision]:
    point, chosen = Point.INSTRUMENT, case.profile.instruments
    every = [rule for rule in case.rules if rule.point is point]
    every.sort(key=lambda rule: (not rule.pinned, len(rule.source.text)))
    offered = [rule for rule in every if rule.modality is Modality.RESERVES]
    if not chosen:
        if every and not case.chosen:  # documents about one call leave no choice
            yield _unsaid(point, "instrument_unsaid", offered or every)
        return
    decisions = [_one_instrument(item, every, offered, case.rules) for item in dict.fromkeys(chosen)]
    order = (Verdict.YES, Verdict.CONDITIONAL, Verdict.UNKNOWN, Verdict.NO)
    yield min(decisions, key=lambda decision: order.index(decision.verdict))


def _one_instrument(item: Named, every: Sequence[Rule], offered: Sequence[Rule], rules: Sequence[Rule]) -> Decision:
    point, values = Point.INSTRUMENT, {"instrument": item.name}
    own = [rule for rule in every if item.name in rule.instruments]
    named = [rule for rule in rules if item.name in names(rule.source.text, INSTRUMENTS)]
    closed = [rule for rule in own if rule.modality is Modality.EXCLUDES]
    if item.name == "?":
        return _silent(point, "instrument_unread", offered, item.part)
    if closed:
        return _no(point, "instrument_closed", closed[0], item.part, **values)
    if own:
        stated = sorted(
            own, key=lambda rule: (rule.modality is not Modality.STATES, not rule.pinned, len(rule.instruments))
        )
        return _yes(point, "instrument_offered", stated[0], item.part, **values)
    if named:
        return _yes(point, "instrument_offered", named[0], item.part, **values)
    if offered:
        return _no(point, "instrument_not_offered", offered[0], item.part, **values)
    return _silent(point, "documents_silent", (), item.part)


_STEP: Final = re.compile(
    r"\b(?:lettres? d'intention|letters? of intent|consorti\w+|dossiers?|plateforme|formulaires?|candidatures?|deux etapes|two[ -]stage|evalu\w+|depos\w+|submit\w*|selection)\b"
)


def _procedure(case: Case) -> Iterator[Decision]:
    steps = case.of(Point.PROCEDURE, Modality.REQUIRES, Modality.STATES)
    if not steps:
        yield _silent(Point.PROCEDURE, "documents_silent", case.of(Point.PROCEDURE, Modality.SILENT))
        return
    best = sorted(
        steps,
        key=lambda rule: (
            not rule.pinned,
            len(rule.instruments) != 1,
            -len(set(_STEP.findall(fold_in_place(rule.source.text)))),
            len(rule.source.text),
        ),
    )
    yield _conditional(Point.PROCEDURE, "procedure_steps", best[:1])


def _different(rules: Sequence[Rule]) -> list[Rule]:
    """One rule for each thing that is asked, however many sentences ask it."""
    return list({(rule.low, rule.high, rule.date, rule.kinds, rule.track): rule for rule in reversed(rules)}.values())[
        ::-1
    ]


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _range(said: Measured) -> str:
    return _plain(said.low) if said.low == said.high else f"{said.low:g}-{said.high:g}"


HELD: Final = (
    0.6  # of the words of an obligation, by rarity, that a sentence of the application must say to have met it
)


def decide_obligation(rule: Rule, share: float, part: Part | None) -> Decision:
    """Something else that is required: met where the application says it, else a condition to meet."""
    if part is not None and share >= HELD:
        if denies(part.text) != denies(rule.source.text):
            return _no(Point.OTHER, "other_denied", rule, part)
        return _yes(Point.OTHER, "other_met", rule, part)
    return _conditional(Point.OTHER, "other_to_meet", (rule,))


_DECIDERS: Final[tuple[Callable[[Case], Iterator[Decision]], ...]] = (
    _applicant, _newcomer, _partners, _country, _stage, _deadline, _period, _duration, _budget, _spending, _instrument, _procedure,
)  # fmt: skip
