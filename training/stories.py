"""Fit the weights of ``onrecord.follow.events``: do two places in reports of one story tell of one event.

    python -m training.stories --data DATA/data/stories --out onrecord/follow/events/weights.json

Boosted trees (scikit-learn's, kept as plain numbers) on pairs of places in the documents of one event of ECB+ train.
The likelihood from which places are joined is the one with the best CoNLL F1 on topics that were not learnt from (four
folds of the topics of train), with the stories as they are found.  Prints that; ``python -m benchmarks.stories``
scores dev.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.coreference import chains_of, scores
from benchmarks.story_files import read_corpus
from onrecord.follow.early import Early
from onrecord.follow.events.chains import joined, likelihoods, places_by_story
from onrecord.follow.events.pairs import pair_features
from onrecord.follow.linkage import Doubles
from onrecord.follow.trees import Node, Trees

FOLDS = 4
STEPS = np.arange(0.3, 0.65, 0.025)
# A logistic regression on the same pairs: CoNLL F1 77.0 in the folds and 78.1 on dev, where trees have 77.7 and 79.5.
TREES = {"max_iter": 150, "learning_rate": 0.06, "max_leaf_nodes": 15, "l2_regularization": 5, "min_samples_leaf": 60}

# The features of the pairs of one group, and which of them tell of one event.
Pairs = tuple[Doubles, Doubles]


def learnt(groups: Sequence[Pairs]) -> tuple[float, list[list[Node]]]:
    """Bias and trees that the pairs of these groups give."""
    upper = [np.triu_indices(len(same), 1) for _, same in groups]
    pairs = np.concatenate([features[at] for (features, _), at in zip(groups, upper, strict=True)])
    labels = np.concatenate([same[at] for (_, same), at in zip(groups, upper, strict=True)])
    model = HistGradientBoostingClassifier(random_state=0, early_stopping=False, **TREES).fit(pairs, labels)
    trees: list[list[Node]] = []
    for (tree,) in model._predictors:
        nodes = tree.nodes
        trees.append(
            [
                (-1, round(float(node["value"]), 5), 0, 0)
                if node["is_leaf"]
                else (
                    int(node["feature_idx"]),
                    round(float(node["num_threshold"]), 5),
                    int(node["left"]),
                    int(node["right"]),
                )
                for node in nodes
            ]
        )
    return round(float(model._baseline_prediction.ravel()[0]), 5), trees


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

    def features(inside: Sequence[int]) -> Doubles:
        return pair_features([told[at] for at in inside], stories.near, stories.alike)

    groups: dict[str, list[int]] = {}
    for at, one in enumerate(told):
        groups.setdefault(subtopics[one.place.document], []).append(at)
    prepared = [
        (folds[inside[0]], (features(inside), np.array([[wanted[a] == wanted[b] for b in inside] for a in inside])))
        for inside in groups.values()
    ]
    likely = []
    for number in range(FOLDS):
        trees = Trees.of(*learnt([group for at, group in prepared if at != number]))
        for inside in places_by_story(told, stories):
            # A group that is found may hold places of several topics: those of this fold.
            held = [at for at in inside if folds[at] == number]
            if held:
                likely.append((held, likelihoods(features(held), trees)))
    best = (0.0, 0.0)
    for least in STEPS:
        found = joined(len(told), likely, float(least))
        figures = scores(chains_of(wanted, range(len(told))), chains_of(found, range(len(told))))
        print(f"least {least:.3f}: " + ", ".join(f"{name} {value:.1f}" for name, value in figures.items()), flush=True)
        best = max(best, (figures["conll"], float(least)))
    if arguments.out:
        bias, kept = learnt([group for _, group in prepared])
        table = {"least": round(best[1], 3), "bias": bias, "trees": kept}
        arguments.out.write_text(json.dumps(table, separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
