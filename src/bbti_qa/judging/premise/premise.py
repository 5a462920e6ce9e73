"""What a question takes for granted, beside what the evidence says."""

from __future__ import annotations

from dataclasses import dataclass

from bbti_qa.documents import Evidence


@dataclass(frozen=True, slots=True)
class Premise:
    """`presumed` as the question says it; `said` as the evidence says it, empty where it just does not speak of it."""

    presumed: str
    said: str
    evidence: tuple[Evidence, ...]
