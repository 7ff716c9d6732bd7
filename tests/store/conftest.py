"""Every test here runs on both engines, but for those that are about the file itself (``file_only``)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres import Server
from tests.store.engines import ENGINES, mapped


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        marked = metafunc.definition.get_closest_marker("file_only") is not None
        metafunc.parametrize("engine", ENGINES[:1] if marked else ENGINES, indirect=True)


@pytest.fixture(autouse=True)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the test's libraries are."""
    if request.param == "sqlite":
        yield request.param
        return
    server: Server = request.getfixturevalue("server")
    databases = mapped(monkeypatch, server)
    yield request.param
    databases.drop()
