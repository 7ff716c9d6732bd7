"""The gazetteer: places by name, as columns that load in a tenth of a second.

``gazetteer.npz`` is made by ``training.gazetteer``; ``known.tsv`` beside it is written
here: regions, seas, bases and quarters that the packages lack, each with a point
good to about a tenth of a degree (a large region's is its middle).  A row of
``known.tsv`` whose id begins with "geonames:" gives that place more names, and its point.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.places.keys import key_of

GEONAMES, ICAO, OWN = range(3)
KINDS = (
    "city", "county", "region", "country", "airport", "base", "continent", "area", "water", "mountain", "island",
    "district", "park",
)  # fmt: skip
CITY, COUNTY, REGION, COUNTRY = range(4)
CONTINENT, AREA = KINDS.index("continent"), KINDS.index("area")

# What stands for the population of a place of ``known.tsv``, a logarithm: a sea outweighs a town of its name.
# Judgements: a place that is written down here is well known.
_WEIGHT = {"continent": 20.0, "water": 14.0, "area": 14.0, "island": 13.0, "mountain": 13.0}

Array = NDArray[Any]


class _Lines(Sequence[str]):
    """The lines of a long text, cut out when asked for."""

    def __init__(self, text: Array) -> None:
        self._text = text.tobytes()
        ends = np.flatnonzero(text == 10)
        self._starts = np.concatenate(([0], ends + 1)).astype(np.int32)
        self._ends = np.concatenate((ends, [len(text)])).astype(np.int32)

    def __len__(self) -> int:
        return len(self._starts)

    def raw(self, number: int) -> bytes:
        """A line as it is stored."""
        return self._text[self._starts[number] : self._ends[number]]

    def __getitem__(self, number: Any) -> Any:
        return self.raw(number).decode("utf-8")


class _Raw(Sequence[bytes]):
    """The same lines as bytes, for bisection."""

    def __init__(self, lines: _Lines) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, number: Any) -> Any:
        return self._lines.raw(number)


@dataclass(frozen=True, slots=True)
class Known:
    """A row of ``known.tsv``."""

    identity: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    kind: int
    country: str
    latitude: float
    longitude: float
    source: str


@lru_cache(maxsize=1)
def known_rows() -> tuple[Known, ...]:
    """The places written here."""
    text = files("onrecord.extract.places").joinpath("known.tsv").read_text(encoding="utf-8")
    rows = []
    for line in text.splitlines()[1:]:
        identity, names, adjectives, kind, country, latitude, longitude, source = line.split("\t")
        rows.append(
            Known(
                identity,
                tuple(names.split("|")),
                tuple(filter(None, adjectives.split("|"))),
                KINDS.index(kind),
                country,
                float(latitude),
                float(longitude),
                source,
            )
        )
    return tuple(rows)


class Gazetteer:
    """Columns of places, a number each; kind as in KINDS, country as a number of ``countries``, 0 for none.

    ``latitude``, ``longitude``: degrees; ``first``: the number of the subdivision of the
    first level (0 for none); ``second``: of the second level; ``population``: its
    natural logarithm, to a tenth.
    """

    def __init__(self) -> None:
        with files("onrecord.extract.places").joinpath("gazetteer.npz").open("rb") as file, np.load(file) as columns:
            self._keys = _Lines(columns["keys"])
            self._names = _Lines(columns["names"])
            codes = columns["codes"].tobytes().decode("ascii").split("\n")
            countries = columns["countries"].tobytes().decode("ascii").split("\n")
            self._own = _ends(columns["own"])
            self._others = _ends(columns["others"])
            self._alternates = columns["alternates"]
            self.identity = columns["identity"]
            self._source = columns["source"]
            count = len(self.identity)
            self._extra = [row for row in known_rows() if not row.identity.startswith("geonames:")]
            self.countries = ["", *countries]
            number_of = {code: number for number, code in enumerate(self.countries)}
            self.kind = _with(columns["kind"], [row.kind for row in self._extra])
            self.country = _with(columns["country"] + np.uint8(1), [number_of[row.country] for row in self._extra])
            self.first = _with(columns["first"], [0] * len(self._extra))
            self.second = _with(columns["second"], [0] * len(self._extra))
            self.population = _with(
                columns["population"] / np.float32(10), [_WEIGHT.get(KINDS[row.kind], 11.0) for row in self._extra]
            )
            self.latitude = _with(columns["latitude"] / np.float32(1000), [row.latitude for row in self._extra])
            self.longitude = _with(columns["longitude"] / np.float32(1000), [row.longitude for row in self._extra])
        self._raw = _Raw(self._keys)
        self._count = count
        self.country_row = {
            self.countries[self.country[row]]: int(row) for row in np.flatnonzero(self.kind[:count] == COUNTRY)
        }
        regions = np.flatnonzero(self.kind == REGION)
        self.region_row = {codes[number]: int(row) for number, row in zip(self.first[regions], regions, strict=True)}
        self._more: dict[str, tuple[int, ...]] = {}
        self.adjectives: dict[str, int] = {}
        self._add_known()

    def _add_known(self) -> None:
        extra = self._count
        for row in known_rows():
            if row.identity.startswith("geonames:"):
                identity = int(row.identity.removeprefix("geonames:"))
                number = int(np.flatnonzero((self.identity == identity) & (self._source == GEONAMES))[0])
                self.latitude[number], self.longitude[number] = row.latitude, row.longitude
            else:
                number, extra = extra, extra + 1
            for name in row.names:
                key = key_of(name)
                self._more[key] = (*self._more.get(key, ()), number)
            for adjective in row.adjectives:
                self.adjectives[key_of(adjective)] = number

    @lru_cache(maxsize=1024)  # noqa: B019  (one gazetteer a process)
    def rows(self, key: str) -> tuple[tuple[int, bool], ...]:
        """The places of a name (see ``keys.key_of``): (number, whether it is the main name), the largest first."""
        found: list[tuple[int, bool]] = [(number, True) for number in self._more.get(key, ())]
        wanted = key.encode("ascii", "replace")
        place = bisect_left(self._raw, wanted)
        if place < len(self._keys) and self._keys.raw(place) == wanted:
            found += [(number, True) for number in range(_start(self._own, place), int(self._own[place]))]
            some = self._alternates[_start(self._others, place) : int(self._others[place])]
            found += [(int(number), False) for number in some]
        return tuple(dict(reversed(found)).items())[::-1] if found else ()

    def name(self, row: int) -> str:
        """A place's main name."""
        if row < self._count:
            name: str = self._names[row]
            return name
        return self._extra[row - self._count].names[0]

    def code(self, row: int) -> str | None:
        """Its country's code of ISO 3166-1."""
        return self.countries[self.country[row]] or None

    def id(self, row: int) -> str:
        """Which gazetteer has it, and under what name: "geonames:581049", "icao:OSLK", "onrecord:darfur"."""
        if row >= self._count:
            return self._extra[row - self._count].identity
        identity = int(self.identity[row])
        if self._source[row] == ICAO:
            return "icao:" + identity.to_bytes(4, "big").decode("ascii")
        return f"geonames:{identity}"


def _ends(counts: Array) -> Array:
    return np.cumsum(counts, dtype=np.int64).astype(np.int32)


def _start(ends: Array, place: int) -> int:
    return int(ends[place - 1]) if place else 0


def _with(column: Array, more: Sequence[float]) -> Array:
    return np.concatenate((column, np.array(more, dtype=column.dtype)))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded when first asked for."""
    return Gazetteer()
