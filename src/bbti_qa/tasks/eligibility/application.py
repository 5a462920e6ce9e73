"""What an applicant says: a few lines, a short form, or both; and what of it bears on which criterion, always at its exact place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from bbti_qa.errors import InputError
from bbti_qa.judging.negation import denies
from bbti_qa.language import Language, detect_language, fold_in_place, sentence_spans
from bbti_qa.tasks.eligibility.limits import with_ones
from bbti_qa.tasks.eligibility.patterns import alternatives, pattern
from bbti_qa.tasks.eligibility.terms import (
    ABROAD,
    COUNTRIES,
    INSTRUMENTS,
    KINDS,
    STAGES,
    TRL,
    Mention,
    mentions,
    names,
)
from bbti_qa.values import Unit, Value, find_values

MAX_LETTERS: Final = 20_000
FIELDS: Final = {
    "description": "the project or the team, in a few lines",
    "theme": "what the project is about",
    "axis": "the axis it is meant for, a number",
    "applicant": "who applies: a university, a hospital, a company …",
    "partners": "who takes part besides, one or a list",
    "country": "where the applicant and the partners are",
    "stage": "a TRL (a number) or a word: preclinical, clinical trial …",
    "instrument": "the call: AMI, AAP …",
    "submission": "when it is to be handed in, a date",
    "start": "when the project starts, a year or a date",
    "end": "when it ends",
    "duration": "how long it lasts, in months or in words",
    "budget": "what is asked for, in euros or in words (« 450 k€ »)",
}


_CLAUSE_END: Final = pattern("application", "clause_end")


@dataclass(frozen=True, slots=True)
class Part:
    """What was said: `[start, end)` of a field of the application."""

    field: str
    text: str
    start: int
    end: int

    def around(self, start: int, end: int) -> Part:
        """The clause that holds `[start, end)` of this part."""
        first = max((match.end() for match in _CLAUSE_END.finditer(self.text, 0, start)), default=0)
        last = min((match.start() for match in _CLAUSE_END.finditer(self.text, end)), default=len(self.text))
        return Part(self.field, self.text[first:last], self.start + first, self.start + last)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model read for a field that was left open: `value`, said by `part`, a sentence of the description."""

    field: str
    value: str
    part: Part
    model: str


@dataclass(frozen=True, slots=True)
class Application:
    """Fields with their texts, in the order of FIELDS; numbers and dates written out. `readings` fill further fields."""

    fields: tuple[tuple[str, str], ...]
    readings: tuple[Reading, ...] = ()

    def text(self, field: str) -> str:
        return dict(self.all_fields).get(field, "")

    @property
    def all_fields(self) -> tuple[tuple[str, str], ...]:
        """What is given, then what a model read."""
        return (*self.fields, *((reading.field, reading.value) for reading in self.readings))

    def reading_of(self, part: Part) -> Reading | None:
        """The reading that a part was found in; None for what the applicant gave."""
        given = dict(self.fields)
        return next((one for one in self.readings if one.field == part.field and part.field not in given), None)

    @property
    def whole(self) -> str:
        return "\n".join(text for _, text in self.fields)

    @property
    def subject(self) -> str:
        """What tells of the theme: the theme where it is given, and the description."""
        return " ".join(filter(None, (self.text("theme"), self.text("description")))) or self.whole

    @property
    def language(self) -> Language:
        return detect_language(self.whole)


def application_of(description: str = "", **fields: object) -> Application:
    """An application from a description, from the fields of the form, or from both; empty fields are left out.

    Numbers are euros for `budget`, months for `duration`, a TRL for `stage`. Raises InputError.
    """
    given = {"description": description, **fields}
    unknown = sorted(set(given) - set(FIELDS))
    if unknown:
        raise InputError(f"The form has no field {unknown[0]!r}. Its fields: {', '.join(FIELDS)}.")
    texts = {name: _written(name, given[name]) for name in FIELDS if name in given}
    filled = tuple((name, text) for name, text in texts.items() if text)
    if not any(character.isalnum() for _, text in filled for character in text):
        raise InputError("Nothing is described. Give a few lines about the project or the team, or fill in the form.")
    if sum(len(text) for _, text in filled) > MAX_LETTERS:
        raise InputError(f"The description is longer than {MAX_LETTERS} characters. Give a summary of the project.")
    return Application(filled)


