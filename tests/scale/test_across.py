"""Copies and utterances of a folder: the same as a library of the same reports gives, by either engine."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from benchmarks import scale_across
from benchmarks.scale_archive import Draft, Maker, documents, drafts
from benchmarks.scale_compared import copies_in, copies_of, rows, utterances_in, utterances_of
from benchmarks.scale_folder import into_folder, into_library
from onrecord.errors import UsageError
from onrecord.scale.across import utterances
from onrecord.scale.across.local import Local
from onrecord.scale.across.run import STEPS, follow_across
from onrecord.scale.across.step import Step, Work
from onrecord.scale.across.tables import TABLES
from onrecord.store import chunks
from onrecord.store.following import copies as placed
from onrecord.store.following import copies_near
from onrecord.store.following.quotations import links, showing
from tests.store.made import environment, run

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
    assert (folder / "duplicates").exists()
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
    assert {reason["kind"] for one in copies.values() for reason in one["reasons"]} >= {
        "credits",
        "credited",
        "earliest",
    }
    told = [one for one in utterances.values() if isinstance(one, dict)]
    assert any(one["disagreement"] for one in told) and any(one["doubts"] for one in told)
    kinds = {wording[2] for one in told for wording in one["wordings"].values()}
    assert kinds == {None, "same", "part"}
    assert any(wording[6] for one in told for wording in one["wordings"].values())


RUN = """
import sys
from onrecord.scale.across.run import follow_across
follow_across(sys.argv[1], sys.argv[2], engine="ray", most=int(sys.argv[3]), most_sharing=int(sys.argv[4]), buckets=5)
"""


def test_ray_gives_the_same(tmp_path: Path) -> None:
    """In a process of its own: Ray is started and stopped once for each."""
    folder = into_folder(tmp_path / "read", documents(drafts(2, 120)))
    follow_across(folder, tmp_path / "local", most=MOST, most_sharing=MOST_SHARING, buckets=3)
    command = [sys.executable, "-c", RUN, folder, tmp_path / "ray", MOST, MOST_SHARING]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=300, env=environment())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert copies_in(tmp_path / "ray") == copies_in(tmp_path / "local")
    assert utterances_in(tmp_path / "ray") == utterances_in(tmp_path / "local")


class Stopping(Local):
    """Stops in the middle of a step, as if its machine had died."""

    def __init__(self, at: str) -> None:
        self.at, self.done = at, list[str]()

    def run(self, step: Step) -> None:
        if step.name == self.at:
            step.out.within("part-00000.parquet").write_json("half a file")
            raise KeyboardInterrupt
        super().run(step)
        self.done.append(step.name)


def test_stopped_it_goes_on_where_it_was(tmp_path: Path) -> None:
    folder = into_folder(tmp_path / "read", documents(drafts(3, 40, wide=0, formula=0)))
    whole = follow_across(folder, tmp_path / "whole")
    out, told = tmp_path / "out", list[str]()
    for at in ("pages", "judge", "end-0", "wordings"):
        with pytest.raises(KeyboardInterrupt):
            follow_across(folder, out, engine=Stopping(at))
        assert not json.loads((out / "manifest.json").read_text())["complete"]
    last = Stopping("")
    found = follow_across(folder, out, engine=last, tell=told.append)
    assert last.done == ["wordings", "wording_links", "quotations"] and len(told) == len(set(told)) >= STEPS
    assert found.tables == whole.tables
    assert copies_in(out) == copies_in(tmp_path / "whole") and utterances_in(out) == utterances_in(tmp_path / "whole")
    assert sorted(path.name for path in out.iterdir()) == sorted([*TABLES, "manifest.json"])
    again = Stopping("")
    assert follow_across(folder, out, engine=again) == found and not again.done


def test_refused_with_a_reason(tmp_path: Path) -> None:
    folder = into_folder(tmp_path / "read", documents(drafts(3, 16, wide=0, formula=0)))
    with pytest.raises(UsageError, match="holds no reports"):
        follow_across(tmp_path / "nothing", tmp_path / "out")
    assert not (tmp_path / "out").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep")
    with pytest.raises(UsageError, match="holds something else"):
        follow_across(folder, tmp_path / "mine")
    assert (tmp_path / "mine" / "notes.txt").read_text() == "keep"
    follow_across(folder, tmp_path / "out")
    other = into_folder(tmp_path / "other", documents(drafts(4, 16, wide=0, formula=0)))
    with pytest.raises(UsageError, match="another job"):
        follow_across(other, tmp_path / "out")
    part = next((folder / "reports").rglob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-20])
    with pytest.raises(UsageError, match="not as the manifest says"):
        follow_across(folder, tmp_path / "new")
    with pytest.raises(UsageError, match="give a folder, or an address that fsspec knows"):
        follow_across("nowhere://bucket/read", tmp_path / "new")


def test_what_is_looked_at_hangs_on_no_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an utterance with more statements than are looked at, the same ones, whichever came first."""
    for module in (showing, utterances):
        monkeypatch.setattr(module, "MOST_SAID", 5)
    monkeypatch.setattr(chunks, "MOST", 2)
    monkeypatch.setattr(utterances, "_AT_ONCE", 2)
    some = documents([one for one in drafts(5, 8, wide=0, formula=0) if one.said])
    follow_across(into_folder(tmp_path / "read", some), tmp_path / "out")
    told = utterances_in(tmp_path / "out")
    for turn in range(2):
        random.Random(turn).shuffle(some)
        with into_library(tmp_path / f"{turn}.onrecord", some, lot=7 - turn) as library:
            theirs = utterances_of(library)
        for key, one in theirs.items():
            # The library shows those wordings whose statements it looked at.
            if isinstance(one, dict):
                mine = told[key] | {"wordings": {each: told[key]["wordings"][each] for each in one["wordings"]}}
                assert mine == one
    assert any(one["statements"] > 5 for one in told.values() if isinstance(one, dict))


