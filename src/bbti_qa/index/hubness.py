"""How near a vector is to everything: a passage that is near to all others is near to every question of another language, too.

Questions and passages of one language need no correction; across languages a few passages come near to far too many questions
("hubs"). Cross-domain similarity local scaling takes the mean cosine of a passage to its nearest neighbours off
(Conneau et al., *Word translation without parallel data*, 2018).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 10  # as in the article
SAMPLE = 1024  # rows, evenly spaced, among which neighbours are looked for where there are more
STEP = 1024  # rows at once


def hubness(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n,), in [-1, 1]: the mean inner product of each of `rows` (n, dimension) with its nearest others; 0 where there is no other."""
    size = len(rows)
    means = np.zeros(size, dtype=np.float32)
    if size < 2:
        return means
    columns = np.arange(size) if size <= SAMPLE else np.linspace(0, size - 1, SAMPLE).round().astype(np.int64)
    sample = np.ascontiguousarray(rows[columns].T)
    nearest = min(NEIGHBOURS, len(columns) - 1)
    for start in range(0, size, STEP):
        products = rows[start : start + STEP] @ sample
        own = np.arange(start, start + len(products))
        products[own[:, None] == columns[None, :]] = -np.inf
        means[own] = np.partition(products, -nearest, axis=1)[:, -nearest:].mean(axis=1)
    return means
