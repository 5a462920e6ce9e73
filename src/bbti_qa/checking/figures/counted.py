"""What plain numbers count: « douze membres » is no other number of « quatre comités »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.checking.figures.agreement import agree
from bbti_qa.checking.figures.figure import Figure
from bbti_qa.checking.figures.reading import figures_of
from bbti_qa.checking.statement import Statement, Word, same

_NOTE = re.compile(r"[(\[]\d{1,2}[)\]]")  # the call of a note


def counts_another(
    claim: Statement,
    figure: Figure,
    agreeing: Sequence[tuple[float, Statement, Figure]],
    rivals: Sequence[tuple[float, Statement, Figure]],
) -> str:
    """« 186 doctorants » where the evidence counts 186 students, and 52 « doctorants »: the words of that other number; empty where it has no such."""
    if figure.unit != "number" or figure.symbol or any(is_elliptic(where, other) for _, where, other in agreeing):
        return ""
    ours, beside = _counted(claim, figure)[:1], _counted(claim, figure)[1:]
    theirs = [_counted(statement, other) for _, statement, other in agreeing]
    called = {word.stem for word in (*ours, *beside)}
    if not ours or not all(theirs) or any(one.stem in called for row in theirs for one in row):
        return ""  # « 47 dossiers retenus », where « 47 ont été retenus »
    is_called_alike = any(same(ours[0], one) for row in theirs for one in row)
    for _, statement, other in rivals:
        counted = _counted(statement, other)[:1]
        if any(agree(one, other) for one in figures_of(claim) if one is not figure):
            continue  # « quatre des treize équipes »
        if any(one.stem == ours[0].stem or (not is_called_alike and same(ours[0], one)) for one in counted):
            return statement.text[other.start : other.end]
    return ""


def count_the_same(claim: Statement, figure: Figure, statement: Statement, other: Figure) -> bool:
    """« douze membres » is no other number of « quatre comités »; a figure that counts nothing may be of anything."""
    if figure.unit != "number" or figure.symbol or other.symbol:
        return True
    if _NOTE.fullmatch(statement.text[max(0, other.start - 1) : other.end + 1]):
        return False
    ours, theirs = _counted(claim, figure), _counted(statement, other)
    return not ours or not theirs or any(same(one, twin) for one in ours for twin in theirs)


def counts_others(claim: Statement, statement: Statement) -> bool:
    """Whether the evidence has a number of the claim only for something else: « quatre personnes » where it says « quatre comités »."""
    for figure in figures_of(claim):
        agreeing = [other for other in figures_of(statement) if figure.unit == other.unit and agree(figure, other)]
        if agreeing and not any(
            is_elliptic(statement, other) or count_the_same(claim, figure, statement, other) for other in agreeing
        ):
            return True
    return False


def is_elliptic(statement: Statement, figure: Figure) -> bool:
    """Whether nothing is counted behind the number."""
    return not figure.symbol and bool(
        re.match(r"[ \u00a0]?(?:[,;.:)]|$|(?:a|et|ou|pour|dans|en|and|or|for)\b)", statement.folded[figure.end :])
    )


def _counted(statement: Statement, figure: Figure) -> tuple[Word, ...]:
    """The first two words with meaning behind a number, up to a comma or a conjunction; none where it stands alone."""
    behind = [word for word in statement.words if word.start >= figure.end][:4]
    home = next((word.barriers for word in reversed(statement.words) if word.start <= figure.start), 0)
    row = [word for word in behind if word.is_content and word.barriers == home]
    return tuple(row[:2])
