"""What judging may ask, answered by the documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bbti_qa.documents import Evidence, Passage, Turn
from bbti_qa.language import stems
from bbti_qa.reading.library import Library
from bbti_qa.understanding import Question
from bbti_qa.values import counted_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOOKUP_HITS = 12  # passages searched for a word or for a part of the question


@dataclass(frozen=True, slots=True)
class LibraryLookup:
    """A `judging.Lookup`; parts of a question are asked after `history`, as the question is."""

    library: Library
    history: Sequence[Turn]

    def known(self, stem: str) -> bool:
        return self.library.is_known(stem)

    def spread(self, stem: str) -> float:
        lexical = self.library.snapshot.lexical
        return lexical.document_frequency(stem) / max(1, len(lexical))

    def counts(self, names: Iterable[str]) -> tuple[Evidence, ...]:
        library, things = self.library, sorted(set(names))
        tokens = [token for thing in things for token in library.snapshot.lexical.counts_of(thing)]
        if not tokens:
            return ()
        hits = library.retriever.lexical_hits(tokens, LOOKUP_HITS)
        found = library.evidence(library.understand(" ".join(things)), hits)
        return tuple(item for item in found if not counted_in(item.text).isdisjoint(things))

    def ask(self, text: str, question: Question) -> tuple[Evidence, ...]:
        return self._asked(text, question, None)

    def elsewhere(self, text: str, question: Question, document_id: str) -> tuple[Evidence, ...]:
        if len(self.library.documents) < 2:
            return ()
        import numpy as np

        passages = self.library.snapshot.passages
        shares = np.asarray([passage.document_id != document_id for passage in passages], dtype=np.float32)
        return tuple(item for item in self._asked(text, question, shares) if item.document.id != document_id)

    def _asked(self, text: str, question: Question, shares: NDArray[np.float32] | None) -> tuple[Evidence, ...]:
        if not stems(text):
            return ()
        part = self.library.understand(text, self.history, question.language)
        return self.library.evidence(part, self.library.hits(part, LOOKUP_HITS, shares))

    def passages(self, document_id: str) -> Sequence[Passage]:
        return self.library.passages_of(document_id)
