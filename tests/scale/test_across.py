"""Copies and utterances of a folder: the same as a library of the same reports gives, by either engine."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import UsageError
from onrecord.follow.copies import candidates
from onrecord.scale.across.local import Local
from onrecord.scale.across.run import follow_across
from onrecord.scale.across.step import Step
from onrecord.store.following import copies as placed
from onrecord.store.following import copies_near
from onrecord.store.following.quotations import links
from tests.scale.compared import copies_in, copies_of, rows, utterances_in, utterances_of
from tests.scale.invented import documents, drafts, into_folder, into_library

MOST, MOST_SHARING = 20, 8


@pytest.fixture
def low_bounds(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Few pages make a mark common, and few wordings a key, so that a small archive has such."""
    for module in (placed, copies_near):
        monkeypatch.setattr(module, "MOST", MOST)
    monkeypatch.setattr(links, "MOST_SHARING", MOST_SHARING)
    placed._lookup.cache_clear()
    yield
    placed._lookup.cache_clear()


def test_as_a_library_has_it(tmp_path: Path, low_bounds: None) -> None:
    some = documents(drafts(1))
    folder = into_folder(tmp_path / "read", some)
    found = follow_across(folder, tmp_path / "out", most=MOST, most_sharing=MOST_SHARING, buckets=5)
    random.Random(1).shuffle(some)
    with into_library(tmp_path / "a.onrecord", some) as library:
        copies, utterances = copies_of(library), utterances_of(library)
    mine = copies_in(tmp_path / "out")
    assert mine.keys() == copies.keys() and found.reports == len(copies)
    for key, one in copies.items():
        assert mine[key] == one
    theirs = utterances_in(tmp_path / "out")
    assert theirs.keys() == utterances.keys()
    for key, one in utterances.items():
        assert theirs[key] == one
    _has_all_kinds(copies, utterances)


def _has_all_kinds(copies: dict[str, Any], utterances: dict[str, Any]) -> None:
    """The archive has what it was made for, or it would prove little."""
    linked = [other for one in copies.values() for other in one["copies"].values()]
    assert {one["relation"] for one in linked} == {
        "same", "part of it", "holds it", "partly the same", "through the original",
    }  # fmt: skip
    assert sum(one["template"] for one in copies.values()) >= 20
    assert any(one["more"] and not one["template"] and len(one["copies"]) > 20 for one in copies.values())
    assert any(one["short"] for one in copies.values()) and any(one["credited"] for one in copies.values())
    assert {reason["kind"] for one in copies.values() for reason in one["reasons"]} >= {"credits", "credited", "earliest"}
    told = [one for one in utterances.values() if isinstance(one, dict)]
    assert any(one["disagreement"] for one in told) and any(one["doubts"] for one in told)
    kinds = {wording[2] for one in told for wording in one["wordings"].values()}
    assert kinds == {None, "same", "part"}
    assert any(wording[6] for one in told for wording in one["wordings"].values())
