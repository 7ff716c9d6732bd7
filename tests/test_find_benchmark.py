"""The benchmark of finding, small: it runs, and its library is as it says."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from benchmarks.find import SEED, build, measure, queries, redraw
from benchmarks.find_library import SAID, made
from onrecord.store import schema
from onrecord.store.place import file_place


def test_a_small_one(tmp_path: Path) -> None:
    path = tmp_path / "made.onrecord"
    source = made(SEED, speakers=60)
    build(path, source, 40)
    again = made(SEED, speakers=60)
    redraw(again, 40)
    assert queries(again, 60) == queries(source, 60), "a library that is kept is asked the same"
    engine = file_place(path).engine(reading=True)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.statement)) == 40 * SAID
        assert connection.scalar(select(func.count()).select_from(schema.entity)) or 0 > 20
    engine.dispose()
    figures = measure(path, source, 60)
    assert figures["find_p50_milliseconds"] <= figures["find_p95_milliseconds"] <= figures["find_longest_milliseconds"]
