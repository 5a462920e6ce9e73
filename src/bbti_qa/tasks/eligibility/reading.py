"""A model as a second reader of a description: it fills fields that the rules left open, each with the words of a sentence that it points to.

Its words are checked against that sentence, read by the same rules as the form, and shown as the model's reading. It decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from bbti_qa.answering import Claim, Writer
from bbti_qa.answering.prompts import NO_EVIDENCE, numbered_line
from bbti_qa.checking import check_claim
from bbti_qa.documents import Support
from bbti_qa.glossary import Glossary
from bbti_qa.judging.negation import denies
from bbti_qa.language import Language, fold, fold_in_place, sentence_spans
from bbti_qa.phrases import phrase
from bbti_qa.tasks.eligibility.application import Application, Part, Profile, Reading, read_profile, role_in_sentence
from bbti_qa.tasks.eligibility.prompts import asked, rules
from bbti_qa.tasks.eligibility.wording import text
from bbti_qa.tasks.pointing import Pointing
from bbti_qa.values import Unit, find_values

MOST_SENTENCES: Final = 60  # of a description that a model is given
LONGEST_VALUE: Final = 200  # characters
_ASIDE: Final = " .,;:«»“”\"'()"

# What the rules have read for each field that a model may fill; nothing of a kind: the field is open.
_READ: Final[Mapping[str, Callable[[Profile], object]]] = {
    "applicant": lambda profile: profile.applicants,
    "partners": lambda profile: profile.partners or profile.consortium or profile.alone or profile.partner_count,
    "country": lambda profile: profile.countries,
    "stage": lambda profile: profile.stages,
    "instrument": lambda profile: tuple(item for item in profile.instruments if item.name != "?"),
    "submission": lambda profile: profile.dated("submission"),
    "start": lambda profile: profile.dated("start"),
    "end": lambda profile: profile.dated("end"),
    "duration": lambda profile: profile.durations,
    "budget": lambda profile: profile.budgets or profile.foreign_money,
    "axis": lambda profile: profile.axes,
}
# A value of these units that the rules saw in its sentence and did not take (a turnover, a past date) is not the model's to take.
_SEEN: Final = {"duration": Unit.DURATION, "budget": Unit.MONEY}
_DATES: Final = ("submission", "start", "end")
_BODIES: Final = {"applicant": "lead", "partners": "partner"}


def read_by_model(
    application: Application, writer: Writer, glossary: Glossary, programme: tuple[str, ...] = ()
) -> tuple[Application, str]:
    """The application with what the model reads in its description for open fields; and the error's name where the model fails, else nothing."""
    profile = read_profile(application, programme)
    opened = tuple(name for name, read in _READ.items() if not (read(profile) or application.text(name)))
    parts = _sentences(application)
    if not opened or not parts:
        return application, ""
    language = application.language
    lines = [numbered_line(number, "description", part.text) for number, part in enumerate(parts, start=1)]
    pointing = Pointing(writer)
    pointed = pointing.ask(rules(language), lines, asked(opened, language), language)
    if pointed is None:
        return application, pointing.reason
    reader = _Reader(opened, parts, profile, glossary, writer.name)
    return replace(application, readings=tuple(reader.readings(pointed.claims))), ""


def remark_on(reason: str, model: str, language: Language) -> str:
    """What the reader must know: that the model took part, or why it did not."""
    if not reason:
        return text("read_with", language).replace("{model}", model)
    return text("not_read", language).replace("{reason}", phrase(reason, language))


class _Reader:
    """Takes of a reply what its own sentence says, one value a field."""

    def __init__(
        self,
        opened: tuple[str, ...],
        parts: tuple[Part, ...],
        profile: Profile,
        glossary: Glossary,
        model: str,
    ) -> None:
        self._open = opened
        self._parts = parts
        self._taken = {item.part for item in profile.dates}
        self._glossary = glossary
        self._model = model

    def readings(self, claims: tuple[Claim, ...]) -> Iterator[Reading]:
        filled: set[str] = set()
        for claim in claims:
            name, _, words = claim.text.partition(":")
            field, value = fold(name).strip(_ASIDE), words.strip(_ASIDE)
            if field in filled or field not in self._open or NO_EVIDENCE in claim.text:
                continue
            part = next(
                (self._parts[n - 1] for n in claim.pointers if self._holds(field, value, self._parts[n - 1])), None
            )
            if part is not None:
                filled.add(field)
                yield Reading(field, value, part, self._model)

    def _holds(self, field: str, value: str, part: Part) -> bool:
        """Whether the sentence says the value, affirms it, the rules can read it as the field, and did not read it as something else."""
        place = _place(value, part.text)
        return (
            0 < len(value) <= LONGEST_VALUE
            and (place is not None or self._is_supported(value, part.text))
            and not denies(_clause(part, place))
            and bool(_READ[field](read_profile(Application(((field, value),)))))
            and not self._is_read_otherwise(field, value, part, place)
        )

    def _is_supported(self, value: str, sentence: str) -> bool:
        check = check_claim(value, [sentence], glossary=self._glossary)
        return check.support in (Support.VERBATIM, Support.SUPPORTED)

    def _is_read_otherwise(self, field: str, value: str, part: Part, place: tuple[int, int] | None) -> bool:
        if field in _SEEN:
            return any(found.unit is _SEEN[field] for found in find_values(part.text))
        if field in _DATES:
            return any(
                item.field == part.field
                and place is not None
                and item.start < part.start + place[1]
                and part.start + place[0] < item.end
                for item in self._taken
            )
        if field in _BODIES:
            role = role_in_sentence(part, value, is_first=part == self._parts[0])
            return role not in ("", _BODIES[field])
        return False


def _sentences(application: Application) -> tuple[Part, ...]:
    description = application.text("description")
    found = [Part("description", description[start:end], start, end) for start, end in sentence_spans(description)]
    return tuple(found[:MOST_SENTENCES])


def _place(value: str, sentence: str) -> tuple[int, int] | None:
    """Where the sentence says the value in these words, as whole words; case and accents apart."""
    words = r"\s+".join(map(re.escape, fold_in_place(value).split()))
    match = re.search(rf"(?<!\w){words}(?!\w)", fold_in_place(sentence)) if words else None
    return match.span() if match else None


def _clause(part: Part, place: tuple[int, int] | None) -> str:
    return part.around(*place).text if place else part.text
