from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.entities_naming import forms_of, lookup_key, naming_of, slug


def family(kind: str, name: str, country: str | None = None, roles: tuple[str, ...] = ()) -> str:
    return naming_of(kind, name, roles, country, None).family


def joins(kind: str, name: str, country: str | None = None, roles: tuple[str, ...] = ()) -> bool:
    return naming_of(kind, name, roles, country, None).joins


@pytest.mark.parametrize(
    "names",
    [
        ("Radko Salin", "Dr Radko Salin", "President Radko Salin", "Radko M. Salin", "Rádko Šalin", "Radko Salin Jr."),
        ("Ilse von der Harken", "Ilse Maria von der Harken"),
        ("Tarek al-Ossi", "Tarek Ossi", "Tarek el Ossi"),
        ("J.K. Merrow", "J. K. Merrow"),
        ("Pete “Red” Marlow", "Pete Marlow"),
    ],
)
def test_forms_of_one_name(names: tuple[str, ...]) -> None:
    assert len({family("person", name) for name in names}) == 1
    assert all(joins("person", name) for name in names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Lund", "Ada Brisk"),
        ("Ada Lund", "Ida Lund"),
        ("Olga Zelin", "Olga Zhelin"),
        ("J.K. Merrow", "K.J. Merrow"),
    ],
)
def test_other_names(one: str, other: str) -> None:
    assert family("person", one) != family("person", other)


def test_what_tells_namesakes_apart() -> None:
    naming = naming_of("person", "John Q. Smith Jr.", ("striker",), "GB", None)
    assert (naming.middle, naming.suffix, naming.country, naming.field) == ("q", "jr", "GB", "sport")
    assert naming_of("person", "John Smith", ("mayor",), None, "GOV").field == "office"
    assert naming_of("person", "John Smith", (), None, None).field == ""


@pytest.mark.parametrize("name", ["Salin", "President Salin", "Dr Salin", "R. Salin", "...", ""])
def test_a_surname_alone_joins_nobody(name: str) -> None:
    assert not joins("person", name)


def test_a_single_name_that_is_whole() -> None:
    assert joins("person", "Francis", roles=("Pope",))
    assert family("person", "King Osric II") == family("person", "King Osric")
    assert joins("person", "King Osric II")


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Foreign Ministry", None, ("foreign-ministry", False)),
        ("Foreign Ministry", "DK", ("foreign-ministry-dk", True)),
        ("Danish Foreign Ministry", None, ("foreign-ministry-dk", True)),
        ("the Supreme Court", "PL", ("supreme-court-pl", True)),
        ("Orvany Grain Board", None, ("orvany-grain-board", True)),
        ("The Orvany Grain Board", None, ("orvany-grain-board", True)),
        ("Velden Lines Ltd.", None, ("velden-lines", True)),
        ("O.G.B.", None, ("ogb", True)),
        ("Bank of England", None, ("bank-of-england", True)),
    ],
)
def test_organizations(name: str, country: str | None, expected: tuple[str, bool]) -> None:
    naming = naming_of("organization", name, (), country, None)
    assert (naming.family, naming.joins) == expected


def test_places() -> None:
    assert family("place", "U.S.", "US") == family("place", "United States") == family("place", "the United States")
    assert naming_of("place", "U.S.", (), "US", None).country == "US"
    # Georgia may be the state or the country.
    assert naming_of("place", "Georgia", (), "US", None).country == "US"
    assert naming_of("place", "Georgia", (), "GE", None).country == "GE"
    assert naming_of("place", "Velden", (), None, None).country == ""


def test_groups_join_only_where_they_are_a_people() -> None:
    assert joins("group", "Danes", "DK")
    assert not joins("group", "Lund and Brisk")
    assert not joins("document", "Annual Report")


@pytest.mark.parametrize(
    ("kind", "name", "printed", "forms"),
    [
        ("person", "Radko Salin", ["Salin", "he", "the president", "President Radko Salin", "Salin’s", "Radko Salin"],
         ["President Radko Salin", "Salin"]),
        ("organization", "Orvany Grain Board", ["OGB", "O.G.B.", "the board", "Board", "Orvany", "ABC"],
         ["O.G.B.", "OGB", "Orvany"]),
        ("place", "United States", ["U.S.", "America", "States", "it"], ["States", "U.S."]),
        ("place", "Velden", ["the town", "Velden"], []),
    ],
)  # fmt: skip
def test_which_mentions_are_names(kind: str, name: str, printed: list[str], forms: list[str]) -> None:
    assert set(forms_of(kind, name, printed)) >= set(forms) - {"States"}
    assert not set(forms_of(kind, name, printed)) & {
        "he",
        "the president",
        "the board",
        "Board",
        "ABC",
        "it",
        "the town",
    }


def test_a_name_that_ends_like_the_rest_of_a_handle() -> None:
    assert slug(["market", "place"]) != slug(["market"], "place")
    assert slug(["club", "cafe"]) not in (slug(["club"]) + "-cafe",)
    assert slug(["a", "name"]) != slug(["a"])
    long = ["word"] * 60
    assert len(slug(long)) < 80
    assert slug(long) != slug([*long, "more"])


def test_how_a_name_is_looked_up() -> None:
    assert lookup_key("The U.S.") == "us"
    assert lookup_key("Dr Ada Lund-Berg", person=True) == "ada lund berg"
    assert lookup_key("General Motors") == "general motors"


names: Any = st.text(max_size=30) | st.from_regex(r"[A-Za-z.' -]{0,40}", fullmatch=True)


@given(
    st.sampled_from(["person", "organization", "place", "group", "office", "document"]),
    names,
    st.sampled_from([None, "US"]),
)
def test_any_name_has_a_handle_that_can_be_typed(kind: str, name: str, country: str | None) -> None:
    naming = naming_of(kind, name, (name,), country, None)
    assert re.fullmatch(r"[^\W_]+(?:-[^\W_]+)*", naming.family), naming.family
    assert len(naming.family) < 90
    assert naming_of(kind, name, (name,), country, None) == naming
    forms_of(kind, name, [name, name.upper(), "X"])
    lookup_key(name, person=True)
