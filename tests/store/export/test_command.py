"""``onrecord export`` as a person calls it."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.store.export.chosen import Chosen
from onrecord.store.export.to import lines
from tests.conftest import ROOT
from tests.store.engines import address_of, on_server, rows
from tests.store.export.libraries import PAGE_URL, Made


def run(*arguments: str, library: Path | None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    named = {"ONRECORD_LIBRARY": address_of(library)} if library else {}
    return subprocess.run(
        [sys.executable, "-m", "onrecord", "export", *arguments],
        capture_output=True, cwd=ROOT, env=os.environ | named | environment, timeout=120,
    )  # fmt: skip


def told(done: subprocess.CompletedProcess[bytes]) -> str:
    """The last line of what it says; all it says but for the usage is one line."""
    said = [line for line in done.stderr.decode().splitlines() if not line.startswith(("Usage:", "Try ")) and line]
    assert len(said) == 1, said
    return said[0]


def test_records_to_standard_output(library: Made) -> None:
    done = run(library=library.path)
    assert (done.returncode, done.stderr) == (0, b"")
    with library.connection() as connection:
        assert done.stdout.decode() == "".join(lines(connection, "jsonl"))
    named = run("--library", address_of(library.path), "--out", "-", library=None)
    assert named.stdout == done.stdout


def test_formats_to_standard_output_and_to_files(library: Made, tmp_path: Path) -> None:
    for form, name in (("jsonl", "a"), ("csv", "b"), ("annotation", "c.jsonl")):
        printed = run("--format", form, library=library.path)
        written = run("--format", form, "--out", str(tmp_path / name), library=library.path)
        assert (written.returncode, written.stdout, written.stderr) == (0, b"", b"")
        assert (tmp_path / name).read_bytes() == printed.stdout != b""


def test_filters(library: Made) -> None:
    def ids(*arguments: str) -> list[str]:
        done = run(*arguments, library=library.path)
        assert done.returncode == 0, done.stderr
        return [json.loads(line)["id"] for line in done.stdout.splitlines() if line]

    with library.connection() as connection:
        northmail = [
            json.loads(line)["id"] for line in lines(connection, "jsonl", chosen=Chosen(publisher="Northmail"))
        ]
    assert ids("--publisher", "northmail") == northmail
    assert ids("--from", "2019-03-12", "--to", "2019-03-12", "--publisher", "northmail.example") == northmail
    assert ids("--report", northmail[0][:8], "--report", PAGE_URL) == sorted(
        [northmail[0], next(key for key, one in library.reports.items() if one.origin.uri == PAGE_URL)]
    )
    assert ids("--language", "fr") == []
    assert ids("--from", "2019-03", "--to", "2019-03", "--publisher", "northm") == northmail
    assert ids("--from", "2019", "--to", "2019", "--publisher", "Northmail") == northmail


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--format", "xlsx"], 2, "is not one of"),
        (["--format", "parquet"], 2, "parquet does not go to standard output; name a file with --out"),
        (["--format", "brat"], 2, "brat does not go to standard output; name a folder with --out"),
        (["--table", "events"], 2, "--table is for --format csv and parquet only"),
        (["--from", "soon"], 2, "soon"),
        (["--from", "2020-01-02", "--to", "2020-01-01"], 2, "the first day is behind the last"),
        (["--report", "nowhere"], 5, "no report 'nowhere' in the library"),
        (["--report", "\x1b]0;x\x07"], 5, r"no report '\x1b]0;x\x07' in the library"),
        (["--publisher", "nobody"], 5, "no publisher is named 'nobody'"),
        (["--out", "/nowhere/at/all"], 2, "no folder /nowhere/at; make it"),
        (["--out", "/"], 2, "/ is a folder; give the name of a file"),
    ],
)  # fmt: skip
def test_refusals(library: Made, arguments: list[str], status: int, words: str) -> None:
    done = run(*arguments, library=library.path)
    assert (done.returncode, done.stdout) == (status, b"")
    assert words in told(done)


@pytest.mark.file_only
def test_the_library_is_not_written_over(library: Made) -> None:
    done = run("--out", str(library.path), "--force", library=library.path)
    assert "is the library itself" in told(done)


@pytest.mark.file_only
def test_no_library(tmp_path: Path) -> None:
    done = run(library=tmp_path / "none")
    assert (done.returncode, done.stdout) == (4, b"")
    assert "none" in told(done)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "words").write_text("These are no library. " * 100)
    done = run("--out", str(tmp_path / "out"), library=tmp_path / "words")
    assert done.returncode == 4
    assert "not a library" in told(done)
    assert not (tmp_path / "out").exists()


def test_a_file_is_not_replaced_unless_forced(library: Made, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    done = run("--out", str(tmp_path / "out"), library=library.path)
    assert (done.returncode, (tmp_path / "out").read_text()) == (2, "mine")
    assert "is there already" in told(done)
    assert run("--out", str(tmp_path / "out"), "--force", library=library.path).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("form", ["jsonl", "csv", "annotation"])
def test_a_full_disk_behind_standard_output(library: Made, form: str) -> None:
    with open("/dev/full", "wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", "export", "--format", form, "--library", address_of(library.path)],
            stdout=out, stderr=subprocess.PIPE, cwd=ROOT, timeout=60,
        )  # fmt: skip
    assert done.returncode == 4
    assert done.stderr == b"onrecord: no space is left for standard output; make room and export again\n"


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "annotation", "brat"])
def test_a_disk_that_fills_on_the_way(library: Made, tmp_path: Path, form: str) -> None:
    """A limit on the size of files stands for the disk."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    with library.connection() as connection:
        # With a reader at it, SQLite has its own files already.
        next(lines(connection, "jsonl"))
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", "export", "--format", form, "--out", str(tmp_path / "out")],
            capture_output=True, cwd=ROOT, env=os.environ | {"ONRECORD_LIBRARY": address_of(library.path)}, preexec_fn=limit,
            timeout=60,
        )  # fmt: skip
    assert done.returncode == 4, done.stderr
    assert "no space is left for" in told(done)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_pipe_ends_quietly(library: Made) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", "export", "--format", "annotation", "--library", address_of(library.path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141


def test_the_library_is_only_read(library: Made, tmp_path: Path) -> None:
    def whole() -> object:
        if not on_server():
            return library.path.read_bytes()
        return rows(library.path, "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables ORDER BY 1")

    before = whole()
    assert run("--format", "brat", "--out", str(tmp_path / "out"), library=library.path).returncode == 0
    assert whole() == before


def test_help_and_docs_name_every_option() -> None:
    text = run("--help", library=None).stdout.decode()
    docs = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
    from onrecord.commands.export import export

    for option in export.params:
        name = option.opts[0]
        assert name in text
        assert f"`{name}`" in docs, name
