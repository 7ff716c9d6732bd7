"""Larger networks for names alone, and what they agree on in texts where nobody marked names.

    python -m training.name_teachers --data DATA --start RUN/en-1.pt --out RUN/names

Each teacher begins at the six-layer attribution network and learns silver and gold names
from another seed, half of the silver articles and seven eighths of the gold documents, which differ
from teacher to teacher; its span F1 on the eighth is printed.  Then the mean of their probabilities for every
word of the training texts is written to ``OUT/soft.npz``, from which ``training.student`` learns besides
(distillation of an ensemble, Hinton et al. 2015).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from onrecord.extract.runs import likeliest
from training.coreference import gap_examples, gum_example
from training.corpus import Example, examples, read_folder, unmarked
from training.export import load
from training.losses import batch_tensors, name_loss
from training.names import Marked, gold_texts, marked_example, name_pool, place_examples, silver_names, with_silver
from training.network import Network
from training.train import MASK
from training.windows import Window, cut

WINDOW = 192
PARTS = 8  # one of them each teacher does not see
Floats = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """Examples of one kind, how much they weigh, and whether they are silver (which knows a fourth kind)."""

    examples: list[Example]
    weight: float
    silver: bool


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What the teachers learn from and, but for the gold texts, are then asked about."""

    articles: list[Example]
    gold: list[Marked]
    gum: list[Example]
    places: list[Example]
    others: list[Example]
    pool: list[list[str]]


def texts(data: Path, held_out: frozenset[str]) -> Texts:
    """Read everything but what is held out."""
    folder = read_folder(data / "polnear" / "train")
    silver = silver_names(data / "names" / "polnear_train_corenlp.jsonl")
    articles = []
    for article in folder:
        example = next(examples(article))
        with_silver(article, example, silver)
        articles.append(example)
    return Texts(
        articles=articles,
        gold=gold_texts(data / "names" / "en_ewt-ud-dev.iob2"),
        gum=[gum_example(p) for p in sorted((data / "speakers" / "gum").glob("*.conll")) if p.stem not in held_out],
        places=place_examples(data / "places" / "lgl.xml", held_out),
        others=gap_examples(data / "speakers" / "gap-development.tsv"),
        pool=name_pool(folder, silver),
    )


def read_soft(path: Path) -> dict[str, Floats]:
    """What the teachers said of each example's words, ``[words, 9]``, by its name."""
    with np.load(path) as stored:
        ends = np.cumsum(stored["words"])[:-1]
        parts = np.split(stored["shares"].astype(np.float32), ends)
        return dict(zip(stored["names"].tolist(), parts, strict=True))


def _lesson_batches(lesson: Lesson, size: int, rng: random.Random) -> list[tuple[list[Window], Lesson]]:
    windows = [window for example in lesson.examples for window in cut(example, WINDOW, rng)]
    windows = [window for window in windows if any(tag >= 0 for tag in window.names)]
    rng.shuffle(windows)
    batches = []
    for start in range(0, len(windows), 16 * size):
        near = sorted(windows[start : start + 16 * size], key=lambda window: len(window.pieces))
        batches += [(near[i : i + size], lesson) for i in range(0, len(near), size)]
    return batches


