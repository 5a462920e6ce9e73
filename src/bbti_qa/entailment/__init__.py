"""Does one text say that another is so? The seam is `Entailment`; each library behind it is touched in one module.

`packed` runs a model that `training/` made with onnxruntime, without torch; `crossencoder` runs any cross-encoder of sentence-transformers that was
trained for natural-language inference.
"""

from __future__ import annotations

from pathlib import Path

from bbti_qa.entailment.likelihoods import Entailment, Likelihoods

__all__ = ["Entailment", "Likelihoods", "load_entailment"]


def load_entailment(name: str) -> Entailment:
    """A folder that `training/` packed, a folder of a cross-encoder, or a sentence-transformers name in the local cache.

    No pickle is read and no code from a model's folder is run. Raises EncoderError.
    """
    from bbti_qa.embedding.packed import is_packed

    if is_packed(Path(name)):
        from bbti_qa.entailment.packed import load_packed_entailment

        return load_packed_entailment(Path(name))
    from bbti_qa.entailment.crossencoder import open_cross_encoder

    return open_cross_encoder(name)
