"""Texts to unit vectors. Each library is touched in one module.

embedder.py     the seam: what an encoder must do, and what makes two encoders the same
packed.py       the encoder that the package carries, run with onnxruntime, without torch
transformer.py  any sentence-transformers model
hush.py         libraries kept quiet while they open a model
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bbti_qa.embedding.embedder import CountPieces, Embedder, EncoderIdentity

BBTI = "bbti"
MINILM = "minilm"

__all__ = ["BBTI", "MINILM", "CountPieces", "Embedder", "EncoderIdentity", "load_embedder", "shared_embedder"]


def load_embedder(
    name: str = BBTI, *, revision: str = "", question_prefix: str | None = None, passage_prefix: str | None = None
) -> Embedder:
    """The encoder called `name`: `bbti` (French and English, in this package), `minilm` (English, in a package of its own), a folder, or
    a sentence-transformers name.

    Prefixes left at None are those that the model's card asks for, where they are known. No pickle is read and no code from a
    model's folder is run. Raises EncoderError.
    """
    from bbti_qa.embedding import packed

    if name == BBTI or packed.is_packed(Path(name)):
        folder = packed.CARRIED if name == BBTI else Path(name)
        return packed.load_packed(folder, name, question_prefix or "", passage_prefix or "")
    from bbti_qa.embedding.transformer import load_transformer

    return load_transformer(name, revision, question_prefix, passage_prefix)


@cache
def shared_embedder(name: str, revision: str, question_prefix: str | None, passage_prefix: str | None) -> Embedder:
    """`load_embedder`, once a process."""
    return load_embedder(name, revision=revision, question_prefix=question_prefix, passage_prefix=passage_prefix)
