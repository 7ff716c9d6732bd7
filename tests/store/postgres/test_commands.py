"""Every command on a library of a server, as on one in a file; and nothing of the password anywhere."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.cli import COMMANDS, main
from tests.store.both.pool import readings
from tests.store.made import ENGLISH, german, put
from tests.store.postgres.own import SECRET, OwnServer
from tests.store.postgres.test_refused import PARTS

pytestmark = pytest.mark.file_only
Ran = tuple[int, str, str]
OUT = "{place}/out"

# What is typed, the exit status, and a word of what is told.
TYPED: list[tuple[str, int, str]] = [
    ("library path", 0, ""),
    ("reports", 4, "there is no library"),
    ("add {place}/reports --workers 1 -v", 1, "added"),
    ("add {place}/reports --workers 1", 1, "unchanged"),
    ("add {place}/reports/empty.txt", 3, "problems"),
    ("reports", 0, "bridge stays shut"),
    ("reports --format jsonl", 0, '"number"'),
    ("find bridge", 0, "bridge"),
    ("find --speaker Brisk --in statements", 0, "Ada Brisk"),
    ("find zzzz", 0, ""),
    ("who Brisk", 0, "Ada Brisk"),
    ("who Nobody Known", 5, ""),
    ("timeline bridge", 0, "bridge"),
    ("show 1", 0, ""),
    ("show 1 --format jsonl", 0, '"schema"'),
    ("show 99", 5, "no report"),
    ("export --format jsonl", 0, '"schema"'),
    ("export --format csv --table statements --out {place}/out/one.csv", 0, ""),
    ("export --format csv --table reports", 0, "key"),
    ("export --format parquet --out {place}/out/one.parquet", 0, ""),
    ("export --format annotation --out {place}/out/one.json", 0, ""),
    ("export --format brat --out {place}/out/brat", 0, ""),
    ("problems", 0, "empty"),
    ("problems --clear", 0, ""),
    ("review --report mayor.txt", 0, ""),
    ("review --accept mayor.txt:a1 --by ina", 0, ""),
    ("review --reject mayor.txt:a1 --by odo", 0, ""),
    ("review --history mayor.txt", 0, "ina"),
    ("review --agreement", 0, ""),
    ("review --sign-off mayor.txt --by ina", 0, ""),
    ("review --undo 1 --by ina", 0, ""),
    ("review --undo 77 --by ina", 5, "77"),
    ("entity Ada Brisk", 0, "ada-brisk"),
    ("entity merge ada-brisk tom-avery --by ina", 0, ""),
    ("entity decisions", 0, "ina"),
    ("entity undo --by ina", 0, ""),
    ("copies mayor.txt", 0, ""),
    ("copies mayor.txt other.txt --not --by ina", 0, ""),
    ("copies --decisions", 0, "ina"),
    ("quote Nobody asked us", 0, ""),
    ("quote decisions", 0, ""),
    ("claim bridge", 0, ""),
    ("story bridge", 0, ""),
    ("story --decisions", 0, ""),
    ("reread mayor.txt --workers 1", 0, ""),
    ("remove other.txt --why twice --by ina", 0, ""),
    ("remove --list", 0, "twice"),
    ("add {place}/reports/other.txt --workers 1", 3, "took it down"),
    ("remove --undo other.txt --by ina", 0, ""),
    ("add {place}/reports/other.txt --workers 1", 0, "1 added"),
    ("user add ada --role editor --password-file {place}/password", 0, "ada"),
    ("user list", 0, "ada"),
    ("user role ada --role editor", 0, ""),
    ("user audit", 0, ""),
    ("library check", 0, "hash"),
    ("library backup {place}/out/backup.onrecord", 0, "copied"),
]  # fmt: skip


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command in this process; returns the exit status and what it told."""

    def run(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["onrecord", *words])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        sys.stdout.flush()
        out, errors = capfd.readouterr()
        return status, out, errors

    return run


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Reports, a folder for what is written, a file with a password."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "password").write_text("long enough 77\n", encoding="utf-8")
    (reports / "mayor.txt").write_text(ENGLISH.format(number=1), encoding="utf-8")
    (reports / "other.txt").write_text(ENGLISH.format(number=2), encoding="utf-8")
    (reports / "german.txt").write_text(german(1), encoding="utf-8")
    (reports / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def told(ran: Ran, place: Path, *names: str) -> tuple[int, list[str]]:
    """What is the same wherever the library is: without its name, and moments, and the order of what is as good."""
    words = ran[1] + ran[2]
    for name in (*names, str(place)):
        words = words.replace(name, "HERE")
    words = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?", "WHEN", words)
    return ran[0], sorted(words.splitlines())


def test_every_command(own: OwnServer, place: Path, typed: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    own.make("commands")
    address = own.address("commands", role="keyed", password=SECRET)
    shown = own.address("commands", role="keyed")
    file = str(place / "one.onrecord")
    wrong: list[str] = []
    for words, status, word in TYPED:
        arguments = [one.replace("{place}", str(place)) for one in words.split()]
        ran = typed(*arguments, "--library", address)
        everything = ran[1] + ran[2]
        if ran[0] != status or word not in everything or any(part in everything for part in PARTS):
            wrong.append(f"{words}: {ran}")
        # What was written is in the way of the second.
        for number, path in enumerate(sorted((place / "out").iterdir())):
            if not path.name.startswith("was"):
                path.rename(path.with_name(f"was-{len(list((place / 'out').iterdir()))}-{number}-{path.name}"))
        other = typed(*arguments, "--library", file)
        for path in sorted((place / "out").iterdir()):
            if not path.name.startswith("was"):
                path.rename(path.with_name(f"was-{path.name}"))
        if words != "library path" and told(ran, place, shown) != told(other, place, file):
            wrong.append(f"{words}: {told(ran, place, shown)} and {told(other, place, file)}")
    assert wrong == []
    missing = set(COMMANDS) - {words.split()[0] for words, _, _ in TYPED}
    assert missing == {"across", "read", "serve"}  # two have no library, the last a test of its own
    for path in place.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes()


def test_where_an_address_may_stand(
    own: OwnServer, tmp_path: Path, typed: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own.make("stands")
    address, shown = own.address("stands", role="keyed", password=SECRET), own.address("stands", role="keyed")
    put(address, [readings()[0][0]])
    expected = typed("library", "check", "--library", address)
    assert expected[0] == 0
    monkeypatch.setenv("ONRECORD_LIBRARY", address)
    assert typed("library", "check") == expected
    assert typed("library", "path") == (0, f"{shown}\n", "")
    monkeypatch.setenv("ONRECORD_LIBRARY", shown)
    assert typed("library", "check")[0] == 4
    monkeypatch.setenv("PGPASSWORD", SECRET)
    assert typed("library", "check") == expected
    monkeypatch.setenv("PGPASSWORD", "wr0ng")
    status, out, errors = typed("library", "check")
    assert (status, out) == (4, "") and errors.count("\n") == 1 and "wr0ng" not in errors
    monkeypatch.delenv("PGPASSWORD")
    kept = tmp_path / "pgpass"
    escaped = SECRET.replace("\\", "\\\\").replace(":", "\\:")
    kept.write_text(f"127.0.0.1:{own.port}:*:keyed:{escaped}\n", encoding="utf-8")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    assert typed("library", "check") == expected
    monkeypatch.delenv("PGPASSFILE")
    monkeypatch.setenv("HOME", str(tmp_path))
    kept.rename(tmp_path / ".pgpass")
    assert typed("library", "check") == expected
    (tmp_path / ".pgpass").unlink()
    monkeypatch.delenv("ONRECORD_LIBRARY")
    (tmp_path / "onrecord.toml").write_text(f"library = '{address}'\n", encoding="utf-8")
    assert typed("library", "check") == expected
    (tmp_path / "onrecord.toml").write_text("library = 5\n", encoding="utf-8")
    assert typed("library", "check")[0] == 2


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("postgresql://keyed:wr0ng%3As3cr@127.0.0.1:{port}/postgres", 4),
        ("postgresql://keyed:wr0ng%3As3cr@127.0.0.1:1/postgres", 4),
        ("postgresql://keyed:s3cr%25t%40p", 2),
        ("postgresql+psycopg://keyed:wr0ng%3As3cr@127.0.0.1:{port}/postgres", 2),
    ],
    ids=range(4),
)
def test_a_line_for_each_command(
    own: OwnServer, place: Path, typed: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, address: str, status: int
) -> None:
    monkeypatch.chdir(place)
    full = address.replace("{port}", str(own.port))
    tried = set()
    for words, _, _ in TYPED:
        arguments = [one.replace("{place}", str(place)) for one in words.split()]
        if words == "library path" or (arguments[0] in tried and arguments[0] not in ("library", "user")):
            continue
        tried.add(arguments[0])
        ran = typed(*arguments, "--library", full)
        assert (ran[0], ran[1]) == (status, ""), (words, ran)
        assert [line for line in ran[2].splitlines() if line.startswith(("onrecord: ", "Error: "))], (words, ran)
        assert len(ran[2].splitlines()) == (1 if status == 4 else ran[2].count("\n")) and "Traceback" not in ran[2]
        assert not [part for part in PARTS if part in ran[2]], (words, ran)
    assert typed("serve", "--port", "0", "--library", full)[0] == status
    assert sorted(path.name for path in place.iterdir()) == ["out", "password", "reports"]
    assert list((place / "out").iterdir()) == []
