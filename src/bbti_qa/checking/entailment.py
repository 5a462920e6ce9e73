"""The optional rung: a model of natural-language inference, where one is set. Rules come first; it speaks where they leave room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bbti_qa.checking.findings import Finding, FindingKind

SURE = 0.9  # likelihood from which the model is heard


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """Of one pair: that the first text entails the second, leaves it open, contradicts it. Each in [0, 1], together 1."""

    entailment: float
    neutral: float
    contradiction: float


class Entailment(Protocol):
    """Judges (evidence, claim) pairs; one row a pair, in their order."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihoods]: ...


def heard(model: Entailment, claim: str, evidence: Sequence[str], findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings with what the model is sure of: it may contradict, doubt, or vouch for a claim whose words alone are missing.

    What the rules hold against a claim stays: a model that reads « 60 M€ » for « 80 M€ » is not believed.
    """
    rows = model.judge([(text, claim) for text in dict.fromkeys((*evidence, " ".join(evidence)))])
    surest = max(row.entailment for row in rows)
    if surest >= SURE:
        return tuple(finding for finding in findings if finding.kind is not FindingKind.WORDS)
    if max(row.contradiction for row in rows) >= SURE:
        return (*findings, Finding(FindingKind.ENTAILMENT, claim, "", contradicts=True))
    if min(row.neutral for row in rows) >= SURE:
        return (*findings, Finding(FindingKind.ENTAILMENT, claim, "", contradicts=False))
    return findings
