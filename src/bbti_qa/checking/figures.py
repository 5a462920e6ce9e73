"""Figures: amounts, shares, durations, dates, ranks and plain numbers, with their bounds, each against the one that stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, permutations

from bbti_qa.almanac import MONTH_NUMBERS
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.frequency import in_rhythm
from bbti_qa.checking.statement import Statement, Word, exchanged, nearness, same
from bbti_qa.checking.terms import shared_terms
from bbti_qa.language import stem
from bbti_qa.values import Unit, find_numbers, find_values

TOLERANCE = 0.03  # between a year of 365 days and twelve months of 30
ABOUT = 0.12  # between « environ 100 » and what it is about
BEYOND = 1.25  # « plus de 450 000 » is true of 455 000, hardly of 900 000
CROSSED = 1.2  # by how much exchanged places must be more alike than the straight ones
NEARER = 1.4  # by how much the rival's surroundings must be more alike than those of the same figure


class Bound(StrEnum):
    NONE = ""
    LEAST = "at least"
    MOST = "at most"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Figure:
    """`date` is ISO as far as it is said, for dates only; `symbol` the unit sign behind a plain number (m2, °c). `is_fall`: « une baisse de 5 % »."""

    kind: FindingKind
    unit: str
    low: float
    high: float
    start: int
    end: int
    bound: Bound = Bound.NONE
    date: str = ""
    symbol: str = ""
    is_fall: bool = False


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
DAY = "day"
"""The unit of a day without a year, « le 30 juin »; `low` is 100 times the month, plus the day."""
_SPAN_OF_YEARS = re.compile(r"(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d")
_TEN = "une?|one|deux|two|trois|three|quatre|four|cinq|five|six|sept|seven|huit|eight|neuf|nine|dix|ten|\\d{1,2}"
_PARTS = re.compile(
    rf"\b(?P<part>{_TEN}) (?:\w+ ){{0,4}}(?:sur|out of|in) (?P<whole>{_TEN})"
    r"\b(?! (?:ans?|annees?|mois|jours?|semaines?|years?|months?|days?|weeks?|sites?)\b)"
)
_TOGETHER = re.compile(
    r" ?(?:et|a|and|to|ou|or|-|–) (?:l'|la |le |en )?"
)  # « entre 2023 et 2025 »: neither has a place of its own
_RANGE = re.compile(r" ?(?:a|to|-|–) ?")
_SYMBOL = re.compile(r"[ \u00a0]?(°\s?[cf]|[munkcd]?[mglw](?:²|³|2|3)?|k?wh|[kmg]?hz|[gmk]?o|ha|ml|kg|km)(?![\w²³])")
_NOTE = re.compile(r"[(\[]\d{1,2}[)\]]")  # the call of a note

_PLAIN_SYMBOL = str.maketrans({"²": "2", "³": "3", " ": None})
SHARE = 1.5  # points between a share that is told and the one that two figures make
FALL = 30  # letters before a figure in which the fall is looked for that it is of

_NOT_LESS = re.compile(
    r"\b(?:ne |n')(?:\w+ ){1,3}(?:inferieur|au-dessous)\w* (?:a|d')? ?$|\bnot? (?:less|fewer) than ?$|\bpas moins d[e'] ?$"
)
_LEAST = re.compile(
    r"(?:\bau moins|\bau minimum|\bminimum d[e']|\bplus d[e']|\bsuperieure?s? a|\bau-dela d[eu']|\bau-dessus d[eu']|\bdepass\w+|\bexced\w+|"
    r"\bat least|\bmore than|\bover|\babove|\bexceed\w*|\bno (?:less|fewer) than|\bminimum of|"
    r"\bminima(?:l|le|ux)\b[^.;,]{0,30}|\bpas moins d[e'])(?: la barre)?(?: l[ae]s?| de| d'| des| the| a| of)*[ ']*$"
)
_MOST = re.compile(
    r"(?:\b(?:ne |n')(?:\w+ ){1,3}superieure?s? a|\bno \w+ (?:\w+ ){0,3}more than|"
    r"\baucune? \w+ ne (?:\w+ ){0,3}plus d[e']|\b(?:ne |n')[^.;,]{0,40}\bpas (?:\w+ ){0,2}plus d[e']|\bau plus|"
    r"\bau maximum|\bmaximum d[e']|\bmoins d[e']|\binferieure?s? a|\ben deca d[eu']|\bau-dessous d[eu']|\bsous|"
    r"\bplafonn\w+ a|\blimite\w* a|"
    r"\bdans la limite d[e']|\bjusqu'a|\bjusqu'au|\bdans un delai d[e']|"
    r"\b(?:ne |n')(?:\w+ ){0,3}(?:depass|exced)\w*(?: pas| jamais)?|\bsans (?:depasser|exceder)|\bcannot exceed|"
    r"\bpas plus d[e']|\bat most|"
    r"\bless than|\bfewer than|\bunder|\bbelow|\bup to|\bno more than|\bcapped at|\blimited to|\bwithin|"
    r"\bnot exceed\w*|\bmaximum of|\bmaxima(?:l|le|ux)\b[^.;,]{0,30})"
    r"(?: la barre)?(?: l[ae]s?| de| d'| des| the| a| of)*[ ']*$"
)
_AFTER_LEAST = re.compile(
    r"^ ?(?:(?!(?:et|and)\b)\w+ ){0,2}?(?:ou plus|au moins|au minimum|minimum|or more|at least)\b"
)
_AFTER_MOST = re.compile(
    r"^ ?(?:(?!(?:et|and)\b)\w+ ){0,2}?(?:ou moins|au plus|au maximum|maximum|or less|or fewer|at most)\b"
)
_ABOUT = re.compile(
    r"(?:\benviron|\bpres d[e']|\bquelque|\bautour d[e']|\bà peu pres|\bquasi\w*|\babout|\baround|\bnearly|"
    r"\bapproximately|\bsome|\bune?) ?(?:de |d')?$"
)
_ROMAN = re.compile(r"\b(?P<noun>[a-zé]{4,}) (?P<number>[IVX]{1,4})\b")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_REST = re.compile(r"\b(?:solde|reste\w*|restant\w*|remainder|rest|remaining)\b")
_PASSES = re.compile(r"\b(?:pass(?:e|ent|er\w*|ee?s?|ant)|ramen\w+|went|goes|go) (?:\w+ ){0,4}?(?:de|from)\b")
_BEFORE = re.compile(r"\b(?:plus tot|auparavant|avant|precedent\w*|earlier|before|previous)\b")
_POINTS = re.compile(r" ?(?:points?)\b")
_CHANGES = re.compile(
    r"\b(?:augment\w*|hausse\w*|progress\w*|croi\w*|accr\w*|gagn\w*|baiss\w*|diminu\w*|recul\w*|redui\w*|perd\w*|ecart\w*|difference\w*|"
    r"de plus|de moins|supplementaires?|increas\w*|decreas\w*|rose|fell|more|less|fewer|gap|difference)\b"
)
_TOTALS = re.compile(
    r"\b(?:au total|en tout|total\w*|ensemble|cumul\w*|somme|additionn\w*|in all|altogether|together|sum)\b"
)
_AVERAGE = re.compile(r"\b(?:en moyenne|moyenn?e? d[e']|on average)\b")
_ABOUT_WORD = re.compile(r"\w+aines?\b|\bmilliers?\b")
_SINCE = re.compile(
    r"(?:\bdepuis|\ba partir d[eu']|\ba compter d[eu']|\bdes|\bapres|\bau-dela d[eu']|\bsince|\bfrom|\bafter|"
    r"\bas of|\bstarting)(?: le| la| l'| the)?[ ']*$"
)
_UNTIL = re.compile(
    r"(?:\bavant|\bjusqu'\w*|\bau plus tard|\bd'ici(?: a)?|\bbefore|\buntil|\bby|\bup to|\bno later than)"
    r"(?: le| la| l'| the| fin| en)?[ ']*$"
)


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
        bound = _bound(statement, *match.span(), is_date=True)
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


def spans_of(statement: Statement) -> tuple[tuple[int, int], ...]:
    """The places of the figures."""
    return tuple((figure.start, figure.end) for figure in figures_of(statement))


def _plain(word: str) -> float:
    if word in ("un", "une", "one"):
        return 1.0
    numbers = find_numbers(word)
    return numbers[0][0] if len(numbers) == 1 and numbers[0][1:] == (0, len(word)) else 0.0


def _figure(
    statement: Statement, kind: FindingKind, unit: str, low: float, high: float, start: int, end: int, date: str = ""
) -> Figure:
    is_fall = bool(shared_terms().opposites[0][1].search(statement.folded[max(0, start - FALL) : start]))
    bound = _bound(statement, start, end, is_date=bool(date))
    return Figure(kind, unit, low, high, start, end, bound, date, is_fall=is_fall)


def _bound(statement: Statement, start: int, end: int, is_date: bool = False) -> Bound:
    before, behind = statement.folded[max(0, start - 40) : start], statement.folded[end : end + 30]
    if is_date:
        return Bound.MOST if _UNTIL.search(before) else Bound.LEAST if _SINCE.search(before) else Bound.NONE
    if _NOT_LESS.search(before):
        return Bound.LEAST
    if _MOST.search(before) or _AFTER_MOST.search(behind):
        return Bound.MOST
    if _LEAST.search(before) or _AFTER_LEAST.search(behind):
        return Bound.LEAST
    if _AVERAGE.search(statement.folded):
        return Bound.ABOUT
    is_about = (_ABOUT.search(before) and not before.endswith((" un ", " une "))) or _ABOUT_WORD.search(
        statement.folded[start:end]
    )
    return Bound.ABOUT if is_about else Bound.NONE


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
    for statement in evidence:
        for other in figures_of(statement):
            if _are_comparable(figure, other) and (not is_often or in_rhythm(statement, other.start)):
                near = nearness(claim, place, statement, (other.start, other.end))
                (agreeing if _agree(figure, other) else rivals).append((near, statement, other))
    if not agreeing:
        rivals = [one for one in rivals if not in_rhythm(one[1], one[2].start)]
        return None if is_often else _missing(claim, figure, said, rivals, evidence)
    near, statement, best = max(agreeing, key=lambda one: one[0])
    found = statement.text[best.start : best.end]
    if (
        figure.bound is not Bound.NONE and figure.bound is best.bound
    ):  # « au plus 2 M€ »: not the figure of « au moins »
        rivals = [one for one in rivals if one[2].bound in (Bound.NONE, figure.bound)]
    closest = max(rivals, key=lambda one: one[0], default=None)
    if _stands_behind_its_noun(claim, best, statement):
        closest = None
    if closest and closest[0] > NEARER * max(near, 0.05) and _is_crossed(claim, figure, best, statement, closest):
        return Finding(figure.kind, said, closest[1].text[closest[2].start : closest[2].end], contradicts=True)
    if counted := _counts_another(claim, figure, agreeing, rivals):
        return Finding(figure.kind, said, counted, contradicts=True)
    if _is_past_range(figure, best, statement):
        return Finding(figure.kind, f"{figure.bound} {said}", found, contradicts=True)
    if {figure.bound, best.bound} == {Bound.LEAST, Bound.MOST}:
        return Finding(figure.kind, f"{figure.bound} {said}", f"{best.bound} {found}", contradicts=True)
    if best.bound is Bound.ABOUT and figure.bound in (Bound.LEAST, Bound.MOST) and _AVERAGE.search(statement.folded):
        return Finding(figure.kind, f"{figure.bound} {said}", f"{best.bound} {found}", contradicts=False)
    if figure.date and len(figure.date) > max(len(other.date) for _, _, other in agreeing):
        return Finding(figure.kind, said, found, contradicts=False)
    return None


def _counts_another(
    claim: Statement,
    figure: Figure,
    agreeing: Sequence[tuple[float, Statement, Figure]],
    rivals: Sequence[tuple[float, Statement, Figure]],
) -> str:
    """« 186 doctorants » where the evidence counts 186 students, and 52 « doctorants »: the words of that other number; empty where it has no such."""
    if figure.unit != "number" or figure.symbol or any(_is_elliptic(where, other) for _, where, other in agreeing):
        return ""
    ours, beside = _counted(claim, figure)[:1], _counted(claim, figure)[1:]
    theirs = [_counted(statement, other) for _, statement, other in agreeing]
    if (
        not ours
        or not all(theirs)
        or any(one.stem == mine.stem for row in theirs for one in row for mine in (*ours, *beside))
    ):
        return ""  # « 47 dossiers retenus », where « 47 ont été retenus »
    is_called_alike = any(same(ours[0], one) for row in theirs for one in row)
    for _, statement, other in rivals:
        counted = _counted(statement, other)[:1]
        if any(_agree(one, other) for one in figures_of(claim) if one is not figure):
            continue  # « quatre des treize équipes »
        if any(one.stem == ours[0].stem or (not is_called_alike and same(ours[0], one)) for one in counted):
            return statement.text[other.start : other.end]
    return ""


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


def _stands_behind_its_noun(claim: Statement, figure: Figure, statement: Statement) -> bool:
    """« l'industrie (14 %) »: whatever stands near, the figure is of the word right before its bracket, where the claim has it."""
    if not statement.text[: figure.start].rstrip().endswith("("):
        return False
    noun = next((word for word in reversed(statement.words) if word.start < figure.start and word.is_content), None)
    return noun is not None and any(word.stem == noun.stem for word in claim.words)


