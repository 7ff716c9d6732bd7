"""The weights that choose a page's story: learnt from pages whose story a person's parser took out.

    python -m training.pages --data DATA/data/pages --out onrecord/reading/html/weights.json

A logistic regression on the features of each run of text (onrecord/reading/html/features.py).
A run is the story's where its words stand in what was marked.  Each page weighs the same, within
it a run by the root of its words.  Prints body F1 with the pages of every publisher judged by
weights that have not seen that publisher (five folds), then learns from all pages.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.page_data import MarkedPage, body_f1, marked_pages
from onrecord.reading.html.body import decide
from onrecord.reading.html.charset import decode_page
from onrecord.reading.html.features import COLUMNS, Company, Matrix, features_of, words_of
from onrecord.reading.html.head import head_of
from onrecord.reading.html.known import known_of
from onrecord.reading.html.tree import parse_page
from onrecord.reading.html.walk import Run, runs_of

FOLDS = 5
# Of 1 to 200; five folds, three draws.
PENALTY = 100.0


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A page with its runs, their features and whether they are the story's."""

    page: MarkedPage
    runs: Sequence[Run]
    companies: Sequence[Company]
    features: Matrix
    labels: Matrix
    weights: Matrix


def prepared(page: MarkedPage) -> Prepared:
    """Read the page up to the features."""
    root = parse_page(decode_page(page.data).text)
    runs = runs_of(root)
    features, companies = features_of(runs, known_of(head_of(root)))
    words = np.sqrt(
        [1 + min(len(run.text.split()) if run.text[0] < "\u2e80" else len(run.text) / 3, 80) for run in runs]
    )
    return Prepared(
        page=page,
        runs=runs,
        companies=companies,
        features=features,
        labels=np.array(labels_of(runs, page.body), dtype=float),
        weights=100 * words / words.sum(),
    )


def labels_of(runs: Sequence[Run], body: Sequence[str]) -> list[bool]:
    """Is each run in the marked body: whole, or most of it where it holds several paragraphs?"""
    items = [words_of(item) for item in body]
    joined, whole = "|".join(items), set(items)
    found = []
    for run in runs:
        words = words_of(run.text)
        count = len(words.split())
        covered = sum(len(item) for item in items if len(item) > 20 and item in words)
        found.append(
            bool(count) and (words in whole or (count >= 4 and (words in joined or covered > 0.7 * len(words))))
        )
    return found


def learnt(pages: Sequence[Prepared]) -> tuple[Matrix, float]:
    """Weights and bias for the features as they are."""
    features = np.vstack([page.features for page in pages])
    labels = np.concatenate([page.labels for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    mean, spread = features.mean(0), features.std(0) + 1e-6
    scaled, signs = (features - mean) / spread, 2 * labels - 1

    def loss(values: Matrix) -> tuple[float, Matrix]:
        margin = signs * (scaled @ values[:-1] + values[-1])
        slope = -weights * signs / (1 + np.exp(margin))
        total = (weights * np.logaddexp(0, -margin)).sum() + PENALTY * (values[:-1] ** 2).sum() / 2
        return float(total), np.append(scaled.T @ slope + PENALTY * values[:-1], slope.sum())

    values = minimize(loss, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return values[:-1] / spread, float(values[-1] - (values[:-1] * mean / spread).sum())


def story_words(page: Prepared, weights: Matrix, bias: float) -> str:
    """The text of the runs that these weights take for the story."""
    likely = 1 / (1 + np.exp(-(page.features @ weights + bias)))
    titles = page.features[:, COLUMNS.index("title")]
    story = decide(likely, page.runs, page.companies, int(np.argmax(titles)) if titles.any() else -1)
    return " ".join(run.text for run, chosen in zip(page.runs, story, strict=True) if chosen)


def crossed(pages: Sequence[Prepared], draw: int) -> list[float]:
    """Body F1 of each page by weights that have not seen its publisher."""
    publishers = sorted({page.page.publisher for page in pages})
    np.random.RandomState(draw).shuffle(publishers)
    fold = {publisher: number % FOLDS for number, publisher in enumerate(publishers)}
    found = [0.0] * len(pages)
    for number in range(FOLDS):
        weights, bias = learnt([page for page in pages if fold[page.page.publisher] != number])
        for index, page in enumerate(pages):
            if fold[page.page.publisher] == number:
                found[index] = body_f1(story_words(page, weights, bias), " ".join(page.page.body))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--draws", type=int, default=2)
    arguments = parser.parse_args()
    pages = [prepared(page) for page in marked_pages(arguments.data)]
    for draw in range(arguments.draws):
        found = crossed(pages, draw)
        english = [score for score, page in zip(found, pages, strict=True) if page.page.english]
        print(f"draw {draw}: body F1 {np.mean(found):.4f}, English {np.mean(english):.4f}", flush=True)
    weights, bias = learnt(pages)
    rounded = {name: round(float(value), 4) for name, value in zip(COLUMNS, weights, strict=True) if abs(value) >= 5e-5}
    held: dict[str, Any] = {"bias": round(bias, 4), "weights": rounded}
    arguments.out.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