def read_application(path: Path, description: str = "") -> Application:
    """A form in TOML: its fields at the top, or under `[form]`; a `description` given goes before the form's. Raises InputError."""
    try:
        with path.open("rb") as stream:
            table = tomllib.load(stream)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            f"The form {path} cannot be read: {error}. It is a TOML file with the fields {', '.join(FIELDS)}."
        ) from error
    form = table.get("form", table)
    fields = dict(form) if isinstance(form, Mapping) else table
    return application_of(**fields | ({"description": description} if description else {}))


_WRITTEN: Final[Mapping[str, Callable[[Any], str]]] = {
    "budget": lambda number: f"{number:.0f} €",
    "duration": lambda number: f"{number:.0f} mois",
    "stage": lambda number: f"TRL {number:.0f}",
    "axis": lambda number: f"axe {number:.0f}",
}


def _written(name: str, value: object) -> str:
    if isinstance(value, (bool, Mapping)):
        raise InputError(f"The field {name!r} holds {value!r}. Give it as a text, a number or a date.")
    if isinstance(value, (list, tuple)):
        return ", ".join(_written(name, item) for item in value)
    if isinstance(value, (int, float)):
        return _WRITTEN.get(name, str)(value)
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value).strip()
    if text and name in _WRITTEN and re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return _WRITTEN[name](float(text.replace(",", ".")))
    return text


@dataclass(frozen=True, slots=True)
class Named:
    """An applicant, a partner, a country or an instrument that is named; `name` as in the tables of terms."""

    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Measured:
    """An amount in euros, a duration in days, a TRL, a count, from `low` to `high`."""

    low: float
    high: float
    part: Part


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, ISO as far as it is said, and what happens then: start, end, submission."""

    what: str
    date: str
    part: Part


@dataclass(frozen=True, slots=True)
class Profile:
    """All that an application says, criterion by criterion, in reading order."""

    applicants: tuple[Named, ...] = ()
    partners: tuple[Named, ...] = ()
    consortium: Part | None = None
    alone: Part | None = None
    partner_count: Measured | None = None
    countries: tuple[Named, ...] = ()
    stages: tuple[Measured, ...] = ()
    budgets: tuple[Measured, ...] = ()
    foreign_money: Part | None = None
    durations: tuple[Measured, ...] = ()
    dates: tuple[Dated, ...] = ()
    instruments: tuple[Named, ...] = ()
    axes: tuple[Measured, ...] = ()
    already_in: Part | None = None
    not_yet_in: Part | None = None
    rate: Part | None = None
    costs: Part | None = None

    def dated(self, what: str) -> Dated | None:
        return next((item for item in self.dates if item.what == what), None)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The instruments named, each once."""
        return tuple(dict.fromkeys(item.name for item in self.instruments))


_CUE: Final = re.compile(
    rf"\b(?:(?P<partner>{alternatives('application', 'partner_cue')})|(?P<lead>{alternatives('application', 'lead_cue')})|"
    rf"(?P<other>{alternatives('application', 'other_cue')}))\b"
)
_NOT_BEFORE: Final = pattern("application", "not_before")
_ALONE: Final = pattern("application", "alone")
_CONSORTIUM: Final = pattern("application", "consortium")
_ONE_PARTNER: Final = pattern("application", "one_partner")
_MONEY_ELSEWHERE: Final = pattern("application", "money_elsewhere")
_NO_REQUEST: Final = pattern("application", "no_request")
_START: Final = pattern("application", "start")
_END: Final = pattern("application", "end")
_SUBMISSION: Final = pattern("application", "submission")
_YEARS: Final = pattern("application", "years")
_RATE: Final = pattern("application", "rate")
_COSTS: Final = pattern("application", "costs")
_COUNTED_PARTNERS: Final = (
    "parten",
    "equipe",
    "partne",
    "teams",
    "team",
    "labora",
    "etabli",
    "instit",
    "organi",
    "member",
    "membre",
    "groups",
    "group",
    "unites",
    "labs",
)


def read_profile(application: Application, programme: tuple[str, ...] = ()) -> Profile:
    """What the application says, by rules; what is denied (« nous ne sommes pas une entreprise ») is not said.

    `programme` are the names of the programme, for who says that it is in it already or not yet.
    """
    found = _Finder(application, programme)
    applicants, partners = found.bodies()
    return Profile(
        applicants=applicants,
        partners=partners,
        consortium=found.first(_CONSORTIUM, "description", "partners", "applicant") or found.field("partners"),
        alone=found.first(_ALONE),
        partner_count=found.partner_count(),
        countries=tuple(found.countries()),
        stages=tuple(found.stages()),
        budgets=tuple(found.budgets()),
        foreign_money=found.first(_MONEY_ELSEWHERE),
        durations=tuple(found.durations()),
        dates=tuple(found.dates()),
        instruments=tuple(found.instruments()),
        axes=tuple(found.axes()),
        already_in=found.first(found.already, undenied=True),
        not_yet_in=found.first(found.not_yet),
        rate=found.first(_RATE),
        costs=found.first(_COSTS),
    )


