"""Which sentences have a say on what a question presumes."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.documents import Evidence

CONTEXT = 0.3  # of the words of the rest, by rarity, that a sentence and its neighbours hold before it can contradict
NEAR = 0.5  # of the best score, below which a sentence has no say


def heard(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best first, as they came."""
    return [item for item in evidence if item.score >= NEAR * evidence[0].score]
