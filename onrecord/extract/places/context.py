"""What the words around a spot say of which place it is: "Paris, Texas", "Latakia province", "the city of Mexico"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from onrecord.extract.places.distance import Array, distances
from onrecord.extract.places.gazetteer import AREA, COUNTRY, COUNTY, KINDS, REGION, Gazetteer
from onrecord.extract.places.spots import Spot
from onrecord.extract.wording import Wording

# Words beside or within a name that say what kind of place it is, by kind.
_WORDS = {
    "county": "county parish co shire prefecture district",
    "region": "shire province governorate state oblast region prefecture district republic gov governor legislature",
    "country": "republic",
    "area": "province state region valley desert peninsula islands republic",
    "district": "district suburb",
    "city": "city town village township twp suburb capital mayor port",
    "base": "airbase base airfield bay",
    "airport": "airport airfield",
    "water": "river lake sea bay gulf ocean strait port",
    "mountain": "mountain mountains mount",
    "island": "island islands",
    "park": "park",
}
_KINDS_MEANT = {
    word: frozenset(KINDS.index(kind) for kind, words in _WORDS.items() if word in words.split())
    for word in " ".join(_WORDS.values()).split()
}
_WIDER = (REGION, COUNTRY, COUNTY, AREA)
# Between a place and what holds it.
_GAPS = ((",",), ("(",), (".", ","), ("county", ","), ("province", ","), ("city", ","))
NEAR = 60.0  # kilometres within which a base counts as lying in a county
WIDE = 500.0  # and a place in a region without bounds


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """What stands around a spot.

    within: the places that the words behind name as holding it; loosely: the same by
    "in"; held: what it may hold itself, being named behind a place; kinds: the kinds
    that a word beside it means.
    """

    within: frozenset[int] = frozenset()
    loosely: frozenset[int] = frozenset()
    held: frozenset[int] = frozenset()
    kinds: frozenset[int] = frozenset()


def around(wording: Wording, spots: Sequence[Spot], places: Gazetteer) -> list[Around]:
    """For each spot what stands around it.  One look ahead and one behind, so that time stays linear."""
    nothing: frozenset[int] = frozenset()
    within, loosely, held = ([nothing] * len(spots) for _ in range(3))
    for number, (spot, behind) in enumerate(pairwise(spots)):
        gap = tuple(wording.lower[spot.last : behind.first]) if behind.first - spot.last <= 4 else ()
        if not gap or spot.adjective or behind.adjective:
            continue
        wider = frozenset(row for row, _ in behind.rows if places.kind[row] in _WIDER)
        if gap in _GAPS:
            within[number] = wider
            held[number + 1] = frozenset(row for row, _ in spot.rows)
        elif gap[-1] == "in" and not {".", ";"} & set(gap):
            loosely[number] = wider
    # "Athens, Clarke County, Georgia": what holds the second holds the first.
    for number in range(len(spots) - 2, -1, -1):
        if within[number] and within[number + 1] and any(places.kind[row] == COUNTY for row in within[number]):
            within[number] |= within[number + 1]
    return [
        Around(within=within[n], loosely=loosely[n], held=held[n], kinds=_kinds(wording, spot))
        for n, spot in enumerate(spots)
    ]


def _kinds(wording: Wording, spot: Spot) -> frozenset[int]:
    lower, first, last = wording.lower, spot.first, spot.last
    beside = [lower[last] if last < len(lower) else ""]
    if last - first > 1:
        beside += [lower[last - 1] if lower[last - 1] != "." else lower[last - 2], lower[first]]
    if first:
        beside.append(lower[first - 2] if first >= 2 and lower[first - 1] == "of" else lower[first - 1])
    return next((_KINDS_MEANT[word] for word in beside if word in _KINDS_MEANT), frozenset())


def lies_within(places: Gazetteer, rows: Array, wider: Sequence[int]) -> Array:
    """Which of the places lie in one of the wider ones (countries, regions, counties, areas)."""
    result = np.zeros(len(rows), dtype=bool)
    for wide in wider:
        kind = places.kind[wide]
        same: Array
        if kind == COUNTRY:
            same = places.country[rows] == places.country[wide]
        elif kind == REGION:
            same = places.first[rows] == places.first[wide]
            same |= (places.first[rows] == 0) & _near(places, rows, wide, WIDE)
        elif kind == COUNTY:
            same = places.second[rows] == places.second[wide]
            same |= (places.second[rows] == 0) & _near(places, rows, wide, NEAR)
        else:
            same = _near(places, rows, wide, WIDE)
        result |= same & (rows != wide)
    return result


def _near(places: Gazetteer, rows: Array, wide: int, most: float) -> Array:
    apart = distances(places.latitude[rows], places.longitude[rows], places.latitude[[wide]], places.longitude[[wide]])[
        :, 0
    ]
    alike: Array = (apart <= most) & ((places.country[rows] == places.country[wide]) | (places.country[wide] == 0))
    return alike