class _Finder:
    """Sentence by sentence through the fields of one application."""

    def __init__(self, application: Application, programme: tuple[str, ...] = ()) -> None:
        self.application = application
        self.already = pattern("application", "already", programme)
        self.not_yet = pattern("application", "not_yet", programme)
        self.sentences = [
            (Part(field, text[start:end], start, end), fold_in_place(text[start:end]))
            for field, text in application.all_fields
            for start, end in sentence_spans(text)
        ]

    def field(self, name: str) -> Part | None:
        return next((part for part, _ in self.sentences if part.field == name), None)

    def first(self, pattern: re.Pattern[str], *fields: str, undenied: bool = False) -> Part | None:
        """The first sentence that holds the pattern."""
        for part, folded in self.sentences:
            match = pattern.search(folded)
            if match and (not fields or part.field in fields) and not (undenied and denies(folded[: match.end()])):
                return part.around(*match.span())
        return None

    def bodies(self) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
        """Who applies, and with whom."""
        applicants: list[Named] = []
        partners: list[Named] = []
        first: Part | None = None
        for number, (part, folded) in enumerate(self.sentences):
            for mention in mentions(part.text, KINDS, named=True):
                if _NOT_BEFORE.search(folded[: mention.start]) or _is_denied(folded, mention):
                    continue
                named = Named(mention.name, part.around(mention.start, mention.end))
                role = _role(part.field, folded, mention, number == 0)
                if role == "partner" or (
                    role == "lead" and applicants and applicants[0].part == part and _joined(folded, mention)
                ):
                    partners.append(named)
                elif role == "lead":
                    first = first or part
                    applicants.append(named)
        return tuple(applicants), tuple(partners)

    def partner_count(self) -> Measured | None:
        for part, _ in self.sentences:
            for value in find_values(part.text):
                if value.unit is Unit.COUNT and any(name in _COUNTED_PARTNERS for name in value.of):
                    return Measured(value.low, value.high, part.around(value.start, value.end))
        if one := self.first(_ONE_PARTNER, "description"):
            return Measured(1.0, 1.0, one)
        listed = self.application.text("partners")
        if listed and (sole := self.field("partners")):
            count = len([item for item in re.split(r"[,;]| et | and ", listed) if item.strip()])
            return Measured(count, count, Part("partners", listed, 0, len(listed)) if sole else sole)
        return None

    def countries(self) -> Iterator[Named]:
        for part, folded in self.sentences:
            if part.field in ("budget", "duration", "stage", "theme"):
                continue
            for mention in mentions(part.text, COUNTRIES):
                if not _NOT_BEFORE.search(folded[: mention.start]):
                    yield Named(mention.name, part.around(mention.start, mention.end))
            abroad = ABROAD.search(folded)
            if abroad and not _NOT_BEFORE.search(folded[: abroad.start()]):
                yield Named("*", part.around(*abroad.span()))

    def stages(self) -> Iterator[Measured]:
        for part, folded in self.sentences:
            levels = list(TRL.finditer(folded))
            for match in levels:
                low = float(match["low"])
                yield Measured(low, float(match["high"] or low), part.around(*match.span()))
            if part.field in ("description", "stage") and not levels:
                for pattern, lowest, highest in STAGES:
                    match_ = pattern.search(folded)
                    if match_ and not _NOT_BEFORE.search(folded[: match_.start()]):
                        yield Measured(lowest, highest, part.around(*match_.span()))

    def budgets(self) -> Iterator[Measured]:
        for part, value, folded in self._values(Unit.MONEY, "description", "budget"):
            if part.field == "budget" or not _NO_REQUEST.search(folded):
                yield Measured(value.low, value.high, part.around(value.start, value.end))

    def durations(self) -> Iterator[Measured]:
        for part, value, folded in self._values(Unit.DURATION, "description", "duration"):
            before = folded[max(0, value.start - 40) : value.start]
            if part.field == "duration" or not re.search(
                r"\b(?:depuis|since|ago|il y a|experience|creee?|existe)\b", before
            ):
                yield Measured(value.low, value.high, part.around(value.start, value.end))

    def _values(self, unit: Unit, *fields: str) -> Iterator[tuple[Part, Value, str]]:
        for part, folded in self.sentences:
            if part.field in fields:
                yield from ((part, value, folded) for value in find_values(with_ones(part.text)) if value.unit is unit)

    def dates(self) -> Iterator[Dated]:
        for part, folded in self.sentences:
            if part.field in ("start", "end", "submission"):
                yield from (
                    Dated(part.field, value.date, part)
                    for value in find_values(part.text)[:1]
                    if value.unit is Unit.DATE
                )
            elif part.field == "description":
                yield from _dates_in(part, folded)

    def instruments(self) -> Iterator[Named]:
        for part, folded in self.sentences:
            if part.field not in ("description", "instrument"):
                continue
            past = [match.span() for match in (self.already.search(folded), self.not_yet.search(folded)) if match]
            for mention in mentions(part.text, INSTRUMENTS):
                is_past = any(start <= mention.start < end for start, end in past)
                if part.field == "instrument" or not (is_past or _NOT_BEFORE.search(folded[: mention.start])):
                    yield Named(mention.name, part.around(mention.start, mention.end))
            if part.field == "instrument" and not names(part.text, INSTRUMENTS):
                yield Named("?", part)

    def axes(self) -> Iterator[Measured]:
        for part, folded in self.sentences:
            for match in re.finditer(r"\b(?:axes?|axis|pillar|pilier) (?:n° ?|numero |number )?(\d{1,2})\b", folded):
                yield Measured(float(match[1]), float(match[1]), part.around(*match.span()))


