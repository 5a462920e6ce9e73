"""What names and first pages say of a document's date and version, and what is left of a name without them; a date as it is written."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from bbti_qa.almanac import FRENCH_WEEKDAYS, MONTH_NUMBERS, MONTHS
from bbti_qa.language import Language, fold

FIRST_PAGE = 3_000  # characters in which a document says its own date; further down stand the dates of others
TITLE_LINES = 5  # among which the title of a record stands
REACH = 40  # characters of a written date, at most

_MONTH = "|".join(MONTH_NUMBERS)
_ISO = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")
# Year first ("2024-02", "20240209"), or as six figures ("240209"); day first ("06.11.2023").
_NAME_DATE = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])(?:[-_. ]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_SHORT_DATE = re.compile(r"(?<![\d.])(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])[./-](0?[1-9]|1[0-2])[./-](20\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MONTH_NAMED = re.compile(rf"(?<![a-z])({_MONTH})[-_. ]?(20\d\d)(?!\d)")
_WRITTEN = re.compile(rf"(?<!\w)(?:(\d{{1,2}})(?:er)? )?({_MONTH}),? (?:(\d{{1,2}}), )?((?:19|20)\d\d)(?!\d)")
_SAYS_DATE = re.compile(
    r"(?<!\w)(?:(?:version|revision|edition|mise? a jour|maj|publiee?|parue?|publication|etablie?|updated|published|revised|issued)"
    r"(?: v?\d{1,3}(?:\.\d{1,3}){0,2})?(?: (?:du|de|le|au|of|on))?[ :,-]{1,3}|date(?: de (?:publication|mise a jour|revision))? ?: ?)"
)
# Texts about one day, and that day at the end of a line; a deadline (« jusqu'au 12 mars ») is none.
_RECORD = re.compile(
    r"(?:cr|pv|compte[- ]rendu|proces[- ]verbal|releve (?:de|des) (?:decisions|conclusions)|ordre du jour|"
    r"communique|minutes|agenda|press release)\b"
)
_ENDS_WITH_DAY = re.compile(
    rf"(?:\b(?:du|le|of|on)|[,:–—-]) (?:(?:{'|'.join(FRENCH_WEEKDAYS)}) )?"
    rf"(\d{{1,2}}(?:er)? (?:{_MONTH}) 20\d\d|(?:{_MONTH}) \d{{1,2}}, 20\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]20\d\d)$"
)
_VERSION = re.compile(
    r"(?<![a-z0-9])(?:v(?:ersion)?|rev(?:ision)?|ed(?:ition)?)[ ._-]?(\d{1,3}(?:[._]\d{1,3}){0,2})(?![\d-])"
)
_MARKS = re.compile(
    r"(?<![a-z0-9])(?:v(?:ersion)?[ .-]?\d{0,4}(?:[. ]\d{1,3}){0,2}|rev(?:ision)?[ .-]?\d{0,4}|ed[ .-]?\d{1,3}|"
    r"edition[ .-]?\d{0,4}|vf|finale?|def(?:initive?|initif)?|draft|brouillon|"
    r"projet|old|anciens?|ancienne|nouveau|nouvelle|new|copie|copy|maj)(?![a-z0-9])"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATORS = re.compile(r"[\W_]+")


def long_date(date: str, language: Language) -> str:
    """`21 novembre 2026` or `21 November 2026` for an ISO date, `novembre 2026` where it has no day; anything else as it is."""
    written = _ISO.fullmatch(date)
    if written is None:
        return date
    year, month, day = written.groups()
    name = f"{MONTHS[language][int(month) - 1]} {year}"
    if day is None:
        return name
    return f"1er {name}" if language == "fr" and day == "01" else f"{int(day)} {name}"


def date_in_name(path: str) -> str:
    """The date that a file's name carries, ISO, to the day or the month; empty where it has none. The latest of several."""
    return max(_full_dates(PurePosixPath(path).stem), default="")


def dates_in_name(name: str) -> frozenset[str]:
    """All dates that a name carries, ISO, and the years that stand alone in it ("appel-2025", "france-2030")."""
    return frozenset([*_full_dates(name), *_YEAR.findall(_undated(fold(name)))])


def _full_dates(name: str) -> list[str]:
    found = ["-".join(filter(None, match.groups())) for match in _NAME_DATE.finditer(name)]
    found += [f"{year}-{int(month):02}-{int(day):02}" for day, month, year in _DAY_FIRST.findall(name)]
    found += [f"20{year}-{month}-{day}" for year, month, day in _SHORT_DATE.findall(name)]
    return found + [f"{year}-{MONTH_NUMBERS[month]:02}" for month, year in _MONTH_NAMED.findall(fold(name))]


def _undated(folded: str) -> str:
    """A folded name without its dates to the month or the day."""
    for pattern in (_NAME_DATE, _DAY_FIRST, _SHORT_DATE, _MONTH_NAMED):
        folded = pattern.sub(" ", folded)
    return folded


def version_in_name(path: str) -> str:
    """`2.1` of "guide-v2.1.pdf"; empty where there is none. A year is no version."""
    match = _VERSION.search(fold(PurePosixPath(path).stem).replace("_", " "))
    return "" if match is None or _YEAR.fullmatch(match[1]) else match[1].replace("_", ".")


def date_in_text(text: str) -> str:
    """The date that the first page gives as its own ("Version du 3 mars 2026"), ISO; empty where it gives none."""
    folded = fold(" ".join(text[:FIRST_PAGE].split()))
    for cue in _SAYS_DATE.finditer(folded):
        if date := _date_at_start(folded[cue.end() : cue.end() + REACH]):
            return date
    return _date_of_record(text)


def _date_of_record(text: str) -> str:
    """The day of a record whose title ends with it: « Compte rendu du comité du 12 mars 2026 ». Empty for other texts."""
    lines = [line for line in text[:FIRST_PAGE].splitlines() if line.strip()][:TITLE_LINES]
    for line in lines:
        folded = fold(" ".join(line.split())).rstrip(" .")
        if _RECORD.match(folded) and (end := _ENDS_WITH_DAY.search(folded)):
            return _date_at_start(end[1])
    return ""


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else: "6 novembre 2023", "06.11.2023", "2023-11"."""
    folded = fold(" ".join(text.split()))
    return any(pattern.fullmatch(folded) for pattern in (_WRITTEN, _DAY_FIRST, _NAME_DATE, _YEAR))


def _date_at_start(text: str) -> str:
    if figures := _DAY_FIRST.match(text):
        day, month, year = figures.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    if not (written := _WRITTEN.match(text)):
        return ""
    first, month, second, year = written.groups()
    day = first or second
    return f"{year}-{MONTH_NUMBERS[month]:02}" + (f"-{int(day):02}" if day and int(day) < 32 else "")


def family_of(name: str) -> str:
    """A title or a file's name without dates, versions and what stands in brackets: versions of one document share it."""
    bare = _undated(_BRACKETS.sub(" ", fold(name)))
    spaced = " ".join(_SEPARATORS.sub(" ", bare).split())
    return " ".join(_YEAR.sub(" ", _MARKS.sub(" ", spaced)).split())


def numbers_of(version: str) -> tuple[int, ...]:
    """`(2, 1)` of "v2.1"; empty where there are no figures."""
    return tuple(int(number) for number in re.findall(r"\d{1,6}", version))
