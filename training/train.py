"""Train the attribution network on PolNeAR.

    python -m training.train --data DATA/polnear --base MODEL.safetensors --out RUN

Runs on a GPU when there is one, else on the CPU's cores (five epochs in about 70
minutes on two AVX2 cores).  Ctrl-C or a kill loses at most ``--save-every`` steps: the same
command goes on where it stopped.  ``RUN/log.jsonl`` gets the figures of each
epoch; ``RUN/epoch-N.pt`` the averaged weights.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from training.base import checked
from training.corpus import Example, examples, read_folder
from training.losses import batch_tensors, link_losses
from training.network import Network
from training.windows import Window, cut

MASK = 103


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything that shapes the result besides data and base; stands in the checkpoint."""

    seed: int = 20170
    epochs: int = 5
    batch: int = 8
    window: int = 256
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    decay: float = 0.01
    smoothing: float = 0.05
    masked: float = 0.04
    link_weight: float = 0.3
    average: float = 0.998


def epoch_batches(articles: list[list[Example]], recipe: Recipe, epoch: int) -> list[list[Window]]:
    """The epoch's batches, the same for the same seed and epoch: windows of like length together."""
    rng = random.Random(recipe.seed * 1000 + epoch)
    windows = [
        window
        for annotated in articles
        # One annotator an epoch: several would weigh their article too much.
        for window in cut(rng.choice(annotated), recipe.window, rng)
    ]
    rng.shuffle(windows)
    chunk = recipe.batch * 16
    batches = []
    for start in range(0, len(windows), chunk):
        near = sorted(windows[start : start + chunk], key=lambda window: len(window.pieces))
        batches += [near[i : i + recipe.batch] for i in range(0, len(near), recipe.batch)]
    rng.shuffle(batches)
    return batches


FRESH = ("tags.", "links.", "content_to_cue.", "cue_to_source.", "encoder.case", "encoder.state", "encoder.opening")


def optimiser(network: Network, recipe: Recipe, fresh: tuple[str, ...] = FRESH) -> torch.optim.Optimizer:
    """AdamW; the new parts learn faster than the encoder, biases and norms do not decay."""
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        groups.setdefault((name.startswith(fresh), parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "peak": recipe.head_rate if new else recipe.rate,
                "weight_decay": recipe.decay * matrix,
            }
            for (new, matrix), parameters in groups.items()
        ],
        lr=0.0,
        fused=True,
    )


def set_rate(optim: torch.optim.Optimizer, recipe: Recipe, progress: float) -> None:
    """Linear warm-up, then linear decay to zero; progress is in 0..1."""
    factor = progress / recipe.warm_up if progress < recipe.warm_up else (1 - progress) / (1 - recipe.warm_up)
    for group in optim.param_groups:
        group["lr"] = group["peak"] * max(0.0, factor)


def word_level(network: Network, windows: list[Window], batch: int) -> dict[str, float]:
    """Share of words with the right tag, and of links chosen right among gold runs."""
    network.eval()
    device = next(network.parameters()).device
    counts = np.zeros(6)
    ordered = sorted(windows, key=lambda window: len(window.pieces))
    with torch.no_grad():
        for start in range(0, len(ordered), batch):
            some = ordered[start : start + batch]
            pieces, features, mask, tags = (tensor.to(device) for tensor in batch_tensors(some))
            seen = network(pieces, features, mask)
            known = tags >= 0
            counts[:2] += [int(known.sum()), int((seen.tags.argmax(-1) == tags)[known].sum())]
            counts[2:] += link_losses(network, seen.links.float(), some)[1]
    network.train()
    return {
        "tag": counts[1] / counts[0],
        "content_to_cue": counts[3] / counts[2],
        "cue_to_source": counts[5] / counts[4],
    }