def _role(field: str, folded: str, mention: Mention, is_first: bool) -> str:
    """`lead`, `partner` or nothing: by the last cue before the name; the first sentence presents the applicant."""
    if field in ("applicant", "partners"):
        return "lead" if field == "applicant" else "partner"
    if field != "description":
        return ""
    cues = [match for match in _CUE.finditer(folded) if match.start() < mention.start]
    behind = re.match(
        r"[^.;,]{0,40}?\b(?:porte|coordonne|depose|dirige|candidate|souhaite|propose|veut|developpe|leads?|coordinates?|submits?|applies|wants|proposes|develops?|wishes|plans?)\b",
        folded[mention.end :],
    )
    if cues:
        kind = cues[-1].lastgroup or ""
        return "lead" if kind == "other" and behind and is_first else kind
    return "lead" if is_first or behind else ""


def role_in_sentence(part: Part, value: str, *, is_first: bool) -> str:
    """How the rules read the first body that `value` names in a sentence of the description: `lead`, `partner`, `other`, or nothing."""
    folded = fold_in_place(part.text)
    at = folded.find(fold_in_place(value))
    named = mentions(value, KINDS, named=True)
    if at < 0 or not named:
        return ""
    found = Mention(named[0].name, at + named[0].start, at + named[0].end)
    return _role(part.field, folded, found, is_first)


def _joined(folded: str, mention: Mention) -> bool:
    """« l'université et la PME »: what is joined to the applicant is its partner."""
    return bool(
        re.search(
            r"(?:\bet|\band|,|\&) (?:l'|la |le |les |une? |the |an? |deux |trois )?(?:\w+ )?$", folded[: mention.start]
        )
    )


def _is_denied(folded: str, mention: Mention) -> bool:
    clause = re.split(r"[,;:]| mais | but ", folded[: mention.start])[-1]
    return bool(re.search(r"\b(?:ne |n')\w+ (?:pas|plus)\b|\b(?:not|isn't|aren't)\b", clause))


def _dates_in(part: Part, folded: str) -> Iterator[Dated]:
    years = _YEARS.search(folded)
    if years:
        said = part.around(*years.span())
        yield Dated("start", years["start"] or years["start2"], said)
        yield Dated("end", years["end"] or years["end2"], said)
        return
    for value in find_values(part.text):
        if value.unit is not Unit.DATE:
            continue
        before = folded[max(0, value.start - 45) : value.start]
        places = {
            what: max((match.start() for match in cue.finditer(before)), default=-1)
            for what, cue in (("start", _START), ("end", _END), ("submission", _SUBMISSION))
        }
        what, place = max(places.items(), key=lambda item: item[1])
        if place >= 0:
            yield Dated(what, value.date, part.around(value.start, value.end))
