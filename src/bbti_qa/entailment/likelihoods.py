"""The seam between two texts and what one says of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Likelihoods:
    """Of one pair: that the first text entails the second, leaves it open, contradicts it. Each in [0, 1], together 1."""

    entailment: float
    neutral: float
    contradiction: float


class Entailment(Protocol):
    """Judges (evidence, claim) pairs; one row a pair, in their order."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Likelihoods]: ...


class Inference(Entailment, Protocol):
    """Judges (passage, question) pairs too: the likelihood, in [0, 1], that the passage answers the question; one a pair, in their order."""

    def answered(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]: ...
