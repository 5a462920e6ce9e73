"""Unit vectors, searched exactly by inner product. faiss is touched here and nowhere else."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbti_qa.errors import DamagedIndex
from bbti_qa.index.hubness import hubness

NORM_TOLERANCE = 1e-3


class VectorIndex:
    """A flat faiss index: row i is passage i. Exact search is right at this size, and gives the same answer every time."""

    def __init__(self, flat: Any) -> None:
        self._flat = flat

    @classmethod
    def build(cls, vectors: NDArray[np.float32]) -> VectorIndex:
        """From rows of norm 1. Raises ValueError for NaN, infinity or another norm: such rows would rank at random."""
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        if rows.ndim != 2:
            raise ValueError(f"vectors must have two dimensions, not {rows.ndim}")
        norms = np.linalg.norm(rows, axis=1)
        if not np.all(np.isfinite(norms)) or np.any(np.abs(norms - 1) > NORM_TOLERANCE):
            raise ValueError("vectors must be finite and of norm 1")
        return cls._of(rows)

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
        """(len(self),): the inner product of `vector` (dimension,) with every row; equal rows have equal ones."""
        import faiss

        # A search for as many rows as there are would put them in order first: six times as long at 100,000 rows.
        scores = np.empty(len(self), dtype=np.float32)
        one = np.ascontiguousarray(vector, dtype=np.float32)
        if one.shape != (self.dimension,):
            raise ValueError(f"the vector has the shape {one.shape}, not ({self.dimension},)")
        faiss.fvec_inner_products_ny(  # type: ignore[attr-defined]  # left out of faiss's stubs
            faiss.swig_ptr(scores), faiss.swig_ptr(one), self._flat.get_xb(), self.dimension, len(self)
        )
        return scores

    @cached_property
    def hubness(self) -> NDArray[np.float32]:
        """(len(self),): the mean cosine of each row to its nearest others."""
        return hubness(self.rows())

    def rows(self) -> NDArray[np.float32]:
        """(len(self), dimension): a copy of all vectors."""
        vectors: NDArray[np.float32] = self._flat.reconstruct_n(0, len(self))
        return vectors.reshape(len(self), self.dimension)

    def to_bytes(self) -> bytes:
        """The rows, one behind the other, as little-endian 32-bit floats."""
        return self.rows().astype("<f4", copy=False).tobytes()

    @classmethod
    def from_bytes(cls, data: bytes, dimension: int) -> VectorIndex:
        """What `to_bytes` gave. Raises DamagedIndex."""
        try:
            rows = np.frombuffer(data, dtype="<f4").reshape(-1, dimension)
        except ValueError as error:
            raise DamagedIndex("vectors.f32 cannot be read. Run `bbti-qa ingest` again.") from error
        return cls._of(rows)

    @classmethod
    def _of(cls, rows: NDArray[np.float32]) -> VectorIndex:
        import faiss

        flat = faiss.IndexFlatIP(rows.shape[1])
        flat.add(rows)
        return cls(flat)
