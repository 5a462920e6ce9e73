"""Unit vectors, searched exactly by inner product. faiss is touched here and nowhere else."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbti_qa.errors import DamagedIndex

NORM_TOLERANCE = 1e-3


class VectorIndex:
    """A flat faiss index: row i is passage i. Exact search is right at this size, and gives the same answer every time."""

    def __init__(self, flat: Any) -> None:
        self._flat = flat

    @classmethod
    def build(cls, vectors: NDArray[np.float32]) -> VectorIndex:
        """From rows of norm 1. Raises ValueError for NaN, infinity or another norm: such rows would rank at random."""
        import faiss

        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        if rows.ndim != 2:
            raise ValueError(f"vectors must have two dimensions, not {rows.ndim}")
        norms = np.linalg.norm(rows, axis=1)
        if not np.all(np.isfinite(norms)) or np.any(np.abs(norms - 1) > NORM_TOLERANCE):
            raise ValueError("vectors must be finite and of norm 1")
        flat = faiss.IndexFlatIP(rows.shape[1])
        flat.add(rows)
        return cls(flat)

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._flat.d)

    def search(self, vector: NDArray[np.float32], limit: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """(rows, inner products), best first, ties by lower row; at most `limit` and at most `len(self)`."""
        scores = self.scores(vector)
        rows = np.argsort(-scores, kind="stable")[: max(0, limit)]
        return rows.astype(np.int64), scores[rows]

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """(len(self),): the inner product of `vector` (dimension,) with every row."""
        if len(self) == 0:
            return np.zeros(0, dtype=np.float32)
        found, rows = self._flat.search(np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1), len(self))
        scores = np.empty(len(self), dtype=np.float32)
        scores[rows[0]] = found[0]
        return scores

    def rows(self) -> NDArray[np.float32]:
        """(len(self), dimension): a copy of all vectors."""
        vectors: NDArray[np.float32] = self._flat.reconstruct_n(0, len(self))
        return vectors.reshape(len(self), self.dimension)

    def to_bytes(self) -> bytes:
        import faiss

        return bytes(faiss.serialize_index(self._flat).tobytes())

    @classmethod
    def from_bytes(cls, data: bytes) -> VectorIndex:
        """Only bytes whose hash the manifest vouches for may come here: faiss checks nothing. Raises DamagedIndex."""
        import faiss

        try:
            flat = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        except RuntimeError as error:
            raise DamagedIndex("vectors.faiss cannot be read. Run `bbti-qa ingest` again.") from error
        if not isinstance(flat, faiss.IndexFlatIP):
            raise DamagedIndex("vectors.faiss is of another kind than this version writes. Run `bbti-qa ingest` again.")
        return cls(flat)
