"""What a model of natural-language inference is heard about beside the rules of a claim's check."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.entailment import Entailment

SURE = 0.9  # likelihood from which the model is heard


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
