"""The benchmark of drawn events: places that have moved do not count, and the figures are what they say."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from benchmarks.drawn_events import DEV, GOLD, figures, judged, rows_by_file

TEXT = "The mill\n\nPolice arrested four strikers in Tarn on Monday. The lamp gives a soft light to the room.\n"


def test_what_is_marked() -> None:
    for path, count in ((GOLD, 238), (DEV, 320)):
        rows = [row for some in rows_by_file(path).values() for row in some]
        assert len({(row["file"], row["start"]) for row in rows}) == count
        assert {row["is"] for row in rows} == {"event", "other type", "none"}
    assert not rows_by_file(GOLD).keys() & rows_by_file(DEV).keys()


def test_figures() -> None:
    found = figures([(True, 0.9), (True, 0.0), (False, 0.6), (False, 0.1)])
    assert found == {
        "right_of_listed": pytest.approx(100 / 3), "listed_of_right": 50, "right_of_sure": 50, "sure_of_right": 50,
        "auc": 50,
    }  # fmt: skip


def test_a_place_that_has_moved_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = []
    for word, told, moved in (("arrested", "event", 0), ("gives", "none", 0), ("Monday", "event", 3)):
        start = TEXT.index(word)
        around = TEXT[max(0, start - 20) : start + len(word) + 20]
        check = hashlib.sha256(around.encode()).hexdigest()[:8]
        place = {"file": "a.txt", "start": start + moved, "end": start + moved + len(word)}
        rows.append({**place, "check": check, "type": "COERCE", "is": told})
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    places = list(judged(tmp_path / "rows.jsonl", tmp_path))
    assert [event for event, _ in places] == [True, False]
    assert places[0][1] > places[1][1]
