"""The network of a shipped file, as nearly as its 8 bits tell, so that training can go on from it.

    python -m training.restore --weights onrecord/weights --out RUN/restored.pt

Rounding moves a weight by at most half a step of its output channel, a 127th of
the largest; a few hundred training steps make up for it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from onrecord.extract.quotes import STATES
from onrecord.extract.words import CASES
from training.network import Network

Floats = NDArray[np.float32]


class Stored:
    """The weights of a graph by the names that ``training.export`` gave them, in float."""

    def __init__(self, path: Path) -> None:
        self._all = {one.name: numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}

    def __contains__(self, name: str) -> bool:
        return name in self._all or f"{name}_quantized" in self._all

    def __getitem__(self, name: str) -> Floats:
        if name in self._all:
            plain: Floats = self._all[name].astype(np.float32)
            return plain
        whole = self._all[f"{name}_quantized"].astype(np.float32)
        scale, zero = self._all[f"{name}_scale"], self._all[f"{name}_zero_point"].astype(np.float32)
        result: Floats = (whole - zero) * scale
        return result

    def linear(self, name: str, scaled_by: str | None = None) -> tuple[Floats, Floats]:
        """Weight ``[out, in]`` and bias of a linear layer, its smoothing undone."""
        weight = self[f"{name}.weight"].T
        scale = f"{scaled_by or name}.scale"
        if scale in self:
            weight = weight * self[scale]  # stored as one over the scale
        return weight, self[f"{name}.bias"]


def restored(weights: Path, tables: Path) -> Network:
    """The network; heads that the file has not are new."""
    stored = Stored(weights)
    layers = next(n for n in range(100) if f"layer{n}.up.weight" not in stored)
    inner = len(stored["layer0.up.bias"])
    network = Network(layers=layers, inner=inner)
    state: dict[str, Floats] = {}
    for part, name in (("word", "word"), ("position", "position")):
        state[f"encoder.{part}.weight"] = stored[name]
    combined = stored["feature"].reshape(CASES, STATES, 2, -1)
    state["encoder.case.weight"] = combined[:, 0, 0]
    state["encoder.state.weight"] = combined[0, :, 0] - combined[0, 0, 0]
    state["encoder.opening.weight"] = combined[0, 0] - combined[0, 0, 0]
    state["encoder.norm.weight"], state["encoder.norm.bias"] = stored["norm.scale"], stored["norm.shift"]
    for number in range(layers):
        at, to = f"layer{number}", f"encoder.layers.{number}"
        parts = [stored.linear(f"{at}.{letter}", f"{at}.qkv") for letter in "qkv"]
        state[f"{to}.qkv.weight"], state[f"{to}.qkv.bias"] = (np.concatenate([p[i] for p in parts]) for i in (0, 1))
        for name in ("out", "up", "down"):
            state[f"{to}.{name}.weight"], state[f"{to}.{name}.bias"] = stored.linear(f"{at}.{name}")
        for name in ("norm1", "norm2"):
            state[f"{to}.{name}.weight"] = stored[f"{at}.{name}.scale"]
            state[f"{to}.{name}.bias"] = stored[f"{at}.{name}.shift"]
    if "labels.weight" in stored:
        for both, heads in (("labels", ("tags", "names")), ("vectors", ("links", "mentions", "events"))):
            weight, bias = stored.linear(both)
            done = 0
            for head in heads:
                rows = len(network.state_dict()[f"{head}.bias"])
                if done < len(bias):
                    state[f"{head}.weight"], state[f"{head}.bias"] = (
                        weight[done : done + rows],
                        bias[done : done + rows],
                    )
                done += rows
    else:
        for name in ("tags", "links"):
            state[f"{name}.weight"], state[f"{name}.bias"] = stored.linear(name)
    for name, rows in json.loads(tables.read_text(encoding="utf-8")).items():
        for column, row in enumerate(rows):
            state[f"{name}.tables.{column}"] = np.array(row, dtype=np.float32)
    own = network.state_dict()
    for name, value in state.items():
        assert own[name].shape == value.shape, name
        own[name] = torch.from_numpy(np.ascontiguousarray(value))
    network.load_state_dict(own)
    return network.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder with encoder.onnx and links.json")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    network = restored(arguments.weights / "encoder.onnx", arguments.weights / "links.json")
    torch.save({"network": network.state_dict()}, arguments.out)


if __name__ == "__main__":
    main()
