"""Each figure of a claim against the one that stands in its place in the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bbti_qa.checking.figures.agreement import agree, are_comparable
from bbti_qa.checking.figures.bounds import Bound, tells_average
from bbti_qa.checking.figures.counted import count_the_same, counts_another
from bbti_qa.checking.figures.derivation import is_bare_there, is_computed, is_distance, is_reckoned, is_the_rest
from bbti_qa.checking.figures.exchange import is_crossed, stands_behind_its_noun
from bbti_qa.checking.figures.figure import Figure
from bbti_qa.checking.figures.reading import figures_of
from bbti_qa.checking.findings import Finding
from bbti_qa.checking.frequency import in_rhythm
from bbti_qa.checking.statement import Statement, nearness
from bbti_qa.values import Unit, left_behind

NEARER = 1.4  # by how much the rival's surroundings must be more alike than those of the same figure
_RANGE = re.compile(r" ?(?:a|to|-|–) ?")


def compare_figures(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """A finding for each figure of the claim that no sentence has in its place."""
    for figure in figures_of(claim):
        finding = _compared(claim, figure, evidence)
        if finding is not None:
            yield finding


def _compared(claim: Statement, figure: Figure, evidence: Sequence[Statement]) -> Finding | None:
    said = claim.text[figure.start : figure.end]
    place = (figure.start, figure.end)
    is_often = in_rhythm(claim, figure.start)
    agreeing: list[tuple[float, Statement, Figure]] = []
    rivals: list[tuple[float, Statement, Figure]] = []
    # « descendue du premier au quatrième rang »: no more the first, unless the claim tells both
    is_one_of_several = sum(one.unit == figure.unit for one in figures_of(claim)) > 1
    for statement in evidence:
        past = () if is_one_of_several else left_behind(statement.text)
        for other in figures_of(statement):
            if any(value.start <= other.start < value.end for value in past):
                continue
            if are_comparable(figure, other) and (not is_often or in_rhythm(statement, other.start)):
                near = nearness(claim, place, statement, (other.start, other.end))
                (agreeing if agree(figure, other) else rivals).append((near, statement, other))
    if not agreeing:
        rivals = [one for one in rivals if not in_rhythm(one[1], one[2].start)]
        return None if is_often else _missing(claim, figure, said, rivals, evidence)
    near, statement, best = max(agreeing, key=lambda one: one[0])
    found = statement.text[best.start : best.end]
    if figure.bound is not Bound.NONE and figure.bound is best.bound:
        # « au plus 2 M€ »: not the figure of « au moins »
        rivals = [one for one in rivals if one[2].bound in (Bound.NONE, figure.bound)]
    closest = max(rivals, key=lambda one: one[0], default=None)
    if stands_behind_its_noun(claim, best, statement):
        closest = None
    if closest and closest[0] > NEARER * max(near, 0.05) and is_crossed(claim, figure, best, statement, closest):
        return Finding(figure.kind, said, closest[1].text[closest[2].start : closest[2].end], contradicts=True)
    if counted := counts_another(claim, figure, agreeing, rivals):
        return Finding(figure.kind, said, counted, contradicts=True)
    if _is_past_range(figure, best, statement):
        return Finding(figure.kind, f"{figure.bound} {said}", found, contradicts=True)
    if {figure.bound, best.bound} == {Bound.LEAST, Bound.MOST}:
        return Finding(figure.kind, f"{figure.bound} {said}", f"{best.bound} {found}", contradicts=True)
    if best.bound is Bound.ABOUT and figure.bound in (Bound.LEAST, Bound.MOST) and tells_average(statement):
        return Finding(figure.kind, f"{figure.bound} {said}", f"{best.bound} {found}", contradicts=False)
    if figure.date and len(figure.date) > max(len(other.date) for _, _, other in agreeing):
        return Finding(figure.kind, said, found, contradicts=False)
    return None


def _missing(
    claim: Statement,
    figure: Figure,
    said: str,
    rivals: Sequence[tuple[float, Statement, Figure]],
    evidence: Sequence[Statement],
) -> Finding | None:
    if figure.unit == Unit.DURATION and is_distance(figure, evidence):
        return None
    if figure.date and is_reckoned(figure, evidence):
        return None
    if is_bare_there(figure, said, evidence) or is_the_rest(figure, rivals) or is_computed(claim, figure, evidence):
        return None
    if not rivals:
        return Finding(figure.kind, said, "", contradicts=False)
    alike = [one for one in rivals if count_the_same(claim, figure, one[1], one[2]) and not _lies_within(claim, one[2])]
    _, statement, other = max(alike or rivals, key=lambda one: one[0])
    return Finding(figure.kind, said, statement.text[other.start : other.end], contradicts=bool(alike))


def _lies_within(claim: Statement, other: Figure) -> bool:
    """Whether a date lies in a period of the claim: what happened in 2024 denies no « de 2023 à 2030 »."""
    dates = [figure for figure in figures_of(claim) if figure.date]
    return bool(other.date) and any(
        first.date[:4] < other.date[:4] < last.date[:4] and _make_range(claim, first, last)
        for first, last in pairwise(dates)
    )


def _is_past_range(figure: Figure, other: Figure, statement: Statement) -> bool:
    """« au moins 0,8 » where the evidence says « de 0,3 à 0,8 »."""
    if figure.low < figure.high or figure.date or other.date:
        return False
    ends = [
        other,
        *(one for one in figures_of(statement) if one.unit == other.unit and _make_range(statement, one, other)),
    ]
    low, high = min(one.low for one in ends), max(one.high for one in ends)
    return (figure.bound is Bound.LEAST and figure.low > low) or (figure.bound is Bound.MOST and figure.high < high)


def _make_range(statement: Statement, one: Figure, other: Figure) -> bool:
    first, second = sorted((one, other), key=lambda each: each.start)
    return _RANGE.fullmatch(statement.folded[first.end : second.start]) is not None
