"""How often a thing happens: what asks for it, what tells it, and how many times a year that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bbti_qa.almanac import ENGLISH_WEEKDAYS, FRENCH_MONTHS, FRENCH_WEEKDAYS
from bbti_qa.numerals import UNITS

CLOSE = 0.1  # between « tous les quinze jours » (24,3 times a year) and « deux fois par mois » (24), never between 10 and 12

_ASKS = re.compile(
    r"\b(?:tous les combien|toutes les combien|a quelle (?:frequence|periodicite|cadence)|a quel rythme|"
    r"combien de fois|quelle (?:est|sera|etait) la (?:frequence|periodicite)|"
    r"how often|how frequently|how many times|at what (?:frequency|intervals?)|what is the frequency)\b"
)
_TELLS = re.compile(
    r"\b(?:par|per|a|an|chaque|each|every|tous les|toutes les|once a|twice a) (?:\w+ )?"
    r"(?:an|annee|mois|semaine|jour|trimestre|semestre|year|month|week|day|quarter)s?\b|"
    r"\b(?:bi|tri)?(?:annuel|mensuel|trimestriel|semestriel|hebdomadaire|quotidien|bimestriel|biennal)\w*|"
    r"\b(?:annual|monthly|quarterly|weekly|daily|yearly|biannual|biennial|six-monthly)\w*|"
    r"\b(?:une|deux|trois|quatre|cinq|six|dix|\d+) fois\b|"
    r"\b(?:once|twice|\w+ times|regulierement|regularly|ponctuellement|occasionnellement)\b"
)
_DAYS = {
    "an": 365.0, "annee": 365.0, "year": 365.0, "annum": 365.0, "semestre": 182.5, "trimestre": 91.25, "quarter": 91.25, "mois": 30.42,
    "month": 30.42, "quinzaine": 15.0, "fortnight": 14.0, "semaine": 7.0, "week": 7.0, "jour": 1.0, "day": 1.0, "heure": 1 / 24,
    "hour": 1 / 24, "decennie": 3650.0, "decade": 3650.0,
}  # fmt: skip
_NUMBERS = (
    {"une": 1.0, "un": 1.0}
    | {word: float(number) for word, number in UNITS.items() if 1 <= number <= 12}
    | {"quinze": 15.0, "once": 1.0, "twice": 2.0, "other": 2.0}
)
_NUMBER = rf"(?:{'|'.join(_NUMBERS)}|\d{{1,3}})"
_PERIOD = rf"(?P<period>{'|'.join(sorted(_DAYS, key=len, reverse=True))})s?\b"
_WEEKDAYS = "|".join((*FRENCH_WEEKDAYS, *ENGLISH_WEEKDAYS))
_SEASONS = "printemps|ete|automne|hiver|spring|summer|autumn|winter|" + "|".join(
    month for month in FRENCH_MONTHS if month != "mai"
)
_TIMES = rf"(?P<times>{_NUMBER})(?: a (?P<most>{_NUMBER}))? (?:fois|times) |(?P<english>once|twice) "
_EACH = rf"(?:par|per|chaque|each|every|a|an|l'|tou(?:s|tes) les|in the) ?(?P<every>{_NUMBER} )?"
# A row may begin in the middle of a longer one: the longest at a place is taken, and the first of those that overlap.
_OFTEN = re.compile(rf"\b(?:{_TIMES}){_EACH}{_PERIOD}")
_EVERY = re.compile(rf"\b(?:chaque|each|every|tou(?:s|tes) les) (?P<every>{_NUMBER} )?{_PERIOD}")
_PER = re.compile(rf"(?:\b(?:par|per) |(?<=[\w€]) ?/ ?){_PERIOD}")
_AMOUNT_A = re.compile(
    rf"\b(?P<times>{_NUMBER}) (?:(?!(?:for|in|within|over|of|after|lasting|lasts?|than|about)\b)\w+ ){{1,3}}(?P<place>an? {_PERIOD})"
)
_OUT_OF = re.compile(
    r"\b(?:un|une|one) (?P<period>an|annee|mois|semaine|jour|year|month|week|day) (?:sur|in|out of) (?P<every>deux|trois|two|three)\b"
)
_ON = re.compile(
    rf"\b(?:chaque|each|every|tous les) (?:(?P<week>{_WEEKDAYS})|(?P<season>{_SEASONS}))s?\b|\b(?:le|les|on) (?P<days>{_WEEKDAYS})s\b"
)
_ADJECTIVES = {
    r"bihebdomadaires?": (104,), r"hebdomadaire(?:s|ment)?|weekly": (52,), r"bi-?weekly": (104, 26),
    r"bi-?mensuel(?:s|les?|lement)?|bi-?monthly": (24, 6), r"mensuel(?:s|les?|lement)?|mensualites?|monthly": (12,),
    r"bimestriel(?:s|les?|lement)?": (6,), r"trimestriel(?:s|les?|lement)?|quarterly": (4,),
    r"quadrimestriel(?:s|les?)?": (3,), r"semestriel(?:s|les?|lement)?|semi-?annual(?:ly)?|six-monthly": (2,),
    r"bi-?annuel(?:s|les?|lement)?|bi-?annual(?:ly)?": (2, 0.5),
    r"annuel(?:s|les?|lement)?|annual(?:ly)?|yearly": (1,),
    r"bisannuel(?:s|les?)?|biennal(?:e|es)?|biennaux|biennial(?:ly)?": (0.5,),
    r"triennal(?:e|es)?|triennaux|triennial(?:ly)?": (1 / 3,), r"quinquennal(?:e|es)?|quinquennaux": (0.2,),
    r"quotidien(?:s|nes?|nement)?|journalier(?:s|es?)?|daily": (365,),
    r"regulierement|regularly|periodiquement|periodically|frequemment|frequently|occasionnellement|ponctuellement|"
        r"occasionally|a intervalles reguliers|at regular intervals": (),
}  # fmt: skip
_NAMED = tuple((re.compile(rf"(?<![\w-])(?:{words})\b"), times) for words, times in _ADJECTIVES.items())
_COUNTED = re.compile(rf"\b(?P<times>{_NUMBER}) (?:\w+ ){{1,2}}$")  # « deux réunions » before « par an »


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`[start, end)` of a text, and the times a year that it may mean; none where it only says « régulièrement ».

    `counted`: the same for « deux réunions par an », which « deux fois par an » says too; 0 where nothing is counted.
    """

    start: int
    end: int
    times: tuple[float, ...]
    counted: float = 0.0

    def agrees(self, other: Rhythm) -> bool:
        """Whether both may mean as many times; « régulièrement » is said of any, and says none."""
        pairs = [(one, twin) for one in self.times for twin in other.times]
        if not (self.counted and other.counted):
            pairs += [(self.counted, twin) for twin in other.times] + [(one, other.counted) for one in self.times]
        return not self.times or any(abs(one - twin) <= CLOSE * max(one, twin) for one, twin in pairs)


