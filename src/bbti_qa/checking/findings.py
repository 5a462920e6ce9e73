"""What a check finds: the places where a claim says something else than its evidence, or more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bbti_qa.documents import Support


class FindingKind(StrEnum):
    """What the claim and the evidence differ in."""

    NUMBER = "number"  # amounts, counts, ranks, and their bounds (at least, at most)
    DATE = "date"
    DURATION = "duration"
    PERCENTAGE = "percentage"
    NEGATION = "negation"
    EXCEPTION = "exception"  # sauf, hors, à condition que
    MODALITY = "modality"  # doit, peut, est invité à
    QUANTIFIER = "quantifier"  # tous, certains, uniquement
    OPPOSITE = "opposite"  # augmente and diminue, avant and après, public and privé
    ROLE = "role"  # who does it to whom
    NAME = "name"
    SUBJECT = "subject"  # the evidence does not speak of what was asked about
    WORDS = "words"  # too little of the claim stands in the evidence
    ENTAILMENT = "entailment"  # what an optional model says


@dataclass(frozen=True, slots=True)
class Finding:
    """`claimed` as the claim says it, `found` as the evidence does; either is empty where that side is silent.

    `contradicts`: both cannot be true; otherwise the claim says more than the evidence, or less surely.
    """

    kind: FindingKind
    claimed: str
    found: str
    contradicts: bool


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """The rung that a claim stands on, and why. `coverage`: share of the claim's words that the evidence holds, in [0, 1]."""

    support: Support
    findings: tuple[Finding, ...] = ()
    coverage: float = 1.0

    @property
    def holds(self) -> bool:
        """Whether the claim may be shown as proven."""
        return self.support in (Support.VERBATIM, Support.SUPPORTED)
