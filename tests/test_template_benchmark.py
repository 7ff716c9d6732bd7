"""A template that many pages have forms no claim; the benchmark runs."""

from __future__ import annotations

from pathlib import Path

from benchmarks.template import measure


def test_a_notice_of_many_pages_is_no_claim(tmp_path: Path) -> None:
    figures = measure(tmp_path, 400)
    assert figures["steps_of_largest_claim"] == 1
