"""Adding, with real reading processes: what is told is stored, in any order, beside others, stopped and gone on with."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.acquire.document import Document, Refused
from onrecord.errors import Empty, UsageError
from onrecord.library import Library
from onrecord.settings import Settings
from onrecord.store.outcome import Outcome
from tests.acquire.site import HTML, PAGE, serving
from tests.store.engines import rows
from tests.store.made import command, document, environment, german, mixed, opened, put, run, tiny, write_reports


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.onrecord"


def whole(path: Path) -> str:
    with opened(path) as library:
        checked = library.check()
    assert checked.faults == ()
    return checked.hash


def test_what_is_told_is_stored(path: Path) -> None:
    told: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        told.append(outcome)
        if outcome.key:
            assert rows(path, f"SELECT 1 FROM report JOIN record ON report = id WHERE key = '{outcome.key}'") == [(1,)]

    with opened(path) as library:
        documents = [document(tiny(number), uri=f"/{number}.txt") for number in range(150)]
        done = library.add_documents([*documents, document(" \n", uri="/blank.txt")], workers=2, progress=tell)
        assert (done.added, done.unchanged, done.refused) == (150, 0, 1)
        assert [(one.kind, one.count, one.uri) for one in done.reasons] == [("empty", 1, "/blank.txt")]
        assert {one.uri for one in told} == {one.uri for one in documents} | {"/blank.txt"}
    assert rows(path, "SELECT added, versions, unchanged, refused, ended IS NOT NULL FROM job") == [(150, 0, 0, 1, 1)]
    whole(path)


def test_the_same_library_from_any_order_with_any_workers(tmp_path: Path) -> None:
    documents = mixed(200, seed=9)
    hashes = set()
    for turn in range(3):
        random.Random(turn).shuffle(documents)
        path = tmp_path / f"{turn}.onrecord"
        with opened(path) as library:
            done = library.add_documents(documents, workers=4 if turn else 1)
        assert done.refused == 0
        assert done.added + done.versions + done.unchanged == 200
        met = rows(path, "SELECT report.key, latest, sighting.key, sighting.uri, sighting.retrieved FROM report JOIN sighting ON report = report.id ORDER BY 1, 3, 4, 5")  # fmt: skip
        hashes.add((whole(path), tuple(met)))
    put(tmp_path / "alone.onrecord", documents)
    assert {one for one, _ in hashes} == {whole(tmp_path / "alone.onrecord")}
    assert len(hashes) == 1


def test_what_is_there_is_not_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [document(tiny(number), uri=f"/{number}.txt") for number in range(30)]
    with opened(path) as library:
        library.add_documents(documents, workers=1)

        def reads_nothing(some: Iterable[Document | Refused], *_: object, **__: object) -> Iterator[None]:
            assert list(some) == []
            yield None

        monkeypatch.setattr("onrecord.store.adding.read_documents", reads_nothing)
        done = library.add_documents([*documents, document(tiny(3), uri="/elsewhere.txt")], workers=1)
    assert (done.added, done.unchanged) == (0, 31)
    assert rows(path, "SELECT count(*) FROM sighting") == [(31,)]


def test_the_same_bytes_many_times_at_once(path: Path) -> None:
    documents = [document(german(1), uri=f"/{number}.txt") for number in range(40)]
    blank = [document("  ", uri=f"/blank-{number}.txt") for number in range(5)]
    with opened(path) as library:
        done = library.add_documents([*documents, *blank, *documents[:3]], workers=2)
    assert (done.added, done.unchanged, done.refused) == (1, 42, 5)
    assert rows(path, "SELECT count(*) FROM sighting") == [(40,)]
    assert rows(path, "SELECT count(*) FROM refusal") == [(5,)]


def test_more_told_of_the_same_bytes_is_kept_in_any_order(tmp_path: Path) -> None:
    from dataclasses import replace
    from datetime import date

    bare = document(german(1), url="https://ort.example/1")
    dated = replace(bare, given=replace(bare.given, published=date(2020, 5, 4), title="Die Brücke", where="the feed"))
    twin = document(german(1) + "\n", url="https://ort.example/1", retrieved="2020-05-05T00:00:00Z")
    hashes = set()
    for turn, order in enumerate(([bare, dated, twin], [dated, bare, twin], [twin, dated, bare])):
        path = tmp_path / f"{turn}.onrecord"
        with opened(path) as library:
            for one in order:
                library.add_documents([one], workers=1)
            library.add_documents(order, workers=1)
        hashes.add(whole(path))
        assert rows(path, "SELECT published, title FROM report ORDER BY id DESC")[0] is not None
        assert ("2020-05-04", "Die Brücke") in rows(path, "SELECT published, title FROM report")
    assert len(hashes) == 1


def test_refusals_are_listed_until_they_are_added(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(tiny(1), encoding="utf-8")
    (folder / "b.txt").write_text(" ", encoding="utf-8")
    first = run("add", folder, "--library", path)
    assert (first.returncode, first.stdout) == (1, "1 added, 0 unchanged, 1 refused (1 empty)\n")
    assert f"onrecord: {folder / 'b.txt'}: " in first.stderr
    listed = run("problems", "--library", path)
    assert listed.returncode == 0
    assert next(line for line in listed.stdout.splitlines() if "(refused)" in line).startswith(
        f"{folder / 'b.txt'}: empty: "
    )
    found = [json.loads(line) for line in run("problems", "--format", "jsonl", "--library", path).stdout.splitlines()]
    assert [one["kind"] for one in found] == ["empty", "language"]
    assert set(found[0]) == {"uri", "kind", "detail", "key", "at"}
    (folder / "b.txt").write_text(tiny(2), encoding="utf-8")
    assert run("add", folder, "--library", path).returncode == 0
    assert rows(path, "SELECT count(*) FROM refusal") == [(0,)]
    nothing = run("add", tmp_path / "none.txt", "--library", path)
    assert (nothing.returncode, nothing.stdout) == (3, "0 added, 0 unchanged, 1 refused (1 not-found)\n")


def test_lines_for_each_document_cannot_steer_a_terminal(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "x\x1b[31m\u202e.txt").write_text(tiny(1), encoding="utf-8")
    done = run("add", folder, "-v", "--library", path)
    assert done.returncode == 0
    first, last = done.stdout.splitlines()
    assert first.split()[0] == "added" and len(first.split()[1]) == 64
    assert last == "1 added, 0 unchanged, 0 refused"
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout


def test_standard_input_and_lines_of_json(path: Path, tmp_path: Path) -> None:
    assert run("add", "--library", path, stdin=tiny(1).encode()).stdout == "1 added, 0 unchanged, 0 refused\n"
    assert run("add", "-", "--library", path, stdin=tiny(1).encode()).stdout == "0 added, 1 unchanged, 0 refused\n"
    lines = tmp_path / "reports.jsonl"
    made = [{"body": german(number), "where": f"https://ort.example/{number % 4}", "n": number} for number in range(6)]
    lines.write_text("\n".join(map(json.dumps, made)), encoding="utf-8")
    done = run("add", lines, "--map", "text=body", "--map", "url=where", "--library", path)
    assert done.stdout == "4 added, 2 new versions, 0 unchanged, 0 refused\n"
    for wrong in ("text", "colour=body", "=body", "text="):
        done = run("add", lines, "--map", wrong, "--library", path)
        assert done.returncode == 2, wrong


def test_two_adds_at_once(path: Path, tmp_path: Path) -> None:
    folders = [write_reports(tmp_path / "one", 120), write_reports(tmp_path / "two", 120, first=60)]
    adding = command("add", "--workers", "1", "--library", path)
    both = [
        subprocess.Popen([*adding, str(folder)], stdout=subprocess.PIPE, text=True, env=environment())
        for folder in folders
    ]
    told = [process.communicate(timeout=100)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    with opened(path) as library:
        assert library.check().reports == 180
    whole(path)
    assert rows(path, "SELECT sum(added), sum(unchanged) FROM job") == [(180, 60)]


def test_adding_while_a_reader_holds_its_view(path: Path, tmp_path: Path) -> None:
    put(path, [document(tiny(9999))])
    folder = write_reports(tmp_path / "reports", 100)
    with opened(path) as library, library.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM report").scalar() == 1
        assert run("add", folder, "--library", path).returncode == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM report").scalar() == 1
    with opened(path) as library:
        assert library.check().reports == 101


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_stopped_by_hand_and_gone_on_with(path: Path, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 1500)
    with subprocess.Popen(
        command("add", folder, "-v", "--workers", "1", "--library", path), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a runner in the background ignores it
    ) as process:  # fmt: skip
        assert process.stdout and process.stderr
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        rest, errors = process.stdout.read(), process.stderr.read()
        process.wait(timeout=60)
        assert time.monotonic() - began < 20
    assert process.returncode == 130
    told = [line for line in (first + rest).splitlines() if line.startswith("added ")]
    assert errors == f"onrecord: stopped; {len(told)} stored safely; run it again to go on\n"
    assert 0 < len(told) < 1500
    assert {line.split()[1] for line in told} == {key for (key,) in rows(path, "SELECT key FROM report")}
    assert run("add", folder, "--library", path).returncode == 0
    assert rows(path, "SELECT count(*) FROM report") == [(1500,)]
    whole(path)


def test_stopped_while_it_tells_it_tells_to_the_end(path: Path) -> None:
    told: list[Outcome] = []

    def tell(outcome: Outcome) -> None:
        if len(told) == 3:
            signal.raise_signal(signal.SIGINT)
        told.append(outcome)

    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with opened(path) as library, pytest.raises(KeyboardInterrupt):
            library.add_documents([document(tiny(number)) for number in range(60)], workers=1, progress=tell)
    finally:
        signal.signal(signal.SIGINT, handler)
    assert {outcome.key for outcome in told} == {key for (key,) in rows(path, "SELECT key FROM report")}


def test_an_error_of_the_source_keeps_what_came_before(path: Path) -> None:
    def documents() -> Iterator[Document]:
        for number in range(20):
            yield document(tiny(number))
        raise RuntimeError("the crawler broke")

    told: list[Outcome] = []
    with opened(path) as library, pytest.raises(RuntimeError, match="the crawler broke"):
        library.add_documents(documents(), workers=1, progress=told.append)
    # One may have been with the reader still.
    assert len(told) >= 19
    assert rows(path, "SELECT count(*) FROM report") == [(len(told),)]


def test_an_error_of_the_one_who_is_told_goes_on(path: Path) -> None:
    def tell(outcome: Outcome) -> None:
        raise ValueError("not my day")

    with opened(path) as library, pytest.raises(ValueError, match="not my day"):
        library.add_documents([document(tiny(number)) for number in range(200)], workers=1, progress=tell)
    whole(path)


def test_one_odd_document_does_not_hold_up_the_others(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.store.put import put_report as real

    def odd(connection: Any, report: Any, *args: Any, **more: Any) -> int:
        number = real(connection, report, *args, **more)
        if "Brücke 5:" in report.text:
            raise ValueError("an odd one")
        return number

    monkeypatch.setattr("onrecord.store.versions.put_report", odd)
    with opened(path) as library:
        done = library.add_documents([document(tiny(number), uri=f"/{number}") for number in range(12)], workers=1)
        assert (done.added, done.refused) == (11, 1)
        assert "fault of onrecord" in done.reasons[0].detail
    monkeypatch.undo()
    whole(path)
    with opened(path) as library:
        assert library.add_documents([document(tiny(5), uri="/5")], workers=1).added == 1
    assert rows(path, "SELECT count(*) FROM refusal") == [(0,)]


def test_captures_are_kept_or_not(tmp_path: Path) -> None:
    for keep in (True, False):
        path = tmp_path / f"{keep}.onrecord"
        with Library(path, Settings(keep_captures=keep)) as library:
            library.add_documents([document(german(1))], workers=1)
        ((size, kept),) = rows(path, "SELECT size, length(data) FROM capture")
        assert size == len(german(1).encode()) and (kept is not None) == keep
    assert whole(tmp_path / "True.onrecord") == whole(tmp_path / "False.onrecord")


def test_what_is_refused_before_it_is_read(path: Path) -> None:
    refused = Refused(uri="/a\udce9", error=Empty("it is empty; give a file with text in it"))
    with opened(path) as library:
        assert library.add_documents([refused], workers=1).refused == 1
        assert [one.uri for one in library.problems()] == ["/a\\udce9"]


def test_wrong_calls(path: Path) -> None:
    with opened(path) as library:
        with pytest.raises(UsageError, match="at least 1"):
            library.add("x", workers=0)
        with pytest.raises(UsageError, match="no field"):
            library.add("x", mapping={"colour": "x"}, workers=1)


def test_two_feeds_of_one_host_share_its_pause(path: Path, tmp_path: Path) -> None:
    with serving() as site:
        for number in range(4):
            site.pages[f"/{number}"] = (200, HTML, PAGE + str(number).encode())
        for name, pages in (("a", (0, 1)), ("b", (2, 3))):
            items = "".join(f"<item><link>{site.url(f'/{number}')}</link></item>" for number in pages)
            (tmp_path / f"{name}.xml").write_text(f"<rss version='2.0'><channel>{items}</channel></rss>")
        with Library(path, Settings(fetch_private=True, fetch_pause=150)) as library:
            began = time.monotonic()
            assert library.add([tmp_path / "a.xml", tmp_path / "b.xml"], workers=1).added == 4
        assert time.monotonic() - began >= 4 * 0.15
        # What the host allows is asked once for the run.
        assert sorted(site.paths()) == ["/0", "/1", "/2", "/3", "/robots.txt"]


def test_lines_tell_the_headline_too(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(german(1), encoding="utf-8")
    (tmp_path / "b.txt").write_text("x " * 80, encoding="utf-8")
    first = run("add", tmp_path / "a.txt", tmp_path / "b.txt", "-v", "--library", path).stdout.splitlines()
    assert first[0].endswith("a.txt | Meldung 1")
    assert first[1].endswith("x …") and len(first[1].rpartition(" | ")[2]) <= 72
    assert " | Meldung 1" in run("add", tmp_path / "a.txt", "-v", "--library", path).stdout


def test_only_some_files_of_a_folder(path: Path, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 3)
    (folder / "notes.md").write_text(tiny(50), encoding="utf-8")
    done = run("add", folder, "--include", "*.txt", "--exclude", "00001*", "--library", path)
    assert done.stdout == "2 added, 0 unchanged, 0 refused, 2 passed over\n"
