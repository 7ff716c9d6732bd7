"""Fit the weights of ``onrecord.follow.stance``: is a statement for a claim, against it, or does it only report it.

    python -m training.stance --data DATA/data/stance/emergent_train.csv --out onrecord/follow/stance/weights.json

Prints macro-F1 and the F1 of each stance by weights that have not seen the claim: ten folds of claims, ``--draws`` of
them, each row judged alone.  Then learns from all rows.  Runs of words are kept that stand with LEAST_CLAIMS claims,
so no names of one story are among them.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from onrecord.follow.early import Early
from onrecord.follow.stance.grams import grams
from onrecord.follow.stance.judge import KINDS, Weights, beyond, shares_of
from onrecord.follow.stance.reading import wording_of
from onrecord.follow.stance.signs import SIGNS, signs

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

FOLDS = 10
LEAST_CLAIMS = 4
# Penalties on the squared weights, and what the signs weigh beside runs of words that are there or not.
WORDS_PENALTY, BEYOND_PENALTY, SIGNS_SCALE = 5.0, 333.0, 0.3


@dataclass(frozen=True, kw_only=True)
class Row:
    """A headline and a claim, as the model reads them."""

    claim: str
    label: int
    grams: set[str]
    signs: list[float]
    beyond: Doubles


def rows_of(path: Path) -> list[Row]:
    """The rows of a file shaped like ``emergent_train.csv``."""
    early = Early()
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    texts = {line[name] for line in lines for name in ("articleHeadline", "claimHeadline")}
    read = {text: wording_of(text, early) for text in texts}
    found = []
    for line in lines:
        pair = read[line["articleHeadline"]], read[line["claimHeadline"]]
        found.append(
            Row(
                claim=line["claimId"],
                label=KINDS.index(line["articleHeadlineStance"]),
                grams=grams(*pair),
                signs=signs(*pair),
                beyond=beyond(*pair).astype(np.float64),
            )
        )
    return found


def fit(inputs: Doubles, labels: Ints, penalty: float) -> tuple[Doubles, Doubles]:
    """Multinomial logistic regression: weights ``[inputs, 3]`` and bias ``[3]``, the bias unpenalised."""
    count = inputs.shape[1]
    wanted = np.eye(len(KINDS))[labels]

    def loss(values: Doubles) -> tuple[float, Doubles]:
        table = values.reshape(count + 1, len(KINDS))
        shares = shares_of(inputs @ table[:-1] + table[-1])
        total = -np.log((shares * wanted).sum(axis=1) + 1e-12).sum() + penalty * (table[:-1] ** 2).sum() / 2
        away = shares - wanted
        slope = np.vstack([inputs.T @ away + penalty * table[:-1], away.sum(axis=0)])
        return float(total), slope.ravel()

    start = np.zeros((count + 1) * len(KINDS))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x.reshape(count + 1, -1)
    return found[:-1], found[-1]


def scaled(inputs: Doubles) -> tuple[Doubles, Doubles]:
    """Mean and spread of each column."""
    spread = inputs.std(axis=0)
    return inputs.mean(axis=0), np.where(spread > 0, spread, 1)


def learnt(rows: Sequence[Row]) -> Weights:
    """The weights that these rows give, of the inputs as they are."""
    labels = np.array([row.label for row in rows])
    of_claims: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for each in row.grams:
            of_claims[each].add(row.claim)
    kept = sorted(each for each, claims in of_claims.items() if len(claims) >= LEAST_CLAIMS)
    number = {each: at for at, each in enumerate(kept)}
    there = np.zeros((len(rows), len(kept)))
    for at, row in enumerate(rows):
        there[at, [number[each] for each in row.grams if each in number]] = 1
    told = np.array([row.signs for row in rows], dtype=float)
    mean, spread = scaled(told)
    spread = spread / SIGNS_SCALE
    words, bias = fit(np.hstack([there, (told - mean) / spread]), labels, WORDS_PENALTY)
    of_signs = words[len(kept) :] / spread[:, None]
    vectors = np.array([row.beyond for row in rows])
    vector_mean, vector_spread = scaled(vectors)
    of_vectors, vector_bias = fit((vectors - vector_mean) / vector_spread, labels, BEYOND_PENALTY)
    of_vectors = of_vectors / vector_spread[:, None]
    return Weights(
        grams={each: words[at] for each, at in number.items()},
        signs=of_signs,
        signs_bias=bias - mean @ of_signs,
        beyond=of_vectors,
        beyond_bias=vector_bias - vector_mean @ of_vectors,
    )


def judged(rows: Sequence[Row], by: Weights) -> Doubles:
    """The shares of ``KINDS`` for each row: ``onrecord.follow.stance.judge.judged`` on what was read before."""
    words = by.signs_bias + np.array([row.signs for row in rows], dtype=float) @ by.signs
    for at, row in enumerate(rows):
        for each in sorted(row.grams):
            if each in by.grams:
                words[at] += by.grams[each]
    vectors = by.beyond_bias + np.array([row.beyond for row in rows]) @ by.beyond
    return (shares_of(words) + shares_of(vectors)) / 2


def figures(labels: Ints, found: Ints) -> dict[str, float]:
    """Macro-F1, the F1 of each stance, and how many are right, in percent."""
    of_kind: dict[str, float] = {
        kind: 200.0
        * ((labels == at) & (found == at)).sum()
        / max(1, int((labels == at).sum()) + int((found == at).sum()))
        for at, kind in enumerate(KINDS)
    }
    return {
        "macro_f1": float(np.mean(list(of_kind.values()))),
        **of_kind,
        "right": 100.0 * float((labels == found).mean()),
    }


def crossed(rows: Sequence[Row], draw: int) -> Doubles:
    """The shares of each row by weights that have not seen its claim."""
    claims = sorted({row.claim for row in rows})
    np.random.RandomState(draw).shuffle(claims)
    fold = {claim: at % FOLDS for at, claim in enumerate(claims)}
    found = np.zeros((len(rows), len(KINDS)))
    for number in range(FOLDS):
        by = learnt([row for row in rows if fold[row.claim] != number])
        held = [at for at, row in enumerate(rows) if fold[row.claim] == number]
        found[held] = judged([rows[at] for at in held], by)
    return found


def packed(by: Weights) -> dict[str, object]:
    """The weights as ``weights.json`` holds them."""

    def short(values: Sequence[float] | Doubles, digits: int = 4) -> list[float]:
        return [round(float(value), digits) for value in values]

    return {
        "signs": {name: short(row) for name, row in zip(SIGNS, by.signs, strict=True)},
        "signs_bias": short(by.signs_bias),
        "beyond": [short(row, 5) for row in by.beyond],
        "beyond_bias": short(by.beyond_bias),
        "grams": {each: short(row, 3) for each, row in by.grams.items()},
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="where to write the weights of all rows")
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--errors", type=Path, help="write the rows that the first draw has wrong here")
    arguments = parser.parse_args()
    rows = rows_of(arguments.data)
    labels = np.array([row.label for row in rows])
    drawn = []
    for draw in range(arguments.draws):
        found = crossed(rows, draw).argmax(axis=1)
        drawn.append(figures(labels, found))
        print(f"draw {draw}: " + ", ".join(f"{name} {value:.1f}" for name, value in drawn[-1].items()), flush=True)
        if not draw and arguments.errors:
            with arguments.data.open(encoding="utf-8", newline="") as file:
                told = [
                    f"{KINDS[label]}\t{KINDS[said]}\t{line['claimHeadline']}\t{line['articleHeadline']}\n"
                    for line, label, said in zip(csv.DictReader(file), labels, found, strict=True)
                    if label != said
                ]
            arguments.errors.write_text("".join(told), encoding="utf-8")
    if drawn:
        print("mean:   " + ", ".join(f"{name} {np.mean([one[name] for one in drawn]):.1f}" for name in drawn[0]))
    if arguments.out:
        arguments.out.write_text(json.dumps(packed(learnt(rows))) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
