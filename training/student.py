"""Train the network that is shipped: smaller, taught by the attribution network, with names and antecedents.

    python -m training.student --data DATA --teacher RUN/epoch-5.pt --soft RUN/names/soft.npz --out RUN2

DATA holds ``polnear``, ``names``, ``speakers``, ``events`` and ``places``.  Every epoch sees each
PolNeAR article once (attributions, silver names, and names made into pronouns), the gold
names and the events several times, and GUM (antecedents, and names by rule from its
entities), GAP and the places of local news once.  Resumes as ``training.train`` does.  With ``--start``
it goes on from a smaller network (``training.restore`` makes one of shipped weights), which
may be its own ``--teacher``, through the last ``--epochs`` of the recipe.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from training.coreference import gap_examples, gum_example, sexes, substituted
from training.corpus import Example, examples, read_folder
from training.events import EventExample, batches_of, cameo_examples, event_loss, plv_examples, trigger_loss
from training.export import load
from training.losses import antecedent_loss, batch_tensors, link_losses, name_loss, soft_name_loss
from training.name_teachers import Floats, read_soft
from training.names import Marked, gold_texts, marked_example, name_pool, place_examples, silver_names, with_silver
from training.network import Network
from training.shrink import INNER, shrunk
from training.train import MASK, Recipe, average_into, optimiser, save, set_rate, word_level
from training.windows import Window, cut

FRESH = ("names.", "mentions.", "antecedent.", "events.")
SIZES = (128, 160, 192, 256)


@dataclass(frozen=True, kw_only=True)
class StudentRecipe(Recipe):
    """The recipe of the smaller network; what stands in ``Recipe`` means the same here."""

    seed: int = 20171
    epochs: int = 3
    rate: float = 1.5e-4
    inner: int = INNER
    run: int = 4
    replaced: float = 0.9
    taught: float = 0.5
    # What the teachers of names say of the training texts; what CoreNLP says weighs the less for it.
    soft_weight: float = 0.5
    # By epoch: silver names teach the task, gold ones then what counts as a name.
    silver_weight: tuple[float, ...] = (0.1, 0.05, 0.05)
    gum_weight: tuple[float, ...] = (0.3, 0.3, 0.2)
    gold_weight: tuple[float, ...] = (0.5, 1.0, 1.0)
    gold_passes: tuple[int, ...] = (2, 4, 6)
    names_replaced: float = 0.6
    gold_masked: float = 0.1
    antecedent_weight: float = 0.3
    article_share: float = 1.0
    place_weight: float = 0.3
    event_weight: float = 0.5
    trigger_weight: float = 0.15
    event_passes: tuple[int, ...] = (4, 4, 10)

    def stage(self, epoch: int) -> int:
        """Which of the numbers by epoch hold: a run of fewer epochs is the recipe's end."""
        return len(self.gold_passes) - self.epochs + epoch


