"""A trained model to what the package carries: of the encoder one weights file, the graph that reads it and the tokenizer; of the judge the same less words.

The weights are int8 a row for the words (with a float32 scale a row) and float16 for all else, in one safetensors file. `graph.onnx` holds
no weight: its initialisers point into that file by offset. The graph takes one text at a time: it has no padding and no mask, and the
vector of a text cannot depend on its neighbours.
"""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from safetensors.numpy import load_file, save_file

if TYPE_CHECKING:
    from training.inference import Judge

WORDS = "embeddings.word_embeddings.weight"
SCALES = "embeddings.word_embeddings.scale"
SCALE = ".scale"  # behind the name of a matrix of the judge
WEIGHTS, GRAPH, TOKENIZER, CONFIG, MANIFEST = (
    "weights.safetensors",
    "graph.onnx",
    "tokenizer.json",
    "config.json",
    "manifest.json",
)
OPSET = 20


def pack(trained: Path, folder: Path) -> dict[str, str]:
    """Writes the package's files to `folder`; gives the SHA-256 of each by name."""
    folder.mkdir(parents=True, exist_ok=True)
    state = {name: tensor for name, tensor in load_file(trained / "model.safetensors").items() if "pooler" not in name}
    state.pop("embeddings.position_ids", None)
    rows, scales = quantise(state.pop(WORDS))
    packed = {name: tensor.astype(np.float16) for name, tensor in state.items()} | {WORDS: rows, SCALES: scales}
    save_file(packed, folder / WEIGHTS, metadata={"format": "np"})
    config = json.loads((trained / "config.json").read_text("utf-8"))
    for name in ("transformers_version", "_name_or_path", "dtype", "torch_dtype"):
        config.pop(name, None)
    (folder / CONFIG).write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", "utf-8")
    tokenizer = json.loads((trained / "tokenizer.json").read_text("utf-8")) | {"padding": None, "truncation": None}
    (folder / TOKENIZER).write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), "utf-8")
    (folder / GRAPH).write_bytes(graph(folder / WEIGHTS, config).SerializeToString(deterministic=True))
    sums = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (WEIGHTS, GRAPH, TOKENIZER, CONFIG)
    }
    words = hashlib.sha256(rows.tobytes() + scales.tobytes() + (folder / TOKENIZER).read_bytes()).hexdigest()
    manifest = {"sha256": sums, "words": words}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    return sums


def pack_inference(judge: Judge, encoder: Path, folder: Path) -> dict[str, str]:
    """Writes the judge's files to `folder`, without words: those stay in the packed folder `encoder`. Gives the SHA-256 of each by name."""
    folder.mkdir(parents=True, exist_ok=True)
    packed: dict[str, NDArray[np.generic]] = {}
    for name, tensor in judge.state_dict().items():
        short, rows = name.removeprefix("body."), tensor.float().cpu().numpy()
        if short == WORDS or short.startswith("piece_head") or not tensor.is_floating_point():
            continue
        if rows.ndim == 2 and short.startswith("encoder."):
            packed[short], packed[short + SCALE] = quantise(rows)
        else:
            packed[short] = rows.astype(np.float16)
    save_file(packed, folder / WEIGHTS, metadata={"format": "np"})
    (folder / GRAPH).write_bytes(
        inference_graph(folder / WEIGHTS, judge.body.config.to_dict()).SerializeToString(deterministic=True)
    )
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (WEIGHTS, GRAPH)}
    words = json.loads((encoder / MANIFEST).read_text("utf-8"))["words"]
    manifest = {"sha256": sums, "words": words}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    return sums


