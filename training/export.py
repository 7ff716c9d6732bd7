"""Write trained weights as ONNX, float and 8-bit, with the link tables beside them.

    python -m training.export --checkpoint RUN/epoch-5.pt --out onrecord/weights

The graph is put together here operator by operator instead of traced: the
fused attention of onnxruntime is then used for certain, and the file is the same
on every machine.  Weights are quantised to 8 bits per output
channel, activations at run time, one range a tensor.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from onrecord.extract.quotes import STATES
from onrecord.extract.words import CASES
from training.corpus import examples, read_folder
from training.network import HEADS, Network
from training.smoothing import largest_inputs, scale
from training.windows import Window, cut

Floats = NDArray[np.float32]

# Chosen by how often the 8-bit model gives a word another role than the float model does, on a third
# of PolNeAR dev, gold unseen: no smoothing 1.62 %, strength 0.5 2.34, 0.65 1.33, 0.8 0.95, 0.9 0.98, 1.0 1.12;
# with the first layer's last matrix left in float besides 0.80, for 2 MB.
STRENGTH = 0.8
LEFT_IN_FLOAT = ["labels.product", "feature.rows", "layer0.down.product"]


class Graph:
    """Collects nodes and weights; each method adds one operation and returns its output's name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(self, x: str, name: str, weight: Floats, bias: Floats) -> str:
        """``x @ weight.T + bias``; weight as torch keeps it, ``[out, in]``."""
        product = self.add("MatMul", [x, self.constant(f"{name}.weight", weight.T)], f"{name}.product")
        return self.add("Add", [product, self.constant(f"{name}.bias", bias)], name)

    def scaled(self, x: str, name: str, scales: Floats | None) -> str:
        """``x`` with each channel divided by its scale."""
        if scales is None:
            return x
        return self.add("Mul", [x, self.constant(f"{name}.scale", 1 / scales)], f"{name}.scaled")

    def residual_norm(self, x: str, skip: str, name: str, scale: Floats, bias: Floats) -> str:
        total = self.add("Add", [x, skip], f"{name}.sum")
        inputs = [total, self.constant(f"{name}.scale", scale), self.constant(f"{name}.shift", bias)]
        return self.add("LayerNormalization", inputs, name, axis=-1, epsilon=1e-12)


def build(network: Network, largest: dict[str, Floats] | None = None, strength: float = STRENGTH) -> onnx.ModelProto:
    """The network as one float graph: ``pieces``, ``features`` [1, length] in; out are ``labels``
    [1, length, 16], attribution tags and name tags, and ``vectors`` [1, length, 642 + NUMBERS], of links, of
    mentions and of events.

    largest: what ``smoothing.largest_inputs`` gave; None leaves the activations as they are.
    """
    state = {name: tensor.detach().cpu().float().numpy() for name, tensor in network.state_dict().items()}
    graph = Graph()
    case, quote, opening = (state[f"encoder.{name}.weight"] for name in ("case", "state", "opening"))
    # One row for each (case, quotation state, opening) instead of three look-ups.
    combined = (case[:, None, None] + quote[None, :, None] + opening[None, None, :]).reshape(CASES * STATES * 2, -1)
    word = graph.add("Gather", [graph.constant("word", state["encoder.word.weight"]), "pieces"], "word.rows")
    feature = graph.add("Gather", [graph.constant("feature", combined), "features"], "feature.rows")
    shape = graph.add("Shape", ["pieces"], "shape", start=1, end=2)
    position = graph.add(
        "Slice",
        [graph.constant("position", state["encoder.position.weight"]), graph.constant("zero", np.array([0])), shape],
        "position.rows",
    )
    x = graph.add("Add", [graph.add("Add", [word, feature], "word.feature"), position], "embedded")
    x = graph.add(
        "LayerNormalization",
        [
            x,
            graph.constant("norm.scale", state["encoder.norm.weight"]),
            graph.constant("norm.shift", state["encoder.norm.bias"]),
        ],
        "normed",
        axis=-1,
        epsilon=1e-12,
    )
    for number in range(len(network.encoder.layers)):
        x = _layer(graph, x, number, state, largest, strength)

    # Heads side by side are one product.
    outputs = []
    for name, heads in (("labels", ("tags", "names")), ("vectors", ("links", "mentions", "events"))):
        weight, bias = (np.concatenate([state[f"{head}.{p}"] for head in heads]) for p in ("weight", "bias"))
        outputs.append((graph.linear(x, name, weight, bias), len(bias)))
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "onrecord",
            [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in ("pieces", "features")],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "length", size]) for name, size in outputs],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)],
    )
    model.ir_version = 9
    return model


