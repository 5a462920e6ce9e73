"""Does one text say that another is so? The seam is `Entailment`; each library behind it is touched in one module.

`packed` runs the model of inference that the package carries with onnxruntime, without torch; `crossencoder` runs any cross-encoder of
sentence-transformers that was trained for natural-language inference.
"""

from __future__ import annotations

from bbti_qa.entailment.likelihoods import Entailment, Likelihoods

BBTI = "bbti"
NONE = "none"

__all__ = ["BBTI", "NONE", "Entailment", "Likelihoods", "load_entailment"]


def load_entailment(name: str = BBTI) -> Entailment | None:
    """The model called `name`: `bbti` (French and English, in this package), a folder, or a sentence-transformers name in the local cache; None for `none`.

    Loaded once a process. No pickle is read and no code from a model's folder is run. Raises EncoderError.
    """
    if name in {"", NONE}:
        return None
    if name == BBTI:
        from bbti_qa.entailment.packed import shared_packed

        return shared_packed()
    from bbti_qa.entailment.crossencoder import open_cross_encoder

    return open_cross_encoder(name)
