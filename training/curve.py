"""The learning curve: what the trainer says, and how well held-out pairs are matched, one JSON line each."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from transformers import TrainerCallback

from training.parallel import Pair


class Curve(TrainerCallback):
    """Appends to `path` at every log of the trainer; every `every` steps, the figures of `measure` too."""

    def __init__(
        self, path: Path, model: SentenceTransformer, held_out: Sequence[Pair], teacher: NDArray[np.float32], every: int
    ) -> None:
        self._path, self._model, self._held_out, self._teacher, self._every = path, model, held_out, teacher, every
        self._started = time.monotonic()

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, Any] | None = None, **_: Any) -> None:
        self._write({"step": state.global_step, "of": state.max_steps} | (logs or {}))

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if self._held_out and state.global_step % self._every == 0:
            self._write({"step": state.global_step} | measure(self._model, self._held_out, self._teacher))

    def _write(self, row: dict[str, Any]) -> None:
        row["seconds"] = round(time.monotonic() - self._started, 1)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")
        print(row, flush=True)


def measure(model: SentenceTransformer, pairs: Sequence[Pair], teacher: NDArray[np.float32]) -> dict[str, float]:
    """Over pairs never trained on: `teacher` holds the teacher's vectors of their English sides.

    `to_teacher` the mean cosine of French texts to them, `english` that of the English texts, `matched` the share of French texts whose
    nearest English text is their own.
    """
    was_training = model.training
    model.eval()
    french, english = (
        model.encode([getattr(pair, side) for pair in pairs], normalize_embeddings=True, show_progress_bar=False)
        for side in ("fr", "en")
    )
    model.train(was_training)
    return {
        "to_teacher": round(float((french * teacher).sum(axis=1).mean()), 4),
        "english": round(float((english * teacher).sum(axis=1).mean()), 4),
        "matched": round(float(((french @ english.T).argmax(axis=1) == np.arange(len(pairs))).mean()), 4),
    }
