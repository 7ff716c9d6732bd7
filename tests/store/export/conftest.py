from __future__ import annotations

import pytest

from onrecord.reader import Reader
from tests.store.export.libraries import Made, varied


@pytest.fixture(scope="module")
def library(engine: str, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A library that is only read from, one for each module and engine."""
    return varied(tmp_path_factory.mktemp("exports") / "library.onrecord", reader)
