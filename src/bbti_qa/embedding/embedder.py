"""The seam between texts and vectors: what an encoder must do, and what makes two encoders the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CountPieces = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """What makes two encoders the same: vectors of one are only comparable with vectors of an equal identity.

    `sha256` is of the weights file; `max_pieces` is the longest input in word pieces, the special ones included.
    """

    name: str
    sha256: str
    dimension: int
    max_pieces: int
    question_prefix: str = ""
    passage_prefix: str = ""
    revision: str = ""


@runtime_checkable
class Embedder(Protocol):
    """Where meaning comes from. Both methods give float32 rows of norm 1, `dimension` wide; prefixes are theirs to add."""

    @property
    def identity(self) -> EncoderIdentity: ...

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dimension), row i for text i; the same text gives the same bytes whatever its neighbours."""
        ...

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """(dimension,)."""
        ...

    def count_pieces(self, text: str) -> int:
        """Word pieces of a passage as the encoder will see it, prefix and special pieces included."""
        ...