def step_loss(network: Network, batch: list[Window], recipe: Recipe, device: torch.device) -> torch.Tensor:
    """Tag loss plus weighted link loss of one batch."""
    pieces, features, mask, tags = (tensor.to(device) for tensor in batch_tensors(batch))
    hidden = (torch.rand(pieces.shape, device=device) < recipe.masked) & (pieces > 103)
    pieces = pieces.masked_fill(hidden, MASK)
    with torch.autocast(device.type, torch.bfloat16):
        seen = network(pieces, features, mask)
    tag_loss = functional.cross_entropy(
        seen.tags.float().flatten(0, 1), tags.flatten(), ignore_index=-100, label_smoothing=recipe.smoothing
    )
    return tag_loss + recipe.link_weight * link_losses(network, seen.links.float(), batch)[0]


def average_into(mean: Network, network: Network, keep: float) -> None:
    """Exponential moving average of the weights."""
    with torch.no_grad():
        for held, current in zip(mean.parameters(), network.parameters(), strict=True):
            held.lerp_(current, 1 - keep)


def save(path: Path, state: dict[str, object]) -> None:
    """Write beside, then move: a kill never leaves half a checkpoint."""
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)


def train(data: Path, base: Path, out: Path, recipe: Recipe, save_every: int) -> None:
    """Train from the base weights, or go on from ``out/last.pt``."""
    checked("model.safetensors", base.read_bytes())
    out.mkdir(parents=True, exist_ok=True)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(recipe.seed)
    articles = [list(examples(article)) for article in read_folder(data / "train")]
    dev = [w for article in read_folder(data / "dev") for w in cut(next(examples(article)), recipe.window, None)]
    network = Network()
    network.encoder.load_base(base)
    network.to(device)
    mean = copy.deepcopy(network)
    optim = optimiser(network, recipe)
    first_epoch = first_batch = 0
    last = out / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        if state["recipe"] != asdict(recipe):
            raise SystemExit(f"{last} was made by another recipe; choose another --out")
        network.load_state_dict(state["network"])
        mean.load_state_dict(state["mean"])
        optim.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"].cpu())
        first_epoch, first_batch = state["epoch"], state["batch"]
    network.train()
    for epoch in range(first_epoch, recipe.epochs):
        batches = epoch_batches(articles, recipe, epoch)
        began, seen, loss_sum = time.monotonic(), 0, 0.0
        for number in range(first_batch, len(batches)):
            set_rate(optim, recipe, (epoch + number / len(batches)) / recipe.epochs)
            loss = step_loss(network, batches[number], recipe, device)
            optim.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optim.step()
            average_into(mean, network, recipe.average)
            loss_sum += float(loss.detach())
            seen += sum(len(window.pieces) for window in batches[number])
            if (number + 1) % 20 == 0:
                rate = seen / (time.monotonic() - began)
                print(
                    f"epoch {epoch + 1} batch {number + 1}/{len(batches)} "
                    f"loss {loss_sum / (number + 1 - first_batch):.3f} "
                    f"{rate:.0f} pieces/s",
                    flush=True,
                )
            if (number + 1) % save_every == 0 or number + 1 == len(batches):
                done = number + 1 == len(batches)
                save(
                    last,
                    {
                        "recipe": asdict(recipe),
                        "network": network.state_dict(),
                        "mean": mean.state_dict(),
                        "optimiser": optim.state_dict(),
                        "random": torch.get_rng_state(),
                        "epoch": epoch + done,
                        "batch": 0 if done else number + 1,
                    },
                )
        first_batch = 0
        save(out / f"epoch-{epoch + 1}.pt", {"recipe": asdict(recipe), "network": mean.state_dict()})
        figures = {
            "epoch": epoch + 1,
            "minutes": round((time.monotonic() - began) / 60, 1),
            **{k: round(v, 4) for k, v in word_level(mean, dev, recipe.batch).items()},
        }
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(figures) + "\n")
        print(figures, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and dev/")
    parser.add_argument("--base", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--save-every", type=int, default=100)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    recipe = Recipe(epochs=arguments.epochs, seed=arguments.seed)
    try:
        train(arguments.data, arguments.base, arguments.out, recipe, arguments.save_every)
    except KeyboardInterrupt:
        raise SystemExit("stopped; the same command goes on from the last checkpoint") from None


if __name__ == "__main__":
    main()
