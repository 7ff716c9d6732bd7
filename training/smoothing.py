"""Scales that make activations easier to quantise (SmoothQuant, Xiao et al., ICML 2023).

A few input channels of a linear layer are far larger than the rest; with one
8-bit range a tensor they leave few steps for the others.  Dividing each
channel by a scale and multiplying the weight's column by it changes nothing in
exact arithmetic and evens the ranges.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from training.losses import batch_tensors
from training.network import Network
from training.windows import Window

Floats = NDArray[np.float32]


def largest_inputs(network: Network, windows: Iterable[Window]) -> dict[str, Floats]:
    """For each linear layer of the encoder the largest size that each input channel takes over the windows."""
    largest: dict[str, torch.Tensor] = {}

    def watch(name: str) -> object:
        def hook(_module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            seen = inputs[0].detach().abs().amax(dim=(0, 1))
            largest[name] = torch.maximum(largest[name], seen) if name in largest else seen

        return hook

    handles = [
        module.register_forward_pre_hook(watch(name))
        for name, module in network.encoder.named_modules()
        if isinstance(module, nn.Linear)
    ]
    with torch.no_grad():
        for window in windows:
            pieces, features, _, _ = batch_tensors([window])
            network(pieces, features)
    for handle in handles:
        handle.remove()
    return {name: tensor.float().numpy() for name, tensor in largest.items()}


def scale(largest: Floats, weight: Floats, strength: float) -> Floats:
    """The scale of each input channel; ``weight`` is ``[out, in]``; strength 0 evens the weights, 1 the inputs."""
    columns = np.abs(weight).max(axis=0)
    raw = np.maximum(largest, 1e-5) ** strength / np.maximum(columns, 1e-5) ** (1 - strength)
    # A common factor changes nothing but keeps the numbers near one.
    scales: Floats = (raw / np.exp(np.log(raw).mean())).astype(np.float32)
    return scales