def test_one_text_on_very_many_pages(tmp_path: Path) -> None:
    """No group is larger for it, and each of them is known to be a template."""
    text = Maker(9).text(80)
    some = documents(
        [
            Draft([*text, str(number)], f"20{10 + number % 10}-03-04", url=f"https://site.example/{number}")
            for number in range(600)
        ]
    )
    sizes: dict[str, int] = {}

    class Measuring(Local):
        def run(self, step: Step) -> None:
            if step.gather is not None:
                step = replace(step, gather=_Sized(step.gather, step.name, sizes))
            super().run(step)

    found = follow_across(
        into_folder(tmp_path / "read", some, files=6), tmp_path / "out", engine=Measuring(), most=20, buckets=6
    )
    families = rows(tmp_path / "out", "families")
    assert found.reports == 600 and found.tables["copies"] == 0
    assert all(one["template"] and one["more"] for one in families)
    # 600 reports of 40 marks or so in 6 buckets: 100 reports, and no more than 21 pages of a mark from each lot.
    assert sizes["near"] <= 200 and sizes["judge"] <= 600 and sizes["marks"] < 3000


class _Sized:
    def __init__(self, work: Work, name: str, sizes: dict[str, int]) -> None:
        self.work, self.name, self.sizes = work, name, sizes

    def __call__(self, table: Any) -> Any:
        self.sizes[self.name] = max(self.sizes.get(self.name, 0), table.num_rows)
        return self.work(table)


def test_the_command(tmp_path: Path) -> None:
    folder = into_folder(tmp_path / "read", documents(drafts(6, 16, wide=0, formula=0)))
    done = run("across", folder, "--out", tmp_path / "out")
    assert done.returncode == 0 and not done.stderr and "reports: " in done.stdout
    assert run("across", folder, "--out", tmp_path / "out").stdout == done.stdout
    assert run("across", folder, "--out", tmp_path / "new", "--address", "auto").returncode == 2
    done = run("across", tmp_path, "--out", tmp_path / "new")
    assert done.returncode == 2 and "holds no reports" in done.stderr and "Traceback" not in done.stderr
    for reader in (_by_duckdb, _by_polars):
        assert reader(tmp_path / "out") == len(rows(tmp_path / "out", "copies")) > 10


def test_its_benchmark_runs() -> None:
    assert scale_across.main(["--template", "30", "--drawn", "20", "--no-library"]) == 0


def _by_duckdb(out: Path) -> int:
    found = (
        duckdb.connect()
        .execute(
            f"SELECT count(*) FROM '{out}/copies/*.parquet' AS c JOIN '{out}/families/*.parquet' AS f USING (report)"
        )
        .fetchall()
    )
    return int(found[0][0])


def _by_polars(out: Path) -> int:
    return (
        pl.read_parquet(out / "copies" / "*.parquet")
        .join(pl.read_parquet(out / "families" / "*.parquet"), on="report")
        .height
    )