@dataclass(frozen=True, kw_only=True)
class Material:
    """All examples, with which a batch is made."""

    articles: list[list[Example]]
    sex: dict[str, dict[str, int]]
    gold: list[Marked]
    pool: list[list[str]]
    gum: list[Example]
    gap: list[Example]
    places: list[Example]
    events: list[EventExample]
    soft: dict[str, Floats]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Windows of one kind: "article", "gold" (names), "meant" (antecedents), "places" or "events"."""

    kind: str
    windows: list[Window]
    events: tuple[EventExample, ...] = ()


def material(data: Path, held_out: frozenset[str], soft: Path) -> Material:
    """Read everything; GUM documents and articles of local news named in ``held_out`` are left out.

    soft: what ``training.name_teachers`` wrote.
    """
    folder = read_folder(data / "polnear" / "train")
    silver_path = data / "names" / "polnear_train_corenlp.jsonl"
    silver = silver_names(silver_path)
    articles = []
    for article in folder:
        annotated = list(examples(article))
        for example in annotated:
            with_silver(article, example, silver)
        articles.append(annotated)
    gum = [gum_example(p) for p in sorted((data / "speakers" / "gum").glob("*.conll")) if p.stem not in held_out]
    return Material(
        articles=articles,
        sex=sexes(silver_path, folder),
        gold=gold_texts(data / "names" / "en_ewt-ud-dev.iob2"),
        pool=name_pool(folder, silver),
        gum=gum,
        gap=gap_examples(data / "speakers" / "gap-development.tsv"),
        places=place_examples(data / "places" / "lgl.xml", held_out),
        events=[
            *plv_examples(data / "events" / "plv_train.tsv"),
            *cameo_examples(data / "events" / "cameo_ner_train.txt", data / "events" / "cameo_class_train.tsv"),
        ],
        soft=read_soft(soft),
    )


def _runs(all_examples: Sequence[Example], length: int, rng: random.Random) -> list[list[Window]]:
    """Runs of consecutive windows, each of one example."""
    runs = []
    for example in all_examples:
        windows = list(cut(example, rng.choice(SIZES), rng))
        runs += [windows[i : i + length] for i in range(0, len(windows), length)]
    return runs


def _batches(kind: str, runs: list[list[Window]], size: int, rng: random.Random) -> list[Batch]:
    """Runs of like length together, up to ``size`` windows a batch."""
    rng.shuffle(runs)
    batches = []
    for start in range(0, len(runs), 64):
        near = sorted(runs[start : start + 64], key=lambda run: max(len(window.pieces) for window in run))
        held: list[Window] = []
        for run in near:
            if held and len(held) + len(run) > size:
                batches.append(Batch(kind=kind, windows=held))
                held = []
            held = held + run
        if held:
            batches.append(Batch(kind=kind, windows=held))
    return batches


def epoch_batches(source: Material, recipe: StudentRecipe, epoch: int) -> list[Batch]:
    """The epoch's batches, the same for the same seed and epoch."""
    stage = recipe.stage(epoch)
    rng = random.Random(recipe.seed * 1000 + stage)
    chosen = [
        substituted(one, source.sex.get(one.name, {}), rng, recipe.replaced * rng.random())
        for one in (rng.choice(annotated) for annotated in source.articles)
        if recipe.article_share >= 1 or rng.random() < recipe.article_share
    ]
    batches = _batches("article", _runs(chosen, recipe.run, rng), recipe.batch, rng)
    gold = [
        marked_example(marked, source.pool, rng, recipe.names_replaced * (number > 0))
        for number in range(recipe.gold_passes[stage])
        for marked in source.gold
    ]
    batches += _batches("gold", _runs(gold, 1, rng), recipe.batch, rng)
    batches += _batches("meant", _runs([*source.gum, *source.gap], recipe.batch, rng), 2 * recipe.batch, rng)
    batches += _batches("places", _runs(source.places, 1, rng), recipe.batch, rng)
    for _ in range(recipe.event_passes[stage]):
        for some in batches_of(source.events, 2 * recipe.batch, rng):
            batches.append(Batch(kind="events", windows=[one.window for one in some], events=tuple(some)))
    rng.shuffle(batches)
    return batches


def step_loss(
    network: Network, teacher: Network, batch: Batch, recipe: StudentRecipe, epoch: int, soft: dict[str, Floats]
) -> torch.Tensor:
    """The weighted sum of what a batch teaches."""
    device = next(network.parameters()).device
    pieces, features, mask, tags = (tensor.to(device) for tensor in batch_tensors(batch.windows))
    stage = recipe.stage(epoch)
    masked = recipe.gold_masked if batch.kind == "gold" else recipe.masked
    hidden = (torch.rand(pieces.shape, device=device) < masked) & (pieces > 103)
    with torch.autocast(device.type, torch.bfloat16):
        seen = network(pieces.masked_fill(hidden, MASK), features, mask)
    loss = seen.tags.sum() * 0.0
    if batch.kind == "article":
        with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
            told = teacher(pieces, features, mask).tags.float()
        known = tags >= 0
        scores = seen.tags.float()[known]
        hard = functional.cross_entropy(scores, tags[known], label_smoothing=recipe.smoothing)
        taught = functional.cross_entropy(scores, told[known].softmax(-1))
        loss = loss + (1 - recipe.taught) * hard + recipe.taught * taught
        loss = loss + recipe.link_weight * link_losses(network, seen.links.float(), batch.windows)[0]
        loss = loss + recipe.silver_weight[stage] * name_loss(seen.names, batch.windows, silver=True)
    if batch.kind == "gold":
        loss = loss + recipe.gold_weight[stage] * name_loss(seen.names, batch.windows, silver=False)
    if batch.kind == "meant":
        loss = loss + recipe.gum_weight[stage] * name_loss(seen.names, batch.windows, silver=False)
    if batch.kind == "places":
        loss = loss + recipe.place_weight * name_loss(seen.names, batch.windows, silver=False)
    if batch.kind in ("article", "meant", "places"):
        loss = loss + recipe.soft_weight * soft_name_loss(seen.names, batch.windows, soft)
    if batch.kind == "events":
        loss = loss + recipe.event_weight * event_loss(seen.events, batch.events, recipe.smoothing)
    if batch.kind in ("article", "events"):
        loss = loss + recipe.trigger_weight * trigger_loss(seen.events, batch.windows)
    if batch.kind in ("article", "meant"):
        total, asked, _ = antecedent_loss(network, seen.mentions.float(), batch.windows)
        loss = loss + recipe.antecedent_weight * total / max(4, asked)
    return loss


