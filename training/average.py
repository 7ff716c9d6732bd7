"""The mean of several checkpoints of one run, which often generalises better than the last (Wortsman et al. 2022).

python -m training.average --out RUN/mean.pt RUN/epoch-1.pt=2 RUN/epoch-2.pt=2 RUN/start.pt=1
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def averaged(parts: list[tuple[Path, float]]) -> dict[str, torch.Tensor]:
    """The weighted mean of the networks of checkpoints, which must have the same shape."""
    whole = sum(weight for _, weight in parts)
    mean: dict[str, torch.Tensor] = {}
    for path, weight in parts:
        for name, value in torch.load(path, map_location="cpu", weights_only=True)["network"].items():
            share = value.float() * (weight / whole)
            mean[name] = mean[name] + share if name in mean else share
    return mean


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="+", metavar="CHECKPOINT=WEIGHT")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    split = [part.rpartition("=") for part in arguments.parts]
    torch.save({"network": averaged([(Path(path), float(weight)) for path, _, weight in split])}, arguments.out)


if __name__ == "__main__":
    main()