def asks_how_often(folded: str) -> bool:
    """Whether a question, as `language.fold` leaves it, asks how often."""
    return bool(_ASKS.search(folded))


def tells_how_often(folded: str) -> bool:
    """Whether a text, as `language.fold` leaves it, tells how often: « deux fois par an », « chaque trimestre », "monthly"."""
    return bool(_TELLS.search(folded)) or bool(rhythms_of(folded))


@lru_cache(maxsize=4096)
def rhythms_of(folded: str) -> tuple[Rhythm, ...]:
    """The rhythms that a folded text tells, in reading order; none for « une fois » or "for a year", which tell no period."""
    found = sorted(_found(folded), key=lambda one: (one.start, -one.end))
    kept: list[Rhythm] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _found(folded: str) -> Iterator[Rhythm]:
    for match in _OFTEN.finditer(folded):
        times = _number(match["times"] or match["english"])
        most = _number(match["most"]) if match["most"] else times
        once = _yearly(match["period"], match["every"])
        yield Rhythm(match.start(), match.end(), tuple(dict.fromkeys((times * once, most * once))))
    for pattern in (_EVERY, _OUT_OF):
        for match in pattern.finditer(folded):
            yield Rhythm(match.start(), match.end(), (_yearly(match["period"], match["every"]),))
    for match in _PER.finditer(folded):
        once = _yearly(match["period"])
        before = _COUNTED.search(folded[max(0, match.start() - 40) : match.start()])
        yield Rhythm(match.start(), match.end(), (once,), _number(before["times"]) * once if before else 0.0)
    for match in _AMOUNT_A.finditer(folded):
        once = _yearly(match["period"])
        yield Rhythm(match.start("place"), match.end(), (once,), _number(match["times"]) * once)
    for match in _ON.finditer(folded):
        yield Rhythm(match.start(), match.end(), (1.0 if match["season"] else 52.0,))
    for named, yearly in _NAMED:
        for match in named.finditer(folded):
            yield Rhythm(match.start(), match.end(), tuple(map(float, yearly)))


def _yearly(period: str, every: str | None = None) -> float:
    return 365.0 / (_DAYS[period] * (_number(every) if every else 1.0))


def _number(word: str) -> float:
    word = word.strip()
    return _NUMBERS.get(word) or max(1.0, float(word))