def antecedents_right(network: Network, some: list[Example]) -> float:
    """Share of the anaphors asked for that chose a right antecedent, or rightly none."""
    network.eval()
    asked = right = 0
    with torch.no_grad():
        for example in some:
            windows = list(cut(example, 160, None))[:12]
            pieces, features, mask, _ = batch_tensors(windows)
            _, count, good = antecedent_loss(network, network(pieces, features, mask).mentions, windows)
            asked, right = asked + count, right + good
    network.train()
    return right / max(1, asked)


def start(teacher_path: Path, begun: Path | None, source: Material, recipe: StudentRecipe) -> tuple[Network, Network]:
    """The student as it begins (the smaller network ``begun``, else one cut from the teacher), and its teacher."""
    teacher = load(teacher_path)
    if begun:
        return load(begun), teacher
    sample = [next(iter(cut(annotated[0], 192, None))) for annotated in source.articles[::8]]
    return shrunk(teacher, sample, recipe.inner), teacher


def train(
    data: Path,
    teacher_path: Path,
    out: Path,
    recipe: StudentRecipe,
    held_out: frozenset[str],
    soft: Path,
    begun: Path | None = None,
) -> None:
    """Train from the teacher or ``begun``, or go on from ``out/last.pt``."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    source = material(data, held_out, soft)
    dev = [w for article in read_folder(data / "polnear" / "dev") for w in cut(next(examples(article)), 160, None)]
    gap = gap_examples(data / "speakers" / "gap-validation.tsv")
    network, teacher = start(teacher_path, begun, source, recipe)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    teacher.to(device)
    mean = copy.deepcopy(network)
    optim = optimiser(network, recipe, ("events.",) if begun else FRESH)
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
        batches = epoch_batches(source, recipe, epoch)
        began, seen, losses = time.monotonic(), 0, 0.0
        for number in range(first_batch, len(batches)):
            set_rate(optim, recipe, (epoch + number / len(batches)) / recipe.epochs)
            loss = step_loss(network, teacher, batches[number], recipe, epoch, source.soft)
            optim.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optim.step()
            average_into(mean, network, recipe.average)
            losses += float(loss.detach())
            seen += sum(len(window.pieces) for window in batches[number].windows)
            if (number + 1) % 20 == 0:
                speed = seen / (time.monotonic() - began)
                mean_loss = losses / (number + 1 - first_batch)
                print(
                    f"epoch {epoch + 1} batch {number + 1}/{len(batches)} loss {mean_loss:.3f} {speed:.0f}/s",
                    flush=True,
                )
            if (number + 1) % 100 == 0 or number + 1 == len(batches):
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
            "antecedents": round(antecedents_right(mean, gap), 4),
        }
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(figures) + "\n")
        print(figures, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear/, names/ and speakers/")
    parser.add_argument("--teacher", type=Path, required=True, help="checkpoint of training.train")
    parser.add_argument("--soft", type=Path, required=True, help="soft.npz of training.name_teachers")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from this smaller network, not one cut from the teacher")
    parser.add_argument("--epochs", type=int, default=StudentRecipe.epochs)
    parser.add_argument("--rate", type=float, default=StudentRecipe.rate)
    parser.add_argument("--article-share", type=float, default=StudentRecipe.article_share)
    parser.add_argument("--gold", type=Path, default=Path("benchmarks/gold"), help="folder that says what is judged")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    held_out = frozenset(
        name
        for judged in ("ontogum-judged.txt", "lgl-judged.txt")
        for name in (arguments.gold / judged).read_text(encoding="utf-8").split()
    )
    recipe = StudentRecipe(epochs=arguments.epochs, rate=arguments.rate, article_share=arguments.article_share)
    try:
        train(arguments.data, arguments.teacher, arguments.out, recipe, held_out, arguments.soft, arguments.start)
    except KeyboardInterrupt:
        raise SystemExit("stopped; the same command goes on from the last checkpoint") from None


if __name__ == "__main__":
    main()
