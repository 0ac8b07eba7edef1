"""The encoder as an ONNX graph of eight-bit weights: pieces of one sentence in, their vectors out.

Written operator by operator, for one sentence without padding: the ranges of dynamic quantization are those of the
whole input, so a sentence's vectors must not depend on its neighbours in a batch.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

EPSILON = 1e-12


class _Graph:
    """Nodes and constants as they come."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.held: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.held.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        name = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name


def write(state: dict[str, NDArray[np.float32]], layers: int, heads: int, target: Path) -> None:
    """Write the graph of a trained encoder.

    Args:
        state: its parameters by name (see ``train_encoder.Net``); without ``words.weight`` the graph takes vectors of
            pieces instead of their numbers.
        layers: how many layers it has.
        heads: how many heads of attention each layer has.
        target: where to.
    """
    made, width = _Graph(), state["norm.weight"].shape[0]

    def linear(x: str, name: str) -> str:
        weight = made.constant(f"{name}.weight", state[f"{name}.weight"].T)
        return made.add("Add", made.add("MatMul", x, weight), made.constant(f"{name}.bias", state[f"{name}.bias"]))

    def norm(x: str, name: str) -> str:
        scale, shift = (made.constant(f"{name}.{end}", state[f"{name}.{end}"]) for end in ("weight", "bias"))
        return made.add("LayerNormalization", x, scale, shift, axis=-1, epsilon=EPSILON)

    inside = "words.weight" in state
    words = made.add("Gather", made.constant("words", state["words.weight"]), "pieces") if inside else "words"
    places = made.add("Gather", made.constant("places", state["places.weight"]), "places_of")
    x = norm(made.add("Add", words, places), "norm")
    apart = made.constant("apart", np.array([0, heads, width // heads], np.int64))
    together = made.constant("together", np.array([0, width], np.int64))
    scale = made.constant("scale", np.array((width // heads) ** -0.5, np.float32))
    for n in range(layers):
        three = linear(x, f"layers.{n}.three")
        thirds = [f"{three}.{part}" for part in range(3)]
        made.nodes.append(helper.make_node("Split", [three], thirds, axis=-1, num_outputs=3))
        asks, keys, values = (made.add("Reshape", third, apart) for third in thirds)
        asks = made.add("Transpose", made.add("Mul", asks, scale), perm=[1, 0, 2])
        keys, values = made.add("Transpose", keys, perm=[1, 2, 0]), made.add("Transpose", values, perm=[1, 0, 2])
        weights = made.add("Softmax", made.add("MatMul", asks, keys), axis=-1)
        seen = made.add("Transpose", made.add("MatMul", weights, values), perm=[1, 0, 2])
        x = norm(
            made.add("Add", x, linear(made.add("Reshape", seen, together), f"layers.{n}.out")), f"layers.{n}.norm1"
        )
        inner = linear(made.add("Gelu", linear(x, f"layers.{n}.wide")), f"layers.{n}.narrow")
        x = norm(made.add("Add", x, inner), f"layers.{n}.norm2")
    made.nodes.append(helper.make_node("Identity", [x], ["vectors"]))
    graph = helper.make_graph(
        made.nodes,
        "encoder",
        [
            helper.make_tensor_value_info("pieces", TensorProto.INT64, ["n"])
            if inside
            else helper.make_tensor_value_info("words", TensorProto.FLOAT, ["n", width]),
            helper.make_tensor_value_info("places_of", TensorProto.INT64, ["n"]),
        ],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", width])],
        made.held,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    onnx.checker.check_model(model)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(model, str(whole))
        quantize_dynamic(
            str(whole), str(target), op_types_to_quantize=["MatMul", "Gather"], per_channel=True, reduce_range=True,
            weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
