"""Which place a name means: candidates weighed by size and kind, by the words around, and by the report's other places.

The spots of one name are one group, one sense a report, unless the words behind
say otherwise ("Paris, Texas" and "Paris, France").  A conditional logit gives each
candidate its share.  It is run first on what stands at the name itself, then twice
with the other groups' shares, so that places that lie together support each other
(the idea of minimum distance and shared containment, Leidner 2007, with learned
weights).  Fitted by ``training.places``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.extract.countries import country_of_capital
from onrecord.extract.places.context import Around, lies_within
from onrecord.extract.places.distance import Array, distances
from onrecord.extract.places.gazetteer import CITY, CONTINENT, COUNTRY, COUNTY, KINDS, REGION, Gazetteer
from onrecord.extract.places.spots import Spot

LOCAL = (
    *(f"kind {kind}" for kind in KINDS),
    "population", "population of a city", "below the largest", "main name", "first by name", "capital",
    "adjective's own", "within", "not within", "loosely within", "within elsewhere", "not within elsewhere",
    "kind meant", "kind not meant", "holds the one before",
)  # fmt: skip
SHARED = (
    "country's share", "region's share", "region named", "county named", "country named", "within 30 km",
    "within 100 km", "within 300 km", "largest and alone", "size where country shared",
)  # fmt: skip
FEATURES = LOCAL + SHARED
MOST_ANCHORS = 80  # other groups that distances are taken to, the surest
MOST_OF_ANCHOR = 3  # candidates of each
_REACHES = (30.0, 100.0, 300.0)


@dataclass
class Group:
    """Spots that mean one place: numbers into the list of spots, the candidates, and what is known of each.

    local: ``[candidates, LOCAL]``; shared: ``[candidates, SHARED]``; shares:
    ``[candidates]``, what the last pass gave; strength: how much the group counts for others.
    """

    key: str
    spots: list[int]
    rows: Array
    local: Array
    strength: float = 1.0
    shares: Array = field(default_factory=lambda: np.zeros(0))
    shared: Array = field(default_factory=lambda: np.zeros((0, len(SHARED))))


def groups_of(spots: Sequence[Spot], told: Sequence[Around], places: Gazetteer) -> list[Group]:
    """The groups of a report's spots, those without a candidate left out, in the order of mention."""
    held: list[Array] = []
    members: dict[tuple[str, bool, tuple[int, ...]], list[int]] = defaultdict(list)
    for number, (spot, one) in enumerate(zip(spots, told, strict=True)):
        rows = np.array([row for row, _ in spot.rows], dtype=np.int64)
        inside = lies_within(places, rows, sorted(one.within)) if one.within else np.zeros(len(rows), dtype=bool)
        held.append(inside)
        if len(rows):
            members[spot.key, spot.adjective, tuple(rows[inside].tolist())].append(number)
    elsewhere: dict[str, set[int]] = defaultdict(set)
    for (key, _, inside_rows), _numbers in members.items():
        elsewhere[key].update(inside_rows)
    groups = []
    for (key, _, inside_rows), numbers in members.items():
        rows = np.array([row for row, _ in spots[numbers[0]].rows], dtype=np.int64)
        local = _local(spots, told, numbers, rows, held[numbers[0]], places)
        if not inside_rows and elsewhere[key]:
            there = np.isin(rows, sorted(elsewhere[key]))
            local[:, LOCAL.index("within elsewhere")] = there
            local[:, LOCAL.index("not within elsewhere")] = ~there
        groups.append(Group(key=key, spots=numbers, rows=rows, local=local))
    return groups


def _local(
    spots: Sequence[Spot], told: Sequence[Around], numbers: Sequence[int], rows: Array, inside: Array, places: Gazetteer
) -> Array:
    """What stands at the names themselves, ``[candidates, LOCAL]``."""
    spot = spots[numbers[0]]
    kinds = places.kind[rows]
    local = np.zeros((len(rows), len(LOCAL)))
    local[np.arange(len(rows)), kinds] = 1
    population = places.population[rows] / 10
    cities = kinds == CITY
    largest = population[cities].max() if cities.any() else 0.0
    columns = {
        "population": population,
        "population of a city": population * cities,
        "below the largest": (population - largest) * cities,
        "main name": np.array([main for _, main in spot.rows]),
        "first by name": np.arange(len(rows)) == 0,
        "capital": cities & (population == largest) & _capital(spot, rows, places),
        "adjective's own": (np.arange(len(rows)) == 0) & spot.adjective,
        "within": inside,
        "not within": ~inside & inside.any(),
    }
    loosely = sorted({wide for number in numbers for wide in told[number].loosely})
    if loosely:
        columns["loosely within"] = lies_within(places, rows, loosely)
    meant = {kind for number in numbers for kind in told[number].kinds}
    if meant:
        columns["kind meant"] = np.isin(kinds, sorted(meant))
        columns["kind not meant"] = ~columns["kind meant"] & columns["kind meant"].any()
    before = sorted({row for number in numbers for row in told[number].held})
    if before:
        earlier = np.array(before, dtype=np.int64)
        wider = np.isin(kinds, (COUNTRY, REGION, COUNTY))
        columns["holds the one before"] = np.array(
            [bool(wide and lies_within(places, earlier, [row]).any()) for row, wide in zip(rows, wider, strict=True)]
        )
    for name, column in columns.items():
        local[:, LOCAL.index(name)] = column
    return local


