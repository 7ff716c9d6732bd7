"""The command as a user runs it."""

from __future__ import annotations

import builtins
import csv
import errno
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import main
from onrecord.record import Report
from tests.conftest import EXAMPLES

COURT = str(EXAMPLES / "04-court-report.txt")
LIVE = str(EXAMPLES / "06-live-blog.txt")


def run(*arguments: str, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD")} | environment
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments], input=stdin, capture_output=True, timeout=120, env=env
    )


def test_jsonl_is_the_record() -> None:
    done = run("read", COURT, LIVE, "--format", "jsonl")
    assert done.returncode == 0
    assert done.stderr == b""
    reports = [Report.from_dict(json.loads(line)) for line in done.stdout.decode("utf-8").splitlines()]
    assert [report.published.date for report in reports] == ["2021-09-17", "2023-10-03"]
    assert list(json.loads(done.stdout.splitlines()[0])) == [
        "schema", "id", "made_by", "origin", "complete", "problems", "text", "source_map", "language", "language_evidence",
        "blocks", "sentences", "headline", "authors", "publisher", "published", "links", "entities", "times", "places", "attributions", "events",
    ]  # fmt: skip


def test_json_is_one_document() -> None:
    one = json.loads(run("read", COURT, "--format", "json").stdout)
    two = json.loads(run("read", COURT, LIVE, "--format", "json").stdout)
    assert one["schema"] == "onrecord/1"
    assert two[0] == one
    assert len(two) == 2


def test_one_page_and_one_table_of_many_files() -> None:
    page = run("read", COURT, LIVE, "--format", "html").stdout.decode("utf-8")
    assert page.startswith("<!DOCTYPE html>") and page.rstrip().endswith("</html>")
    assert page.count("<section") == 2 and page.count("<!DOCTYPE") == 1
    table = list(
        csv.reader(io.StringIO(run("read", COURT, LIVE, "--format", "csv").stdout.decode("utf-8"), newline=""))
    )
    statements = [len(json.loads(line)["attributions"]) for line in run("read", COURT, LIVE, "--format", "jsonl").stdout.splitlines()]  # fmt: skip
    assert len(table) == 1 + sum(statements)
    assert {len(row) for row in table} == {len(table[0])}


def test_a_table_of_each_kind() -> None:
    statements = run("read", COURT, "--format", "csv").stdout
    assert run("read", COURT, "--format", "csv", "--table", "statements").stdout == statements
    for name in ("events", "times", "places"):
        done = run("read", COURT, LIVE, "--format", "csv", "--table", name)
        assert done.returncode == 0
        first, *rest = csv.reader(io.StringIO(done.stdout.decode("utf-8"), newline=""))
        assert first[:5] == ["report", "uri", "publisher", "published", name[:-1]]
        assert {len(row) for row in rest} <= {len(first)}


def test_a_table_is_for_csv_only() -> None:
    for form in ([], ["--format", "jsonl"], ["--format", "html"]):
        done = run("read", COURT, "--table", "events", *form)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().splitlines()[-1] == "Error: --table is for --format csv only"


def test_standard_input() -> None:
    data = Path(COURT).read_bytes()
    for arguments in (("read",), ("read", "-")):
        done = run(*arguments, "--format", "jsonl", stdin=data)
        record = json.loads(done.stdout)
        assert record["origin"]["uri"] is None
        assert record["attributions"]


def test_given_date_and_address() -> None:
    done = run("read", COURT, "--published", "2020-01-02", "--url", "https://www.ledger.example/x", "--format", "jsonl")
    record = json.loads(done.stdout)
    assert record["published"]["date"] == "2020-01-02"
    assert record["published"]["rejected"][0]["date"] == "2021-09-17"
    assert record["publisher"]["domain"] == "ledger.example"
    assert record["origin"]["uri"] == "https://www.ledger.example/x"


def test_the_view_for_a_person() -> None:
    text = run("read", COURT).stdout.decode("utf-8")
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "\x1b" not in text
    assert "17 September 2021" in text
    lines = Path(COURT).read_text(encoding="utf-8").splitlines()
    numbered = re.findall(r"^ *(\d+)  (.+?) \| ", text, re.MULTILINE)
    assert len(numbered) >= 8
    for number, who in numbered:
        if who != "(no source named)":
            assert who.split()[0] in " ".join(lines[int(number) - 1 : int(number) + 2])


def test_a_terminal_is_not_steered_by_a_report() -> None:
    done = run(
        "read", stdin=b"The mayor said \x1b[31m\x1b]0;title\x07 no to \xe2\x80\xaethe plan, officials said on Tuesday."
    )
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout
    assert "\u202e" not in done.stdout.decode("utf-8")


def test_any_locale_prints_utf8() -> None:
    done = run("read", COURT, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "“" in done.stdout.decode("utf-8")


def test_workers_change_nothing() -> None:
    files = [str(path) for path in sorted(EXAMPLES.glob("*.txt"))]
    alone = b"".join(run("read", name, "--format", "jsonl").stdout for name in files[:3])
    one = run("read", *files, "--format", "jsonl").stdout
    two = run("read", *files, "--format", "jsonl", "--workers", "2").stdout
    backwards = run("read", *reversed(files), "--format", "jsonl", "--workers", "3").stdout
    assert one.startswith(alone)
    assert one == two
    assert one.splitlines() == backwards.splitlines()[::-1]


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_broken_pipe_ends_quietly() -> None:
    files = [COURT] * 30
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", "read", *files, "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupt_ends_quietly(workers: str) -> None:
    files = [COURT] * 400
    with subprocess.Popen(
        [sys.executable, "-m", "onrecord", "read", *files, "--format", "jsonl", "--workers", workers],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a runner in the background ignores it
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        began = time.monotonic()
        process.stdout.read()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 130
        assert time.monotonic() - began < 20


def test_an_input_that_cannot_be_opened_stops_no_others(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    """What may not be opened is known where it is opened, not before anything is read."""
    shut = tmp_path / "shut.txt"
    shut.write_text("The mayor said that the bridge would stay shut.")
    opened = builtins.open

    def may_open(path: object, *rest: Any, **more: Any) -> Any:
        if str(path) == str(shut):
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", may_open)
    monkeypatch.setattr(os, "access", lambda path, *_, **__: str(path) != str(shut))
    for command in ("read", "add"):
        monkeypatch.setenv("ONRECORD_LIBRARY", str(tmp_path / "made.onrecord"))
        named = [COURT, str(shut), str(tmp_path / "none.txt"), LIVE]
        monkeypatch.setattr(sys, "argv", ["onrecord", command, *named])
        with pytest.raises(SystemExit) as end:
            main()
        out, error = (one.decode() for one in capfdbinary.readouterr())
        assert end.value.code == 1
        assert f"onrecord: {shut}: it cannot be opened: Permission denied; check its permissions\n" in error
        assert "none.txt: there is no such file; check the name\n" in error
        assert "2 added" in out if command == "add" else (COURT in out and LIVE in out)


def test_help_names_every_option() -> None:
    text = run("read", "--help").stdout.decode()
    for option in ("--format", "--table", "--published", "--url", "--workers"):
        assert option in text
    assert run("--version").stdout.decode().startswith("onrecord, version ")
