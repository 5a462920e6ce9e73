"""Question to hits: BM25 and vectors over all passages, fused by a convex combination of min-max scores.

Convex fusion beats reciprocal-rank fusion on every French set tried (docs/decisions/0004). Exact search over all passages is right
at this size (10,000 passages: a few milliseconds) and gives every passage both scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bbti_qa.documents import Hit, Passage
from bbti_qa.understanding import Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class LexicalSide(Protocol):
    """Scores every passage for weighted stems; higher is better, 0 means no stem in common."""

    def scores(self, tokens: Sequence[str], weights: Sequence[float] | None = None) -> NDArray[np.float32]: ...


class DenseSide(Protocol):
    """Scores every passage for a unit vector by inner product."""

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]: ...

    @property
    def hubness(self) -> NDArray[np.float32]:
        """(passages,): the mean cosine of each passage to its nearest others."""
        ...


class QuestionEmbedder(Protocol):
    def embed_question(self, text: str) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class FusionRule:
    """`dense` and `lexical` weigh the vectors and BM25; `alternative` and `translation` weigh the glossary's other words and the
    lexicon's French ones against the question's own, `counted` the other words for what shall be counted, `also` what is looked for beside them.

    `hubness` is the share of a passage's nearness to all others that is taken off its cosine where the question is in another language than most passages.
    A side of weight 0 has no say; measuring one side alone needs that.
    """

    dense: float = 1.0
    lexical: float = 1.0
    alternative: float = 0.25
    translation: float = 0.5
    counted: float = 0.8
    also: float = 0.5
    hubness: float = 0.0


class Retriever:
    """The hits of a question over one snapshot. Keeps no state between questions."""

    def __init__(
        self,
        passages: Sequence[Passage],
        lexical: LexicalSide,
        vectors: DenseSide,
        embedder: QuestionEmbedder,
        rule: FusionRule | None = None,
        standing: Sequence[float] | None = None,
        language: str = "",
    ) -> None:
        """`standing` is the share of its score that each passage keeps, row by row: less than 1 for those of replaced documents.

        `language` is that of most passages, empty where it is not known.
        """
        self._passages = passages
        self._lexical = lexical
        self._vectors = vectors
        self._embedder = embedder
        self._rule = rule or FusionRule()
        self._standing = standing
        self._language = language

    @property
    def embedder(self) -> QuestionEmbedder:
        """What questions are embedded with."""
        return self._embedder

    def search(
        self,
        question: Question,
        limit: int = 10,
        also: Sequence[str] = (),
        shares: NDArray[np.float32] | None = None,
    ) -> tuple[Hit, ...]:
        """At most `limit` hits, best first, ties in reading order; fewer only where the corpus has fewer passages.

        `also` are tokens that are looked for beside the question's own, any of them; `shares` (passages,), in [0, 1], what of its score each keeps.
        """
        import numpy as np

        if not self._passages:
            return ()
        bm25, cosine = self.sides(question, also)
        lexical, dense = min_max(bm25), min_max(self._without_hubs(question, cosine))
        fused = fuse(lexical, dense, self._rule)
        if self._standing is not None:
            fused *= np.asarray(self._standing, dtype=fused.dtype)
        if shares is not None:
            fused *= shares
        prominence = (cosine - cosine.mean()) / max(float(cosine.std()), 1e-6)
        best = np.argsort(-fused, kind="stable")[:limit].tolist()
        return tuple(
            Hit(self._passages[row], *(float(figure[row]) for figure in (fused, lexical, dense, cosine, prominence)))
            for row in best
        )

    def _without_hubs(self, question: Question, cosine: NDArray[np.float32]) -> NDArray[np.float32]:
        if is_across(question, self._language) and self._rule.hubness:
            return without_hubs(cosine, self._vectors.hubness, self._rule)
        return cosine

    def bearing(self, question: Question) -> NDArray[np.float32]:
        """(passages,), at least 0: how much each has to do with the words of `question`, by BM25 alone."""
        return self._lexical.scores(*self._stems(question))

    def lexical_hits(self, tokens: Sequence[str], limit: int) -> tuple[Hit, ...]:
        """The passages in which `tokens` weigh most, by BM25 alone; those that hold none of them are left out."""
        import numpy as np

        if not self._passages:
            return ()
        scores = self._lexical.scores(tokens, None)
        best = [row for row in np.argsort(-scores, kind="stable")[:limit].tolist() if scores[row] > 0]
        shares = min_max(scores)
        return tuple(Hit(self._passages[row], float(shares[row]), float(shares[row]), 0.0) for row in best)

    def sides(self, question: Question, also: Sequence[str] = ()) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """BM25 scores and cosines of all passages, row by row as the passages stand."""
        tokens, weights = self._stems(question)
        bm25 = self._lexical.scores((*tokens, *also), (*weights, *[self._rule.also] * len(also)))
        return bm25, self._vectors.scores(self._embedder.embed_question(question.whole))

    def _stems(self, question: Question) -> tuple[tuple[str, ...], tuple[float, ...]]:
        return question.weighted_stems(self._rule.alternative, self._rule.translation, self._rule.counted)


def is_across(question: Question, language: str) -> bool:
    """Whether the question is in another language than `language`, that of most passages; never where that is not known."""
    return bool(language) and question.language != language


def without_hubs(cosine: NDArray[np.float32], hubness: NDArray[np.float32], rule: FusionRule) -> NDArray[np.float32]:
    """What the cosines are worth across languages: less for what is near to everything."""
    import numpy as np

    rest: NDArray[np.float32] = cosine - np.float32(rule.hubness) * hubness
    return rest


def min_max(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores moved to [0, 1]; where they are all equal, all 1 if they speak for the passages and all 0 if they do not."""
    import numpy as np

    if scores.size == 0:
        return scores
    low, high = float(scores.min()), float(scores.max())
    if high - low < 1e-9:
        return np.ones_like(scores) if high > 0 else np.zeros_like(scores)
    return (scores - low) / np.float32(high - low)


def fuse(lexical: NDArray[np.float32], dense: NDArray[np.float32], rule: FusionRule) -> NDArray[np.float32]:
    """The convex combination of both sides by the weights of `rule`, in [0, 1] where they are."""
    total = rule.lexical + rule.dense
    fused: NDArray[np.float32] = ((rule.lexical * lexical + rule.dense * dense) / total).astype(lexical.dtype)
    return fused
