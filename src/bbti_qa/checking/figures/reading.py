"""The figures of a statement: what `values.py` reads, plain numbers, and shares, spans of time, days and Roman numbers in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bbti_qa.almanac import MONTH_NUMBERS
from bbti_qa.checking.figures.bounds import bound_of
from bbti_qa.checking.figures.figure import DAY, Figure
from bbti_qa.checking.findings import FindingKind
from bbti_qa.checking.statement import Statement
from bbti_qa.checking.terms import shared_terms
from bbti_qa.language import stem
from bbti_qa.values import Unit, find_numbers, find_values

FALL = 30  # letters before a figure in which the fall is looked for that it is of
_KINDS = {
    Unit.MONEY: FindingKind.NUMBER,
    Unit.PERCENT: FindingKind.PERCENTAGE,
    Unit.DURATION: FindingKind.DURATION,
    Unit.DATE: FindingKind.DATE,
    Unit.ORDINAL: FindingKind.NUMBER,
}
_FRACTIONS = tuple(
    (re.compile(rf"\b(?:{words})\b"), share)
    for words, share in {
        r"trois quarts|three quarters": 75.0,
        r"deux tiers|two thirds": 200 / 3,
        r"(?:la |une? |de |pour )moitie|half(?!(?: an?)?[ -](?:dozen|million|billion))": 50.0,
        r"(?:le |un |d'un )tiers|(?:one|a) third": 100 / 3,
        r"(?:le |un |d'un )quart|(?:one|a) quarter": 25.0,
        r"(?:le |un |d'un )cinquieme|(?:one|a) fifth": 20.0,
        r"(?:le |un |d'un )dixieme|(?:one|a) tenth": 10.0,
        r"deux cinquiemes|two fifths": 40.0,
        r"trois cinquiemes|three fifths": 60.0,
        r"quatre cinquiemes|four fifths": 80.0,
    }.items()
)
_ONE_LONG = re.compile(
    r"\b(?:un|une|one|dans l'|dans le|within the|(?:for|in|within|over|after|lasts?|than|of|every) a)"
    r" ?(?P<unit>demi-siecle|siecle|decennie|century|decade|an|annee|mois|semaine|jour|trimestre|semestre|heure|year|month|week|day|hour)"
    r"\b(?P<half> et demie?)?"
)
_OTHER_LONG = re.compile(r"(?P<number>\d+) ?(?P<unit>h|heures?|hours?|minutes?|trimestres?|semestres?)\b")
_LONG = {
    "demi-siecle": 18250, "siecle": 36500, "decennie": 3650, "century": 36500, "decade": 3650,
    "an": 365, "annee": 365, "year": 365, "mois": 30, "month": 30, "semaine": 7, "week": 7, "jour": 1, "day": 1, "trimestre": 91,
    "semestre": 182, "heure": 1 / 24, "hour": 1 / 24, "h": 1 / 24, "minute": 1 / 1440,
}  # fmt: skip
_MONTH = "|".join(MONTH_NUMBERS)
_DAY_OF_YEAR = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}|premier)(?:er|st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})|(?P<english>{_MONTH}) (?P<th>\d{{1,2}})(?:st|nd|rd|th)?)\b(?!,? ?\d{{4}})"
)
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d")
_TEN = "une?|one|deux|two|trois|three|quatre|four|cinq|five|six|sept|seven|huit|eight|neuf|nine|dix|ten|\\d{1,2}"
_PARTS = re.compile(
    rf"\b(?P<part>{_TEN}) (?:\w+ ){{0,4}}(?:sur|out of|in) (?P<whole>{_TEN})"
    r"\b(?! (?:ans?|annees?|mois|jours?|semaines?|years?|months?|days?|weeks?|sites?)\b)"
)
_SYMBOL = re.compile(r"[ \u00a0]?(°\s?[cf]|[munkcd]?[mglw](?:²|³|2|3)?|k?wh|[kmg]?hz|[gmk]?o|ha|ml|kg|km)(?![\w²³])")
_PLAIN_SYMBOL = str.maketrans({"²": "2", "³": "3", " ": None})
_ROMAN = re.compile(r"\b(?P<noun>[a-zé]{4,}) (?P<number>[IVX]{1,4})\b")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


@lru_cache(maxsize=4096)
def figures_of(statement: Statement) -> tuple[Figure, ...]:
    """The figures of a statement in reading order."""
    found = [*_measured(statement)]
    taken = [(figure.start, figure.end) for figure in found]
    for number, start, end in find_numbers(statement.text):
        if not any(start < stop and begin < end for begin, stop in taken):
            symbol = _SYMBOL.match(statement.folded[end : end + 8])
            sign = symbol[1].translate(_PLAIN_SYMBOL) if symbol else ""
            figure = _figure(statement, FindingKind.NUMBER, "number", number, number, start, end)
            found.append(replace(figure, symbol=sign))
    return tuple(sorted(found, key=lambda figure: figure.start))


def spans_of(statement: Statement) -> tuple[tuple[int, int], ...]:
    """The places of the figures."""
    return tuple((figure.start, figure.end) for figure in figures_of(statement))


def _measured(statement: Statement) -> Iterator[Figure]:
    """Shares in words, spans of time in words, then all that `values.py` reads; a place is read once, by the first."""
    taken: list[tuple[int, int]] = []
    for read in (_romans, _fractions, _parts, _days, _spans_of_time, _values):
        for figure in read(statement):
            if not any(figure.start < end and start < figure.end for start, end in taken):
                taken.append((figure.start, figure.end))
                yield figure


def _romans(statement: Statement) -> Iterator[Figure]:
    """« phase III »: a number of phases, and of nothing else."""
    for match in _ROMAN.finditer(statement.text):
        values = [_ROMAN_DIGITS[letter] for letter in match["number"]]
        following = [*values[1:], 0]
        number = sum(-value if value < after else value for value, after in zip(values, following, strict=True))
        unit = f"roman {stem(match['noun'])}"
        yield Figure(FindingKind.NUMBER, unit, number, number, match.start("number"), match.end("number"))


def _fractions(statement: Statement) -> Iterator[Figure]:
    """« la moitié », « un tiers »."""
    for pattern, share in _FRACTIONS:
        for match in pattern.finditer(statement.folded):
            yield _figure(statement, FindingKind.PERCENTAGE, Unit.PERCENT, share, share, *match.span())


def _parts(statement: Statement) -> Iterator[Figure]:
    """« trois chercheurs sur quatre »."""
    for match in _PARTS.finditer(statement.folded):
        part, whole = _plain(match["part"]), _plain(match["whole"])
        if part and 1 < whole <= 10 and part <= whole:
            share = 100 * part / whole
            yield _figure(statement, FindingKind.PERCENTAGE, Unit.PERCENT, share, share, *match.span())


def _days(statement: Statement) -> Iterator[Figure]:
    """« le 30 juin », "June 30", without a year."""
    for match in _DAY_OF_YEAR.finditer(statement.folded):
        said = match["day"] or match["th"]
        day = 1 if said == "premier" else int(said)
        number = 100 * MONTH_NUMBERS[match["month"] or match["english"]] + day
        bound = bound_of(statement, *match.span(), is_date=True)
        yield Figure(FindingKind.DATE, DAY, number, number, *match.span(), bound)


def _spans_of_time(statement: Statement) -> Iterator[Figure]:
    """« un an et demi », « 48 heures »; « 12 h » is a time of day."""
    for pattern in (_ONE_LONG, _OTHER_LONG):
        for match in pattern.finditer(statement.folded):
            groups, unit = match.groupdict(), match["unit"]
            days = _LONG[unit if unit == "mois" else unit.rstrip("s")]
            number = float(groups.get("number") or 1) + (0.5 if groups.get("half") else 0)
            if unit != "h":
                long = number * days
                yield _figure(statement, FindingKind.DURATION, Unit.DURATION, long, long, *match.span())


def _values(statement: Statement) -> Iterator[Figure]:
    for value in find_values(statement.text):
        if value.unit in (Unit.COUNT, Unit.LABEL):
            continue
        said = statement.folded[value.start : value.end]
        if value.unit is Unit.DURATION and _SPAN_OF_YEARS.fullmatch(said):
            for year in re.finditer(r"\d{4}", said):
                start, end = value.start + year.start(), value.start + year.end()
                yield Figure(FindingKind.DATE, Unit.DATE, 0, 0, start, end, date=year[0])
        else:
            kind, (low, high) = _KINDS[value.unit], (value.low, value.high)
            yield _figure(statement, kind, value.unit, low, high, value.start, value.end, value.date)


def _plain(word: str) -> float:
    if word in ("un", "une", "one"):
        return 1.0
    numbers = find_numbers(word)
    return numbers[0][0] if len(numbers) == 1 and numbers[0][1:] == (0, len(word)) else 0.0


def _figure(
    statement: Statement, kind: FindingKind, unit: str, low: float, high: float, start: int, end: int, date: str = ""
) -> Figure:
    is_fall = bool(shared_terms().opposites[0][1].search(statement.folded[max(0, start - FALL) : start]))
    bound = bound_of(statement, start, end, is_date=bool(date))
    return Figure(kind, unit, low, high, start, end, bound, date, is_fall=is_fall)
