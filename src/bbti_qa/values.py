"""Values in French and English text: amounts, shares, durations, dates, ranks, counts, numbered names. In one form, so that they compare.

"80 M€", "80 millions d'euros" and "€80 million" are one value; so are "sept ans" and "7 years", "une trentaine" and "30". Dates hold as
much as is said ("2021", "2021-07", "2021-07-29"). Numbers in words are read up to the thousand millions; roman ones as centuries only.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from bbti_qa.almanac import MONTH_NUMBERS
from bbti_qa.language import SUPERSCRIPTS, carries_meaning, fold_in_place, stems
from bbti_qa.numerals import LARGE, UNITS, Numeral, find_numerals, shares_scale


class Unit(StrEnum):
    MONEY = "money"  # euros
    PERCENT = "percent"
    DURATION = "duration"  # days; a month has 30, a year 365
    DATE = "date"  # no number: the ISO form, as far as it is said
    ORDINAL = "ordinal"
    LABEL = "label"  # "axe 4", "figure 2": a name with a number in it
    COUNT = "count"  # so many of something


@dataclass(frozen=True, slots=True)
class Value:
    """`low` and `high` are equal unless a range is said. `of` are stems of what is counted or named, the nearest first.

    `date` is empty but for dates; `is_period`: a duration told by its first and last year ("2023-2030"). `start` and `end` are the place in the text.
    """

    unit: Unit
    low: float
    high: float
    start: int
    end: int
    of: tuple[str, ...] = ()
    date: str = ""
    is_period: bool = False

    def agrees(self, other: Value) -> bool:
        """Whether both can be true of one thing: ranges that meet, or dates of which one says more than the other."""
        if self.unit is not other.unit:
            return False
        if self.unit is Unit.DATE:
            return self.date.startswith(other.date) or other.date.startswith(self.date)
        return self.low <= other.high and other.low <= self.high


NUMBER_WORDS = tuple(word for word, number in UNITS.items() if number > 1)  # folded, up to nineteen
_LARGE = LARGE | {"m": 1e6, "md": 1e9, "mds": 1e9, "bn": 1e9, "k": 1e3}
_ORDINALS = {
    "premier": 1, "premiere": 1, "first": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3, "third": 3,
    "quatrieme": 4, "fourth": 4, "cinquieme": 5, "fifth": 5, "sixieme": 6, "sixth": 6, "septieme": 7, "seventh": 7,
    "huitieme": 8, "eighth": 8, "neuvieme": 9, "ninth": 9, "dixieme": 10, "tenth": 10,
}  # fmt: skip
_DAYS = {
    "jour": 1, "jours": 1, "day": 1, "days": 1, "semaine": 7, "semaines": 7, "week": 7, "weeks": 7, "mois": 30, "month": 30,
    "months": 30, "trimestre": 91, "trimestres": 91, "semestre": 182, "semestres": 182, "an": 365, "ans": 365, "annee": 365, "annees": 365,
    "year": 365, "years": 365, "decennie": 3650, "decennies": 3650, "decade": 3650, "decades": 3650,
}  # fmt: skip

_PARTS = {
    "la": 1, "le": 1, "un": 1, "une": 1, "a": 1, "one": 1, "deux": 2, "two": 2, "les deux": 2, "trois": 3, "three": 3, "les trois": 3, "quatre": 4,
    "four": 4, "les quatre": 4, "sept": 7, "seven": 7, "neuf": 9, "nine": 9, "les neuf": 9,
}  # fmt: skip
_WHOLES = {
    "moitie": 2, "half": 2, "tiers": 3, "third": 3, "thirds": 3, "quart": 4, "quarts": 4, "quarter": 4, "quarters": 4, "cinquieme": 5, "cinquiemes": 5,
    "fifth": 5, "fifths": 5, "dixieme": 10, "dixiemes": 10, "tenth": 10, "tenths": 10,
}  # fmt: skip
_NO_TIME = r"(?!confiance|\d{4}\b|(?:l'|the |an? )?(?:heure|siecle|tour|finale|hour|century|day|year|annee|exercice|duree)\b)"  # « un tiers de confiance », « un quart d'heure »
ABOUT = 1.0  # points of per cent by which « un tiers » may be off

_AMONG_TIMES = "prochaine?s?|derniere?s?|premiere?s?|bonnes?|longues?|pleines?|past|last|next|coming|first|full|long"  # « les trois dernières décennies »

_HEAD, _TAIL = "\ue000", "\ue001"  # a number in a text of which the patterns read what stands around numbers
_NUMBER = f"{_HEAD}{_TAIL}*"
_BETWEEN = r"(?P<between>(?<=\bentre )|(?<=\bbetween ))?"


def _range(words: str, hyphen: str = " ?[-‐–] ?") -> str:
    """A number, or two of a range: tied by one of `words`, a hyphen, or "and" behind "between"."""
    tie = rf"(?P<to> (?:{words}) |{hyphen}|(?(between) (?:et|and) |(?!)))"
    return rf"{_BETWEEN}(?P<low>{_NUMBER})(?:{tie}(?P<high>{_NUMBER}))?"


_NAMED_AFTER = (
    "".join(  # « France 2030 » is a plan, and no date
        rf"(?<!\b{name} )" for name in ("france", "europe", "agenda", "vision", "ambition", "sante", "health")
    )
    + r"(?:(?<! horizon )|(?<=a horizon ))"
)  # « Horizon 2020 », but « à l'horizon 2029 », « à horizon 2030 »
_MONTH = "|".join(MONTH_NUMBERS)
_YEAR = r"(?:1\d|20)\d\d"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("day", rf"\b(?P<day>\d{{1,2}})(?:er)?[ ](?P<month>{_MONTH})[ ](?P<year>{_YEAR})\b"),
        ("day", rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}}),? (?P<year>{_YEAR})\b"),
        ("day", r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"),
        ("day", r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
        ("month", rf"\b(?P<month>{_MONTH})[ ](?P<year>{_YEAR})\b"),
        ("money", rf"(?:€|\beur) ?(?P<low>{_NUMBER})(?: ?(?P<scale>millions?|billions?|bn|m|k)\b)?"),
        (
            "money",
            rf"{_range('a|to|et|and')}[ -]?"
            r"(?:(?P<scale>millions?|milliards?|billions?|mds?|m|k|bn)[ -]?)?(?:d'|of )?(?:€|euros?\b|eur\b)",
        ),
        (
            "percent",
            rf"{_range('a|to')} ?(?:%|pour cent\b|percent\b|per cent\b)",
        ),
        (
            "fraction",
            rf"\b(?:(?P<parts>{'|'.join(_PARTS)}) )?(?<!first )(?<!second )(?<!other )(?P<whole>{'|'.join(_WHOLES)})(?= (?:de |du |des |d'|of ){_NO_TIME})",
        ),
        ("span", r"\b(?P<low>(?:19|20)\d\d) ?[-–] ?(?P<high>(?:19|20)\d\d)\b"),
        ("year", rf"\b{_NAMED_AFTER}(?P<year>(?:19|20)\d\d)\b(?! ?(?:%|€))"),
        (
            "year",
            r"\b(?:en|in|des|depuis|since|avant|apres|before|after|vers|annee|debut|fin) (?P<year>1[0-8]\d\d)\b(?! ?(?:%|€))",
        ),
        (
            "duration",
            rf"{_range('a|to|ou|or')}[ -](?:(?:{_AMONG_TIMES})[ -])?(?P<days>{'|'.join(_DAYS)})\b",
        ),
        ("ordinal", r"\b(?P<low>\d{1,3})(?:ere?|re|er|e|eme|nd|nde|rd|st|th)\b"),
        ("ordinal", rf"\b(?P<ordinal>{'|'.join(_ORDINALS)})\b"),
        ("numbered", rf"\b(?:numero|number|n°|no\.) ?(?P<low>{_NUMBER}|un\b|one\b)"),
        (
            "count",
            rf"{_range('a|to|ou|or', hyphen='[-‐–]')}(?: ?(?P<scale>millions?|milliards?|billions?)\b)?",
        ),
    )
)
_LABEL = re.compile(
    r"\b(axes?|axis|pillars?|piliers?|figures?|fig|tableaux?|tables?|annexes?|annex|appendix|articles?|alineas?|"
    r"chapitres?|chapters?|sections?|parties?|parts?|"
    r"titres?|phases?|etapes?|steps?|lots?|work packages?|wp|volets?|strands?|actions?|mesures?|objectifs?|"
    r"objectives?|priorites?|themes?|themas?|taches?|tasks?|"
    r"groupes?|groups?|classes?|types?|niveaux?|levels?|versions?|categories?|tranches?|vagues?|jalons?|milestones?|"
    r"pages?|points?|encadres?|box|clusters?) "
    r"(\d{1,2})(?![\d/%€-]|[.,]\d|[ ](?:%|€|m€|\d))\b"
)
_IN_MILLIONS = re.compile(r"\b(?:milli(?:on|ard)|billion)s?$")
_OF_MONEY = re.compile(  # « un budget de 100 millions »: of what need not be said
    r"\b(?:budg|cout|financ|montant|dotation|dote|envelopp|credit|somme|fonds|subvention|depens|invest|cost|fund|grant|amount|spen[dt]|money)\w*"
)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")  # « …/files/2021/09/ » dates nothing
_NEXT_WORD = re.compile(r"\W*(\w+)")
_MASKED = frozenset(("money", "percent", "duration", "numbered", "count"))  # patterns that read numbers as masks
SHORT = 1200  # characters of a text whose values are remembered
_SHORT_RUN = 40  # letters behind a number in which the counted thing is looked for


def find_values(text: str) -> tuple[Value, ...]:
    """The values of `text` in reading order, all finite; none lies inside another, or inside an address. Linear in the length of the text."""
    return _values_of_short(text) if len(text) <= SHORT else _values(text)


@lru_cache(maxsize=8192)
def _values_of_short(text: str) -> tuple[Value, ...]:
    return _values(text)


def _values(text: str) -> tuple[Value, ...]:
    scene = _Scene.of(text)
    for match in _ADDRESS.finditer(scene.folded):
        scene.take(*match.span())
    found: list[Value] = []
    for match in _LABEL.finditer(scene.folded):
        number = float(match[2])
        found.append(Value(Unit.LABEL, number, number, *match.span(), of=tuple(stems(match[1]))))
        scene.take(*match.span())
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(scene.masked if name in _MASKED else scene.folded):
            if value := _read(name, match, scene):
                found.append(value)
                scene.take(value.start, value.end)
    return tuple(sorted((value for value in found if value.unit is not Unit.LABEL or value.of), key=lambda v: v.start))


@dataclass(frozen=True, slots=True)
class _Scene:
    """A text as the patterns read it: `folded`, and `masked` with each number as a head and tails; the numbers by their start; a mark for each letter taken."""

    text: str
    folded: str
    masked: str
    numerals: Mapping[int, Numeral]
    taken: bytearray

    @classmethod
    def of(cls, text: str) -> _Scene:
        folded = fold_in_place(text).translate(_NO_MASKS)
        numerals = {numeral.start: numeral for numeral in find_numerals(text, folded)}
        folded = folded.translate(_NO_CALLS)
        pieces: list[str] = []
        last = 0
        for start, numeral in numerals.items():
            pieces += folded[last:start], _HEAD, _TAIL * (numeral.end - start - 1)
            last = numeral.end
        return cls(text, folded, "".join((*pieces, folded[last:])), numerals, bytearray(len(text)))

    def is_free(self, start: int, end: int) -> bool:
        return self.taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        self.taken[start:end] = b"\1" * (end - start)

    def number(self, match: re.Match[str], name: str) -> Numeral | None:
        """The number of a group of digits or of a mask; « un » and "one" too."""
        start, end = match.span(name)
        if start < 0:
            return None
        if self.masked[start] == _HEAD:
            return self.numerals[start]
        return Numeral(float(match[name]) if match[name].isdecimal() else 1.0, start, end)


_NO_MASKS = str.maketrans({_HEAD: " ", _TAIL: " "})
_NO_CALLS = str.maketrans(
    dict.fromkeys(SUPERSCRIPTS, " ")
)  # « 80 M€² »: read as numbers before, where they are exponents


def find_numbers(text: str) -> tuple[tuple[float, int, int], ...]:
    """Every number of `text`, in digits or in words, with its span, whatever it counts, all finite; « un » alone is none."""
    return tuple((one.number, one.start, one.end) for one in find_numerals(text, fold_in_place(text)))


def _is_numbering(scene: _Scene, start: int, end: int) -> bool:
    """« 1.2 Description » at the head of a text, « 2 idContenu » in a table: nothing is counted."""
    if not scene.text[start].isdigit():
        return False
    word = _NEXT_WORD.match(scene.text, end)
    if word is None:
        return False
    heads = start == 0 and word[1][0].isupper()
    return heads or (word[1][0].islower() and word[1] != word[1].lower())


def value_tokens(text: str, *, nearest_only: bool = False) -> list[str]:
    """One token a value, the same however it is written, for the lexical index: "80 M€" and "80 millions d'euros" agree.

    A count makes one token with each of its words ("4 axes principaux": `4#axe`, `4#princi`). Years and numbered names are words already.
    `nearest_only`: the token of its nearest word alone.
    """
    tokens: list[str] = []
    for value in find_values(text):
        if value.unit is Unit.COUNT:
            tokens += [f"{value.low:g}#{name}" for name in value.of[: 1 if nearest_only else None]]
        elif value.unit is Unit.DATE:
            tokens += [f"#{value.date}"] if len(value.date) > len("2024") else []
        elif value.unit is not Unit.LABEL:
            tokens.append(f"{value.low:g}#{value.unit}")
    return tokens


def _read(name: str, match: re.Match[str], scene: _Scene) -> Value | None:
    groups = match.groupdict()
    start, end = match.span()
    low, high = (scene.number(match, bound) if bound in groups else None for bound in ("low", "high"))
    if low and high and "to" in groups and not (scene.is_free(start, end) and _is_range(match["to"], low, high, scene)):
        start, low, high = high.start, high, None  # « 2021-5 % »: the number that has the unit
    if not scene.is_free(start, end):
        return None
    if name in ("day", "month", "year"):
        return _date(groups, start, end)
    if name == "ordinal" and groups.get("ordinal"):
        rank = float(_ORDINALS[groups["ordinal"]])
        return Value(Unit.ORDINAL, rank, rank, start, end, of=_counted(scene.folded, end))
    if name == "fraction":
        return _share(groups["parts"], groups["whole"] or "", start, end)
    if low is None:
        return None
    if name == "span":
        return _span_of_years(float(match["low"]), float(match["high"]), start, end)
    if name in ("ordinal", "numbered"):
        return Value(Unit.ORDINAL, low.number, low.number, start, end, of=_counted(scene.folded, end))
    if name == "money" and not groups.get("scale"):  # "€400,000": no amount has three decimals
        low, high = _grouped(low), high and _grouped(high)
    scale = _LARGE.get(groups.get("scale") or "", 1.0) * _DAYS.get(groups.get("days") or "", 1)
    bounds = [number * scale for number in _bounds(low, high, _LARGE.get(groups.get("scale") or "", 1.0))]
    if name in ("count", "duration"):  # of things there are not fewer than none: the minus is a dash
        bounds = [abs(number) for number in bounds]
    if name != "count":
        return Value(Unit(name), min(bounds), max(bounds), start, end)
    of = _counted(scene.folded, end)
    if not of and _IN_MILLIONS.search(scene.folded, start, end) and _OF_MONEY.search(scene.folded):
        return Value(Unit.MONEY, min(bounds), max(bounds), start, end)
    is_bare = not of and not low.is_about
    if is_bare or _is_numbering(scene, start, end):
        return None
    return Value(Unit.COUNT, min(bounds), max(bounds), start, end, of=of)


def _share(parts: str | None, whole: str, start: int, end: int) -> Value | None:
    """« la moitié de », "two thirds of"; not « le cinquième de » a row, nor "third of"."""
    several, number = _PARTS.get(parts or "", 0), _WHOLES[whole]
    is_rank = (
        number > 3
        and not whole.startswith(("quart", "cinquiemes", "fifths", "dixiemes", "tenths"))
        and parts in ("le", "la", None)
    )
    bare = not several and whole != "half"  # « la deuxième moitié »
    if bare or is_rank or (parts == "la" and number > 2):
        return None
    share = 100.0 * max(several, 1) / number
    about = 0.0 if share.is_integer() else ABOUT
    return Value(Unit.PERCENT, share - about, share + about, start, end)


def _is_range(tie: str, low: Numeral, high: Numeral, scene: _Scene) -> bool:
    """Whether what ties two numbers makes a range of them: a hyphen from the lesser to the greater, and no chain of numbers or words."""
    if not any(hyphen in tie for hyphen in "-‐–"):
        return True
    before, behind = scene.folded[low.start - 1 : low.start], scene.folded[high.end : high.end + 1]
    is_chain = before.isalnum() or (bool(before) and before in "-‐–/.,") or (bool(behind) and behind in "/‐–")
    return low.number < high.number and not is_chain


def _bounds(low: Numeral, high: Numeral | None, scale: float) -> tuple[float, ...]:
    """The numbers of a range, to be multiplied by `scale`; « 500 000 à 1 M€ » has the first one whole already."""
    if high is None:
        return (low.number,)
    return (low.number if shares_scale(low.number, high.number, scale) else low.number / scale, high.number)


def _grouped(numeral: Numeral) -> Numeral:
    return numeral if numeral.grouped is None else replace(numeral, number=numeral.grouped)


def _span_of_years(first: float, last: float, start: int, end: int) -> Value | None:
    if first >= last:
        return None
    return Value(Unit.DURATION, (last - first) * 365, (last - first + 1) * 365, start, end, is_period=True)


def _date(groups: Mapping[str, str | None], start: int, end: int) -> Value | None:
    date = groups["year"] or ""
    if month := groups.get("month"):
        number = MONTH_NUMBERS.get(month) or int(month)
        if not 1 <= number <= 12:
            return None
        date += f"-{number:02}"
    if day := groups.get("day"):
        if not 1 <= int(day) <= 31:
            return None
        date += f"-{int(day):02}"
    return Value(Unit.DATE, 0.0, 0.0, start, end, date=date)


def _counted(folded: str, end: int) -> tuple[str, ...]:
    """Stems of the words that follow at once, two at most: what is counted, perhaps behind an adjective; « 5 des 76 projets » counts projects.

    Nothing where a small word stands between ("une cinquantaine dans le monde").
    """
    behind = folded[end : end + _SHORT_RUN]
    following = re.match(
        r"[ \u00a0-](?:or so |ou plus |or more )?(?:(?:des|sur les|parmi les|of the|out of(?: the)?) \d+ )?(?:d'|de |des |of )?[«“\"' \u00a0]*([a-z]+)[^.;:!?()|,\n]*",
        behind,
    )
    if not following or not carries_meaning(following[1]):
        return ()
    return tuple(name for name in stems(following.group()) if not name.isdecimal())[:2]


def counted_in(text: str) -> frozenset[str]:
    """The stems of the things of which `text` says how many there are."""
    return frozenset(name for value in find_values(text) if value.unit is Unit.COUNT for name in value.of)


_FALLS = re.compile(
    r"\b(?:pass|tomb|recul|chut|descend|remont|grimp|mont|drop|fall|fell|rose|rise|climb|went|mov|slip)\w*(?: \w+){0,4} (?:du|de la|de l'|from(?: the)?) ?$"
)
_CHANGES = re.compile(
    r"\b(?:pass|tomb|recul|chut|baiss|augment|grimp|progress|descend|diminu|remont|drop|fell|fall|rose|rise|went|go|"
    r"grew|grow|declin|increas|decreas)\w*"
)

_FROM = re.compile(r"\b(?:de|from)(?: la| l'| le| the)? ?$")
_TO = re.compile(r" (?:places? |rangs? )?(?:a|to)(?: la| l'| le| the)? ?")


def outdated(text: str, values: Sequence[Value]) -> tuple[Value, ...]:
    """Those of the `values` of `text` that it says are left behind: in "passée de la 1re à la 4e" the first."""
    folded = fold_in_place(text)
    if not _CHANGES.search(folded):
        return ()
    return tuple(
        before
        for before, after in itertools.pairwise(values)
        if before.unit is after.unit
        and before.unit is not Unit.DATE
        and _FROM.search(folded[max(0, before.start - 12) : before.start])
        and _TO.fullmatch(folded, before.end, after.start)
    )


def left_behind(text: str) -> tuple[Value, ...]:
    """The values that `text` says are past: of « descendue du premier au quatrième rang » the first."""
    values = find_values(text)
    folded = fold_in_place(text)
    fallen = [
        before
        for before, after in itertools.pairwise(values)
        if before.unit is after.unit is Unit.ORDINAL
        and _FALLS.search(folded[: before.start])
        and re.fullmatch(r" (?:places? |rangs? )?(?:au?x?|to)(?: la| l'| le| the)? ?", folded[before.end : after.start])
    ]
    return tuple(dict.fromkeys((*outdated(text, values), *fallen)))
