from __future__ import annotations

from collections import defaultdict
from importlib.resources import files

import pytest

from onrecord.extract import countries
from onrecord.extract.countries import (
    AMBIGUOUS,
    codes,
    country_named,
    country_of,
    country_of_capital,
    country_of_part,
    is_demonym,
    is_plural_demonym,
)

ROWS = [
    line.split("\t")
    for line in files("onrecord.extract").joinpath("countries.tsv").read_text(encoding="utf-8").splitlines()
]

CASES = [
    ("United States", "US"),
    ("United States of America", "US"),
    ("US", "US"),
    ("U.S.", "US"),
    ("USA", "US"),
    ("U.S.A.", "US"),
    ("America", "US"),
    ("Americans", "US"),
    ("White House", "US"),
    ("Pentagon", "US"),
    ("UK", "GB"),
    ("U.K.", "GB"),
    ("Britain", "GB"),
    ("Great Britain", "GB"),
    ("Britons", "GB"),
    ("Scottish", "GB"),
    ("Downing Street", "GB"),
    ("Russia", "RU"),
    ("Russian Federation", "RU"),
    ("Russian", "RU"),
    ("Kremlin", "RU"),
    ("the Kremlin", "RU"),
    ("Élysée", "FR"),
    ("Elysee", "FR"),
    ("Frenchmen", "FR"),
    ("the Netherlands", "NL"),
    ("The Bahamas", "BS"),
    ("Dutch", "NL"),
    ("Syrian", "SY"),
    ("Turkey", "TR"),
    ("Türkiye", "TR"),
    ("Côte d’Ivoire", "CI"),
    ("Cote d'Ivoire", "CI"),
    ("Ivory Coast", "CI"),
    ("Czechia", "CZ"),
    ("Burma", "MM"),
    ("Swaziland", "SZ"),
    ("Eswatini", "SZ"),
    ("Kosovo", "XK"),
    ("Taiwan", "TW"),
    ("Palestinian Authority", "PS"),
    ("Palestinians", "PS"),
    ("Hong Kong", "HK"),
    ("Northern Cyprus", "CY"),
    ("Turkish Cypriots", "CY"),
    ("Somaliland", "SO"),
    ("Holy See", "VA"),
    ("North Korea", "KP"),
    ("DPRK", "KP"),
    ("South Korean", "KR"),
    ("Papua New Guinea", "PG"),
    ("Guinea-Bissau", "GW"),
    ("Equatorial Guinea", "GQ"),
    ("Niger", "NE"),
    ("Nigeriens", "NE"),
    ("Nigerian", "NG"),
    ("Dominica", "DM"),
    ("Dominican Republic", "DO"),
    ("Republic of Congo", "CG"),
    ("Congo", "CD"),
    ("South Sudan", "SS"),
    ("Blue House", "KR"),
    ("Zhongnanhai", "CN"),
    ("Malacañang", "PH"),
    ("Malacanang", "PH"),
    ("Aso Rock", "NG"),
    ("RUSSIA", "RU"),
    ("SOUTH AFRICA", "ZA"),
]
NONE = ["us", "turkey", "polish", "china", "it", "Ruritania", "Moscow", "Scotland", "Gaza", "Europe", "It", "IT", ""]


@pytest.mark.parametrize(("name", "code"), CASES)
def test_countries(name: str, code: str) -> None:
    assert country_of(name) == code


@pytest.mark.parametrize("name", NONE)
def test_no_country(name: str) -> None:
    assert country_of(name) is None


def test_names_alone() -> None:
    assert country_named("Russia") == "RU"
    assert country_named("Russian") is None
    assert country_named("Kremlin") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Moscow", "RU"),
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Beijing", "CN"),
        ("The Hague", "NL"),
        ("Washington", "US"),
        ("N’Djamena", "TD"),
        ("Brasilia", "BR"),
        ("Brasília", "BR"),
        ("Pristina", "XK"),
    ],
)
def test_capitals(name: str, code: str) -> None:
    assert country_of_capital(name) == code
    assert country_of_capital(name.lower()) is None


def test_parts() -> None:
    assert country_of_part("Scotland") == "GB"
    assert country_of_part("Chechnya") == "RU"
    assert country_of_part("West Bank") == "PS"
    assert country_of_part("France") is None


def test_demonyms() -> None:
    assert is_demonym("Russian") and is_demonym("Russians") and is_demonym("South Korean")
    assert not is_demonym("Russia") and not is_demonym("russian") and not is_demonym("Kremlin")
    for word in ("Russians", "Poles", "Frenchmen", "Thais", "Iraqis", "Lankans", "Zealanders", "South Koreans"):
        assert is_plural_demonym(word), word
    for word in ("Russian", "Swiss", "Chinese", "French", "Turkmen", "Seychellois", "Philippines", "russians"):
        assert not is_plural_demonym(word), word


def test_table() -> None:
    assert ROWS[0] == ["code", "names", "demonyms", "capitals", "seats", "parts"]
    assert all(len(row) == len(ROWS[0]) for row in ROWS)
    assert [row[0] for row in ROWS[1:]] == sorted({row[0] for row in ROWS[1:]})
    assert codes() == {row[0] for row in ROWS[1:]}
    # The 249 of ISO 3166-1 and Kosovo.
    assert len(codes()) == 250
    assert all(len(code) == 2 and code.isalpha() and code.isupper() for code in codes())
    assert all(row[1] for row in ROWS[1:])


def test_each_word_for_one_country_and_one_use() -> None:
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for code, *columns in ROWS[1:]:
        for number, column in enumerate(columns):
            for printed in column.split("|") if column else ():
                assert printed == printed.strip() and printed, code
                found[printed].add((code, number))
    assert {printed: places for printed, places in found.items() if len(places) > 1} == {}


def test_spellings_do_not_collide() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for code, *columns in ROWS[1:]:
        for printed in "|".join(filter(None, columns)).split("|"):
            found[countries._key(printed)].add(code)
    assert {key: known for key, known in found.items() if len(known) > 1} == {}


def test_ambiguous() -> None:
    assert {"Georgia", "Jordan", "Chad", "Congo", "Dominican", "Turkey", "Washington"} <= AMBIGUOUS
    for word in AMBIGUOUS:
        assert country_of(word) or country_of_capital(word) or country_of_part(word), word


def test_loads_once() -> None:
    assert countries._words() is countries._words()
    before = country_of("Georgia")
    assert country_of("Georgia") == before == "GE"