def _capital(spot: Spot, rows: Array, places: Gazetteer) -> Array:
    code = country_of_capital(spot.text)
    if code is None or code not in places.countries:
        return np.zeros(len(rows), dtype=bool)
    result: Array = places.country[rows] == places.countries.index(code)
    return result


def share(groups: Sequence[Group], places: Gazetteer, first: Array, second: Array) -> None:
    """Give each group's candidates their shares: by weights of LOCAL first, then twice by weights of FEATURES."""
    for group in groups:
        group.shares = softmax(group.local @ first)
    for _ in range(2):
        with_others(groups, places)
        for group in groups:
            group.shares = softmax(np.hstack((group.local, group.shared)) @ second)


def softmax(scores: Array) -> Array:
    """Scores as shares that add up to one."""
    raised = np.exp(scores - scores.max())
    result: Array = raised / raised.sum()
    return result


def with_others(groups: Sequence[Group], places: Gazetteer) -> None:
    """Set each group's ``shared`` by the present shares of the other groups."""
    if not groups:
        return
    rows = np.concatenate([group.rows for group in groups])
    shares = np.concatenate([group.shares * group.strength for group in groups])
    sizes = [len(group.rows) for group in groups]
    owner = np.repeat(np.arange(len(groups)), sizes)
    total = sum(group.strength for group in groups)
    own = np.array([group.strength for group in groups])[owner]
    rest = np.maximum(total - own, 1e-9)
    table = np.zeros((len(rows), len(SHARED)))

    country, region, county = (
        places.country[rows].astype(np.int64),
        places.first[rows].astype(np.int64),
        places.second[rows].astype(np.int64),
    )
    kinds = places.kind[rows]
    in_country = _others(country, owner, shares * (country > 0), len(groups))
    in_region = _others(region, owner, shares * (region > 0), len(groups))
    table[:, 0] = in_country * (country > 0) / rest
    table[:, 1] = in_region * (region > 0) / rest
    table[:, 2] = np.minimum(1, _others(region, owner, shares * (kinds == REGION), len(groups))) * (region > 0)
    table[:, 3] = np.minimum(1, _others(county, owner, shares * (kinds == COUNTY), len(groups))) * (county > 0)
    table[:, 4] = np.minimum(1, _others(country, owner, shares * (kinds == COUNTRY), len(groups))) * (country > 0)
    anchors, weights, anchor_owner = _anchors(groups, places)
    if len(anchors):
        apart = distances(
            places.latitude[rows], places.longitude[rows], places.latitude[anchors], places.longitude[anchors]
        )
        weighed = weights[None] * (owner[:, None] != anchor_owner[None])
        small = ~np.isin(kinds, (COUNTRY, CONTINENT, REGION))
        for column, reach in enumerate(_REACHES, start=5):
            table[:, column] = np.log1p((np.exp(-apart / reach) * weighed).sum(axis=1)) * small
    table[:, 8] = (places.population[rows] / 10) * (1 - np.minimum(1, rest / 3))
    table[:, 9] = (places.population[rows] / 10) * table[:, 0] * (kinds == CITY)
    start = 0
    for group, size in zip(groups, sizes, strict=True):
        group.shared = table[start : start + size]
        start += size


def _others(labels: Array, owner: Array, mass: Array, groups: int) -> Array:
    """For each candidate the mass that other groups give to its label."""
    whole = np.bincount(labels, weights=mass)
    pairs = labels * groups + owner
    unique, inverse = np.unique(pairs, return_inverse=True)
    mine = np.bincount(inverse, weights=mass, minlength=len(unique))
    result: Array = whole[labels] - mine[inverse]
    return np.maximum(result, 0)


def _anchors(groups: Sequence[Group], places: Gazetteer) -> tuple[Array, Array, Array]:
    """The likeliest small places of the surest groups, their weights, and their groups' numbers."""
    surest = sorted(range(len(groups)), key=lambda n: -groups[n].strength * float(groups[n].shares.max()))
    rows: list[int] = []
    weights: list[float] = []
    owner: list[int] = []
    for number in surest[:MOST_ANCHORS]:
        group = groups[number]
        for place in np.argsort(-group.shares, kind="stable")[:MOST_OF_ANCHOR].tolist():
            row = int(group.rows[place])
            if places.kind[row] in (COUNTRY, CONTINENT, REGION) or group.shares[place] < 0.02:
                continue
            rows.append(row)
            weights.append(float(group.shares[place]) * group.strength)
            owner.append(number)
    return np.array(rows, dtype=np.int64), np.array(weights), np.array(owner, dtype=np.int64)
