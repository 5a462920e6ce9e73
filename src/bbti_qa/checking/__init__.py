"""Does the evidence carry a claim? Rules over figures, negation, modality, names and words, French and English; no second model."""

from bbti_qa.checking.claim import check_claim
from bbti_qa.checking.entailment import Entailment, Likelihoods
from bbti_qa.checking.findings import ClaimCheck, Finding, FindingKind

__all__ = ["ClaimCheck", "Entailment", "Finding", "FindingKind", "Likelihoods", "check_claim"]
