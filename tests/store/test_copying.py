"""A library copied to a server and back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from onrecord.errors import LibraryDamaged, LibraryMissing, UsageError
from onrecord.library import Library
from onrecord.settings import Settings
from onrecord.store import copying, schema
from onrecord.store.checking import Checked
from tests.postgres import Server
from tests.store.made import ENGLISH, document, german, mixed, put

pytestmark = pytest.mark.file_only


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A library with versions, copies, quotations, judgements, accounts and something taken down."""
    path = tmp_path / "filled.onrecord"
    told = [document(ENGLISH.format(number=number), uri=f"/told/{number}") for number in range(3)]
    put(path, [*mixed(24, seed=5), *told, document(german(91), uri="/gone")])
    with Library(path, Settings()) as library:
        spoken = next(one for one in library.list_reports().reports if (one.title or "").startswith("Harbour"))
        library.judge(spoken.number, "statement", "a1.speaker", "Tom Avery", by="Kim")
        library.undo(library.judge(spoken.number, "report", "published", "2021-03-04", by="Kim"), by="Vera")
        library.remove("/gone", why="asked for", by="Vera")
    return path


def rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    with library.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in schema.metadata.sorted_tables
        }


def test_there_and_back(filled: Path, server: Server, tmp_path: Path) -> None:
    address = server.address(server.make())
    back = tmp_path / "back.onrecord"
    told: list[int] = []
    counted: list[int] = []
    with Library(filled, Settings()) as first, Library(address, Settings()) as second:
        there = first.copy(address, count=counted.append, tell=told.append)
        assert counted == [sum(told)] and there.reports == first.check().reports > 10
        again = second.copy(back)
        with Library(back, Settings()) as third:
            assert rows(first) == rows(second) == rows(third)
            assert {one.check().hash for one in (first, second, third)} == {there.hash} == {again.hash}
            found = [[(hit.number, hit.kind) for hit in one.find("bridge").hits] for one in (first, second, third)]
            assert found[0] and sorted(found[0]) == sorted(found[1]) == sorted(found[2])
            # Each goes on behind the last number.
            for one in (second, third):
                one.undo(one.judge(1, "report", "published", "2021-03-05", by="Kim"), by="Kim")
                assert one.add_documents([document(german(500))], workers=1).added == 1
                assert one.check().faults == ()
    assert sorted(tmp_path.glob("back*")) == [back]


def test_nothing_is_written_over(filled: Path, server: Server, tmp_path: Path) -> None:
    address = server.address(server.make(library=True))
    with Library(filled, Settings()) as library:
        library.copy(address)  # a library with nothing in it
        for target in (address, str(filled), str(tmp_path)):
            with pytest.raises(UsageError, match="is there already"):
                library.copy(target)
    with pytest.raises(LibraryMissing):
        Library(tmp_path / "none", Settings()).copy(tmp_path / "other")


def test_whole_or_not_at_all(filled: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address, target = server.address(server.make()), tmp_path / "target.onrecord"

    def other(connection: Connection) -> Checked:
        return Checked(reports=1, hash=str(id(connection)), faults=())

    monkeypatch.setattr(copying, "check_library", other)
    with Library(filled, Settings()) as library:
        for place in (address, target):
            with pytest.raises(LibraryDamaged, match="the copy is not what was copied"):
                library.copy(place)
        assert not sorted(tmp_path.glob("target*"))
        monkeypatch.undo()
        assert library.copy(address).reports == library.copy(target).reports > 0


def test_the_command(filled: Path, server: Server, tmp_path: Path) -> None:
    address = server.address(server.make())
    command = [sys.executable, "-m", "onrecord", "library"]

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, *words], capture_output=True, text=True, env={**os.environ}, timeout=120)

    done = run("copy", str(filled), address)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("copied ")
    assert run("check", "--library", address).stdout.split()[-1] == done.stdout.split()[-1]
    again = run("copy", str(filled), address)
    assert again.returncode == 2 and again.stderr.count("\n") == 1 and "is there already" in again.stderr
    kept = tmp_path / "kept.onrecord"
    assert run("backup", str(kept), "--library", address).returncode == 0
    assert run("check", "--library", str(kept)).stdout.split()[-1] == done.stdout.split()[-1]
