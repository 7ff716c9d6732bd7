"""Shared fixtures: one loaded reader, the example reports, the data folder where there is one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.reader import Reader
from onrecord.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.postgres import Server

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


# Files with a few tests that take long: begun first, so that no process waits for another's at the end.
LONG = ("test_killed.py", "test_injection.py", "test_axe.py", "test_add_browser.py", "test_review_offsets.py")
WITHOUT_DATA = "ONRECORD_DATA is not set: checks against the corpora are left out"
_skipped: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail") and WITHOUT_DATA not in str(report.longrepr):
        _skipped.append(f"{report.nodeid}: {report.longrepr}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With ONRECORD_NO_SKIPS set nothing may be skipped but for want of the corpora."""
    if _skipped and os.environ.get("ONRECORD_NO_SKIPS"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in _skipped if os.environ.get("ONRECORD_NO_SKIPS") else ():
        terminalreporter.write_line(f"must not be skipped: {line}", red=True)


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(Settings())


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder named by ONRECORD_DATA, with ``data/polnear`` and the like below it."""
    named = os.environ.get("ONRECORD_DATA")
    if not named:
        pytest.skip(WITHOUT_DATA)
    folder = Path(named)
    if not (folder / "data").is_dir():
        pytest.fail(f"ONRECORD_DATA={named} has no data folder")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's browser; one for all tests, since a process can steer but one."""
    from tests.browser import opened_browser

    yield from opened_browser()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server."""
    from tests.postgres import running

    with running() as found:
        yield found
