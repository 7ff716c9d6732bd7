"""The places that a report names, and where each lies."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

import numpy as np

from onrecord.extract.encoder import Floats
from onrecord.extract.names import Name
from onrecord.extract.places.context import Around, around
from onrecord.extract.places.distance import Array, distances
from onrecord.extract.places.gazetteer import COUNTRY, REGION, Gazetteer, gazetteer
from onrecord.extract.places.naming import FEATURES as NAMING
from onrecord.extract.places.naming import FIRST, RESOLVED, first_features
from onrecord.extract.places.ranking import FEATURES as RANKING
from onrecord.extract.places.ranking import LOCAL, SHARED, Group, groups_of, share
from onrecord.extract.places.spots import Finder, Spot
from onrecord.extract.wording import Wording

# Candidates within this reach of the likeliest one are the same place for whom the point serves: a town and its county.
SAME = 161.0  # kilometres
IN_DATELINE = 0.97  # a judgement: the layout has found a dateline by its shape
MOST_CANDIDATES = 5
LEAST_SHARE = 0.03
CONFIDENCE = (
    "constant",
    "naming",
    "share",
    "share and naming",
    "country or region",
    "candidates",
    "places in the report",
)
_CHANCE = {name: SHARED.index(name) for name in RESOLVED if name in SHARED}


@dataclass(frozen=True, kw_only=True)
class Weights:
    """The fitted weights, in the order of the features' names; least: what a place's chances must reach."""

    first: Array
    naming: Array
    local: Array
    ranking: Array
    confidence: Array
    least_naming: float
    least_confidence: float

    @classmethod
    def of(cls, told: Mapping[str, Mapping[str, float]]) -> Weights:
        """The weights as they stand in ``weights.json``."""

        def column(title: str, names: Sequence[str]) -> Array:
            return np.array([told[title][name] for name in names])

        return cls(
            first=column("first", FIRST), naming=column("naming", NAMING), local=column("local", LOCAL),
            ranking=column("ranking", RANKING), confidence=column("confidence", CONFIDENCE),
            least_naming=told["least"]["naming"], least_confidence=told["least"]["confidence"],
        )  # fmt: skip


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights."""
    text = files("onrecord.extract.places").joinpath("weights.json").read_text(encoding="utf-8")
    return Weights.of(json.loads(text))


