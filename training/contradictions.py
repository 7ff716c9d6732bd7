"""Fit the weights of ``onrecord.extract.contradicting``: which statement says the opposite of a claim.

    python -m training.contradictions [--data DATA] --out onrecord/extract/contradicting.json

Pairs: the invented ones of ``contradictions.tsv`` and of the half "fit" of ``benchmarks/dev/disputes.toml``, and, where
there is data, neighbouring statements of different speakers in PolNeAR train, which are taken for no contradiction at
a small weight (few are one).  Logistic regression with a ridge, by Newton's method.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import onrecord.extract.statements as statements
from benchmarks.invented import paired, texts
from onrecord.extract.contradicting import FEATURES
from onrecord.extract.disputes.find import candidates
from onrecord.extract.disputes.told import NOTHING, About, Mentions, Told
from onrecord.extract.wording import Wording
from onrecord.reader import Reader
from onrecord.record import Report

HERE = Path(__file__).parent
DEV = HERE.parent / "benchmarks" / "dev" / "disputes.toml"
RIDGE = 1.0
ARTICLES = 40
REAL_WEIGHT = 0.03
# What the rule may only do one way: the fit keeps these weights from taking the other sign by chance.
NOT_BELOW = frozenset(("negation", "negation and shared", "opposites", "clashes", "shared", "counters", "two sides"))

Row = tuple[list[float], int, float]


class Heard:
    """Reads a text and keeps what ``find_disputes`` was given."""

    def __init__(self) -> None:
        self.reader = Reader()
        self.told: tuple[Wording, Sequence[Told]] | None = None
        setattr(statements, "find_disputes", self._keep)  # noqa: B010  (a name that module does not export)

    def _keep(self, wording: Wording, told: Sequence[Told], mentions: Mentions = lambda _: ()) -> dict[int, About]:
        self.told = wording, told
        return dict.fromkeys(range(len(told)), NOTHING)

    def pairs(self, text: str) -> tuple[list[tuple[int, str, list[float]]], Report]:
        """The pairs worth weighing (``disputes.candidates``), and the report."""
        self.told = None
        report = self.reader.read(text=text)
        return (list(candidates(*self.told)) if self.told else []), report


def invented(heard: Heard) -> list[Row]:
    """The pairs of the table, each a text of two sentences."""
    rows: list[Row] = []
    for line in (HERE / "contradictions.tsv").read_text(encoding="utf-8").splitlines():
        label, claim, reply = line.split("\t")
        found, _ = heard.pairs(f"{claim} {reply}")
        hits = [_about(claim, said) for _, said, _ in found]
        last = max((number for number, _, _ in found), default=-1)
        rows += [
            (values, int(label) * hit, 1.0)
            for (number, _, values), hit in zip(found, hits, strict=True)
            if number == last or not int(label)
        ]
    return rows


def _about(wanted: str, said: str) -> bool:
    """Whether a claim's words hold half of those wanted, or lie wholly in them."""
    words, other = (set(re.findall(r"\w+", text.lower())) for text in (wanted, said))
    return len(words & other) >= 0.5 * len(words) or other <= words


def marked(heard: Heard) -> list[Row]:
    """The pairs of the development set's half for fitting."""
    rows: list[Row] = []
    for row in texts(DEV):
        if row["half"] != "fit":
            continue
        found, report = heard.pairs(row["text"])
        ids = {name: one.id for name, one in paired(report, row.get("statement", [])).items()}
        contents = {one["id"]: one["content"] for one in row.get("statement", [])}
        wanted = [(ids.get(one["by"]), contents.get(one["about"], one["about"])) for one in row.get("dispute", [])]
        rows += [
            (values, int(any(by == f"a{number + 1}" and _about(str(about), said) for by, about in wanted)), 1.0)
            for number, said, values in found
        ]
    return rows


def real(heard: Heard, folder: Path) -> list[Row]:
    """Neighbouring statements of real articles."""
    rows: list[Row] = []
    paths = sorted(folder.glob("*.txt"))
    for path in random.Random(7).sample(paths, min(ARTICLES, len(paths))):
        found, _ = heard.pairs(path.read_text(encoding="utf-8"))
        rows += [(values, 0, REAL_WEIGHT) for _, _, values in found]
    return rows


def fit(rows: Sequence[Row]) -> NDArray[np.float64]:
    """Weights of the features."""
    inputs = np.array([values for values, _, _ in rows])
    labels = np.array([label for _, label, _ in rows], dtype=float)
    worth = np.array([weight for _, _, weight in rows])
    ridge = np.full(inputs.shape[1], RIDGE)
    ridge[0] = 0.01
    free = np.ones(inputs.shape[1], dtype=bool)
    while True:
        weights = np.zeros(inputs.shape[1])
        for _ in range(50):
            chance = 1 / (1 + np.exp(-inputs @ weights))
            gradient = inputs.T @ (worth * (labels - chance)) - ridge * weights
            curve = (inputs * (worth * chance * (1 - chance))[:, None]).T @ inputs + np.diag(ridge)
            step = np.zeros_like(weights)
            step[free] = np.linalg.solve(curve[np.ix_(free, free)], gradient[free])
            weights += step
        wrong = [(weights[i], i) for i, name in enumerate(FEATURES) if name in NOT_BELOW and weights[i] < 0]
        if not wrong:
            return weights
        free[min(wrong)[1]] = False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with data/polnear")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    heard = Heard()
    rows = [*invented(heard), *marked(heard)]
    print(f"{len(rows)} invented pairs, {sum(label for _, label, _ in rows)} of them contradictions")
    if arguments.data:
        more = real(heard, arguments.data / "data" / "polnear" / "train" / "text")
        print(f"{len(more)} pairs of real articles")
        rows += more
    weights = fit(rows)
    table = {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)}
    arguments.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
