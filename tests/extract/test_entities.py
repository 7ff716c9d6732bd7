from __future__ import annotations

import pytest

from onrecord.extract.clusters import cluster_names
from onrecord.extract.entities import Entities
from onrecord.extract.roles import find_roles
from tests.extract.told import names_at, wording_of


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Envoy Ada Lund ate. They met UN envoy Ada Lund.", ["UN envoy"]),
        ("They met UN envoy Ada Lund. Envoy Ada Lund left.", ["UN envoy"]),
        ("Envoy Ada Lund ate. Ada Lund, envoy to Tarn, left.", ["envoy to Tarn"]),
        ("Mayor Ada Lund ate. Senator Ada Lund left.", ["Mayor", "Senator"]),
        (
            "Envoy Ada Lund ate. Ada Lund, mayor of Brisk, left. They met UN envoy Ada Lund.",
            ["UN envoy", "mayor of Brisk"],
        ),
    ],
)
def test_of_two_ways_of_telling_a_role_the_fuller_one_stays(text: str, roles: list[str]) -> None:
    wording = wording_of(text)
    names = names_at(wording, person="Ada Lund")
    clusters = cluster_names(wording, names)
    entities = Entities(wording, names, clusters, find_roles(wording, names))
    assert [one.roles for one in entities.drafts] == [roles]
