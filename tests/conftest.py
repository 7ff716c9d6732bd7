"""Shared fixtures: one loaded reader, the example reports, the data folder where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.reader import Reader
from onrecord.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(Settings())


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder named by ONRECORD_DATA, with ``data/polnear`` and the like below it."""
    named = os.environ.get("ONRECORD_DATA")
    if not named:
        pytest.skip("ONRECORD_DATA is not set: checks against the corpora are left out")
    folder = Path(named)
    if not (folder / "data").is_dir():
        pytest.fail(f"ONRECORD_DATA={named} has no data folder")
    return folder
