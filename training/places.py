"""Fit which names are places and which place each means, on articles of the Local-Global Lexicon's shape.

    python -m training.places --data DATA/data/places/lgl.xml --out onrecord/extract/places/weights.json

Only articles that are not in ``benchmarks/gold/lgl-judged.txt`` are read.  The figures
printed are of five-fold cross-validation by article; the confidences are fitted on what
those folds say of articles that they have not seen, the rest on
all.  To be run again when the encoder's weights change: a minute.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.common import ROOT
from onrecord.extract.attributions import know
from onrecord.extract.countries import country_of_capital
from onrecord.extract.encoder import Encoder
from onrecord.extract.places.distance import distances
from onrecord.extract.places.find import (
    CONFIDENCE,
    Reading,
    Weights,
    chance,
    confidence_inputs,
    read,
    set_features,
    set_strengths,
)
from onrecord.extract.places.gazetteer import CITY, COUNTRY, Gazetteer, gazetteer, known_rows
from onrecord.extract.places.naming import FEATURES as NAMING
from onrecord.extract.places.naming import FIRST
from onrecord.extract.places.ranking import FEATURES as RANKING
from onrecord.extract.places.ranking import LOCAL, share, softmax, with_others
from onrecord.extract.runs import see
from onrecord.extract.story import story_of
from onrecord.extract.wording import Wording
from onrecord.reading.plain import read_plain
from training.calibrate import bins

Floats = NDArray[np.float64]

FOLDS = 5
RIGHT = 161.0  # kilometres, a hundred miles: what the literature counts as right
# From which chance on a spot is a place: F1 on the folds is 90.2 to 90.3 from 0.5 to 0.58.
LEAST_NAMING = 0.5
# From which chance on, it being a place, the likeliest candidate is taken for it.
LEAST_CONFIDENCE = 0.5
# How much a well-known name by itself counts beside a place of an article: five folds' acc@161 is 80.9 with 0.3,
# 81.0 with 1 and 80.8 with none at all, by which a bare "Washington" would be the state.
WELL_KNOWN = 0.3
LEAST_CAPITAL = 11.0  # logarithm of the people of a capital: 60,000
PENALTY = 0.5  # of the ridge; on the folds 0.2 and 1 give the same to a few tenths


@dataclass(frozen=True, kw_only=True)
class Toponym:
    """A place that an annotator marked, in characters; point and id are None where the gazetteer had none."""

    start: int
    end: int
    point: tuple[float, float] | None
    identity: str | None


@dataclass(kw_only=True)
class Case:
    """An article read as the program reads it; ``bounds`` are the characters of each spot."""

    reading: Reading
    bounds: list[tuple[int, int]]
    gold: list[Toponym]


def toponyms(article: ElementTree.Element) -> list[Toponym]:
    """The marked places of an article."""
    found = []
    for one in article.iter("toponym"):
        tag = one.find("gaztag")
        latitude, longitude = one.findtext("gaztag/lat"), one.findtext("gaztag/lon")
        found.append(
            Toponym(
                start=int(one.findtext("start") or 0),
                end=int(one.findtext("end") or 0),
                point=(float(latitude), float(longitude)) if latitude and longitude else None,
                identity=tag.get("geonameid") if tag is not None else None,
            )
        )
    return found


def cases(path: Path, held_out: frozenset[str], encoder: Encoder, places: Gazetteer) -> list[Case]:
    """The articles of a file, those held out left aside."""
    found = []
    for article in ElementTree.parse(path).getroot().iter("article"):
        if article.get("docid") in held_out:
            continue
        page = read_plain(article.findtext("text") or "")
        story = story_of(page.view.text, page.view_bounds, page.view_sentences, 10**9)
        if not story.spans:
            continue
        wording = Wording.of(page.view.text, story)
        sight = see(story, encoder)
        reading = read(wording, know(wording, sight, encoder).names, sight.names, places)
        bounds = []
        for spot in reading.spots:
            spans = page.view.spans(story.spans[spot.first][0], story.spans[spot.last - 1][1])
            bounds.append((spans[0][0], spans[-1][1]))
        found.append(Case(reading=reading, bounds=bounds, gold=toponyms(article)))
    return found


def overlapping(case: Case, number: int) -> list[Toponym]:
    """The marked places that a spot overlaps."""
    start, end = case.bounds[number]
    return [one for one in case.gold if start < one.end and one.start < end]


def logistic(inputs: Floats, right: Floats, penalty: float = PENALTY) -> Floats:
    """Weights of a logistic regression with a small ridge."""

    def loss(weight: Floats) -> tuple[float, Floats]:
        score = np.clip(inputs @ weight, -30, 30)
        probability = 1 / (1 + np.exp(-score))
        value = float(np.logaddexp(0, score).sum() - score @ right + penalty / 2 * weight @ weight)
        return value, inputs.T @ (probability - right) + penalty * weight

    result: Floats = minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    return result


def choice(items: Sequence[tuple[Floats, Floats]], known: Sequence[tuple[Floats, Floats]]) -> Floats:
    """Weights of a conditional logit: of each item's rows those marked are right, any of them; known count less."""
    counts = np.concatenate((np.ones(len(items)), np.full(len(known), WELL_KNOWN)))
    items = [*items, *known]
    inputs = np.vstack([rows for rows, _ in items])
    right = np.concatenate([marked for _, marked in items])
    sizes = [len(rows) for rows, _ in items]
    owner = np.repeat(np.arange(len(items)), sizes)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))

    def loss(weight: Floats) -> tuple[float, Floats]:
        score = inputs @ weight
        raised = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        whole, good = np.add.reduceat(raised, starts), np.add.reduceat(raised * right, starts)
        slope = raised * right / good[owner] - raised / whole[owner]
        value = -float(counts @ np.log(good / whole)) + PENALTY / 2 * float(weight @ weight)
        return value, -(inputs.T @ (slope * counts[owner])) + PENALTY * weight

    result: Floats = minimize(loss, np.zeros(inputs.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    return result


def targets(case: Case, places: Gazetteer) -> list[tuple[int, Floats]]:
    """For each marked place that a spot meets: the spot's group, and which of its candidates is right."""
    found = []
    for number in range(len(case.bounds)):
        group = case.reading.group_of[number]
        for one in overlapping(case, number):
            if group < 0 or one.point is None:
                continue
            rows = case.reading.groups[group].rows
            same = np.array([places.id(int(row)) == f"geonames:{one.identity}" for row in rows])
            near = within(rows, one.point, places)
            right = same if same.any() else near
            if right.any():
                found.append((group, right.astype(float)))
    return found


def well_known(places: Gazetteer) -> list[tuple[Floats, Floats]]:
    """Names of capitals, seas and regions by themselves, which mean the well-known place: choices for ``choice``.

    The articles are local news of towns that share a name with a capital; without these a
    "Washington" of which nothing more is told would be the state.
    """
    told = [(row.names[0], row.identity) for row in known_rows() if not row.identity.startswith("geonames:")]
    for row in np.flatnonzero(places.kind == COUNTRY).tolist():
        told.append((places.name(row), places.id(row)))
    for row in np.flatnonzero((places.kind == CITY) & (places.population > LEAST_CAPITAL)).tolist():
        if country_of_capital(places.name(row)) == places.code(row):
            told.append((places.name(row), places.id(row)))
    found = []
    for name, identity in told:
        wording = Wording.of(name, story_of(name, [(0, len(name))], [(0, len(name))], 100))
        reading = read(wording, (), None, places)
        for group in reading.groups if len(reading.spots) == 1 else ():
            right = np.array([places.id(int(row)) == identity for row in group.rows])
            if len(right) > 1 and right.any():
                group.shares = softmax(group.local.sum(axis=1) * 0)
                with_others([group], places)
                found.append((np.hstack((group.local, group.shared)), right.astype(float)))
    return found


def within(rows: NDArray[Any], point: tuple[float, float], places: Gazetteer) -> NDArray[np.bool_]:
    """Which places lie within reach of a point."""
    apart = distances(places.latitude[rows], places.longitude[rows], np.array([point[0]]), np.array([point[1]]))[:, 0]
    near: NDArray[np.bool_] = apart <= RIGHT
    return near


def marked(case: Case) -> Floats:
    """For each spot whether an annotator marked a place there."""
    return np.array([float(bool(overlapping(case, number))) for number in range(len(case.bounds))])


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Weights fitted on some articles, but for the confidence."""

    first: Floats
    local: Floats
    ranking: Floats
    naming: Floats


def fit(some: Sequence[Case], known: Sequence[tuple[Floats, Floats]], places: Gazetteer) -> Fitted:
    """All weights but the confidence's; known: of ``well_known``."""
    labels = np.concatenate([marked(case) for case in some])
    first = logistic(np.vstack([case.reading.first for case in some]), labels)
    aims = [targets(case, places) for case in some]
    local = choice(
        [(case.reading.groups[g].local, right) for case, aim in zip(some, aims, strict=True) for g, right in aim],
        [(inputs[:, : len(LOCAL)], right) for inputs, right in known],
    )
    for case in some:
        set_strengths(case.reading, first)
        for group in case.reading.groups:
            group.shares = softmax(group.local @ local)
    ranking = np.zeros(len(RANKING))
    for _ in range(2):
        items = []
        for case, aim in zip(some, aims, strict=True):
            with_others(case.reading.groups, places)
            groups = case.reading.groups
            items += [(np.hstack((groups[g].local, groups[g].shared)), right) for g, right in aim]
        ranking = choice(items, known)
        for case in some:
            for group in case.reading.groups:
                group.shares = softmax(np.hstack((group.local, group.shared)) @ ranking)
    for case in some:
        share(case.reading.groups, places, local, ranking)
        set_features(case.reading)
    naming = logistic(np.vstack([case.reading.features for case in some]), labels)
    return Fitted(first=first, local=local, ranking=ranking, naming=naming)


@dataclass(kw_only=True)
class Judged:
    """What is said of a spot by weights that have not seen its article, and whether that is so.

    right: whether the likeliest candidate lies where a marked place does; inputs: None where it has no candidate.
    """

    article: int
    naming: float
    place: bool
    right: bool
    inputs: list[float] | None
    gold: list[Toponym]


def judge(number: int, case: Case, fitted: Fitted, places: Gazetteer) -> list[Judged]:
    """The spots of an article."""
    reading = case.reading
    set_strengths(reading, fitted.first)
    share(reading.groups, places, fitted.local, fitted.ranking)
    set_features(reading)
    judged = []
    for spot, naming in enumerate(chance(reading.features, fitted.naming).tolist()):
        gold = overlapping(case, spot)
        inputs, right = None, False
        if reading.group_of[spot] >= 0:
            best, inputs = confidence_inputs(reading, spot, naming, places)
            rows = reading.groups[reading.group_of[spot]].rows[[best]]
            right = any(one.point is not None and within(rows, one.point, places)[0] for one in gold)
        judged.append(Judged(article=number, naming=naming, place=bool(gold), right=right, inputs=inputs, gold=gold))
    return judged


def found_figures(judged: Sequence[Judged], total: int, least: float) -> tuple[float, float, float]:
    """Found, precision, F1 in percent where spots of a chance below ``least`` are left out."""
    taken = [one for one in judged if one.naming >= least]
    met = {(one.article, gold.start) for one in taken for gold in one.gold if gold.point is not None}
    found = len(met) / total
    precision = sum(one.place for one in taken) / max(1, len(taken))
    return 100 * found, 100 * precision, 200 * found * precision / max(1e-9, found + precision)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    held_out = frozenset((ROOT / "benchmarks" / "gold" / "lgl-judged.txt").read_text(encoding="utf-8").split())
    places = gazetteer()
    some = cases(arguments.data, held_out, Encoder(threads=1), places)
    total = sum(one.point is not None for case in some for one in case.gold)
    known = well_known(places)
    judged: list[Judged] = []
    for fold in range(FOLDS):
        fitted = fit([case for number, case in enumerate(some) if number % FOLDS != fold], known, places)
        for number, case in enumerate(some):
            if number % FOLDS == fold:
                judged += judge(number, case, fitted, places)
    found, precision, f1 = found_figures(judged, total, LEAST_NAMING)
    print(f"{len(some)} articles, {total} places with a point; of articles not seen (five folds):")
    print(f"found {found:.1f}  precision {precision:.1f}  F1 {f1:.1f}  with naming from {LEAST_NAMING}")
    taken = [one for one in judged if one.naming >= LEAST_NAMING and one.inputs is not None]
    inputs, right = np.array([one.inputs for one in taken]), np.array([float(one.right) for one in taken])
    articles, namings = np.array([one.article for one in taken]), np.array([one.naming for one in taken])
    stated = np.zeros(len(taken))
    for fold in range(FOLDS):
        own = articles % FOLDS == fold
        stated[own] = chance(inputs[own], logistic(inputs[~own], right[~own]))
    gap = sum(count * abs(mean - share_right) for mean, share_right, count in bins(stated, right)) / len(taken)
    for mean, share_right, count in bins(stated, right):
        print(f"  stated {mean:.2f}  right {share_right:.2f}  ({count})")
    print(f"expected error of the confidence {100 * gap:.1f} points")
    for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6):
        kept = stated >= least * namings
        # Each marked place once, however many spots it meets.
        met = {
            (one.article, gold.start)
            for one, keep in zip(taken, kept, strict=True)
            if keep and one.right
            for gold in one.gold
            if gold.point is not None
        }
        print(
            f"resolved from {least:.1f}: acc@161 {100 * len(met) / total:.1f}, "
            f"right of resolved {100 * right[kept].mean():.1f}"
        )
    fitted = fit(some, known, places)
    write(arguments.out, fitted, logistic(inputs, right))


def write(out: Path, fitted: Fitted, confidence: Floats) -> None:
    """The weights as JSON, by the features' names."""

    def named(names: Sequence[str], values: Floats) -> dict[str, float]:
        return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}

    told = {
        "first": named(FIRST, fitted.first),
        "local": named(LOCAL, fitted.local),
        "ranking": named(RANKING, fitted.ranking),
        "naming": named(NAMING, fitted.naming),
        "confidence": named(CONFIDENCE, confidence),
        "least": {"naming": LEAST_NAMING, "confidence": LEAST_CONFIDENCE},
    }
    Weights.of(told)
    out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
