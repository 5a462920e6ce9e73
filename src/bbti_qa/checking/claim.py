"""The check of one claim, top to bottom: verbatim? then every difference that matters, then the rung that follows."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.checking.findings import ClaimCheck, Finding, FindingKind
from bbti_qa.documents import Support
from bbti_qa.judging.negation import denies
from bbti_qa.language import fold, stems
from bbti_qa.values import Unit, find_values

COVERED = 0.5  # of the claim's stems that the evidence holds, under which it is not supported

_KINDS = {Unit.DATE: FindingKind.DATE, Unit.DURATION: FindingKind.DURATION, Unit.PERCENT: FindingKind.PERCENTAGE}


def check_claim(claim: str, evidence: Sequence[str], *, subject: str = "") -> ClaimCheck:
    """How well the sentences of `evidence` carry `claim`; `subject` is what the question asks about, if known."""
    said = [fold(" ".join(text.split())).rstrip(" .") for text in evidence]
    if fold(" ".join(claim.split())).rstrip(" .") in said:
        return ClaimCheck(Support.VERBATIM)
    held = {stem for text in evidence for stem in stems(text)}
    own = stems(claim)
    coverage = sum(stem in held for stem in own) / len(own) if own else 0.0
    findings = [*_values(claim, evidence)]
    if evidence and denies(claim) != any(map(denies, evidence)):
        findings.append(Finding(FindingKind.NEGATION, claim, evidence[0], contradicts=True))
    if subject and held.isdisjoint(stems(subject)):
        findings.append(Finding(FindingKind.SUBJECT, subject, "", contradicts=False))
    if coverage < COVERED:
        findings.append(Finding(FindingKind.WORDS, claim, "", contradicts=False))
    return ClaimCheck(_rung(findings), tuple(findings), coverage)


def _values(claim: str, evidence: Sequence[str]) -> list[Finding]:
    known = [(text, value) for text in evidence for value in find_values(text)]
    findings = []
    for value in find_values(claim):
        if any(value.agrees(other) for _, other in known):
            continue
        rival = next((text[v.start : v.end] for text, v in known if v.unit is value.unit), "")
        kind = _KINDS.get(value.unit, FindingKind.NUMBER)
        findings.append(Finding(kind, claim[value.start : value.end], rival, contradicts=bool(rival)))
    return findings


def _rung(findings: Sequence[Finding]) -> Support:
    if any(finding.contradicts for finding in findings):
        return Support.CONTRADICTED
    return Support.WEAK if findings else Support.SUPPORTED