def _is_crossed(
    claim: Statement, figure: Figure, same: Figure, where: Statement, closest: tuple[float, Statement, Figure]
) -> bool:
    """Where the claim has the rival's figure too, both must stand in one another's place."""
    _, place, rival = closest
    twin = next(
        (one for one in figures_of(claim) if one is not figure and one.unit == rival.unit and _agree(one, rival)), None
    )
    if twin is None:
        return place is not where or not _is_its_own(claim, same, rival, where)
    ours, theirs = (figure.start, figure.end), (twin.start, twin.end)
    before, behind = sorted((ours, theirs))
    if _TOGETHER.fullmatch(claim.folded[before[1] : behind[0]]):
        return False
    if place is where:
        first, second = sorted((same, rival), key=lambda one: one.start)
        if _TOGETHER.fullmatch(where.folded[first.end : second.start]):
            return False
        told = exchanged(claim, (ours, theirs), where, ((same.start, same.end), (rival.start, rival.end)))
        if told is not None:
            return told
    straight = nearness(claim, ours, where, (same.start, same.end)) + nearness(
        claim, theirs, place, (rival.start, rival.end)
    )
    crossed = nearness(claim, ours, place, (rival.start, rival.end)) + nearness(
        claim, theirs, where, (same.start, same.end)
    )
    return crossed > CROSSED * straight


