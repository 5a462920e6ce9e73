"""Does one text say that another is so? Each library is touched in one module.

likelihoods.py   the seam: what a model of inference tells
packed.py        a model that `training/` made, run with onnxruntime, without torch
crossencoder.py  any cross-encoder of sentence-transformers that was trained for natural-language inference
"""

from __future__ import annotations

from pathlib import Path

from bbti_qa.entailment.likelihoods import Entailment, Inference, Likelihoods
from bbti_qa.errors import EncoderError

__all__ = ["Entailment", "Inference", "Likelihoods", "load_entailment", "load_inference"]


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


def load_inference(name: str) -> Inference:
    """The model that the package carries (`bbti`), or a folder that `training/` packed. Raises EncoderError."""
    from bbti_qa.embedding.packed import is_packed
    from bbti_qa.entailment.packed import CARRIED, load_packed_entailment

    folder = CARRIED if name == CARRIED.name else Path(name)
    if not is_packed(folder):
        raise EncoderError(
            f"{name!r} of BBTI_QA_INFERENCE is no folder of a packed model of inference. Give `bbti`, a folder that `python -m training.inference` "
            "packed, or `none`."
        )
    return load_packed_entailment(folder)
