"""A trained sentence-transformers folder to what the package carries: one weights file, the graph that reads it, the tokenizer.

The weights are int8 a row for the words (with a float32 scale a row) and float16 for all else, in one safetensors file. `graph.onnx` holds
no weight: its initialisers point into that file by offset. The graph takes one text at a time: it has no padding and no mask, and the
vector of a text cannot depend on its neighbours.
"""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from safetensors.numpy import load_file, save_file

WORDS = "embeddings.word_embeddings.weight"
SCALES = "embeddings.word_embeddings.scale"
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
    (folder / MANIFEST).write_text(json.dumps({"sha256": sums}, indent=1, sort_keys=True) + "\n", "utf-8")
    return sums


def quantise(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """int8 rows and the scale by which each is multiplied; the largest error is half a 127th of a row's largest value."""
    scales = np.maximum(np.abs(rows).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.rint(rows / scales).astype(np.int8), scales


def graph(weights: Path, config: dict[str, object]) -> onnx.ModelProto:
    """BERT with mean pooling and unit length: `ids` (pieces,) int64 -> `vector` (width,) float32."""
    builder = _Builder(weights)
    heads, layers = int(str(config["num_attention_heads"])), int(str(config["num_hidden_layers"]))
    epsilon = float(str(config["layer_norm_eps"]))
    ids = "ids"
    word = builder.node("Cast", builder.node("Gather", builder.raw(WORDS), ids), to=TensorProto.FLOAT)
    word = builder.node("Mul", word, builder.node("Gather", builder.raw(SCALES), ids))
    position = builder.node(
        "Slice",
        builder.weight("embeddings.position_embeddings.weight"),
        builder.constant([0]),
        builder.node("Shape", ids),
        builder.constant([0]),
    )
    kind = builder.node("Gather", builder.weight("embeddings.token_type_embeddings.weight"), builder.constant(0))
    x = builder.norm(builder.node("Add", builder.node("Add", word, position), kind), "embeddings.LayerNorm", epsilon)
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
    mean = builder.node("ReduceMean", x, builder.constant([0]), keepdims=0)
    builder.nodes.append(helper.make_node("LpNormalization", [mean], ["vector"], axis=0, p=2))
    made = helper.make_graph(
        builder.nodes,
        "encoder",
        [helper.make_tensor_value_info(ids, TensorProto.INT64, ["pieces"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [config["hidden_size"]])],
        builder.initialisers,
    )
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=10, producer_name="bbti-qa")


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
