"""The places of a report, each once, with how often it is named."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.extract.countries import country_named
from onrecord.record import Place, PlaceCandidate, Report, Spans
from onrecord.view.told import flat


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """One place under all its mentions; ``place`` is the first, ``ids`` are those of all.

    Without coordinates it is not resolved, and ``place.candidates`` has what it may be.
    """

    place: Place
    ids: tuple[str, ...]
    mentions: int
    first: Spans


def spots(report: Report) -> list[Spot]:
    """The places in the order of first mention; names that were resolved to one entry of a gazetteer are one.

    A mention is each passage of a place, and each of the entity of kind ``place`` that it is.
    """
    mentions = {one.id: [part.spans for part in one.mentions] for one in report.entities if one.kind == "place"}
    groups: dict[Hashable, list[Place]] = {}
    for one in report.places:
        groups.setdefault(_key(one), []).append(one)
    found = []
    for places in groups.values():
        named = {one.spans for one in places}
        for entity in dict.fromkeys(one.entity for one in places):
            named.update(mentions.get(entity or "", ()))
        ids = tuple(one.id for one in places)
        found.append(Spot(place=places[0], ids=ids, mentions=len(_apart(named)), first=min(named)))
    return sorted(found, key=lambda one: one.first)


def _apart(named: set[Spans]) -> list[Spans]:
    """Mentions that begin apart: an airbase named by a place and, longer, by its entity is named once."""
    kept: list[Spans] = []
    for spans in sorted(named):
        if not kept or spans[0][0] >= kept[-1][-1][1]:
            kept.append(spans)
    return kept


def _key(place: Place) -> Hashable:
    if resolved(place):
        return place.gazetteer or (place.latitude, place.longitude)
    return place.entity or flat(place.name).casefold()


def resolved(place: Place) -> bool:
    """Whether it is known which place is meant."""
    return place.latitude is not None and place.longitude is not None


def place_words(place: Place | PlaceCandidate) -> str:
    """Name and country, a country's own name alone: "Vask, Norway", "Norway"."""
    name, country = flat(place.name), country_name(place.country)
    return f"{name}, {country}" if country and country_named(name) != place.country else name


def point_words(latitude: float, longitude: float) -> str:
    """Degrees with two digits behind the point, about a kilometre: "35.40 N, 35.95 E"."""
    north, east = "S" if latitude < 0 else "N", "W" if longitude < 0 else "E"
    return f"{abs(latitude):.2f} {north}, {abs(longitude):.2f} {east}"


def candidate_words(place: Place, most: int = 3) -> str:
    """What a place that is not resolved may be, the likeliest first; empty where nothing is known."""
    ranked = sorted(place.candidates, key=lambda one: -one.confidence)
    told = [
        f"{place_words(one)} at {point_words(one.latitude, one.longitude)} ({one.confidence:.0%})"
        for one in ranked[:most]
    ]
    if len(ranked) > most:
        told.append(f"{len(ranked) - most} more")
    return " or ".join(told)


def country_name(code: str | None) -> str | None:
    """A country's name by its code of ISO 3166-1; an unknown code as it is."""
    return _names().get(code, code) if code else None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    lines = files("onrecord.extract").joinpath("countries.tsv").read_text(encoding="utf-8").splitlines()
    return {code: names.split("|")[0] for code, names, *_ in (line.split("\t") for line in lines[1:])}
