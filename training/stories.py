"""Fit the weights of ``onrecord.follow.events``: do two places in reports of one story tell of one event.

    python -m training.stories --data DATA/data/stories --out onrecord/follow/events/weights.json

Logistic regression on pairs of places in the documents of one event of ECB+ train.  The likelihood from which places
are joined is the one with the best CoNLL F1 on topics that were not learnt from (four folds of the topics of train),
with the stories as they are found.  Prints that; ``python -m benchmarks.stories`` scores dev.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.coreference import chains_of, scores
from benchmarks.story_files import read_corpus
from onrecord.follow.early import Early
from onrecord.follow.events.chains import Weights, event_chains
from onrecord.follow.events.pairs import FEATURES, pair_features
from onrecord.follow.linkage import Doubles
from onrecord.follow.stories.group import Stories

FOLDS = 4
# Of 0.3 to 30.
PENALTY = 3.0
STEPS = np.arange(0.2, 0.65, 0.025)


def fit(pairs: Doubles, same: Doubles) -> tuple[Doubles, float]:
    """Weights and bias for the features as they are."""
    mean, spread = pairs.mean(axis=0), pairs.std(axis=0) + 1e-6
    scaled, signs = (pairs - mean) / spread, 2 * same - 1

    def loss(values: Doubles) -> tuple[float, Doubles]:
        margin = signs * (scaled @ values[:-1] + values[-1])
        slope = -signs / (1 + np.exp(margin))
        total = np.logaddexp(0, -margin).sum() + PENALTY * (values[:-1] ** 2).sum() / 2
        return float(total), np.append(scaled.T @ slope + PENALTY * values[:-1], slope.sum())

    start = np.zeros(pairs.shape[1] + 1)
    values = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return values[:-1] / spread, float(values[-1] - (values[:-1] * mean / spread).sum())


def learnt(groups: Sequence[tuple[Doubles, Doubles]]) -> Weights:
    """The weights that the pairs of these groups give."""
    upper = [np.triu_indices(len(same), 1) for _, same in groups]
    pairs = np.concatenate([features[at] for (features, _), at in zip(groups, upper, strict=True)])
    labels = np.concatenate([same[at] for (_, same), at in zip(groups, upper, strict=True)])
    values, bias = fit(pairs, labels)
    return Weights(values=values, bias=bias, least=0.4)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    corpus = read_corpus(arguments.data / "Train_corpus.txt", arguments.data / "Train_ev.json")
    told, stories = corpus.told(Early()), corpus.stories()
    wanted = [row["coref_chain"] for row in corpus.mentions]
    subtopics = corpus.subtopics()
    fold = {topic: at % FOLDS for at, topic in enumerate(sorted({name.split()[0] for name in subtopics}))}
    folds = [fold[subtopics[one.place.document].split()[0]] for one in told]
    groups: dict[str, list[int]] = {}
    for at, one in enumerate(told):
        groups.setdefault(subtopics[one.place.document], []).append(at)
    prepared: list[tuple[int, tuple[Doubles, Doubles]]] = []
    for inside in groups.values():
        features = pair_features([told[at] for at in inside], stories.near, stories.alike)
        same = np.array([[float(wanted[at] == wanted[other]) for other in inside] for at in inside])
        prepared.append((folds[inside[0]], (features, same)))
    by_fold = [learnt([group for at, group in prepared if at != number]) for number in range(FOLDS)]
    best = (0.0, 0.0)
    for least in STEPS:
        found = [0] * len(told)
        for number in range(FOLDS):
            held = [at for at in range(len(told)) if folds[at] == number]
            chains = event_chains([told[at] for at in held], stories, by=replace(by_fold[number], least=float(least)))
            for at, chain in zip(held, chains, strict=True):
                found[at] = chain * FOLDS + number
        figures = scores(chains_of(wanted, range(len(told))), chains_of(found, range(len(told))))
        print(f"least {least:.3f}: " + ", ".join(f"{name} {value:.1f}" for name, value in figures.items()), flush=True)
        best = max(best, (figures["conll"], float(least)))
    if arguments.out:
        weights = learnt([group for _, group in prepared])
        values = {name: round(float(value), 4) for name, value in zip(FEATURES, weights.values, strict=True)}
        held_out = {"weights": values, "bias": round(weights.bias, 4), "least": round(best[1], 3)}
        arguments.out.write_text(json.dumps(held_out, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
