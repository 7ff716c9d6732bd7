"""Events as training examples: who does what to whom, from two sets of political news sentences.

* PLV (Hu et al., zero-shot PLOVER): a source and a target marked, and the root type of the event between them.
* The CAMEO set of ConfliBERT: who acts (S), who is acted upon (T) and who does both (R) marked, and of the same
  sentences one of five classes (none, verbal and material cooperation, verbal and material conflict), which leaves
  several root types open.

    python -m training.events --data DATA/events --start RUN/restored.pt

prints five-fold cross-validated figures: for each fold a network that begins at ``--start``
learns the four fifths alone.  The folds are drawn by ``--seed``.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import os
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.extract.events.head import KEY, PENTA, ROOTS, part_slice, root_of
from onrecord.extract.events.triggers import find_triggers
from training.corpus import Example, Span, unmarked
from training.event_files import marked_pair, plv_rows, token_sentences
from training.losses import batch_tensors
from training.windows import Window, cut

FOLDS = 5
_PARTY_TAGS = {"O": 0, "B-S": 1, "I-S": 2, "B-T": 3, "I-T": 4, "B-R": 5, "I-R": 6}
_LONGEST = 256
TRIGGER_WEIGHT = 0.3
UNLISTED = 0.05  # what a word outside the list of trigger words weighs


@dataclass(frozen=True, kw_only=True)
class EventExample:
    """One sentence: its window, two parties in words, which of ROOTS the event may be, and party tags.

    ``possible`` is empty where the type is not told; ``parties`` has -100 for words of which
    nothing is told.  ``row`` numbers the sentence in its file; ``tokens``: of a token file, each
    token's label and its words.
    """

    row: int
    window: Window
    source: Span | None
    target: Span | None
    possible: tuple[int, ...]
    parties: list[int]
    tokens: tuple[tuple[str, tuple[int, ...]], ...] = ()


def _window(name: str, text: str) -> tuple[Window, Example, list[Span]]:
    example, words = unmarked(name, text)
    return next(iter(cut(example, _LONGEST, None))), example, words


def plv_examples(path: Path) -> list[EventExample]:
    """The pairs of a PLV file."""
    examples = []
    for row, fields in enumerate(plv_rows(path)):
        text, marks = marked_pair(fields["marked_sentence"])
        window, _, words = _window(fields["sentence_id"], text)
        parties = [-100] * len(window.first_piece)
        spans: dict[str, Span] = {}
        for letter, tag in (("s", 1), ("t", 3)):
            start, end = marks.get(letter, (0, 0))
            inside = [i for i, (s, e) in enumerate(words[: len(parties)]) if s < end and e > start]
            if inside:
                spans[letter] = (inside[0], inside[-1] + 1)
                for place in inside:
                    parties[place] = tag + (place > inside[0])
        examples.append(
            EventExample(
                row=row,
                window=window,
                source=spans.get("s"),
                target=spans.get("t"),
                possible=(ROOTS.index(fields["gold_root"]),),
                parties=parties,
            )
        )
    return examples


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def cameo_examples(tokens_path: Path, classes_path: Path) -> list[EventExample]:
    """The sentences of the token file, with the class where the other file has the same sentence."""
    penta = {}
    for line in classes_path.read_text(encoding="utf-8").split("\n"):
        text, _, label = line.rpartition("\t")
        if text:
            penta[_letters(text)] = int(label)
    examples = []
    for row, sentence in enumerate(token_sentences(tokens_path)):
        text = " ".join(token for token, _ in sentence)
        window, _, words = _window(f"cameo {row}", text)
        parties = [0] * len(window.first_piece)
        tokens, offset, place = [], 0, 0
        for token, label in sentence:
            end = offset + len(token)
            inside: list[int] = []
            while place < len(parties) and words[place][0] < end:
                tag = _PARTY_TAGS[label]
                parties[place] = tag + 1 if inside and tag % 2 else tag
                inside.append(place)
                place += 1
            tokens.append((label, tuple(inside)))
            offset = end + 1
        told = penta.get(_letters(text))
        examples.append(
            EventExample(
                row=row,
                window=window,
                source=_first_run(parties, (1, 2)) or _first_run(parties, (5, 6)),
                target=_first_run(parties, (3, 4)),
                possible=() if told is None else tuple(i for i, each in enumerate(PENTA) if each == told),
                parties=parties,
                tokens=tuple(tokens),
            )
        )
    return examples


def _first_run(parties: Sequence[int], tags: tuple[int, int]) -> Span | None:
    for first, tag in enumerate(parties):
        if tag in tags:
            last = first + 1
            while last < len(parties) and parties[last] == tags[1]:
                last += 1
            return first, last
    return None


def pair_logits(numbers: Tensor, one: EventExample) -> Tensor:
    """``onrecord.extract.events.head.pair_scores``, differentiable, on a window's pieces."""
    words = numbers[torch.tensor(one.window.first_piece)]
    query: Tensor = words.new_zeros(KEY)
    scores: Tensor = words.new_zeros(len(ROOTS))
    for span, side in ((one.source, "source"), (one.target, "target")):
        if span:
            mean = words[span[0] : span[1]].mean(0)
            query = query + mean[part_slice(f"{side}_query")]
            scores = scores + mean[part_slice(f"{side}_value")]
    attention = words[:, part_slice("key")] @ query / math.sqrt(KEY) + words[:, part_slice("bias")][:, 0]
    return scores + attention.softmax(0) @ words[:, part_slice("value")]


