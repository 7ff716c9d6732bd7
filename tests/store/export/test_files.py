"""Files and folders that are there whole or not at all, whatever comes in between."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import LibraryFull, UsageError
from onrecord.store.export import to
from onrecord.store.export.files import new_file, new_folder
from onrecord.store.export.to import FORMATS, Format, export
from onrecord.store.place import file_place
from tests.store.engines import address_of
from tests.store.export.libraries import Made

ALL = pytest.mark.parametrize("form", FORMATS)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@ALL
def test_what_is_there_stays_unless_forced(library: Made, tmp_path: Path, form: Format) -> None:
    out = tmp_path / "out"
    with library.connection() as connection:
        export(connection, form, out)
        before = sorted((path, path.read_bytes()) for path in [out, *out.glob("*")] if path.is_file())
        with pytest.raises(UsageError, match="is there already; give another name, or --force"):
            export(connection, form, out)
        export(connection, form, out, force=True)
    assert before == sorted((path, path.read_bytes()) for path in [out, *out.glob("*")] if path.is_file())
    assert names(tmp_path) == ["out"]


def test_a_link_to_nothing_is_something(library: Made, tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")
    with library.connection() as connection, pytest.raises(UsageError, match="is there already"):
        export(connection, "jsonl", tmp_path / "out")
    assert names(tmp_path) == ["out"]


@ALL
def test_no_folder_to_write_to(library: Made, tmp_path: Path, form: Format) -> None:
    with library.connection() as connection, pytest.raises(UsageError, match=r"no folder .*gone; make it"):
        export(connection, form, tmp_path / "gone" / "out")


def test_a_file_for_a_folder_and_a_folder_for_a_file(library: Made, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder").mkdir()
    with library.connection() as connection:
        for force in (False, True):
            with pytest.raises(UsageError, match="is a file; give the name of a folder"):
                export(connection, "brat", tmp_path / "file", force=force)
            with pytest.raises(UsageError, match="is a folder; give the name of a file"):
                export(connection, "csv", tmp_path / "folder", force=force)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_of_somebody_else_is_never_replaced(library: Made, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "me.jpg").write_text("mine")
    with library.connection() as connection, pytest.raises(UsageError, match="has files that were not exported"):
        export(connection, "brat", tmp_path / "photos", force=True)
    assert (tmp_path / "photos" / "me.jpg").read_text() == "mine"


@pytest.mark.file_only
def test_the_library_is_never_written_over(library: Made, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(library.path)
    hard = library.path.with_name("hard")
    os.link(library.path, hard)
    try:
        with library.connection() as connection:
            for out in (library.path, Path(f"{library.path}-wal"), Path(f"{library.path}-journal"), link, hard):
                with pytest.raises(UsageError, match="is the library itself"):
                    export(connection, "jsonl", out, force=True, library=file_place(library.path))
    finally:
        hard.unlink()


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@ALL
def test_a_full_disk_leaves_nothing(
    library: Made, tmp_path: Path, form: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with library.connection() as connection:
        for force in (False, True):
            with monkeypatch.context() as patch:
                patch.setattr(os, "fsync", full)
                patch.setattr(Path, "write_bytes", full)
                with pytest.raises(LibraryFull, match=r"no space is left for .*out; make room") as told:
                    export(connection, form, out, force=force)
            assert "\n" not in str(told.value)
            assert names(tmp_path) == (["out"] if force else [])
            if not force:
                export(connection, form, out)
                before = out.stat().st_ino
    assert out.stat().st_ino == before


@ALL
def test_any_error_leaves_nothing(library: Made, tmp_path: Path, form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0

    def broken(data: bytes) -> object:
        nonlocal seen
        seen += 1
        if seen > 3:
            raise KeyboardInterrupt
        from onrecord.store.put import unpacked

        return unpacked(data)

    monkeypatch.setattr("onrecord.store.export.chosen.unpacked", broken)
    with library.connection() as connection, pytest.raises(KeyboardInterrupt):
        export(connection, form, tmp_path / "out")
    assert names(tmp_path) == []


def test_leave_is_told_on_one_line(library: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    monkeypatch.setattr(Path, "mkdir", refused)
    with library.connection() as connection:
        for form in FORMATS:
            with pytest.raises(UsageError, match=r"out cannot be written: Permission denied$"):
                export(connection, form, tmp_path / "out")


def test_a_file_has_the_leave_that_a_new_file_has(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        with new_file(tmp_path / "out") as file:
            file.write(b"words")
        (tmp_path / "plain").write_bytes(b"words")
        with new_folder(tmp_path / "folder", mark="mark"):
            pass
    finally:
        os.umask(old)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("out", "plain", "folder")]
    assert modes == [0o640, 0o640, 0o750]


def test_long_names(tmp_path: Path) -> None:
    name = "ü" * 120  # 240 bytes; one may have 255
    with new_file(tmp_path / name) as file:
        file.write(b"words")
    assert names(tmp_path) == [name]


def test_formats_and_tables_that_are_none(library: Made, tmp_path: Path) -> None:
    with library.connection() as connection:
        with pytest.raises(UsageError, match="no format 'xlsx'; there are jsonl, csv, parquet, annotation, brat"):
            export(connection, "xlsx", tmp_path / "out")  # type: ignore[arg-type]
        for form in ("jsonl", "annotation", "brat"):
            with pytest.raises(UsageError, match="--table is for --format csv and parquet only"):
                export(connection, form, tmp_path / "out", table="events")
        for form in ("parquet", "brat"):
            with pytest.raises(UsageError, match="with --out"):
                to.lines(connection, form)  # type: ignore[arg-type]


SCRIPT = """
import sys, time
from pathlib import Path
from onrecord.store.export import chosen, to
from onrecord.settings import Settings
from onrecord.store.place import place_of
real = chosen.unpacked
def slow(data):
    print("reading", flush=True)
    time.sleep(0.05)
    return real(data)
chosen.unpacked = slow
with place_of(sys.argv[1], Settings()).engine(reading=True).connect() as connection:
    to.export(connection, sys.argv[3], Path(sys.argv[2]))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals")
@ALL
def test_killed_on_the_way_there_is_no_file_of_the_name(library: Made, tmp_path: Path, form: Format) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", SCRIPT, address_of(library.path), str(out), form]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        for _ in range(3):
            process.stdout.readline()
        time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.stdout.read()
    assert not out.exists()
    # What was begun is hidden, and does not stand in the way.
    assert all(name.startswith(".out.") and name.endswith(".part") for name in names(tmp_path))
    with library.connection() as connection:
        export(connection, form, out)
    assert out.exists()
