"""A disk that takes no more: a clear reason, and all that was stored is kept."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import LibraryFull
from tests.store.made import document, environment, german, opened, put, run, write_reports

pytestmark = pytest.mark.file_only  # a server's disk is the server's


def told(output: str) -> set[str]:
    """The keys that were said to be stored."""
    return {line.split()[1] for line in output.splitlines() if line.startswith(("added ", "version "))}


def keys(path: Path) -> set[str]:
    with opened(path) as library:
        checked = library.check()
        assert checked.faults == ()
        with library.reading() as connection:
            return {row[0] for row in connection.exec_driver_sql("SELECT key FROM report")}


@pytest.mark.skipif(sys.platform != "linux", reason="limits are set on a running process")
def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    import resource

    path, folder = tmp_path / "library.onrecord", write_reports(tmp_path / "reports", 300)
    command = [sys.executable, "-m", "onrecord", "add", str(folder), "-v", "--workers", "1", "--library", str(path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as run_:
        assert run_.stdout and run_.stderr
        output = run_.stdout.readline()
        # Of the program alone: its reading process unpacks what it tells languages with.
        resource.prlimit(run_.pid, resource.RLIMIT_FSIZE, (400_000, 400_000))
        rest, errors = run_.stdout.read(), run_.stderr.read()
        run_.wait(timeout=60)
    assert run_.returncode == 4
    assert errors.splitlines()[-1].startswith(f"onrecord: {path}: no space is left")
    stored = told(output + rest)
    assert 0 < len(stored) < 300
    assert stored <= keys(path)
    again = run("add", folder, "--library", path)
    assert (again.returncode, len(keys(path))) == (0, 300)


def test_a_library_that_may_not_grow(tmp_path: Path) -> None:
    path = tmp_path / "library.onrecord"
    put(path, [document(german(number), uri=f"{number}") for number in range(20)])
    with opened(path) as library, pytest.raises(LibraryFull, match="make room"), library.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        for number in range(2000):
            connection.exec_driver_sql(f"INSERT INTO entry (feed, entry, at) VALUES ('{'f' * 500}', '{number}', 'x')")
    assert len(keys(path)) == 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path | None]:
    """A disk of two megabytes, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = sys.platform == "linux" and os.geteuid() == 0
    if mounted:
        mounted = (
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
            ).returncode
            == 0
        )
    if mounted:
        yield place
        subprocess.run(["umount", "-l", str(place)], check=True)
    else:
        yield None


def test_a_full_disk(tmp_path: Path, small_disk: Path | None) -> None:
    if small_disk is None:
        return  # the two tests above stand for it
    path, folder = small_disk / "library.onrecord", write_reports(tmp_path / "reports", 400)
    began = time.monotonic()
    done = run("add", folder, "-v", "--workers", "1", "--library", path)
    assert (done.returncode, "no space is left" in done.stderr) == (4, True), done.stderr
    assert time.monotonic() - began < 60
    stored = told(done.stdout)
    assert 0 < len(stored) < 400
    assert stored <= keys(path)
    # A copy does not fit either, and leaves nothing behind.
    with opened(path) as library, pytest.raises(LibraryFull):
        library.backup(small_disk / "copy")
    assert not [one for one in small_disk.iterdir() if "copy" in one.name]
    # With room again, the same command goes on.
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    again = run("add", folder, "--workers", "1", "--library", path)
    assert (again.returncode, len(keys(path))) == (0, 400)
