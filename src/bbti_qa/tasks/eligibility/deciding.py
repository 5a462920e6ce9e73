"""One criterion against what the applicant says: yes, no, conditional, or unknown with the side that is silent. Rules, never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from bbti_qa.documents import Verdict
from bbti_qa.judging.negation import denies
from bbti_qa.language import fold_in_place
from bbti_qa.tasks.eligibility.admission import covers, covers_in_part
from bbti_qa.tasks.eligibility.application import Named, Part, Profile
from bbti_qa.tasks.eligibility.criterion import Modality, Point, Rule
from bbti_qa.tasks.eligibility.decision import Case, Decision, conditional, no, silent, unsaid, yes
from bbti_qa.tasks.eligibility.measuring import (
    by_track,
    decide_budget,
    decide_deadline,
    decide_duration,
    decide_period,
    decide_spending,
    decide_stage,
    different,
    plain,
    within,
)
from bbti_qa.tasks.eligibility.terms import INSTRUMENTS, WIDER, names


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


def _applicant(case: Case) -> Iterator[Decision]:
    point, rules = Point.APPLICANT, case.of(Point.APPLICANT)
    open_to = [rule for rule in rules if rule.modality in (Modality.RESERVES, Modality.ALLOWS) and not rule.as_partner]
    if not case.profile.applicants:
        yield (
            unsaid(point, "applicant_unsaid", open_to)
            if open_to
            else silent(point, "documents_silent", case.of(point, Modality.SILENT))
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
        yield no(point, "applicant_excluded", excluded[0], who.part, **kind)
    elif excluded:
        yield conditional(point, "applicant_conditional", excluded[:1], who.part, **kind)
    elif coordinating := [rule for rule in by[Modality.EXCLUDES] if _coordinating_only(rule)]:
        yield conditional(point, "applicant_as_partner", coordinating[:1], who.part, **kind)
    elif holding:
        plain = [rule for rule in holding if not rule.is_conditional] or holding
        yield yes(point, "applicant_allowed", plain[0], who.part, **kind)
    elif in_part := [rule for rule in rules if covers_in_part(rule.kinds, who.name) and not rule.as_partner]:
        yield replace(
            unsaid(point, "applicant_in_part", in_part, who.part, **kind), values=kind | {"part": _part_of(in_part[0])}
        )
    elif closed:
        yield no(point, "applicant_not_listed", closed[0], who.part, **kind)
    elif by[Modality.SILENT]:
        yield silent(point, "applicant_unclear", by[Modality.SILENT], who.part, **kind)
    elif as_partner:
        yield conditional(point, "applicant_as_partner", as_partner[:1], who.part, **kind)
    else:
        yield silent(point, "applicant_unclear", unclear or open_to, who.part, **kind)


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
            yield no(Point.NEWCOMER, "newcomer_already", rules[0], part)
        else:
            yield conditional(Point.NEWCOMER, "newcomer_elsewhere", rules[:1], part)
    elif part := case.profile.not_yet_in:
        yield yes(Point.NEWCOMER, "newcomer_new", rules[0], part)
    else:
        yield unsaid(Point.NEWCOMER, "newcomer_unsaid", rules)


def _partners(case: Case) -> Iterator[Decision]:
    required = case.of(Point.PARTNERS, Modality.REQUIRES)
    counted = [rule for rule in required if rule.low is not None or rule.high is not None]
    yield from by_track(case, different(counted), lambda rule: _enough_partners(case.profile, rule))
    if not counted:
        yield _some_partner(case, required)


def _enough_partners(profile: Profile, rule: Rule) -> Decision:
    point, said = Point.PARTNERS, profile.partner_count
    bounds = {"low": plain(rule.low), "high": plain(rule.high)}
    if rule.kinds:
        found = [item for item in (*profile.partners, *profile.applicants) if covers(rule.kinds, item.name)]
        if found:
            return yes(point, "partner_kind_there", rule, found[0].part, kind=rule.kinds[0])
        if profile.alone:
            return no(point, "partners_alone", rule, profile.alone)
        if profile.partners:
            return no(
                point, "partner_kind_missing", rule, *(item.part for item in profile.partners), kind=rule.kinds[0]
            )
        return unsaid(point, "partner_kind_unsaid", (rule,), kind=rule.kinds[0])
    if profile.alone and (rule.low or 0) >= 2:
        return no(point, "partners_alone", rule, profile.alone)
    if said is None and profile.partners:
        parts = [item.part for item in (*profile.applicants, *profile.partners)]
        count = len(profile.partners) + bool(profile.applicants)
        if count >= (rule.low or 0) and count <= (rule.high or count):
            return yes(point, "partners_enough", rule, *parts, count=str(count), **bounds)
        return unsaid(point, "partners_uncounted", (rule,), *parts, **bounds)
    if said is None:
        return unsaid(point, "partners_unsaid", (rule,), *filter(None, [profile.consortium]), **bounds)
    return within(point, rule, said, "partners", count=plain(said.low))


def _some_partner(case: Case, required: Sequence[Rule]) -> Decision:
    point, profile = Point.PARTNERS, case.profile
    said = [item.part for item in profile.partners] or (
        [profile.consortium] if profile.consortium and not profile.alone else []
    )
    if required and profile.alone:
        return conditional(point, "consortium_to_form", required[:1], profile.alone)
    if required and said:
        return yes(point, "consortium_there", required[0], *said)
    if required:
        return unsaid(point, "consortium_unsaid", required)
    welcome = [
        rule
        for rule in case.of(Point.APPLICANT, Modality.ALLOWS, Modality.RESERVES)
        if any(covers(rule.kinds, item.name) for item in profile.partners)
    ]
    if welcome and all(any(covers(rule.kinds, item.name) for rule in welcome) for item in profile.partners):
        return yes(point, "partners_welcome", welcome[0], *said)
    return silent(point, "documents_silent", case.of(point, Modality.SILENT) or welcome, *said)


def _country(case: Case) -> Iterator[Decision]:
    point, profile = Point.COUNTRY, case.profile
    french = case.of(point, Modality.RESERVES)
    near = tuple(name for rule in french for name in rule.kinds) or ("FR",)
    abroad = [item for item in profile.countries if item.name not in near]
    home = [item for item in profile.countries if item.name in near]
    if not abroad:
        if french and home:
            yield yes(point, "country_home" if near == ("FR",) else "country_near", french[0], home[0].part)
        elif french:
            yield unsaid(point, "country_unsaid", french)
        return
    parts = [item.part for item in abroad]
    excluded = case.of(point, Modality.EXCLUDES)
    allowed = case.of(point, Modality.ALLOWS)
    if allowed:
        yield yes(point, "country_allowed", allowed[0], *parts)
    elif excluded:
        yield (
            conditional(point, "country_conditional", excluded[:1], *parts)
            if excluded[0].is_conditional
            else no(point, "country_excluded", excluded[0], *parts)
        )
    elif french:
        yield (
            conditional(point, "country_partly" if near == ("FR",) else "country_mixed", french[:1], *parts)
            if home
            else no(point, "country_excluded", french[0], *parts)
        )
    else:
        yield silent(point, "country_unclear", case.of(point, Modality.SILENT), *parts)


def _instrument(case: Case) -> Iterator[Decision]:
    point, chosen = Point.INSTRUMENT, case.profile.instruments
    every = [rule for rule in case.rules if rule.point is point]
    every.sort(key=lambda rule: (not rule.pinned, len(rule.source.text)))
    offered = [rule for rule in every if rule.modality is Modality.RESERVES]
    if not chosen:
        if every and not case.chosen:  # documents about one call leave no choice
            yield unsaid(point, "instrument_unsaid", offered or every)
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
        return silent(point, "instrument_unread", offered, item.part)
    if closed:
        return no(point, "instrument_closed", closed[0], item.part, **values)
    if own:
        stated = sorted(
            own, key=lambda rule: (rule.modality is not Modality.STATES, not rule.pinned, len(rule.instruments))
        )
        return yes(point, "instrument_offered", stated[0], item.part, **values)
    if named:
        return yes(point, "instrument_offered", named[0], item.part, **values)
    if offered:
        return no(point, "instrument_not_offered", offered[0], item.part, **values)
    return silent(point, "documents_silent", (), item.part)


_STEP: Final = re.compile(
    r"\b(?:lettres? d'intention|letters? of intent|consorti\w+|dossiers?|plateforme|formulaires?|candidatures?|deux etapes|two[ -]stage|evalu\w+|depos\w+|submit\w*|selection)\b"
)


def _procedure(case: Case) -> Iterator[Decision]:
    steps = case.of(Point.PROCEDURE, Modality.REQUIRES, Modality.STATES)
    if not steps:
        yield silent(Point.PROCEDURE, "documents_silent", case.of(Point.PROCEDURE, Modality.SILENT))
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
    yield conditional(Point.PROCEDURE, "procedure_steps", best[:1])


HELD: Final = 0.6  # of an obligation's words, by rarity, that a sentence of the application must say to have met it


def decide_obligation(rule: Rule, share: float, part: Part | None) -> Decision:
    """Something else that is required: met where the application says it, else a condition to meet."""
    if part is not None and share >= HELD:
        if denies(part.text) != denies(rule.source.text):
            return no(Point.OTHER, "other_denied", rule, part)
        return yes(Point.OTHER, "other_met", rule, part)
    return conditional(Point.OTHER, "other_to_meet", (rule,))


_DECIDERS: Final[tuple[Callable[[Case], Iterator[Decision]], ...]] = (
    _applicant, _newcomer, _partners, _country, decide_stage, decide_deadline, decide_period, decide_duration, decide_budget, decide_spending, _instrument, _procedure,
)  # fmt: skip  # fmt: skip