def _is_its_own(claim: Statement, same: Figure, rival: Figure, where: Statement) -> bool:
    """Whether the claim says at least as much of the company that only this figure has, as of that which only the rival has."""
    beside = [where.beside((figure.start, figure.end)) for figure in (same, rival)]
    stems = [{word.stem for word in row if word.is_content} for row in beside]
    said = {word.stem for word in claim.words}
    own, other = (row - twin for row, twin in (stems, reversed(stems)))
    return bool(own) and len(own & said) * max(1, len(other)) >= len(other & said) * len(own)


def compare_changes(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """« de 25 % à 18 % » where the evidence goes from 18 % to 25 %."""
    for figure in figures_of(claim):
        for statement in evidence:
            for other in figures_of(statement):
                is_range = figure.low < figure.high and other.low < other.high and figure.unit == other.unit
                if is_range and _agree(figure, other) and _falls(claim, figure) != _falls(statement, other):
                    said, found = claim.text[figure.start : figure.end], statement.text[other.start : other.end]
                    yield Finding(figure.kind, said, found, contradicts=True)
    for first, second in _changes(claim):
        for statement in evidence:
            for start, end in _changes(statement):
                if _agree(first, end) and _agree(second, start) and not _agree(first, second):
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


def _missing(
    claim: Statement,
    figure: Figure,
    said: str,
    rivals: Sequence[tuple[float, Statement, Figure]],
    evidence: Sequence[Statement],
) -> Finding | None:
    if figure.unit == Unit.DURATION and _is_distance(figure, evidence):
        return None
    if figure.date and _is_reckoned(figure, evidence):
        return None
    if _is_bare_there(figure, said, evidence) or _is_the_rest(figure, rivals) or _is_computed(claim, figure, evidence):
        return None
    if not rivals:
        return Finding(figure.kind, said, "", contradicts=False)
    alike = [one for one in rivals if _count_the_same(claim, figure, one[1], one[2])]
    _, statement, other = max(alike or rivals, key=lambda one: one[0])
    return Finding(figure.kind, said, statement.text[other.start : other.end], contradicts=bool(alike))


def _count_the_same(claim: Statement, figure: Figure, statement: Statement, other: Figure) -> bool:
    """« douze membres » is no other number of « quatre comités »; a figure that counts nothing may be of anything."""
    if figure.unit != "number" or figure.symbol or other.symbol:
        return True
    if _NOTE.fullmatch(statement.text[max(0, other.start - 1) : other.end + 1]):
        return False
    ours, theirs = _counted(claim, figure), _counted(statement, other)
    return not ours or not theirs or any(same(one, twin) for one in ours for twin in theirs)


def _counted(statement: Statement, figure: Figure) -> tuple[Word, ...]:
    """The first two words with meaning behind a number, up to a comma or a conjunction; none where it stands alone."""
    behind = [word for word in statement.words if word.start >= figure.end][:4]
    home = next((word.barriers for word in reversed(statement.words) if word.start <= figure.start), 0)
    row = [word for word in behind if word.is_content and word.barriers == home]
    return tuple(row[:2])


def _is_reckoned(figure: Figure, evidence: Sequence[Statement]) -> bool:
    """« 2023 » where the evidence says « en 2021, et deux ans plus tard »."""
    figures = [other for statement in evidence for other in figures_of(statement)]
    years = [int(other.date[:4]) for other in figures if other.date]
    spans = [round(other.low / 365) for other in figures if other.unit == Unit.DURATION and other.low % 365 == 0]
    if len(figure.date) != len("2024"):
        return False
    is_before = any(_BEFORE.search(statement.folded) for statement in evidence)
    apart = [int(figure.date) - year for year in years]
    return any(gap in spans or (is_before and -gap in spans) for gap in apart)


def _is_computed(claim: Statement, figure: Figure, evidence: Sequence[Statement]) -> bool:
    """Whether it follows from two figures of one sentence: « 27 de plus » of 418 and 391, « moins d'un tiers » of 640 out of 2,100, « 18 % » of 15 % and three points."""
    if figure.date or figure.unit == DAY or figure.low < figure.high:
        return False
    for statement in evidence:
        others = [other for other in figures_of(statement) if not other.date and other.low == other.high]
        for one, other in permutations(others, 2):
            if figure.unit == Unit.PERCENT:
                is_part = one.unit == other.unit and one.unit in ("number", Unit.MONEY) and 0 < one.low < other.low
                if is_part and _meets(figure, 100 * one.low / other.low, SHARE):
                    return True
                is_points = other.unit == "number" and _POINTS.match(statement.folded[other.end :])
                if is_points and one.unit == Unit.PERCENT and figure.low in (one.low + other.low, one.low - other.low):
                    return True
            elif one.unit == other.unit == figure.unit:
                if _CHANGES.search(claim.folded) and _meets(figure, one.low - other.low, TOLERANCE * figure.low):
                    return True
                if _TOTALS.search(claim.folded) and _meets(figure, one.low + other.low, TOLERANCE * figure.low):
                    return True
    return False


def _meets(figure: Figure, number: float, slack: float) -> bool:
    """Whether a number is what a figure says, within its bound; `slack` for one that is rounded."""
    if figure.bound is Bound.MOST:
        return figure.low / BEYOND <= number <= figure.low
    if figure.bound is Bound.LEAST:
        return figure.low <= number <= figure.low * BEYOND
    slack = max(slack, ABOUT * figure.low) if figure.bound is Bound.ABOUT else slack
    return abs(number - figure.low) <= slack


def _is_bare_there(figure: Figure, said: str, evidence: Sequence[Statement]) -> bool:
    """« vingt jours » where the evidence says « dix jours, mais certains en demandent vingt »."""
    numbers = find_numbers(said)
    return figure.unit in (Unit.DURATION, Unit.MONEY, Unit.PERCENT) and any(
        other.unit == "number" and numbers and other.low == numbers[0][0] and _is_elliptic(statement, other)
        for statement in evidence
        for other in figures_of(statement)
    )


def _is_elliptic(statement: Statement, figure: Figure) -> bool:
    """Whether nothing is counted behind the number."""
    return not figure.symbol and bool(
        re.match(r"[ \u00a0]?(?:[,;.:)]|$|(?:a|et|ou|pour|dans|en|and|or|for)\b)", statement.folded[figure.end :])
    )


def _is_the_rest(figure: Figure, rivals: Sequence[tuple[float, Statement, Figure]]) -> bool:
    """« les 30 % restants » of 70 %."""
    return figure.kind is FindingKind.PERCENTAGE and any(
        _meets(figure, 100 - other.low, 1.0) and _REST.search(statement.folded) for _, statement, other in rivals
    )


def _is_distance(figure: Figure, evidence: Sequence[Statement]) -> bool:
    """« sept ans » where the evidence says from 2023 to 2030."""
    for statement in evidence:
        years = [int(other.date[:4]) for other in figures_of(statement) if other.date]
        if len(years) >= 2 and abs((max(years) - min(years)) * 365 - figure.low) <= TOLERANCE * figure.low:
            return True
    return False


def _are_comparable(one: Figure, other: Figure) -> bool:
    """Whether both are of one unit; a day without a year is held against dates to the day."""
    if DAY in (one.unit, other.unit):
        return _day_of(one) >= 0 and _day_of(other) >= 0
    return one.unit == other.unit


def _day_of(figure: Figure) -> float:
    """The day of its year, as `DAY` counts; -1 for a date that tells none."""
    if figure.unit == DAY:
        return figure.low
    return 100 * int(figure.date[5:7]) + int(figure.date[8:10]) if len(figure.date) == len("2024-06-30") else -1


def _agree(claimed: Figure, other: Figure) -> bool:
    if DAY in (claimed.unit, other.unit):
        return _day_of(claimed) == _day_of(other)
    if claimed.date or other.date:
        return claimed.date.startswith(other.date) or other.date.startswith(claimed.date)
    if claimed.symbol and other.symbol and claimed.symbol != other.symbol:
        return False
    if claimed.low < 0 or other.low < 0:
        is_told = any(one.low < 0 <= twin.low and twin.is_fall for one, twin in ((claimed, other), (other, claimed)))
        return claimed.low == other.low or (is_told and abs(claimed.low) == abs(other.low))
    slack = (
        TOLERANCE if claimed.kind is FindingKind.DURATION else 0.01 if claimed.kind is FindingKind.PERCENTAGE else 0.0
    )
    if Bound.ABOUT in (claimed.bound, other.bound):
        slack = ABOUT
    if claimed.low < claimed.high and other.low < other.high and claimed.kind is FindingKind.NUMBER:
        return claimed.low == other.low and claimed.high == other.high
    if claimed.low <= other.high * (1 + slack) and other.low <= claimed.high * (1 + slack):
        return True
    if other.bound is not Bound.NONE:
        return False
    if claimed.bound is Bound.LEAST:
        return claimed.low <= other.low <= claimed.low * BEYOND
    return claimed.bound is Bound.MOST and claimed.high / BEYOND <= other.high <= claimed.high


def bound_of(statement: Statement, start: int, end: int) -> Bound:
    """Of the number that stands there in `statement`: « dépasse », "under", « au moins », "about", or none."""
    return _bound(statement, start, end)