def learn(network: Network, known: Texts, gold: Sequence[Marked], passes: int, rate: float, seed: int) -> None:
    """One pass over the silver first, then ``passes`` over the gold, with some of its names replaced by others."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    sooner = [
        Lesson(examples=rng.sample(known.articles, len(known.articles) // 2), weight=0.5, silver=True),
        Lesson(examples=known.gum, weight=0.5, silver=False),
        Lesson(examples=known.places, weight=0.3, silver=False),
    ]
    batches: list[tuple[list[Window], Lesson]] = []
    for lesson in sooner:
        batches += _lesson_batches(lesson, 16, rng)
    rng.shuffle(batches)
    for number in range(passes):
        share = 0.6 if number % 3 else 0.0
        some = Lesson(
            examples=[marked_example(marked, known.pool, rng, share) for marked in gold], weight=1.0, silver=False
        )
        later = _lesson_batches(some, 16, rng)
        # A little of the rest throughout, so that nothing of it is forgotten.
        later += rng.sample(batches[: len(batches) // 2], min(len(later) // 3, len(batches) // 2))
        rng.shuffle(later)
        batches += later
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith(("encoder.", "names.")):
            groups.setdefault((name.startswith("names."), parameter.ndim > 1), []).append(parameter)
    optim = torch.optim.AdamW(
        [
            {"params": some, "peak": 1e-3 if head else rate, "weight_decay": 0.01 * matrix}
            for (head, matrix), some in groups.items()
        ],
        lr=0.0,
        fused=True,
    )
    network.train()
    for number, (windows, lesson) in enumerate(batches):
        done = number / len(batches)
        for group in optim.param_groups:
            group["lr"] = group["peak"] * min(1.0, done / 0.05) * (1 - done)
        pieces, features, mask, _ = batch_tensors(windows)
        hidden = (torch.rand(pieces.shape) < 0.1) & (pieces > 103)
        with torch.autocast("cpu", torch.bfloat16):
            seen = network(pieces.masked_fill(hidden, MASK), features, mask)
        loss = lesson.weight * name_loss(seen.names, windows, silver=lesson.silver)
        optim.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optim.step()
        if number % 100 == 0:
            print(f"batch {number}/{len(batches)} loss {float(loss.detach()):.3f}", flush=True)
    network.eval()


def probabilities(networks: Sequence[Network], example: Example) -> Floats:
    """The mean probability of each name tag for each word, ``[words, 9]``."""
    found = np.zeros((len(example.words), 9), dtype=np.float32)
    windows = list(cut(example, WINDOW, None))
    with torch.no_grad():
        for start in range(0, len(windows), 16):
            some = windows[start : start + 16]
            pieces, features, mask, _ = batch_tensors(some)
            for network in networks:
                with torch.autocast("cpu", torch.bfloat16):
                    scores = network(pieces, features, mask).names
                shares = scores.float().softmax(-1).numpy()
                for row, window in enumerate(some):
                    found[window.start : window.stop] += shares[row, window.first_piece]
    return found / np.float32(len(networks))


def span_f1(networks: Sequence[Network], gold: Sequence[Marked]) -> float:
    """Span F1 of the raw tags on marked texts, percent."""
    right = both = 0
    for marked in gold:
        example, words = unmarked(marked.name, marked.text)
        path = likeliest(np.log(probabilities(networks, example) + 1e-9), example.paragraphs)
        found: list[list[int]] = []
        for word, tag in enumerate(path.tolist()):
            if tag and tag % 2 == 0 and found and found[-1][1] == words[word - 1][1] and found[-1][2] == tag // 2 - 1:
                found[-1][1] = words[word][1]
            elif tag:
                found.append([*words[word], (tag - 1) // 2])
        told = {(s, e, kind) for s, e, kind in found if kind < 3}
        right += len(told & set(marked.names))
        both += len(told) + len(set(marked.names))
    return 200 * right / max(1, both)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of the six-layer attribution network")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--passes", type=int, default=12)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--gold", type=Path, default=Path("benchmarks/gold"), help="folder that says what is judged")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    judged = (arguments.gold / name for name in ("ontogum-judged.txt", "lgl-judged.txt"))
    known = texts(arguments.data, frozenset(n for path in judged for n in path.read_text(encoding="utf-8").split()))
    arguments.out.mkdir(parents=True, exist_ok=True)
    networks = []
    for number in range(arguments.count):
        path = arguments.out / f"teacher-{number}.pt"
        apart = [m for m in known.gold if hashlib.sha256(m.name.encode()).digest()[0] % PARTS == number]
        if not path.exists():
            network = load(arguments.start)
            learn(network, known, [m for m in known.gold if m not in apart], arguments.passes, arguments.rate, number)
            torch.save({"network": network.state_dict()}, path)
        networks.append(load(path))
        print(f"teacher {number + 1}: span F1 {span_f1(networks[-1:], apart):.1f} on what it did not see", flush=True)
    asked = [*known.articles, *known.gum, *known.places, *known.others]
    shares = [probabilities(networks, example).astype(np.float16) for example in asked]
    np.savez_compressed(
        arguments.out / "soft.npz",
        names=np.array([example.name for example in asked]),
        words=np.array([len(one) for one in shares]),
        shares=np.concatenate(shares),
    )


if __name__ == "__main__":
    main()
