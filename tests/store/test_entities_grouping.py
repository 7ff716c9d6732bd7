from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.entities_grouping import MOST_UNITS, Unit, groups_of


def unit(
    country: str = "", field: str = "", *, middle: str = "", suffix: str = "", kind: str = "person", apart: str = ""
) -> Unit:
    return Unit(kind=kind, middle=middle, suffix=suffix, country=country, field=field, apart=apart)


def grouped(units: dict[Unit, int]) -> set[frozenset[Unit]]:
    return {frozenset(group.units) for group in groups_of(units)}


MAYOR, STRIKER, BARE = unit("US", "office"), unit("GB", "sport"), unit()


def test_what_conflicts_stays_apart() -> None:
    assert grouped({MAYOR: 1, STRIKER: 1}) == {frozenset({MAYOR}), frozenset({STRIKER})}
    assert len(grouped({unit("US"): 1, unit("GB"): 1})) == 2
    assert len(grouped({unit("", "office"): 1, unit("", "sport"): 1})) == 2
    assert len(grouped({unit(middle="f"): 1, unit(middle="q"): 1})) == 2
    assert len(grouped({unit(suffix="jr"): 1, unit(suffix="sr"): 1})) == 2
    assert len(grouped({unit(kind="person"): 1, unit(kind="organization"): 1})) == 2


def test_what_says_less_joins() -> None:
    assert len(grouped({MAYOR: 1, BARE: 1, unit("US"): 1, unit(middle="f"): 1})) == 1


def test_who_fits_several_is_left_for_itself() -> None:
    assert grouped({MAYOR: 1, STRIKER: 1, BARE: 5}) == {frozenset({MAYOR}), frozenset({STRIKER}), frozenset({BARE})}


def test_nine_in_ten_reports_decide() -> None:
    assert grouped({MAYOR: 95, STRIKER: 5, BARE: 50}) == {frozenset({MAYOR, BARE}), frozenset({STRIKER})}
    assert len(grouped({MAYOR: 80, STRIKER: 20, BARE: 50})) == 3


def test_a_place_that_is_not_resolved_is_unknown() -> None:
    assert len(grouped({unit("FR", kind="place"): 50, unit(kind="place"): 1})) == 2


def test_what_a_person_parted_is_for_itself() -> None:
    assert len(grouped({MAYOR: 5, unit("US", "office", apart="x"): 1})) == 2
    assert len(grouped({BARE: 5, unit("US", "office", apart="x"): 1})) == 2


def test_a_name_of_very_many_is_joined_unit_by_unit() -> None:
    units = {unit(middle=f"m{number}"): 1 for number in range(MOST_UNITS)}
    assert len(grouped({**units, BARE: 1})) == MOST_UNITS + 1


units = st.builds(
    unit,
    st.sampled_from(["", "US", "GB"]),
    st.sampled_from(["", "office", "sport"]),
    middle=st.sampled_from(["", "f", "q"]),
    suffix=st.sampled_from(["", "jr"]),
    kind=st.sampled_from(["person", "place"]),
    apart=st.sampled_from(["", "", "x"]),
)


@given(st.dictionaries(units, st.integers(1, 30), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_nothing_said_conflicts(found: dict[Unit, int], rng: random.Random) -> None:
    shuffled = list(found.items())
    rng.shuffle(shuffled)
    groups = groups_of(found)
    assert [group.units for group in groups] == [group.units for group in groups_of(dict(shuffled))]
    assert sorted(one for group in groups for one in group.units) == sorted(found)
    for group in groups:
        for name in ("kind", "apart", "country", "field", "middle", "suffix"):
            said = {getattr(one, name) for one in group.units}
            assert len(said - {""}) <= 1
        assert group.reports == sum(found[one] for one in group.units)
