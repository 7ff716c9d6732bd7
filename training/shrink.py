"""A smaller network from a trained one: fewer layers, and the inner units that matter most.

What is left is then trained with the larger one as its teacher (``training.student``).
"""

from __future__ import annotations

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.losses import batch_tensors
from training.network import Layer, Network
from training.windows import Window

# Of the four layers that may go (not the first, not the last), the one whose loss costs least before
# any further training: see ``least_missed``.
INNER = 1152


def inner_weights(network: Network, windows: list[Window]) -> list[torch.Tensor]:
    """For each layer how much every inner unit gives on: its mean size times its outgoing weights' norm."""
    sums: list[torch.Tensor | None] = [None] * len(network.encoder.layers)

    def watch(number: int) -> object:
        def hook(_module: nn.Module, _inputs: object, output: torch.Tensor) -> None:
            size = functional.gelu(output.detach()).abs().sum(dim=(0, 1))
            before = sums[number]
            sums[number] = size if before is None else before + size

        return hook

    handles = []
    for number, layer in enumerate(network.encoder.layers):
        assert isinstance(layer, Layer)
        handles.append(layer.up.register_forward_hook(watch(number)))
    with torch.no_grad():
        for window in windows:
            pieces, features, _, _ = batch_tensors([window])
            network(pieces, features)
    for handle in handles:
        handle.remove()
    weights = []
    for size, layer in zip(sums, network.encoder.layers, strict=True):
        assert size is not None and isinstance(layer, Layer)
        weights.append(size * layer.down.weight.detach().norm(dim=0))
    return weights


def tag_accuracy(network: Network, windows: list[Window]) -> float:
    """Share of words with the right tag."""
    network.eval()
    right = known = 0
    with torch.no_grad():
        for window in windows:
            pieces, features, _, tags = batch_tensors([window])
            chosen = network(pieces, features).tags.argmax(-1)
            mask = tags >= 0
            known += int(mask.sum())
            right += int((chosen == tags)[mask].sum())
    return right / max(1, known)


def without_layer(network: Network, number: int) -> Network:
    """A copy that skips one layer."""
    smaller = Network(layers=len(network.encoder.layers) - 1)
    state = {}
    for name, tensor in network.state_dict().items():
        parts = name.split(".")
        if parts[:2] == ["encoder", "layers"]:
            if int(parts[2]) == number:
                continue
            parts[2] = str(int(parts[2]) - (int(parts[2]) > number))
        state[".".join(parts)] = tensor.clone()
    smaller.load_state_dict(state)
    return smaller


def least_missed(network: Network, windows: list[Window]) -> int:
    """The inner layer without which the tags stay best."""
    return max(
        range(1, len(network.encoder.layers) - 1), key=lambda n: tag_accuracy(without_layer(network, n), windows)
    )


def shrunk(teacher: Network, windows: list[Window], inner: int = INNER) -> Network:
    """One layer less, and in each layer the ``inner`` units that give on most."""
    teacher.eval()
    shorter = without_layer(teacher, least_missed(teacher, windows))
    shorter.eval()
    weights = inner_weights(shorter, windows)
    student = Network(layers=len(shorter.encoder.layers), inner=inner)
    state = {name: tensor.clone() for name, tensor in shorter.state_dict().items()}
    for number, weight in enumerate(weights):
        kept = torch.from_numpy(np.sort(weight.argsort(descending=True)[:inner].cpu().numpy()))
        at = f"encoder.layers.{number}"
        state[f"{at}.up.weight"] = state[f"{at}.up.weight"][kept]
        state[f"{at}.up.bias"] = state[f"{at}.up.bias"][kept]
        state[f"{at}.down.weight"] = state[f"{at}.down.weight"][:, kept]
    student.load_state_dict(state)
    return student
