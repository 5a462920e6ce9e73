"""A sentence-transformers `CrossEncoder` trained for inference, as an `Entailment`. Loaded from a folder or the hub's local cache."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bbti_qa.embedding.hush import hush
from bbti_qa.entailment.likelihoods import Likelihoods
from bbti_qa.errors import EncoderError

_LABELS = ("entailment", "neutral", "contradiction")


class CrossEncoderEntailment:
    """Three classes by their names in the model's configuration, in whatever order it has them."""

    def __init__(self, model: Any, order: tuple[int, int, int]) -> None:
        self._model = model
        self._order = order

    def judge(self, pairs: Sequence[tuple[str, str]]) -> tuple[Likelihoods, ...]:
        rows = self._model.predict(list(pairs), apply_softmax=True, show_progress_bar=False)
        return tuple(Likelihoods(*(float(row[place]) for place in self._order)) for row in rows)


def open_cross_encoder(name: str) -> CrossEncoderEntailment:
    """The model called `name`, on the CPU, without touching the network. Raises EncoderError."""
    from sentence_transformers import CrossEncoder

    try:
        with hush():
            model = CrossEncoder(
                name,
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
    except Exception as error:  # the door: whatever a library lets out becomes one of ours
        raise EncoderError(
            f"The model {name!r} of BBTI_QA_ENTAILMENT cannot be opened ({type(error).__name__}). Give a folder, or a model in the local cache; "
            "or unset BBTI_QA_ENTAILMENT: claims are then checked by rules alone."
        ) from error
    return CrossEncoderEntailment(model, _order(name, dict(model.config.id2label)))


def _order(name: str, labels: dict[int, str]) -> tuple[int, int, int]:
    places = {str(label).casefold(): int(place) for place, label in labels.items()}
    if not places.keys() >= set(_LABELS):
        raise EncoderError(
            f"The model {name!r} of BBTI_QA_ENTAILMENT tells {', '.join(map(str, labels.values()))}, not entailment, neutral and "
            "contradiction. Choose a cross-encoder trained for natural-language inference."
        )
    return places["entailment"], places["neutral"], places["contradiction"]
