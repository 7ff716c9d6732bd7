"""Fit the confidences on PolNeAR dev, and judge the fit on articles that it did not see.

    python -m training.calibrate --data DATA --scorer score_attributions.py --out onrecord/weights/calibration.json

The articles are halved by name, alternately; fitted on one half, each of ten
bins is judged on the other, both ways round.  What is written is fitted on all.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.attributions import extract, know
from onrecord.extract.confidence import FEATURES, calibrated
from onrecord.extract.encoder import Encoder
from onrecord.extract.mentions import HE, SHE
from onrecord.extract.runs import see
from onrecord.extract.story import story_of
from onrecord.extract.wording import Wording
from onrecord.reading.plain import read_plain
from onrecord.record import Attribution
from training.coreference import sexes
from training.corpus import read_folder
from training.names import silver_names

Floats = NDArray[np.float64]

PENALTY = 1.0
BINS = 10
LEAST_CASES = 50


def scorer_module(path: Path) -> ModuleType:
    """The corpus's scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fit(inputs: Floats, right: Floats) -> Floats:
    """Logistic regression by Newton's method with a small ridge."""
    weight = np.zeros(inputs.shape[1])
    ridge = np.eye(inputs.shape[1]) * PENALTY
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weight, -30, 30)))
        gradient = inputs.T @ (right - chance) - PENALTY * weight
        step = np.linalg.solve((inputs * (chance * (1 - chance))[:, None]).T @ inputs + ridge, gradient)
        weight = weight + step
        if np.abs(step).max() < 1e-8:
            break
    return weight


def bins(confidence: Floats, right: Floats) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, cases) of each tenth that has cases."""
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return [
        (float(confidence[place == b].mean()), float(right[place == b].mean()), int((place == b).sum()))
        for b in range(BINS)
        if (place == b).any()
    ]


def cases(folder: Path, scorer: ModuleType) -> tuple[Floats, Floats, Floats, list[str]]:
    """Features, verdicts (cs) and present confidences of what the program finds, and each one's article."""
    encoder = Encoder(threads=2)
    inputs: list[list[float]] = []
    right: list[float] = []
    stated: list[float] = []
    names: list[str] = []
    for name, text, gold in scorer.load_gold(str(folder)).values():
        page = read_plain(text)
        story = story_of(page.view.text, page.view_bounds, page.view_sentences, 10**9)
        found = extract(page, story, encoder)
        kept = [(a, i) for a, i in zip(found.attributions, found.inputs, strict=True) if a.within is None]
        tokens = scorer.Tokens(text)
        predicted = scorer.tokenise([_roles(a) for a, _ in kept], tokens)
        marked = scorer.tokenise(gold, tokens)
        good = {j for i, j in scorer.align(marked, predicted) if scorer.verdict(marked[i], predicted[j])[1]}
        for place, (attribution, own) in enumerate(kept):
            if own is None:
                continue
            inputs.append(own)
            right.append(float(place in good))
            stated.append(attribution.confidence)
            names.append(name)
    return np.array(inputs), np.array(right), np.array(stated), names


def pronoun_cases(data: Path, each: int = 4, seed: int = 20172) -> tuple[Floats, Floats]:
    """Share of the likeliest candidate, and whether it is right, of names made into pronouns.

    In every dev article ``each`` repeated last names of persons, one at a time,
    are replaced by "he" or "she"; right is whoever bears that last name.
    """
    folder = read_folder(data / "polnear" / "dev")
    path = data / "names" / "polnear_dev_corenlp.jsonl"
    silver, sex = silver_names(path), sexes(path, folder)
    rng = random.Random(seed)
    encoder = Encoder(threads=2)
    shares, right = [], []
    for article in folder:
        places = []
        seen: set[str] = set()
        for start, end, kind in silver.get(article.name, ()):
            name = article.text[start:end].split()[-1].lower()
            if kind == 0 and name in seen and name in sex.get(article.name, {}):
                places.append((start, end, name))
            seen |= {name} if kind == 0 else set()
        for start, end, name in rng.sample(places, min(each, len(places))):
            form = sex[article.name][name]
            after = article.text[end : end + 2] in ("’s", "'s")
            pronoun = (("his", "her") if after else ("he", "she"))[form == SHE]
            text = article.text[:start] + pronoun + article.text[end + 2 * after :]
            page = read_plain(text)
            story = story_of(page.view.text, page.view_bounds, page.view_sentences, 10**9)
            wording = Wording.of(page.view.text, story)
            known = know(wording, see(story, encoder), encoder)
            place = _in_view(page.view.text, text, start, pronoun)
            word = next((n for n, (s, _) in enumerate(story.spans) if s == place), None)
            index = next((i for i, m in enumerate(known.mentions) if m.first == word and m.form in (HE, SHE)), None)
            meant = known.meant.get(index) if index is not None else None
            if meant is None or not meant.candidates:
                continue
            cluster, share = meant.candidates[0]
            full = known.clusters.all[cluster].full if cluster < len(known.clusters.all) else ()
            shares.append(share)
            right.append(float(bool(full) and full[-1] == name))
    return np.array(shares), np.array(right)


def _in_view(view: str, text: str, start: int, word: str) -> int:
    """Where a word of the text stands in the view, by the words before it (PolNeAR's views are nearly the texts)."""
    before = text[max(0, start - 30) : start]
    place = view.find(before + word)
    return place + len(before) if place >= 0 else -1


def _roles(attribution: Attribution) -> dict[str, list[list[int]]]:
    parts = {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}
    return {role: [list(span) for span in part.spans] if part else [] for role, part in parts.items()}


def report(confidence: Floats, right: Floats, title: str) -> float:
    """Print the bins; returns the largest gap, in points, of those with enough cases."""
    print(title)
    worst = 0.0
    for mean, share, count in bins(confidence, right):
        gap = 100 * abs(mean - share)
        enough = count >= LEAST_CASES
        worst = max(worst, gap if enough else 0.0)
        print(
            f"  {mean:5.2f} stated  {share:5.2f} right  {count:5d} cases  {gap:5.1f}{'' if enough else '  (too few)'}"
        )
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    inputs, right, _, names = cases(arguments.data / "polnear" / "dev", scorer_module(arguments.scorer))
    articles = sorted(set(names))
    half = np.array([articles.index(name) % 2 == 0 for name in names])
    for own, title in ((half, "even"), (~half, "odd")):
        fitted = fit(inputs[own], right[own])
        confidence = np.array([calibrated(row.tolist(), fitted.tolist()) for row in inputs[~own]])
        worst = report(confidence, right[~own], f"fitted on the {title} articles, judged on the others")
        print(f"  largest gap {worst:.1f} points")
    if arguments.out:
        fitted = fit(inputs, right)
        named = {name: round(float(weight), 4) for name, weight in zip(FEATURES, fitted, strict=True)}
        shares, good = pronoun_cases(arguments.data)
        logits = np.log(np.clip(shares, 0.001, 0.999) / np.clip(1 - shares, 0.001, 0.999))
        slope, constant = fit(np.stack((logits, np.ones_like(logits)), axis=1), good)
        report(1 / (1 + np.exp(-(slope * logits + constant))), good, f"whom {len(good)} pronouns mean")
        fits = {"attribution": named, "antecedent": {"slope": round(slope, 4), "constant": round(constant, 4)}}
        arguments.out.write_text(json.dumps(fits, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
