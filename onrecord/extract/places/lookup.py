"""What the gazetteer has of a name as printed: places, countries by their peoples, states by abbreviations."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from onrecord.extract.countries import country_named, country_of, is_demonym
from onrecord.extract.places.abbreviations import POSTAL, SHORT
from onrecord.extract.places.gazetteer import gazetteer
from onrecord.extract.places.keys import key_of

MOST_ROWS = 60  # candidates of one name: the largest; "San José" has over a hundred

Rows = tuple[tuple[int, bool], ...]


class Entry(NamedTuple):
    """A name's key, its places with whether it is their main name, and whether it is a word for a people."""

    key: str
    rows: Rows
    adjective: bool


# Names come back within a report and over reports: the cache saves a third of the time that places take.
@lru_cache(maxsize=8192)
def look_up(text: str) -> Entry | None:
    """The places that a name may mean, the country or state that it is by itself first; None where there is none."""
    places, key = gazetteer(), key_of(text)
    if len(key) < 2 or key.isdigit():
        return None
    rows = places.rows(key)[:MOST_ROWS]
    adjective = False
    country = country_named(text)
    if country is None and is_demonym(text):
        country, adjective = country_of(text), True
        rows = tuple((row, main) for row, main in rows if main)
    elif country is None and key in places.adjectives:
        adjective = True
        rows = _first(places.adjectives[key], rows)
    if country in places.country_row:
        rows = _first(places.country_row[country], rows)
    state = SHORT.get(key)
    if state and ("." in text or " " in key or len(key) > 4):
        rows = _with_state(state, rows)
    # "The Egyptian navy" begins with an article, "The Hague" with its name.
    if not rows or (text.lower().startswith("the ") and not places.name(rows[0][0]).startswith("The ")):
        return None
    return Entry(key, rows, adjective)


@lru_cache(maxsize=64)
def look_up_postal(text: str) -> Entry | None:
    """The same of a state by the post's two letters, which must stand behind a comma: "OR", "IN"."""
    if text not in POSTAL:
        return look_up(text)
    key = key_of(text)
    return Entry(key, _with_state(POSTAL[text], gazetteer().rows(key)[:MOST_ROWS]), False)


def _with_state(code: str, rows: Rows) -> Rows:
    places = gazetteer()
    # The District is its city to whoever writes "D.C.".
    row = places.rows("d c")[0][0] if code == "US.DC" else places.region_row[code]
    return _first(row, rows)


def _first(row: int, rows: Rows) -> Rows:
    return ((row, True), *((other, main) for other, main in rows if other != row))
