"""Which names are places and which place each means, by the names alone."""

from __future__ import annotations

import time

import pytest

from onrecord.extract.places.find import Found, find_places
from onrecord.extract.places.gazetteer import gazetteer
from onrecord.extract.places.lookup import look_up, look_up_postal
from tests.extract.told import names_at, wording_of


def found(text: str, **kinds: str) -> dict[str, Found]:
    """The places of a text by their words, of names given by kind."""
    wording = wording_of(text)
    return {one.spot.text: one for one in find_places(wording, names_at(wording, **kinds))}


def where(one: Found) -> tuple[str | None, str]:
    assert one.row is not None
    places = gazetteer()
    return places.code(one.row), places.name(one.row)


def region(one: Found) -> str:
    """The name of the state that holds a place."""
    assert one.row is not None
    places = gazetteer()
    first = places.first[one.row]
    return next(places.name(row) for row in places.region_row.values() if places.first[row] == first)


@pytest.mark.parametrize(
    ("text", "names", "state"),
    [
        ("The mill in Paris, Texas, was sold. In Paris nobody slept.", "Paris|Texas", "Texas"),
        ("A bridge in Paris, Tenn., was shut.", "Paris", "Tennessee"),
        ("The mayor of Athens, Clarke County, Georgia, was late.", "Athens|Clarke County|Georgia", "Georgia"),
        ("The barn at Springfield, IL, burned.", "Springfield", "Illinois"),
    ],
)
def test_what_stands_behind_a_name_holds_it(text: str, names: str, state: str) -> None:
    assert region(found(text, place=names)[names.split("|")[0]]) == state


def test_two_of_one_name_in_a_report() -> None:
    text = "The mayor of Paris, Texas, wrote to the mayor of Paris, France."
    wording = wording_of(text)
    places = gazetteer()
    told = find_places(wording, names_at(wording, place="Paris|Texas|France"))
    countries = [places.code(one.row) for one in told if one.spot.text == "Paris" and one.row is not None]
    assert countries == ["US", "FR"]


def test_other_places_of_the_report() -> None:
    told = found("The bus went from Tbilisi by Gori to the sea. Georgia is small.", place="Tbilisi|Gori|Georgia")
    assert where(told["Georgia"]) == ("GE", "Georgia")
    told = found(
        "The bus went from Atlanta by Macon to Savannah. Georgia is large.", place="Atlanta|Macon|Savannah|Georgia"
    )
    assert where(told["Georgia"]) == ("US", "Georgia")


def test_peoples_point_to_their_countries() -> None:
    told = found("Russian and Syrian planes flew. European cooks met.", other="Russian|Syrian|European")
    assert where(told["Russian"]) == ("RU", "Russia") and told["Russian"].spot.adjective
    assert where(told["Syrian"]) == ("SY", "Syria")
    assert where(told["European"]) == (None, "Europe")


def test_kinds_by_the_words_beside() -> None:
    told = found(
        "Planes left the Khmeimim airbase. Rain fell in Cooke County, Texas.", place="Khmeimim|Cooke County|Texas"
    )
    assert where(told["Khmeimim airbase"]) == ("SY", "Khmeimim airbase")
    assert where(told["Cooke County"]) == ("US", "Cooke County")


def test_persons_are_no_places() -> None:
    told = found("Georgia May and Paris Hilton met Austin Dallas.", person="Georgia May|Paris Hilton|Austin Dallas")
    assert not {"Georgia", "Paris", "Austin"} & set(told)


def test_what_nobody_knows_stays_open() -> None:
    told = found("The mill in Quillbrisk burned.", place="Quillbrisk")
    assert told["Quillbrisk"].row is None and told["Quillbrisk"].candidates == ()


def test_what_is_unsure_stays_open_with_its_candidates() -> None:
    told = found("The barn at Fairview burned.", place="Fairview")
    assert told["Fairview"].row is None and len(told["Fairview"].candidates) > 1
    shares = [share for _, share in told["Fairview"].candidates]
    assert shares == sorted(shares, reverse=True) and sum(shares) <= 1


def test_a_river_is_not_the_town_of_its_name() -> None:
    told = found("Boats sank in the Quillbrisk River. The Athens River rose.", place="Quillbrisk River|Athens River")
    assert told["Athens River"].row is None


@pytest.mark.parametrize(
    "text",
    [
        "35.401 N 35.949 E, 51° 30′ 26″ N, 0° 7′ 39″ W",
        "1 2 3 4 5 " * 200,
        "A" * 1000 + " in " + "B" * 1000,
        "San " * 500,
        "Paris, " * 300,
        "( , . ) ' ’",
        "São São São ﬁ ß İ ı",
    ],
)
def test_strange_texts(text: str) -> None:
    for one in find_places(wording_of(text), []):
        assert 0 <= one.confidence <= 1


def test_no_words() -> None:
    assert find_places(wording_of(""), []) == []


def test_hundreds_of_places_take_linear_time() -> None:
    places = gazetteer()
    names = [places.name(row) for row in range(1000, 200_000, 250)]

    def seconds(count: int) -> float:
        wording = wording_of(". ".join(f"They met in {name}" for name in names[:count]))
        began = time.process_time()
        find_places(wording, [])
        return time.process_time() - began

    seconds(50)
    assert seconds(800) < 12 * max(0.05, seconds(200))


@pytest.mark.parametrize("name", ["D.C.", "DC", "Washington, DC", "OR", "Ga.", "U.S.", "European", "Ohio", "Gaza"])
def test_no_candidate_stands_twice(name: str) -> None:
    for entry in (look_up(name), look_up_postal(name)):
        rows = [row for row, _ in entry.rows] if entry else []
        assert len(set(rows)) == len(rows)
