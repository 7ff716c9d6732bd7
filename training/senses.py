"""Make the table of what word pieces mean by themselves (``onrecord/follow/claims/senses.py``).

    python -m training.senses --base runs/base --out onrecord/weights/words.npy

Each piece of the vocabulary goes alone through sentence-transformers/all-MiniLM-L6-v2 (``training.base``; Apache-2.0);
the vectors are centred, cut to their SIZE principal directions and brought to length one (Model2Vec's way, Tulkens
and van Dongen 2024).
"""

from __future__ import annotations

import argparse
import json
import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from onrecord.extract.words import END, START, vocabulary

Floats = NDArray[np.float32]

SIZE = 64
# Whole words, the commonest first, lie here in the vocabulary: the directions are theirs.
WORDS = slice(1996, 20_000)
_SCALE = 400.0  # of a unit vector's parts, so that nearly all fit into a signed byte


def read_safetensors(path: Path) -> dict[str, Floats]:
    """The float32 tensors of a file, by name."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    found = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, stop = (8 + length + at for at in about["data_offsets"])
            found[name] = np.frombuffer(data[start:stop], dtype=np.float32).reshape(about["shape"])
    return found


class Teacher:
    """The sentence encoder in numpy: BERT's six layers, the mean over the pieces, length one."""

    def __init__(self, path: Path) -> None:
        self.weights = {name.removeprefix("bert."): value for name, value in read_safetensors(path).items()}
        self.layers = 1 + max(int(name.split(".")[2]) for name in self.weights if name.startswith("encoder.layer."))

    def __call__(self, pieces: NDArray[np.int64]) -> Floats:
        """Vectors ``[n, 384]`` of passages of one length, ``[n, pieces]``."""
        count, length = pieces.shape
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][pieces] + w["embeddings.position_embeddings.weight"][:length]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for number in range(self.layers):
            at = f"encoder.layer.{number}"
            query, key, value = (
                self._linear(x, f"{at}.attention.self.{name}").reshape(count, length, 12, 32).transpose(0, 2, 1, 3)
                for name in ("query", "key", "value")
            )
            score = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(32))
            score = np.exp(score - score.max(axis=-1, keepdims=True))
            score /= score.sum(axis=-1, keepdims=True)
            mixed = (score @ value).transpose(0, 2, 1, 3).reshape(count, length, 384)
            x = self._norm(x + self._linear(mixed, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
            inner = self._linear(x, f"{at}.intermediate.dense")
            inner = inner * (0.5 * (1 + erf(inner / np.float32(np.sqrt(2))))).astype(np.float32)
            x = self._norm(x + self._linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        mean: Floats = x.mean(axis=1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _linear(self, x: Floats, name: str) -> Floats:
        result: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result

    def _norm(self, x: Floats, name: str) -> Floats:
        x = x - x.mean(axis=-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        result: Floats = x * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="the folder that training.base wrote")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    teacher = Teacher(arguments.base / "model.safetensors")
    pieces = np.arange(max(vocabulary().values()) + 1)
    vectors = np.concatenate(
        [
            teacher(np.stack([np.full(len(some), START), some, np.full(len(some), END)], axis=1))
            for some in np.array_split(pieces, 60)
        ]
    )
    vectors -= vectors[WORDS.start :].mean(axis=0)
    directions = np.linalg.svd(vectors[WORDS].T @ vectors[WORDS])[0][:, :SIZE]
    cut = vectors @ directions
    cut /= np.maximum(np.linalg.norm(cut, axis=1, keepdims=True), 1e-9)
    np.save(arguments.out, np.clip(np.rint(cut * _SCALE), -127, 127).astype(np.int8))
    print(f"{arguments.out}: {cut.shape}")


if __name__ == "__main__":
    main()
