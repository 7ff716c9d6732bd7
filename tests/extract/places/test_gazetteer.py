from __future__ import annotations

import time

import numpy as np
import pytest

from onrecord.extract.countries import codes
from onrecord.extract.places.abbreviations import POSTAL
from onrecord.extract.places.gazetteer import COUNTRY, KINDS, Gazetteer, gazetteer, known_rows
from onrecord.extract.places.keys import LONGEST_KEY, key_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("St. John's", "saint johns"),
        ("The Hague", "hague"),
        ("São Paulo", "sao paulo"),
        ("Stratford-upon-Avon", "stratford upon avon"),
        ("Łódź", "lodz"),
        ("U.S.", "u s"),
        ("", ""),
        ("—", ""),
        ("a" * 1000, ""),
    ],
)
def test_keys(name: str, key: str) -> None:
    assert key_of(name) == key


def test_the_columns_fit_together() -> None:
    places = gazetteer()
    count = len(places.kind)
    columns = (places.country, places.first, places.second, places.population, places.latitude, places.longitude)
    assert {len(column) for column in columns} == {count}
    assert np.abs(places.latitude).max() <= 90 and np.abs(places.longitude).max() <= 180
    assert places.kind.max() < len(KINDS)
    assert int(places.country.max()) < len(places.countries)
    for row in (0, count // 2, count - 1):
        assert (row, True) in places.rows(key_of(places.name(row)))


def test_every_country_and_state_has_a_place() -> None:
    places = gazetteer()
    # Nobody lives on the outlying islands; Bonaire and its sisters are counted apart.
    assert codes() - set(places.country_row) <= {"UM", "BQ"}
    assert set(POSTAL.values()) <= set(places.region_row)
    assert all(places.kind[row] == COUNTRY for row in places.country_row.values())


def test_what_is_written_here() -> None:
    rows = known_rows()
    assert len(rows) > 150 and len({row.identity for row in rows}) == len(rows)
    places = gazetteer()
    for row in rows:
        assert row.source and row.names[0]
        assert -90 <= row.latitude <= 90 and -180 <= row.longitude <= 180
        assert row.identity in {places.id(number) for number, _ in places.rows(key_of(row.names[0]))}, row


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Khmeimim airbase", "SY", 35.4, 35.95),
        ("Kanawha County", "US", 38.35, -81.6),
        ("Latakia", "SY", 35.5, 35.9),
        ("Kiev", "UA", 50.45, 30.5),
        ("Guantanamo Bay", "CU", 19.9, -75.1),
        ("Kashmir", None, 34.2, 75.0),
    ],
)
def test_places_by_name(name: str, country: str | None, latitude: float, longitude: float) -> None:
    places = gazetteer()
    row = places.rows(key_of(name))[0][0]
    assert places.code(row) == country
    assert abs(places.latitude[row] - latitude) < 0.4 and abs(places.longitude[row] - longitude) < 0.4


def test_an_unknown_name_and_a_strange_one() -> None:
    places = gazetteer()
    assert places.rows("quillbrisk on the tarn") == ()
    assert places.rows("") == () and places.rows("\udcff") == () and places.rows("a" * LONGEST_KEY) == ()


def test_it_loads_fast() -> None:
    began = time.process_time()
    Gazetteer()
    assert time.process_time() - began < 1.0  # measured: 0.11 s; a busy machine gets its due
