"""What a passage counts where a question looks in one part of the documents, or in one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbti_qa.parts import Within, stands_in
from bbti_qa.reading.library import Library

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ELSEWHERE = 0.3  # of its score that a passage keeps where the question looks in another part, or in another document


def shares_of(library: Library, within: Within | None) -> NDArray[np.float32] | None:
    """(passages,), in ]0, 1]: what of its score each keeps, all where the question looks, less elsewhere; None where it looks nowhere in particular."""
    snapshot = library.snapshot
    if within is None or not snapshot.passages:
        return None
    import numpy as np

    told = library.retriever.bearing(library.understand(within.document)) if within.document else None
    shares: list[NDArray[np.float32]] = []
    means: list[float] = []
    row = 0
    for document in snapshot.documents:
        passages = library.passages_of(document.id)
        shares.append(np.where(stands_in(within, passages), np.float32(1), np.float32(ELSEWHERE)))
        means.append(float(told[row : row + len(passages)].mean()) if told is not None and passages else 1.0)
        row += len(passages)
    most = max(means, default=0.0)
    kept = [max(ELSEWHERE, mean / most) if most else 1.0 for mean in means]
    found: NDArray[np.float32] = np.concatenate(
        [rows * np.float32(share) for rows, share in zip(shares, kept, strict=True)]
    )
    found /= found.max(initial=ELSEWHERE)
    return found
