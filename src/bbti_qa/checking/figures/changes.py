"""What goes from one figure to another: « passe de 300 à 450 »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bbti_qa.checking.figures.agreement import agree
from bbti_qa.checking.figures.figure import Figure
from bbti_qa.checking.figures.reading import figures_of
from bbti_qa.checking.findings import Finding
from bbti_qa.checking.statement import Statement
from bbti_qa.values import find_numbers

_PASSES = re.compile(r"\b(?:pass(?:e|ent|er\w*|ee?s?|ant)|ramen\w+|went|goes|go) (?:\w+ ){0,4}?(?:de|from)\b")


def compare_changes(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """« de 25 % à 18 % » where the evidence goes from 18 % to 25 %."""
    for figure in figures_of(claim):
        for statement in evidence:
            for other in figures_of(statement):
                is_range = figure.low < figure.high and other.low < other.high and figure.unit == other.unit
                if is_range and agree(figure, other) and _falls(claim, figure) != _falls(statement, other):
                    said, found = claim.text[figure.start : figure.end], statement.text[other.start : other.end]
                    yield Finding(figure.kind, said, found, contradicts=True)
    for first, second in _changes(claim):
        for statement in evidence:
            for start, end in _changes(statement):
                if agree(first, end) and agree(second, start) and not agree(first, second):
                    said, found = claim.text[first.start : second.end], statement.text[start.start : end.end]
                    yield Finding(first.kind, said, found, contradicts=True)


def trends_of(statement: Statement) -> Iterator[tuple[bool, str]]:
    """For each change « passe de 300 à 450 »: whether it rises, and its words."""
    if not _PASSES.search(statement.folded):
        return
    for figure in figures_of(statement):
        if figure.low < figure.high:
            yield not _falls(statement, figure), statement.text[figure.start : figure.end]
    for first, second in _changes(statement):
        yield first.low < second.low, statement.text[first.start : second.end]


def _falls(statement: Statement, figure: Figure) -> bool:
    """« de 65 à 40 euros »: the greater number comes first."""
    numbers = [number for number, _, _ in find_numbers(statement.text[figure.start : figure.end])]
    return len(numbers) >= 2 and numbers[0] > numbers[1]


def _changes(statement: Statement) -> Iterator[tuple[Figure, Figure]]:
    for first, second in pairwise(figures_of(statement)):
        between = statement.folded[first.end : second.start]
        if first.unit == second.unit and re.fullmatch(r" (?:a|to) (?:l'|la |le )?", between):
            yield first, second
