"""A model of inference that `training/` made, run by onnxruntime and tokenizers: no torch, no network.

It reads two texts in a row, with layers of its own over the words of the carried encoder, which are kept once. Its folder holds
`weights.safetensors` (matrices int8 with a scale a row, all else float16), `graph.onnx` (no weight of its own: it points into the weights
file) and `manifest.json` with the SHA-256 of each and of the encoder's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bbti_qa.embedding.packed import CARRIED as ENCODER
from bbti_qa.embedding.packed import SCALES, WEIGHTS, WORDS, check, open_graph, open_tokenizer, words_of
from bbti_qa.entailment.likelihoods import Likelihoods
from bbti_qa.errors import EncoderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CARRIED = Path(__file__).parent / "bbti"
LONGEST, LONGEST_CLAIM = 150, 70  # pieces of the first text and of the second, as in training
KEPT = 4096  # texts whose pieces are remembered


class PackedEntailment:
    """Implements `Inference`. One pair at a time on one thread: a row depends on nothing but its pair."""

    def __init__(self, session: Any, tokenizer: Any, words: NDArray[np.int8], scales: NDArray[np.float32]) -> None:
        self._session = session
        self._words, self._scales = words, scales
        self._first, self._last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        self._pieces = lru_cache(KEPT)(lambda text: tuple(tokenizer.encode(text, add_special_tokens=False).ids))

    def judge(self, pairs: Sequence[tuple[str, str]]) -> tuple[Likelihoods, ...]:
        rows = (self._run(text, claim)[0][0] for text, claim in pairs)
        return tuple(Likelihoods(*map(float, row)) for row in rows)

    def answered(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        return tuple(float(self._run(text, question)[1][0][0]) for text, question in pairs)

    def _run(self, text: str, claim: str) -> list[Any]:
        """The graph's outputs."""
        import numpy as np

        before = [self._first, *self._pieces(text)[:LONGEST], self._last]
        behind = [*self._pieces(claim)[:LONGEST_CLAIM], self._last]
        ids = np.asarray(before + behind, dtype=np.int64)
        kinds = np.repeat(np.asarray([0, 1], dtype=np.int64), [len(before), len(behind)])
        words = self._words[ids].astype(np.float32) * self._scales[ids]
        outputs: list[Any] = self._session.run(None, {"words": words, "kinds": kinds})
        return outputs


@cache
def load_packed_entailment(folder: Path, encoder: Path = ENCODER) -> PackedEntailment:
    """The model in `folder` over the words of `encoder`, once a process; every file is checked against its manifest first. Raises EncoderError."""
    from safetensors.numpy import load_file

    check(folder)
    check(encoder)
    words = words_of(folder)
    if words_of(encoder) != words:
        raise EncoderError(
            f"The model of inference in {folder} was made over the words of another encoder (SHA-256 {words[:12]}…). Make it again "
            "as training/README.md tells, or do without it: BBTI_QA_INFERENCE=none, BBTI_QA_ENTAILMENT unset."
        )
    rows = load_file(encoder / WEIGHTS)
    return PackedEntailment(open_graph(folder), open_tokenizer(encoder), rows[WORDS], rows[SCALES])