def _layer(
    graph: Graph, x: str, number: int, state: dict[str, Floats], largest: dict[str, Floats] | None, strength: float
) -> str:
    """One transformer layer."""
    at = f"layer{number}"
    part = {
        name.removeprefix(f"encoder.layers.{number}."): value
        for name, value in state.items()
        if name.startswith(f"encoder.layers.{number}.")
    }

    def scales(name: str) -> Floats | None:
        return scale(largest[f"layers.{number}.{name}"], part[f"{name}.weight"], strength) if largest else None

    def linear(source: str, name: str) -> str:
        by = scales(name)
        weight = part[f"{name}.weight"] if by is None else part[f"{name}.weight"] * by
        return graph.linear(graph.scaled(source, f"{at}.{name}", by), f"{at}.{name}", weight, part[f"{name}.bias"])

    by = scales("qkv")
    shared = graph.scaled(x, f"{at}.qkv", by)
    qkv = part["qkv.weight"] if by is None else part["qkv.weight"] * by
    parts = [
        graph.linear(shared, f"{at}.{letter}", weight, bias)
        for letter, weight, bias in zip("qkv", np.split(qkv, 3), np.split(part["qkv.bias"], 3), strict=True)
    ]
    mixed = graph.add("MultiHeadAttention", parts, f"{at}.mixed", domain="com.microsoft", num_heads=HEADS)
    x = graph.residual_norm(linear(mixed, "out"), x, f"{at}.norm1", part["norm1.weight"], part["norm1.bias"])
    inner = graph.add("Gelu", [linear(x, "up")], f"{at}.inner", domain="com.microsoft")
    return graph.residual_norm(linear(inner, "down"), x, f"{at}.norm2", part["norm2.weight"], part["norm2.bias"])


def quantise(source: Path, target: Path, reduce_range: bool) -> None:
    """8-bit weights, per output channel; what is LEFT_IN_FLOAT loses most by it."""
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=LEFT_IN_FLOAT,
        # Shape inference does not see through the fused operators.
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )


def link_tables(network: Network) -> dict[str, list[list[float]]]:
    """The learned tables of the three scorers."""
    return {
        name: [[round(float(value), 5) for value in table] for table in getattr(network, name).tables]
        for name in ("content_to_cue", "cue_to_source", "antecedent")
    }


def load(checkpoint: Path) -> Network:
    """The averaged network of a checkpoint of either training program; heads that it lacks are new."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)["network"]
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    network = Network(layers=layers, inner=len(state["encoder.layers.0.up.bias"]))
    missing = network.load_state_dict(state, strict=False)
    # The attribution network has not all heads yet.
    late = ("names.", "mentions.", "antecedent.", "events.")
    if missing.unexpected_keys or not all(name.startswith(late) for name in missing.missing_keys):
        raise SystemExit(f"{checkpoint} is no network of this shape: {missing}")
    return network.eval()


def sample(data: Path, count: int = 96) -> list[Window]:
    """Windows of the training part, spread over it."""
    articles = read_folder(data / "train")
    chosen = articles[:: max(1, len(articles) // count)]
    return [next(iter(cut(next(examples(article)), 256, None))) for article in chosen]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/, to measure activations on")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--full-range", action="store_true", help="use all 8 bits of a weight: exact only where the CPU has VNNI"
    )
    parser.add_argument("--float", type=Path, help="keep the float graph here")
    arguments = parser.parse_args()
    network = load(arguments.checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.float or Path(folder) / "float.onnx"
        onnx.save(build(network, largest_inputs(network, sample(arguments.data))), path)
        quantise(path, arguments.out / "encoder.onnx", not arguments.full_range)
    (arguments.out / "links.json").write_text(json.dumps(link_tables(network)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