def event_loss(numbers: Tensor, batch: Sequence[EventExample], smoothing: float = 0.05) -> Tensor:
    """Mean loss of types and party tags over a batch; numbers ``[batch, length, NUMBERS]``."""
    numbers = numbers.float()
    total = numbers.sum() * 0.0
    told = [(row, one) for row, one in enumerate(batch) if one.possible]
    for row, one in told:
        logs = pair_logits(numbers[row], one).log_softmax(-1)
        right = logs[list(one.possible)].logsumexp(0)
        spread = logs[:-1].mean() if len(one.possible) == 1 else right
        total = total - ((1 - smoothing) * right + smoothing * spread) / len(batch)
    scores = torch.cat([numbers[row, one.window.first_piece, part_slice("party")] for row, one in enumerate(batch)])
    tags = torch.cat([torch.tensor(one.parties) for one in batch])
    if (tags >= 0).any():
        total = total + functional.cross_entropy(scores, tags, ignore_index=-100)
    return total


def trigger_loss(numbers: Tensor, windows: Sequence[Window]) -> Tensor:
    """What each word tells by itself, after the list of trigger words: a mean over a batch's words.

    The list is silver: of a word that it names the head must choose among the types that its
    longest phrase there has; any other word tells of no event, which weighs less, as no list is whole.
    """
    scores, listed, weights = [], [], []
    for row, window in enumerate(windows):
        lower = [word.lower() or "-" for word in window.example.words[window.start : window.stop]]
        ends = (place + 1 for place, word in enumerate(lower[:-1]) if word in (".", "!", "?"))
        possible = torch.zeros(len(lower), len(ROOTS), dtype=torch.bool)
        possible[:, -1] = True
        weight = torch.full((len(lower),), UNLISTED)
        for trigger in find_triggers(lower, [0, *ends]):
            longest = trigger.senses[0][1]
            possible[trigger.first] = False
            possible[trigger.first, [root_of(sense.type) for sense, size in trigger.senses if size == longest]] = True
            weight[trigger.first] = 1.0
        scores.append(numbers[row, window.first_piece, part_slice("value")])
        listed.append(possible)
        weights.append(weight)
    logs = torch.cat(scores).float().log_softmax(-1)
    right = logs.masked_fill(~torch.cat(listed), -math.inf).logsumexp(-1)
    weight = torch.cat(weights)
    return -(weight * right).sum() / weight.sum()


def batches_of(examples: Sequence[EventExample], size: int, rng: random.Random) -> list[list[EventExample]]:
    """Examples of like length together, in random order."""
    mixed = list(examples)
    rng.shuffle(mixed)
    batches = []
    for start in range(0, len(mixed), 8 * size):
        near = sorted(mixed[start : start + 8 * size], key=lambda one: len(one.window.pieces))
        batches += [near[i : i + size] for i in range(0, len(near), size)]
    rng.shuffle(batches)
    return batches


def macro_f1(pairs: Sequence[tuple[int, int]]) -> float:
    """Mean F1 over the classes that gold has, percent, of (gold, found)."""
    figures = []
    for kind in {gold for gold, _ in pairs}:
        both = sum(gold == kind == found for gold, found in pairs)
        either = sum(gold == kind for gold, _ in pairs) + sum(found == kind for _, found in pairs)
        figures.append(200 * both / either)
    return sum(figures) / len(figures)