@dataclass
class Reading:
    """A report's spots while they are weighed; ``group_of[spot]`` is -1 where a spot has no candidate.

    ``dateline[spot]``: the number of the dateline it stands in, -1 where it stands in the story.
    """

    spots: list[Spot]
    dateline: list[int]
    first: Array
    groups: list[Group]
    group_of: list[int]
    features: Array = field(default_factory=lambda: np.zeros((0, len(NAMING))))


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A place that the report names: row is its number in the gazetteer, None where it stays open.

    confidence: that it is a place and lies there; where open, that it is a place.
    candidates: (row, share), the likeliest first, the chosen one left out.  dateline: the number
    of the dateline that the spot's words are counted in, -1 for the story.
    """

    spot: Spot
    dateline: int
    row: int | None
    confidence: float
    candidates: tuple[tuple[int, float], ...]


def read(
    wording: Wording, names: Sequence[Name], scores: Floats | None, places: Gazetteer, datelines: Sequence[Wording] = ()
) -> Reading:
    """The spots of a report with all that is known of them before any weight."""
    spots: list[Spot] = []
    told: list[Around] = []
    dateline: list[int] = []
    first = []
    for number, one in enumerate((wording, *datelines), start=-1):
        named = names if number < 0 else ()
        own = Finder(one, named).spots()
        beside = around(one, own, places)
        first.append(first_features(one, named, own, beside, scores if number < 0 else None, places))
        spots += own
        told += beside
        dateline += [number] * len(own)
    groups = groups_of(spots, told, places)
    group_of = [-1] * len(spots)
    for number, group in enumerate(groups):
        for spot in group.spots:
            group_of[spot] = number
    return Reading(spots=spots, dateline=dateline, first=np.vstack(first), groups=groups, group_of=group_of)


def set_strengths(reading: Reading, first: Array) -> None:
    """How much each group counts for the others: the chance that one of its spots names a place."""
    chances = _with_datelines(reading, chance(reading.first, first))
    for group in reading.groups:
        group.strength = float(chances[group.spots].max())


def _with_datelines(reading: Reading, chances: Array) -> Array:
    """What stands in a dateline is a place, whatever it looks like."""
    result: Array = np.where(np.array(reading.dateline) >= 0, IN_DATELINE, chances)
    return result


def chance(inputs: Array, fitted: Array) -> Array:
    """Probabilities of a logistic regression."""
    result: Array = 1 / (1 + np.exp(-np.clip(inputs @ fitted, -30, 30)))
    return result


def set_features(reading: Reading) -> None:
    """The naming features of each spot, with how its likeliest place fits the report."""
    table = np.zeros((len(reading.spots), len(RESOLVED)))
    for number, group_number in enumerate(reading.group_of):
        if group_number < 0:
            continue
        group = reading.groups[group_number]
        best = int(group.shares.argmax())
        row = {"best share": float(group.shares[best])}
        row.update({name: float(group.shared[best, column]) for name, column in _CHANCE.items()})
        row["none near"] = float(group.shared[best, SHARED.index("within 300 km")] < 0.1)
        table[number] = [row[name] for name in RESOLVED]
    reading.features = np.hstack((reading.first, table))


def confidence_inputs(reading: Reading, number: int, naming: float, places: Gazetteer) -> tuple[int, list[float]]:
    """The likeliest candidate's place in the group of a spot, and the numbers of CONFIDENCE."""
    group = reading.groups[reading.group_of[number]]
    best = int(group.shares.argmax())
    apart = distances(
        places.latitude[group.rows[[best]]], places.longitude[group.rows[[best]]],
        places.latitude[group.rows], places.longitude[group.rows],
    )[0]  # fmt: skip
    mass = float(group.shares[apart <= SAME].sum())
    named, shared = _logit(naming), _logit(mass)
    wide = places.kind[group.rows[best]] in (COUNTRY, REGION)
    return best, [
        1.0, named, shared, min(named, shared), float(wide), float(np.log(len(group.rows))),
        float(np.log1p(len(reading.groups))),
    ]  # fmt: skip


def _logit(probability: float) -> float:
    probability = min(max(probability, 0.005), 0.995)
    return float(np.log(probability / (1 - probability)))


def find_places(
    wording: Wording, names: Sequence[Name], scores: Floats | None = None, datelines: Sequence[Wording] = ()
) -> list[Found]:
    """The places of a story in text order, then those of its datelines.

    names: of ``names.find_names``; scores: log-probabilities ``[words, 9]`` of the name
    tags, without which the names alone are used; datelines: the places in them, as printed.
    """
    fitted = weights()
    places = gazetteer()
    reading = read(wording, names, scores, places, datelines)
    if not reading.spots:
        return []
    set_strengths(reading, fitted.first)
    share(reading.groups, places, fitted.local, fitted.ranking)
    set_features(reading)
    found = []
    namings = _with_datelines(reading, chance(reading.features, fitted.naming))
    for number, naming in enumerate(namings.tolist()):
        if naming >= fitted.least_naming:
            found.append(_found(reading, number, naming, fitted, places))
    return found


def _found(reading: Reading, number: int, naming: float, fitted: Weights, places: Gazetteer) -> Found:
    spot, dateline = reading.spots[number], reading.dateline[number]
    if reading.group_of[number] < 0:
        return Found(spot=spot, dateline=dateline, row=None, confidence=round(naming, 3), candidates=())
    group = reading.groups[reading.group_of[number]]
    best, inputs = confidence_inputs(reading, number, naming, places)
    sure = float(chance(np.array([inputs]), fitted.confidence)[0])
    # Whether it is a place is one question, which place another: a name that is open may be no place at all.
    settled = sure >= fitted.least_confidence * naming
    order = np.argsort(-group.shares, kind="stable").tolist()
    candidates = tuple(
        (int(group.rows[place]), round(float(group.shares[place]), 3))
        for place in order[: MOST_CANDIDATES + 1]
        if group.shares[place] >= LEAST_SHARE and not (settled and place == best)
    )
    return Found(
        spot=spot,
        dateline=dateline,
        row=int(group.rows[best]) if settled else None,
        confidence=round(min(0.99, max(0.01, sure if settled else naming)), 3),
        candidates=candidates[:MOST_CANDIDATES],
    )
