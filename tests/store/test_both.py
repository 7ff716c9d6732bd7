"""Whatever is done, a library in a file and one on a server are the same afterwards.

``python -m benchmarks.engines --part same`` does so with thousands of sequences.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.postgres import Server
from tests.store.both.steps import STEPS
from tests.store.both.twins import Different, Doing, Twins, drawn, twins

pytestmark = pytest.mark.file_only

_numbers = st.integers(0, 999)
_doings = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), _numbers, _numbers, _numbers), max_size=14)


@pytest.fixture(scope="module")
def pair(server: Server) -> Iterator[Twins]:
    with twins(server) as made:
        yield made


@settings(
    max_examples=36, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(first=_numbers, doings=_doings)
@example(first=4, doings=[("add_statement", 1, 1, 1), ("judge", 0, 0, 0), ("merge", 1, 2, 0), ("sign_off", 1, 1, 1)])
@example(first=9, doings=[("stopped", 50, 1, 1), ("add", 60, 3, 7), ("merge", 0, 0, 0), ("judge", 0, 0, 1)])
def test_the_same_on_both(pair: Twins, first: int, doings: list[Doing]) -> None:
    # With nothing in it nothing can be done.
    pair.compare([("add", first, 3, first + 1), ("add", first + 40, 3, 2), *doings])


def test_a_difference_is_seen(pair: Twins) -> None:
    doings = drawn(1)
    pair.compare(doings)
    file, _ = pair.libraries
    lost = "DELETE FROM judgement WHERE id = (SELECT max(id) FROM judgement)"

    def spoiled() -> Iterator[Doing]:
        yield from doings
        yield "judge", 0, 0, 0
        with file.writing() as connection:
            connection.exec_driver_sql(lost)

    with pytest.raises(Different, match=r"\+ table judgement"):
        pair.compare(spoiled())