def quantise(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """int8 rows and the scale by which each is multiplied; the largest error is half a 127th of a row's largest value."""
    scales = np.maximum(np.abs(rows).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.rint(rows / scales).astype(np.int8), scales


def graph(weights: Path, config: dict[str, object]) -> onnx.ModelProto:
    """BERT with mean pooling and unit length: `ids` (pieces,) int64 -> `vector` (width,) float32."""
    builder = _Builder(weights)
    ids = "ids"
    word = builder.node("Cast", builder.node("Gather", builder.raw(WORDS), ids), to=TensorProto.FLOAT)
    word = builder.node("Mul", word, builder.node("Gather", builder.raw(SCALES), ids))
    kind = builder.node("Gather", builder.weight("embeddings.token_type_embeddings.weight"), builder.constant(0))
    x = _layers(builder, word, kind, config)
    mean = builder.node("ReduceMean", x, builder.constant([0]), keepdims=0)
    builder.nodes.append(helper.make_node("LpNormalization", [mean], ["vector"], axis=0, p=2))
    made = helper.make_graph(
        builder.nodes,
        "encoder",
        [helper.make_tensor_value_info(ids, TensorProto.INT64, ["pieces"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [config["hidden_size"]])],
        builder.initialisers,
    )
    return _model(made)


def inference_graph(weights: Path, config: dict[str, object]) -> onnx.ModelProto:
    """BERT over two texts: `words` (pieces, width) float32 and `kinds` (pieces,) int64, 0 of the first text and 1 of the second.

    Gives `likelihoods` (1, labels), of sum 1, and `answered` (1, 1), that the first text answers the second.
    """
    builder = _Builder(weights)
    kind = builder.node("Gather", builder.weight("embeddings.token_type_embeddings.weight"), "kinds")
    x = _layers(builder, "words", kind, config)
    first = builder.node("Slice", x, builder.constant([0]), builder.constant([1]), builder.constant([0]))
    scores = builder.linear(first, "head")
    builder.nodes.append(helper.make_node("Softmax", [scores], ["likelihoods"], axis=-1))
    builder.nodes.append(helper.make_node("Sigmoid", [builder.linear(first, "answer_head")], ["answered"]))
    made = helper.make_graph(
        builder.nodes,
        "inference",
        [
            helper.make_tensor_value_info("words", TensorProto.FLOAT, ["pieces", config["hidden_size"]]),
            helper.make_tensor_value_info("kinds", TensorProto.INT64, ["pieces"]),
        ],
        [
            helper.make_tensor_value_info("likelihoods", TensorProto.FLOAT, [1, "labels"]),
            helper.make_tensor_value_info("answered", TensorProto.FLOAT, [1, 1]),
        ],
        builder.initialisers,
    )
    return _model(made)


def _model(made: onnx.GraphProto) -> onnx.ModelProto:
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=10, producer_name="bbti-qa")


def _layers(builder: _Builder, words: str, kind: str, config: dict[str, object]) -> str:
    """The states of the last layer (pieces, width), from the words' vectors and those of their kind."""
    heads, layers = int(str(config["num_attention_heads"])), int(str(config["num_hidden_layers"]))
    epsilon = float(str(config["layer_norm_eps"]))
    end = builder.node("Shape", words, start=0, end=1)
    position = builder.node(
        "Slice",
        builder.weight("embeddings.position_embeddings.weight"),
        builder.constant([0]),
        end,
        builder.constant([0]),
    )
    x = builder.node("Add", builder.node("Add", words, position), kind)
    x = builder.norm(x, "embeddings.LayerNorm", epsilon)
    for layer in range(layers):
        name = f"encoder.layer.{layer}."
        query, key, value = (
            builder.node("Unsqueeze", builder.linear(x, f"{name}attention.self.{part}"), builder.constant([0]))
            for part in ("query", "key", "value")
        )
        seen = builder.node("MultiHeadAttention", query, key, value, domain="com.microsoft", num_heads=heads)
        seen = builder.node("Squeeze", seen, builder.constant([0]))
        x = builder.norm(
            builder.node("Add", builder.linear(seen, f"{name}attention.output.dense"), x),
            f"{name}attention.output.LayerNorm",
            epsilon,
        )
        wide = builder.node("Gelu", builder.linear(x, f"{name}intermediate.dense"))
        x = builder.norm(
            builder.node("Add", builder.linear(wide, f"{name}output.dense"), x), f"{name}output.LayerNorm", epsilon
        )
    return x


class _Builder:
    """Nodes and initialisers of a graph, with names handed out in order."""

    def __init__(self, weights: Path) -> None:
        with weights.open("rb") as stream:
            (size,) = struct.unpack("<Q", stream.read(8))
            self._header = json.loads(stream.read(size))
        self._start = 8 + size
        self._location = weights.name
        self._known: dict[str, str] = {}
        self.nodes: list[onnx.NodeProto] = []
        self.initialisers: list[onnx.TensorProto] = []

    def node(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        name = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **attributes))
        return name

    def constant(self, value: int | list[int]) -> str:
        name = f"c{len(self.initialisers)}"
        self.initialisers.append(onnx.numpy_helper.from_array(np.asarray(value, np.int64), name))
        return name

    def raw(self, name: str) -> str:
        """The tensor called `name` in the weights file, as it is stored there."""
        if name in self._known:
            return name
        entry = self._header[name]
        start, end = entry["data_offsets"]
        types = {"F16": TensorProto.FLOAT16, "F32": TensorProto.FLOAT, "I8": TensorProto.INT8}
        tensor = TensorProto(name=name, data_type=types[entry["dtype"]], dims=entry["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in (("location", self._location), ("offset", self._start + start), ("length", end - start)):
            tensor.external_data.add(key=key, value=str(value))
        self.initialisers.append(tensor)
        self._known[name] = name
        return name

    def weight(self, name: str) -> str:
        """The same in float32."""
        return self.node("Cast", self.raw(name), to=TensorProto.FLOAT)

    def linear(self, x: str, name: str) -> str:
        """`x` times the matrix; one that has a scale a row is multiplied in bytes, `x` quantised as a whole (docs/measurements/0018)."""
        if f"{name}.weight{SCALE}" in self._header:
            return self.node(
                "DynamicQuantizeMatMul",
                x,
                self.node("Transpose", self.raw(f"{name}.weight"), perm=[1, 0]),
                self.node("Squeeze", self.raw(f"{name}.weight{SCALE}"), self.constant([1])),
                "",
                self.weight(f"{name}.bias"),
                domain="com.microsoft",
            )
        return self.node("Gemm", x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias"), transB=1)

    def norm(self, x: str, name: str, epsilon: float) -> str:
        return self.node(
            "LayerNormalization",
            x,
            self.weight(f"{name}.weight"),
            self.weight(f"{name}.bias"),
            axis=-1,
            epsilon=epsilon,
        )
