"""How mature, until when, how long, how much: what the applicant says against the bounds that the documents set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bbti_qa.documents import Verdict
from bbti_qa.language import fold, fold_in_place
from bbti_qa.tasks.eligibility.application import Dated, Measured, Part, Profile
from bbti_qa.tasks.eligibility.criterion import Modality, Point, Rule
from bbti_qa.tasks.eligibility.decision import Case, Decision, conditional, no, silent, unsaid, yes


def decide_stage(case: Case) -> Iterator[Decision]:
    point, said = Point.STAGE, case.profile.stages
    bounds = different(case.of(point, Modality.BOUNDS))
    parts = [item.part for item in said[:1]]
    if not bounds:
        yield silent(point, "stage_unfixed" if said else "documents_silent", case.of(point, Modality.SILENT), *parts)

    def settled(rule: Rule) -> Decision:
        if not said:
            return unsaid(point, "stage_unsaid", (rule,), low=plain(rule.low), high=plain(rule.high))
        return within(point, rule, said[0], "stage", level=_range(said[0]))

    yield from by_track(case, _first(bounds), settled)


def _first(bounds: Sequence[Rule]) -> list[Rule]:
    """The first, with the other rows of its table where it is one of several ways to apply."""
    return [rule for rule in bounds if rule is bounds[0] or (bounds[0].track and rule.track)]


def by_track(case: Case, rules: Sequence[Rule], settle: Callable[[Rule], Decision]) -> Iterator[Decision]:
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


def within(point: Point, rule: Rule, said: Measured, name: str, **values: str) -> Decision:
    """Inside the bounds, outside, or across one of them."""
    low, high = (
        rule.low if rule.low is not None else float("-inf"),
        rule.high if rule.high is not None else float("inf"),
    )
    if rule.point is Point.DURATION:
        low, high = in_months(low), in_months(high)
        said = replace(said, low=in_months(said.low), high=in_months(said.high))
    if low == high and said.high < low and rule.point in (Point.DURATION, Point.BUDGET):
        return conditional(point, f"{name}_less", (rule,), said.part, **values)
    if said.high < low or said.low > high:
        return no(point, f"{name}_outside", rule, said.part, **values)
    if low <= said.low and said.high <= high:
        return yes(point, f"{name}_inside", rule, said.part, **values)
    return conditional(point, f"{name}_across", (rule,), said.part, **values)


def in_months(days: float) -> float:
    """Days of whole years as days of their months: three years are 36 months."""
    return days / 365 * 360 if days % 365 == 0 else days


def decide_deadline(case: Case) -> Iterator[Decision]:
    point = Point.DEADLINE
    submission = case.profile.dated("submission")
    when = submission.date if submission else case.today.isoformat()
    parts = [submission.part] if submission else []
    limits = different(case.of(point, Modality.BOUNDS))
    for rule in limits:
        yield _in_time(rule, when, parts)
    launches = case.of(point, Modality.STATES)
    if limits:
        return
    early = [rule for rule in launches if _last_day(when) < rule.date]
    if submission and len(early) > len(launches) / 2:  # where documents differ, what most sentences say
        yield no(point, "deadline_too_early", early[0], *parts, date=early[0].date, when=when)
    else:
        yield silent(
            point, "deadline_unknown", [*case.of(point, Modality.SILENT)[:1], *different(launches)[:2]], *parts
        )


def _in_time(rule: Rule, when: str, parts: Sequence[Part]) -> Decision:
    """`when` and the limit are ISO dates as far as they are said; the last day counts."""
    values = {"date": rule.date, "when": when}
    if _first_day(when) > _last_day(rule.date):
        return no(Point.DEADLINE, "deadline_over", rule, *parts, **values)
    if len(rule.date) < len("2026-01-31") and _last_day(when) >= _first_day(rule.date):
        return silent(Point.DEADLINE, "deadline_vague", (rule,), *parts, **values)
    if _last_day(when) > rule.date:
        return unsaid(Point.DEADLINE, "deadline_when", (rule,), *parts, **values)
    return yes(Point.DEADLINE, "deadline_today" if when == rule.date else "deadline_open", rule, *parts, **values)


def _first_day(day: str) -> str:
    return day + "0000-01-01"[len(day) :]


def _last_day(day: str) -> str:
    return day + "9999-12-31"[len(day) :]


def decide_period(case: Case) -> Iterator[Decision]:
    point, profile = Point.PERIOD, case.profile
    rules = case.of(point)
    start, end = profile.dated("start"), _end(profile)
    parts = [item.part for item in (start, end) if item]
    if not rules:
        return
    rule = rules[0]
    values = {"start": rule.date, "end": rule.end}
    if not parts:
        yield unsaid(point, "period_unsaid", rules, **values)
    elif (end and _first_day(end.date) > _last_day(rule.end)) or (
        start and _first_day(start.date) > _last_day(rule.end)
    ):
        yield no(point, "period_after", rule, *parts, **values)
    elif start and _last_day(start.date) < _first_day(rule.date):
        yield no(point, "period_before", rule, *parts, **values)
    else:
        yield yes(point, "period_inside", rule, *parts, **values)


def _end(profile: Profile) -> Dated | None:
    """The end that is said, or the start and the duration together."""
    said, start = profile.dated("end"), profile.dated("start")
    if said or not start or not profile.durations:
        return said
    first = date.fromisoformat((start.date + "-01-01")[:10] if len(start.date) < len("2026-01-31") else start.date)
    last = first.toordinal() + int(profile.durations[0].low) - 1
    return Dated("end", date.fromordinal(last).isoformat(), profile.durations[0].part)


def decide_duration(case: Case) -> Iterator[Decision]:
    point, said = Point.DURATION, case.profile.durations
    bounds = different(case.of(point, Modality.BOUNDS))
    yield from by_track(
        case,
        _first(bounds),
        lambda rule: within(point, rule, said[0], "duration") if said else unsaid(point, "duration_unsaid", (rule,)),
    )
    if bounds or not said:
        return
    periods = [rule for rule in case.of(Point.PERIOD) if rule.date and rule.end]
    if periods and said[0].low > (int(periods[0].end[:4]) - int(periods[0].date[:4]) + 1) * 366:
        yield no(point, "duration_beyond", periods[0], said[0].part, start=periods[0].date, end=periods[0].end)
    else:
        yield silent(point, "duration_unfixed", case.of(point, Modality.SILENT), said[0].part)


def decide_budget(case: Case) -> Iterator[Decision]:
    point, profile = Point.BUDGET, case.profile
    bounds, totals = different(case.of(point, Modality.BOUNDS)), case.of(point, Modality.STATES)
    asked = _asked(profile.budgets)

    def settled(rule: Rule) -> Decision:
        if asked:
            return within(point, rule, asked, "budget")
        if profile.foreign_money:
            return unsaid(point, "budget_currency", (rule,), profile.foreign_money)
        return unsaid(point, "budget_unsaid", (rule,))

    yield from by_track(case, bounds, settled)
    if bounds:
        return
    above = [rule for rule in totals if asked and rule.high is not None and asked.low > rule.high]
    parts = [part for part in (asked.part if asked else profile.foreign_money,) if part]
    if above and asked:
        yield no(point, "budget_above_total", above[0], asked.part)
    else:
        yield silent(
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


def decide_spending(case: Case) -> Iterator[Decision]:
    for point, part in ((Point.RATE, case.profile.rate), (Point.COSTS, case.profile.costs)):
        stated = case.of(point, Modality.STATES, Modality.REQUIRES, Modality.BOUNDS, Modality.ALLOWS)
        if stated:
            yield conditional(point, f"{point.value}_stated", stated[:1], *filter(None, [part]))
        elif part:
            yield silent(point, "documents_silent", case.of(point, Modality.SILENT), part)


def different(rules: Sequence[Rule]) -> list[Rule]:
    """One rule for each thing that is asked, however many sentences ask it."""
    return list({(rule.low, rule.high, rule.date, rule.kinds, rule.track): rule for rule in reversed(rules)}.values())[
        ::-1
    ]


def plain(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _range(said: Measured) -> str:
    return plain(said.low) if said.low == said.high else f"{said.low:g}-{said.high:g}"
