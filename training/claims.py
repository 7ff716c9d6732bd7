"""Fit the weights of ``onrecord.follow.claims.alike``: which statements put forward the same.

    python -m training.claims [--data DATA]

Pairs: those of statements of one story in ``benchmarks/dev/claims.toml`` and of the places in PolNeAR train that
``claims.jsonl`` there names, and some of two stories at a small weight.  Logistic regression with a ridge, by
Newton's method.  Printed is the B-cubed F1, each story grouped with the weights that the others give.  The weights of
``answers`` come from the same set's answers between groups.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.claims import read_set
from benchmarks.claims_set import Hearer, Set, b_cubed, merged
from benchmarks.common import data_folder
from onrecord.follow.claims import alike
from onrecord.follow.claims.alike import FEATURES, features, likelihood
from onrecord.follow.claims.answers import ANSWER_FEATURES, answer_features
from onrecord.follow.claims.grouping import joined
from onrecord.follow.claims.told import Told

RIDGE = 0.5
APART_WEIGHT = 0.05  # of a pair from two stories
# What may only speak one way: the fit keeps these weights from taking the other sign by chance.
NOT_BELOW = frozenset(("mean squared", "dice", "held", "names", "figures shared", "dates shared", "alike words"))
NOT_ABOVE = frozenset(
    ("names apart", "figures differ", "figure missing", "dates apart", "negation", "opposites", "kinds", "turned apart",
     "sign apart", "deed apart", "days apart")
)  # fmt: skip

ANSWERS_NOT_BELOW = frozenset(
    ("topic", "topic and sign apart", "topic and figures differ", "topic and dates apart", "denying and topic",
     "speaker and sign apart", "topic and kinds")
)  # fmt: skip

Floats = NDArray[np.float64]


def fit(
    rows: Floats,
    labels: Floats,
    weights: Floats,
    ridge: float = RIDGE,
    names: Sequence[str] = FEATURES,
    bounds: tuple[frozenset[str], frozenset[str]] = (NOT_BELOW, NOT_ABOVE),
) -> Floats:
    """Weights of a logistic regression, those of the wrong sign held at nought."""
    free = np.ones(rows.shape[1], dtype=bool)
    w = np.zeros(rows.shape[1])
    for _ in range(12):
        w[~free] = 0
        for _ in range(30):
            share = 1 / (1 + np.exp(-np.clip(rows @ w, -30, 30)))
            penalty = np.full(rows.shape[1], ridge)
            penalty[0] = 1e-6
            slope = rows.T @ (weights * (share - labels)) + penalty * w
            curve = (rows * (weights * share * (1 - share))[:, None]).T @ rows + np.diag(penalty)
            step = np.zeros_like(w)
            step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
            w -= step
            if np.abs(step).max() < 1e-8:
                break
        wrong = [
            i
            for i, name in enumerate(names)
            if free[i] and ((name in bounds[0] and w[i] < 0) or (name in bounds[1] and w[i] > 0))
        ]
        if not wrong:
            break
        free[wrong] = False
    w[~free] = 0
    return w


def pairs(sets: Set) -> tuple[Floats, Floats, Floats, list[tuple[str, str]]]:
    """Features, labels and weights of the pairs, and their keys."""
    told: Mapping[str, Told] = sets.told
    rows, labels, weights, keys = [], [], [], []
    for number, (one, other) in enumerate(combinations(sorted(told), 2)):
        near = sets.families[one] == sets.families[other]
        if near or number % 8 == 0:
            rows.append(features(told[one], told[other]))
            labels.append(float(sets.group[one] == sets.group[other]))
            weights.append(1.0 if near else APART_WEIGHT)
            keys.append((one, other))
    return np.array(rows), np.array(labels), np.array(weights), keys


def answering(sets: Set) -> tuple[Floats, Floats, Floats, list[tuple[str, str]]]:
    """Features of pairs (a claim's statement, one that may answer it), labels, weights, keys; none of one claim."""
    told = sets.told
    linked = {(one, by) for one, by, _ in sets.links}
    rows, labels, keys = [], [], []
    for one in sorted(told):
        for other in sorted(told):
            groups = sets.group[one], sets.group[other]
            if groups[0] != groups[1] and sets.families[one] == sets.families[other] != "polnear":
                rows.append(answer_features(told[one], told[other]))
                labels.append(float(groups in linked))
                keys.append((one, other))
    return np.array(rows), np.array(labels), np.ones(len(rows)), keys


def cross_validated(sets: Set, levels: Sequence[float], ridge: float = RIDGE) -> dict[float, float]:
    """B-cubed F1 in percent by level, each story grouped with the weights that the others give."""
    rows, labels, weights, keys = pairs(sets)
    family = np.array([sets.families[one] if sets.families[one] == sets.families[other] else "" for one, other in keys])
    shares: dict[tuple[str, str], float] = {}
    for held in sorted(set(sets.families.values())):
        w = fit(rows[family != held], labels[family != held], weights[family != held], ridge)
        for place in np.flatnonzero(family == held):
            shares[keys[place]] = likelihood(rows[place].tolist(), w.tolist())
    found = {}
    for level in levels:
        groups = joined(sorted(sets.group), shares, at_least=level)
        found[level] = 100 * b_cubed(sets.group, {key: group[0] for group in groups for key in group})[2]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(alike.__file__).parent, help="the folder of the weights")
    arguments = parser.parse_args()
    sets = merged(read_set("dev", Hearer(), data_folder(arguments.data)).values())
    for level, f1 in cross_validated(sets, [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]).items():
        print(f"level {level}: {f1:.1f}")
    rows, labels, weights, _ = pairs(sets)
    w = fit(rows, labels, weights)
    table = {name: round(float(value), 4) for name, value in zip(FEATURES, w, strict=True)}
    (arguments.out / "alike.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    rows, labels, weights, _ = answering(sets)
    w = fit(rows, labels, weights, RIDGE, ANSWER_FEATURES, (ANSWERS_NOT_BELOW, frozenset()))
    answers = {name: round(float(value), 4) for name, value in zip(ANSWER_FEATURES, w, strict=True)}
    (arguments.out / "answers.json").write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table, indent=1), json.dumps(answers, indent=1))


if __name__ == "__main__":
    main()
