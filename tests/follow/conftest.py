"""The encoder's first layers, loaded once."""

from __future__ import annotations

import pytest

from onrecord.follow.early import Early


@pytest.fixture(scope="session")
def early() -> Early:
    return Early()
