"""Two programs that add and two who review at once: nothing is lost, nothing is there twice.

``python -m benchmarks.engines --part writers`` does so for a minute.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import Server
from tests.store.postgres.several import run_several

pytestmark = pytest.mark.file_only


def test_two_who_add_and_two_who_review(server: Server, tmp_path: Path) -> None:
    address = server.address(server.make(library=True))
    done = run_several(address, tmp_path, seconds=3, batches=1, size=24)
    assert done.problems == []
    wrong = ("lost_reports", "double_reports", "lost_judgements", "faults", "other_hash")
    assert [done.figures[name] for name in wrong] == [0] * len(wrong), done.figures
    assert done.figures["judgements"] >= 12 and done.figures["acknowledged_reports"] > 24
