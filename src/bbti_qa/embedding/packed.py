"""The encoder that the package carries, run by onnxruntime and tokenizers: no torch, no transformers, no network.

A packed folder holds `weights.safetensors` (words int8 with a scale a row, all else float16), `graph.onnx` (no weight of its own: it points
into the weights file), `tokenizer.json`, `config.json`, and `manifest.json` with the SHA-256 of each and of the word vectors with the
tokenizer, which other models may read with too. The graph takes one text at a time on one thread, so that a vector depends on nothing but its text; passages are spread over threads.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bbti_qa.embedding.embedder import EncoderIdentity
from bbti_qa.errors import EncoderError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CARRIED = Path(__file__).parent / "bbti"
MANIFEST, WEIGHTS, GRAPH, TOKENIZER, CONFIG = (
    "manifest.json",
    "weights.safetensors",
    "graph.onnx",
    "tokenizer.json",
    "config.json",
)
MAX_PIECES = 256  # as the teacher was trained, and as passages were seen in training
WORDS = "embeddings.word_embeddings.weight"
SCALES = "embeddings.word_embeddings.scale"


class PackedEmbedder:
    """Implements `Embedder`."""

    def __init__(self, session: Any, tokenizer: Any, identity: EncoderIdentity, threads: int = 0) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._identity = identity
        self._threads = threads or _cores()
        self._last_piece: int = tokenizer.token_to_id("[SEP]")

    @property
    def identity(self) -> EncoderIdentity:
        return self._identity

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        vectors = np.zeros((len(texts), self._identity.dimension), dtype=np.float32)
        prefixed = [self._identity.passage_prefix + text for text in texts]
        with ThreadPoolExecutor(self._threads) as pool:
            for row, vector in enumerate(pool.map(self._embed, prefixed)):
                vectors[row] = vector
        return vectors

    def embed_question(self, text: str) -> NDArray[np.float32]:
        return self._embed(self._identity.question_prefix + text)

    def count_pieces(self, text: str) -> int:
        return len(self._tokenizer.encode(self._identity.passage_prefix + text).ids)

    def _embed(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        ids = self._tokenizer.encode(text).ids
        if len(ids) > self._identity.max_pieces:
            ids = [*ids[: self._identity.max_pieces - 1], self._last_piece]
        vector: NDArray[np.float32] = self._session.run(None, {"ids": np.asarray(ids, dtype=np.int64)})[0]
        return vector


def _cores() -> int:
    """Those that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def is_packed(folder: Path) -> bool:
    return (folder / MANIFEST).is_file() and (folder / GRAPH).is_file()


def load_packed(folder: Path, name: str, question_prefix: str = "", passage_prefix: str = "") -> PackedEmbedder:
    """Every file of `folder` is checked against its manifest first. Raises EncoderError."""
    sums = check(folder)
    session = open_graph(folder)
    dimension = int(session.get_outputs()[0].shape[0])
    identity = EncoderIdentity(name, sums[WEIGHTS], dimension, MAX_PIECES, question_prefix, passage_prefix)
    return PackedEmbedder(session, open_tokenizer(folder), identity)


def open_graph(folder: Path) -> Any:
    """The onnxruntime session over the graph of a packed folder, on one thread. Raises EncoderError."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # lengths vary
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(folder / GRAPH, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library does not name its errors
        raise _broken(folder, error) from error


def open_tokenizer(folder: Path) -> Any:
    """Raises EncoderError."""
    from tokenizers import Tokenizer

    try:
        return Tokenizer.from_file(str(folder / TOKENIZER))
    except Exception as error:  # the library does not name its errors
        raise _broken(folder, error) from error


def _broken(folder: Path, error: Exception) -> EncoderError:
    return EncoderError(
        f"The model in {folder} could not be loaded ({type(error).__name__}). Install the package again, or pack it again."
    )


def check(folder: Path) -> dict[str, str]:
    """SHA-256 by file name, as the manifest says and the bytes confirm. Raises EncoderError, naming the file."""
    try:
        sums: dict[str, str] = json.loads((folder / MANIFEST).read_text("utf-8"))["sha256"]
        for name, expected in sums.items():
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if found != expected:
                raise EncoderError(
                    f"{folder / name} is not the file that its manifest names (SHA-256 {found[:12]}…, expected "
                    f"{expected[:12]}…). Install the package again."
                )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderError(
            f"The folder {folder} of a model is not whole ({type(error).__name__}: {error}). Install the package again."
        ) from error
    return sums


def words_of(folder: Path) -> str:
    """SHA-256 of the word vectors and the tokenizer of a packed encoder, as its manifest says. Raises EncoderError."""
    try:
        return str(json.loads((folder / MANIFEST).read_text("utf-8"))["words"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _broken(folder, error) from error


def export_packed(folder: Path, target: Path) -> None:
    """Writes the encoder as a sentence-transformers folder in float32, for other tools or for training further.

    `target` must be empty or not there. Raises EncoderError.
    """
    import numpy as np
    from safetensors.numpy import load_file, save_file

    check(folder)
    if target.exists() and any(target.iterdir()):
        raise EncoderError(f"{target} is not empty. Give a folder that is empty or not there yet.")
    (target / "1_Pooling").mkdir(parents=True, exist_ok=True)
    (target / "2_Normalize").mkdir(exist_ok=True)
    packed = load_file(folder / WEIGHTS)
    scales = packed.pop(SCALES)
    state = {name: tensor.astype(np.float32) for name, tensor in packed.items()}
    state[WORDS] *= scales
    save_file(state, target / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((folder / CONFIG).read_text("utf-8"))
    files: dict[str, Any] = {
        "config.json": config,
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_PIECES, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": config["hidden_size"], "pooling_mode_mean_tokens": True},
        "tokenizer_config.json": {
            "tokenizer_class": "BertTokenizer",
            "do_lower_case": True,
            "model_max_length": MAX_PIECES,
        }
        | {f"{kind}_token": f"[{kind.upper()}]" for kind in ("unk", "sep", "pad", "cls", "mask")},
    }
    for name, content in files.items():
        (target / name).write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    (target / TOKENIZER).write_bytes((folder / TOKENIZER).read_bytes())