def token_f1(found: Sequence[tuple[EventExample, list[int]]]) -> dict[str, float]:
    """F1 of each role's tokens and of all, percent; found: a party tag a word."""
    counts = {role: [0, 0] for role in "STR"}
    for one, tags in found:
        for label, words in one.tokens:
            told = "OSSTTRR"[tags[words[0]]] if words else "O"
            gold = label[-1]
            for role, (_, _) in counts.items():
                counts[role][0] += role == gold == told
                counts[role][1] += (role == gold) + (role == told)
    figures = {role: 200 * right / max(1, both) for role, (right, both) in counts.items()}
    figures["all"] = 200 * sum(c[0] for c in counts.values()) / max(1, sum(c[1] for c in counts.values()))
    return figures


def cross_validated(data: Path, start: Path, epochs: int, seed: int, folds: int) -> dict[str, float]:
    """Train ``folds`` of the FOLDS networks and judge each on its fifth."""
    from training.export import load

    plv = plv_examples(data / "plv_train.tsv")
    cameo = cameo_examples(data / "cameo_ner_train.txt", data / "cameo_class_train.tsv")
    rng = random.Random(seed)
    rng.shuffle(plv)
    rng.shuffle(cameo)
    begun = load(start)
    penta = {row: int(fields["gold_penta"]) for row, fields in enumerate(plv_rows(data / "plv_train.tsv"))}
    types: list[tuple[int, int]] = []
    quads: list[tuple[int, int]] = []
    tagged: list[tuple[EventExample, list[int]]] = []
    for fold in range(folds):
        network = copy.deepcopy(begun)
        taught = [one for some in (plv, cameo) for place, one in enumerate(some) if place % FOLDS != fold]
        _learn(network, taught, epochs, seed + fold)
        for one in plv[fold::FOLDS]:
            logits = pair_logits(_numbers(network, one), one)[:-1]
            types.append((one.possible[0], int(logits.argmax())))
            shares = logits.softmax(0)
            sums = [sum(float(shares[i]) for i, each in enumerate(PENTA[:-1]) if each == quad) for quad in range(1, 5)]
            quads.append((penta[one.row], 1 + sums.index(max(sums))))
        for one in cameo[fold::FOLDS]:
            scores = _numbers(network, one)[one.window.first_piece][:, part_slice("party")]
            tagged.append((one, scores.argmax(-1).tolist()))
        figures = {
            "root_macro_f1": macro_f1(types),
            "quad_macro_f1": macro_f1(quads),
            "quad_accuracy": 100 * sum(gold == found for gold, found in quads) / len(quads),
            **{f"token_f1_{role}": value for role, value in token_f1(tagged).items()},
        }
        print(json.dumps({"folds": fold + 1, **{k: round(v, 1) for k, v in figures.items()}}), flush=True)
    return figures


def _numbers(network: nn.Module, one: EventExample) -> Tensor:
    with torch.no_grad():
        pieces, features, mask, _ = batch_tensors([one.window])
        numbers: Tensor = network(pieces, features, mask).events[0]
    return numbers


def _learn(network: nn.Module, taught: Sequence[EventExample], epochs: int, seed: int) -> None:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head = [p for name, p in network.named_parameters() if name.startswith("events.")]
    rest = [p for name, p in network.named_parameters() if name.startswith("encoder.")]
    rates = (1e-3, 1e-4)
    optim = torch.optim.AdamW(
        [{"params": some, "lr": rate} for some, rate in zip((head, rest), rates, strict=True)], weight_decay=0.01
    )
    network.train()
    batches = [batch for _ in range(epochs) for batch in batches_of(taught, 16, rng)]
    for number, batch in enumerate(batches):
        done = number / len(batches)
        for group, rate in zip(optim.param_groups, rates, strict=True):
            group["lr"] = rate * min(1.0, done / 0.06) * (1 - done) + 1e-7
        windows = [one.window for one in batch]
        pieces, features, mask, _ = batch_tensors(windows)
        with torch.autocast("cpu", torch.bfloat16):
            numbers = network(pieces, features, mask).events.float()
        loss = event_loss(numbers, batch) + TRIGGER_WEIGHT * trigger_loss(numbers, windows)
        optim.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([*head, *rest], 1.0)
        optim.step()
    network.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the three files")
    parser.add_argument("--start", type=Path, required=True, help="checkpoint to begin at")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many of the five to run")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    cross_validated(arguments.data, arguments.start, arguments.epochs, arguments.seed, arguments.folds)


if __name__ == "__main__":
    main()
