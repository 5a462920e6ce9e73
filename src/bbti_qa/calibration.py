"""Numbers that belong to an encoder: cosines of two encoders do not mean the same.

Chosen by measurement on the development questions and collections; docs/measurements/0007 tells how.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bbti_qa.retrieval import FusionRule
from bbti_qa.sufficiency import SufficiencyRule


@dataclass(frozen=True, slots=True)
class Calibration:
    """How much the vectors weigh beside BM25, and how a cosine counts when it is judged whether the evidence suffices."""

    fusion: FusionRule = field(default_factory=FusionRule)
    sufficiency: SufficiencyRule = field(default_factory=SufficiencyRule)


BY_ENCODER: Mapping[str, Calibration] = MappingProxyType(
    {
        "bbti": Calibration(fusion=FusionRule(dense=1.7, hubness=0.4), sufficiency=SufficiencyRule(bias=-6.8)),
        "minilm": Calibration(fusion=FusionRule(dense=0.45)),
    }
)


def calibration_for(encoder: str) -> Calibration:
    """That of the encoder with this name; for one that nobody measured, that of the package's own."""
    return BY_ENCODER.get(encoder, BY_ENCODER["bbti"])
