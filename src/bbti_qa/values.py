"""Values in French and English text: amounts, shares, durations, dates, ranks, counts, numbered names. In one form, so that they compare.

"80 M€", "80 millions d'euros" and "€80 million" are one value; so are "sept ans" and "7 years", "une trentaine" and "30". Dates hold as
much as is said ("2021", "2021-07", "2021-07-29"). Numbers in words are read up to the thousand millions; roman ones as centuries only.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bbti_qa.language import carries_meaning, fold_in_place, stems


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


_SMALL = {
    word: number
    for number, names in enumerate(
        """zero zero|- one|deux two|trois three|quatre four|cinq five|six|sept seven|huit eight|neuf nine|dix ten|onze eleven|
        douze twelve|treize thirteen|quatorze fourteen|quinze fifteen|seize sixteen|seventeen|eighteen|nineteen""".split(
            "|"
        )
    )
    for word in names.split()
    if word != "-"
}
NUMBER_WORDS = tuple(word for word, number in _SMALL.items() if number > 1)  # folded, up to nineteen
_TENS = {
    "vingt": 20, "vingts": 20, "twenty": 20, "trente": 30, "thirty": 30, "quarante": 40, "forty": 40, "cinquante": 50, "fifty": 50,
    "soixante": 60, "sixty": 60, "septante": 70, "seventy": 70, "octante": 80, "eighty": 80, "nonante": 90, "ninety": 90,
}  # fmt: skip
_ABOUT = {
    "dizaine": 10, "douzaine": 12, "dozen": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
_SCALES = {"cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000}
_LARGE = {
    "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "billion": 1e9, "billions": 1e9, "m": 1e6, "md": 1e9,
    "mds": 1e9, "bn": 1e9, "k": 1e3,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        """janvier january|fevrier february|mars march|avril april|mai may|juin june|juillet july|aout august|septembre september|
        octobre october|novembre november|decembre december""".split("|"),
        start=1,
    )
    for name in names.split()
}
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

_AMONG_TIMES = "prochaine?s?|derniere?s?|premiere?s?|bonnes?|longues?|pleines?|past|last|next|coming|first|full|long"  # « les trois dernières décennies »

_DIGITS = r"\d{1,3}(?:,\d{3}){2,}(?![\d,])|\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"
_WORD = "|".join(sorted({*_SMALL, *_TENS, *_ABOUT, *_SCALES}, key=len, reverse=True))
_NUMBER = rf"(?:{_DIGITS}|\b(?:{_WORD})\b(?:[ -](?:et[ -])?(?:{_WORD})\b)*(?:[ -]et[ -]une?\b)?)"
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?:1\d|20)\d\d"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("day", rf"\b(?P<day>\d{{1,2}})(?:er)?[ \u00a0](?P<month>{_MONTH})[ \u00a0](?P<year>{_YEAR})\b"),
        ("day", rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}}),? (?P<year>{_YEAR})\b"),
        ("day", r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b"),
        ("day", r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
        ("month", rf"\b(?P<month>{_MONTH})[ \u00a0](?P<year>{_YEAR})\b"),
        ("money", rf"(?:€|\beur) ?(?P<low>{_DIGITS})(?: ?(?P<scale>millions?|billions?|bn|m|k)\b)?"),
        (
            "money",
            rf"(?P<low>{_NUMBER})(?:[ \u00a0](?:a|to|-|–|et|and)[ \u00a0](?P<high>{_NUMBER}))?[ \u00a0-]?"
            r"(?:(?P<scale>millions?|milliards?|billions?|mds?|m|k|bn)[ \u00a0-]?)?(?:d'|of )?(?:€|euros?\b|eur\b)",
        ),
        (
            "percent",
            rf"(?P<low>{_NUMBER})(?:[ \u00a0](?:a|to|-|–)[ \u00a0](?P<high>{_NUMBER}))?[ \u00a0]?(?:%|pour cent\b|percent\b|per cent\b)",
        ),
        ("span", r"\b(?P<low>(?:19|20)\d\d) ?[-–] ?(?P<high>(?:19|20)\d\d)\b"),
        ("year", r"\b(?P<year>(?:19|20)\d\d)\b(?! ?(?:%|€))"),
        (
            "year",
            r"\b(?:en|in|des|depuis|since|avant|apres|before|after|vers|annee|debut|fin) (?P<year>1[0-8]\d\d)\b(?! ?(?:%|€))",
        ),
        (
            "duration",
            rf"(?P<low>{_NUMBER})(?:[ \u00a0](?:a|to|-|–|ou|or)[ \u00a0](?P<high>{_NUMBER}))?[ \u00a0-](?:(?:{_AMONG_TIMES})[ \u00a0-])?(?P<days>{'|'.join(_DAYS)})\b",
        ),
        ("ordinal", r"\b(?P<low>\d{1,3})(?:ere?|re|er|e|eme|nd|nde|rd|st|th)\b"),
        ("ordinal", rf"\b(?P<ordinal>{'|'.join(_ORDINALS)})\b"),
        ("ordinal", rf"\b(?:numero|number|n°|no\.) ?(?P<low>{_NUMBER}|un\b|one\b)"),
        (
            "count",
            rf"(?P<low>{_NUMBER})(?: (?:a|to|ou|or) (?P<high>{_NUMBER}))?(?: (?P<scale>millions?|milliards?|billions?)\b)?",
        ),
    )
)
_LABEL = re.compile(
    r"\b(axes?|axis|pillars?|piliers?|figures?|fig|tableaux?|tables?|annexes?|annex|appendix|articles?|alineas?|chapitres?|chapters?|sections?|parties?|parts?|"
    r"titres?|phases?|etapes?|steps?|lots?|work packages?|wp|volets?|strands?|actions?|mesures?|objectifs?|objectives?|priorites?|themes?|themas?|taches?|tasks?|"
    r"groupes?|groups?|classes?|types?|niveaux?|levels?|versions?|categories?|tranches?|vagues?|jalons?|milestones?|pages?|points?|encadres?|box|clusters?) "
    r"(\d{1,2})(?![\d/%€-]|[.,]\d|[ \u00a0](?:%|€|m€|\d))\b"
)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+")  # « …/files/2021/09/ » dates nothing
_SHORT_RUN = 40  # letters behind a number in which the counted thing is looked for


@lru_cache(maxsize=8192)
def find_values(text: str) -> tuple[Value, ...]:
    """The values of `text` in reading order; none lies inside another, or inside an address."""
    folded = fold_in_place(text)
    taken = [match.span() for match in _ADDRESS.finditer(folded)]
    found: list[Value] = []
    for match in _LABEL.finditer(folded):
        number = float(match[2])
        found.append(Value(Unit.LABEL, number, number, *match.span(), of=tuple(stems(match[1]))))
        taken.append(match.span())
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if name == "count" and _is_numbering(text, match):
                continue
            if value := _read(name, match, folded):
                found.append(value)
                taken.append(match.span())
    return tuple(sorted((value for value in found if value.unit is not Unit.LABEL or value.of), key=lambda v: v.start))


_ANY_NUMBER = re.compile(_NUMBER)


def find_numbers(text: str) -> tuple[tuple[float, int, int], ...]:
    """Every number of `text`, in digits or in words, with its span, whatever it counts; « un » and "one" alone are none."""
    folded = fold_in_place(text)
    read = ((_number(match.group()), *match.span()) for match in _ANY_NUMBER.finditer(folded))
    return tuple((number, start, end) for number, start, end in read if number is not None)


def _is_numbering(text: str, match: re.Match[str]) -> bool:
    """« 1.2 Description » at the head of a text, « 2 idContenu » in a table: nothing is counted."""
    word = re.match(r"\W*(\w+)", text[match.end() :])
    if word is None or not match["low"][0].isdigit():
        return False
    heads = match.start() == 0 and word[1][0].isupper()
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


def _read(name: str, match: re.Match[str], folded: str) -> Value | None:
    groups = match.groupdict()
    start, end = match.span()
    if name in ("day", "month", "year"):
        return _date(groups, start, end)
    if name == "span":
        low, high = float(groups["low"]), float(groups["high"])
        if low >= high:
            return None
        return Value(Unit.DURATION, (high - low) * 365, (high - low + 1) * 365, start, end, is_period=True)
    if name == "ordinal" and groups.get("ordinal"):
        rank = float(_ORDINALS[groups["ordinal"]])
        return Value(Unit.ORDINAL, rank, rank, start, end, of=_counted(folded, end))
    if name == "money" and not groups.get("scale"):  # "€400,000": no amount has three decimals
        groups = {key: _without_commas(text) for key, text in groups.items()}
    number = _number(groups["low"])
    if number is None:
        return None
    upper = _number(groups["high"]) if groups.get("high") else number
    scale = _LARGE.get(groups.get("scale") or "", 1.0) * _DAYS.get(groups.get("days") or "", 1)
    low, high = number * scale, (number if upper is None else upper) * scale
    if name == "count":
        of = _counted(folded, end)
        is_bare = not of and groups["low"] not in _ABOUT
        return None if is_bare else Value(Unit.COUNT, low, high, start, end, of=of)
    return Value(
        Unit(name), min(low, high), max(low, high), start, end, of=_counted(folded, end) if name == "ordinal" else ()
    )


def _without_commas(text: str | None) -> str | None:
    return text.replace(",", "") if text and re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", text) else text


def _date(groups: dict[str, str | None], start: int, end: int) -> Value | None:
    date = groups["year"] or ""
    if month := groups.get("month"):
        number = _MONTHS.get(month) or int(month)
        if not 1 <= number <= 12:
            return None
        date += f"-{number:02}"
    if day := groups.get("day"):
        if not 1 <= int(day) <= 31:
            return None
        date += f"-{int(day):02}"
    return Value(Unit.DATE, 0.0, 0.0, start, end, date=date)


def _number(text: str | None) -> float | None:
    """Digits with thousands set apart and a decimal comma or point, or words."""
    if not text:
        return None
    if text[0].isdigit():
        joined = re.sub(r"[ \u00a0\u202f.](?=\d{3}(?!\d))", "", text)
        joined = joined.replace(",", "") if joined.count(",") > 1 else joined.replace(",", ".")
        return float(joined)
    if text in ("un", "one"):
        return 1.0
    total = current = 0.0
    for word in re.split(r"[ -]", text):
        if word in ("et", ""):
            continue
        if word in ("un", "une"):
            current += 1
        elif word in _ABOUT:
            current += _ABOUT[word]
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word in ("mille", "thousand"):
                total, current = total + current, 0.0
        elif word in ("vingt", "vingts") and current == 4:
            current = 80.0
        else:
            current += _TENS.get(word, _SMALL.get(word, 0))
    return total + current


def _counted(folded: str, end: int) -> tuple[str, ...]:
    """Stems of the words that follow at once, two at most: what is counted, perhaps behind an adjective.

    Nothing where a small word stands between ("une cinquantaine dans le monde").
    """
    behind = folded[end : end + _SHORT_RUN]
    following = re.match(r"[ \u00a0-](?:d'|de |des |of )?[«“\"' \u00a0]*([a-z]+)[^.;:!?()|,\n]*", behind)
    if not following or not carries_meaning(following[1]):
        return ()
    return tuple(stems(following.group()))[:2]


def counted_in(text: str) -> frozenset[str]:
    """The stems of the things of which `text` says how many there are."""
    return frozenset(name for value in find_values(text) if value.unit is Unit.COUNT for name in value.of)


_CHANGES = re.compile(
    r"\b(?:pass|tomb|recul|chut|baiss|augment|grimp|progress|descend|diminu|remont|drop|fell|fall|rose|rise|went|go|grew|grow|declin|increas|decreas)\w*"
)


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
        and re.search(r"\b(?:de|from)(?: la| l'| le| the)? ?$", folded[: before.start])
        and re.fullmatch(r" (?:places? |rangs? )?(?:a|to)(?: la| l'| le| the)? ?", folded[before.end : after.start])
    )
