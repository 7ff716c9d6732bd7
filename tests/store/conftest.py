"""Every test here runs on both engines, but for those that are about the file itself (``file_only``) or about a server
(``server_only``).

Engines take turns within a module, so that what a module makes once it makes on either: let it ask for ``engine``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.postgres import Server
from tests.store.engines import ENGINES, Databases, mapped

_ONLY = {"file_only": "sqlite", "server_only": "postgres"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        some = [name for mark, name in _ONLY.items() if metafunc.definition.get_closest_marker(mark)]
        metafunc.parametrize("engine", some or ENGINES, indirect=True, scope="module")


@pytest.fixture(scope="module", autouse=True)
def databases(engine: str, request: pytest.FixtureRequest) -> Iterator[Databases | None]:
    """What paths stand for; None where they stand for files."""
    if engine == "sqlite":
        yield None
        return
    server: Server = request.getfixturevalue("server")
    with mapped(server) as found:
        yield found


@pytest.fixture(scope="module")
def engine(request: pytest.FixtureRequest) -> str:
    """Where the module's libraries are."""
    name: str = request.param
    return name


@pytest.fixture(autouse=True)
def _dropped(databases: Databases | None) -> Iterator[None]:
    """Databases of a test go with it; what its module made stays till the module's end."""
    with databases.dropped() if databases else nullcontext():
        yield
