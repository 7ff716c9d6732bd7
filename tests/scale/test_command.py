"""``onrecord read --out`` as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import MissingExtra
from tests.scale.made import rows
from tests.store.made import environment, run, tiny, write_reports


def test_reading_into_tables(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "in", 6)
    (folder / "empty.txt").write_bytes(b"")
    done = run("read", folder, "--out", tmp_path / "tables", "--workers", "1", "--exclude", "00005.txt")
    assert done.returncode == 1
    assert done.stdout == "5 reports, 1 refused (1 empty), 1 passed over\n"
    first, second = done.stderr.splitlines()
    assert first == f"onrecord: {folder}/empty.txt: it is empty; give a file with text in it"
    assert second == f"onrecord: why some were refused: {tmp_path}/tables/refusals"
    again = run("read", folder, "--out", tmp_path / "tables", "--workers", "2", "--exclude", "00005.txt")
    assert (again.returncode, again.stdout) == (1, done.stdout)
    other = run("read", folder, "--out", tmp_path / "tables")
    assert other.returncode == 2 and "holds another job (other inputs, or inputs that have changed)" in other.stderr


def test_mapped_fields(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"body": "Die Brücke bleibt zu.", "link": "https://ort.example/1"}\n', encoding="utf-8")
    done = run("read", lines, "--out", tmp_path / "tables", "--map", "text=body", "--map", "url=link", "--workers", "1")
    assert done.stdout == "1 report, 0 refused\n" and not done.stderr
    assert rows(tmp_path / "tables", "reports")[0]["address"] == "https://ort.example/1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "OUT", "--format", "csv"), "with --out all tables are written"),
        (("--out", "OUT", "--address", "auto"), "--address is for --engine ray only"),
        (("--engine", "ray"), "are for --out FOLDER only"),
        (("--out", "OUT", "--map", "body"), "write PART=FIELD"),
        (("--out", "https://velden.example/tables"), "cannot be written to; give a folder"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Die Brücke bleibt zu.", encoding="utf-8")
    done = run("read", tmp_path / "a.txt", *(one.replace("OUT", str(tmp_path / "tables")) for one in arguments))
    assert done.returncode == 2 and said in " ".join(done.stderr.split()) and not (tmp_path / "tables").exists()


def test_ctrl_c_and_going_on(tmp_path: Path) -> None:
    lines = tmp_path / "big.jsonl"
    lines.write_text("".join(json.dumps({"text": tiny(number)}) + "\n" for number in range(4000)), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "read",
        str(lines),
        "--out",
        str(tmp_path / "tables"),
        "--workers",
        "1",
    ]
    process = subprocess.Popen(
        command,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a runner in the background ignores it
    )
    until = time.monotonic() + 60
    while not list((tmp_path / "tables").rglob("0*.parquet")) and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130 and "read safely; run it again to go on" in said
    assert not (tmp_path / "tables" / "reports").exists()
    done = run(*command[3:])
    assert done.stdout == "4000 reports, 0 refused\n"


def test_without_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.scale.on_ray import RayEngine

    monkeypatch.setitem(sys.modules, "ray.data", None)
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtra, match=r"pip install 'onrecord\[ray\]'"):
        RayEngine()
