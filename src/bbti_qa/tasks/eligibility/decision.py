"""What is decided on one criterion: the verdict, or the side that is silent, with the reason; and all that it is decided from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bbti_qa.documents import Verdict
from bbti_qa.tasks.eligibility.application import Part, Profile
from bbti_qa.tasks.eligibility.criterion import Modality, Point, Rule, Source


class Silence(StrEnum):
    """Which side says nothing, where a verdict is unknown."""

    DOCUMENTS = "documents"
    APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one point; `sources` best first; `why` names a text of wording.py, `values` fills it."""

    point: Point
    verdict: Verdict
    why: str
    sources: tuple[Source, ...] = ()
    parts: tuple[Part, ...] = ()
    silence: Silence | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    instruments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """All rules, all that the applicant says, and the day on which it is asked."""

    rules: tuple[Rule, ...]
    profile: Profile
    today: date
    said: str = ""  # the whole application, folded

    @property
    def chosen(self) -> tuple[str, ...]:
        """The instruments that the applicant names and the documents know; the only one that they know, where none is named."""
        known = dict.fromkeys(name for rule in self.rules for name in rule.instruments)
        named = tuple(name for name in self.profile.chosen if name in known)
        return named or (tuple(known) if len(known) == 1 and not self.profile.chosen else ())

    def of(self, point: Point, *modalities: Modality) -> list[Rule]:
        """The rules on a point that hold for the instruments chosen: pinned ones first, then those that name the instrument, then the plainest."""
        chosen = self.chosen
        found = [
            rule
            for rule in self.rules
            if rule.point is point and (not modalities or rule.modality in modalities) and rule.speaks_of(chosen)
        ]
        return sorted(
            found,
            key=lambda rule: (
                not rule.pinned,
                not (chosen and rule.instruments),
                len(rule.instruments),
                len(rule.source.text),
            ),
        )


def yes(point: Point, why: str, rule: Rule, *parts: Part, **values: str) -> Decision:
    verdict = Verdict.CONDITIONAL if rule.is_conditional else Verdict.YES
    return Decision(point, verdict, why, (rule.source,), distinct(parts), values=values, instruments=rule.instruments)


def no(point: Point, why: str, rule: Rule, *parts: Part, **values: str) -> Decision:
    return Decision(
        point, Verdict.NO, why, (rule.source,), distinct(parts), values=values, instruments=rule.instruments
    )


def conditional(point: Point, why: str, rules: Sequence[Rule], *parts: Part, **values: str) -> Decision:
    return Decision(
        point,
        Verdict.CONDITIONAL,
        why,
        tuple(rule.source for rule in rules),
        distinct(parts),
        values=values,
        instruments=rules[0].instruments,
    )


def unsaid(point: Point, why: str, rules: Sequence[Rule], *parts: Part, **values: str) -> Decision:
    """The applicant is silent."""
    return Decision(
        point,
        Verdict.UNKNOWN,
        why,
        tuple(rule.source for rule in rules[:1]),
        distinct(parts),
        Silence.APPLICANT,
        values,
    )


def silent(point: Point, why: str, rules: Sequence[Rule], *parts: Part, **values: str) -> Decision:
    """The documents are."""
    return Decision(
        point,
        Verdict.UNKNOWN,
        why,
        tuple(rule.source for rule in rules[:2]),
        distinct(parts),
        Silence.DOCUMENTS,
        values,
    )


def distinct(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(dict.fromkeys(parts))
