"""What judging may ask of the index: the seam between the rules and the answering path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from bbti_qa.documents import Evidence, Passage
from bbti_qa.understanding import Question


class Lookup(Protocol):
    """Deterministic; every method is a matter of milliseconds."""

    def known(self, stem: str) -> bool:
        """Whether any document holds the stem."""
        ...

    def spread(self, stem: str) -> float:
        """The share of all passages that hold the stem, in [0, 1]."""
        ...

    def counts(self, names: Iterable[str]) -> Sequence[Evidence]:
        """Sentences that say how many there are of a thing (its stem, and what else it is called), best first."""
        ...

    def ask(self, text: str, question: Question) -> Sequence[Evidence]:
        """The evidence for another wording of `question` (a part of it), best first; nothing where no word of it is left."""
        ...

    def elsewhere(self, text: str, question: Question, document_id: str) -> Sequence[Evidence]:
        """The same of all other documents than one."""
        ...

    def passages(self, document_id: str) -> Sequence[Passage]:
        """All passages of a document, in reading order."""
        ...
