"""A server of these tests' own, which they may kill, and which asks for a password."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.postgres.own import OwnServer, own_server


@pytest.fixture(scope="session")
def own() -> Iterator[OwnServer]:
    """One for all tests of a process; who stops it begins it again."""
    with own_server() as made:
        yield made
