"""A library of one report with statements of several people, to be judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.library import Library
from tests.store.made import ENGLISH, document, opened, put

WORDS = ENGLISH.format(number=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.onrecord"
    put(path, [document(WORDS, uri="/bridge.txt")])
    return path


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with opened(path) as library:
        yield library
