"""Bad input: a clear line or a named problem, in linear time, with the rest unharmed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import Empty, InputError, NotAllowed, NotFound, NotText, TooLarge, Unreadable, UsageError
from onrecord.reader import Reader
from onrecord.settings import Settings
from tests.checks import check
from tests.conftest import EXAMPLES

GOOD = "The mayor said on Tuesday that the bridge would stay shut. “Nobody asked us,” she added.\n"


def command(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ONRECORD")}
    return subprocess.run(
        [sys.executable, "-m", "onrecord", "read", *arguments],
        input=stdin,
        capture_output=True,
        timeout=120,
        env=environment,
    )


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", Empty),
        ("blank.txt", b" \n\n", Empty),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), NotText),
        ("noise.bin", random.Random(0).randbytes(5000), NotText),
    ],
)
def test_files_that_are_no_text(
    tmp_path: Path, reader: Reader, name: str, data: bytes, error: type[InputError]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error):
        reader.read(path)
    done = command(str(path))
    assert done.returncode == 3
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"onrecord: {path}: it ")


def test_folder_missing_file_address(tmp_path: Path, reader: Reader) -> None:
    with pytest.raises(NotFound, match="folder"):
        reader.read(tmp_path)
    with pytest.raises(NotFound, match="no such file"):
        reader.read(tmp_path / "none.txt")
    with pytest.raises(NotAllowed, match="not on the public internet"):
        reader.read("http://127.0.0.1:9/x")
    with pytest.raises(Unreadable):
        reader.read("nul\x00byte")


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_unreadable(tmp_path: Path, reader: Reader) -> None:
    # A loop of links cannot be opened by anyone, the superuser included.
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(Unreadable, match="cannot be opened"):
        reader.read(tmp_path / "a")


def test_one_bad_file_among_many(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = command(
        str(tmp_path / "good.txt"), str(tmp_path / "empty.txt"), str(tmp_path / "good.txt"), "--format", "jsonl"
    )
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert "2 of 3 read, 1 failed" in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--published", "yesterday", "x.txt"],
        ["--url", "https://a.example", "x.txt", "y.txt"],
        ["--workers", "0", "x.txt"],
        ["--format", "xml", "x.txt"],
        ["-", "-"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    done = command(*arguments, stdin=b"x")
    assert done.returncode == 2
    assert done.stdout == b""


def test_bad_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.settings import load_settings

    with pytest.raises(UsageError, match="ONRECORD_THREADS"):
        load_settings({"ONRECORD_THREADS": "many"})
    with pytest.raises(UsageError, match="at least 1"):
        load_settings({"ONRECORD_MAX_WORDS": "0"})
    (tmp_path / "onrecord.toml").write_text("colour = 3\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="no setting 'colour'"):
        load_settings({})
    (tmp_path / "onrecord.toml").write_text("threads = 2\n", encoding="utf-8")
    assert load_settings({}).threads == 2
    assert load_settings({"ONRECORD_THREADS": "3"}).threads == 3
    assert load_settings({"ONRECORD_THREADS": "3"}, threads=4).threads == 4


@pytest.mark.parametrize("text", ["...", "?!", "— — —", "“”", "''", "12 34", "(((", "\x00", "🙂", "a"])
def test_next_to_nothing(reader: Reader, text: str) -> None:
    report = reader.read(text=text)
    check(report, text)
    assert report.attributions == ()


def test_other_languages_are_kept_but_not_searched(reader: Reader) -> None:
    text = "Der Bürgermeister sagte am Dienstag: „Die Brücke bleibt für eine Woche gesperrt, bis alles fertig ist.“\n"
    report = reader.read(text=text)
    check(report, text)
    assert report.language == "de"
    assert not report.complete
    assert [problem.kind for problem in report.problems] == ["language"]


@pytest.mark.parametrize(
    "text",
    [
        "“" * 10_000 + GOOD + "”" * 10_000,
        "“‘" * 5_000 + GOOD,
        '"' * 9_999 + GOOD,
        "'" * 10_000 + GOOD,
        "(" * 10_000 + GOOD,
        GOOD + "x" * 1_000_000,
        GOOD + "\u0301" * 20_000,
        GOOD + "https://a.example/" + "a-b-" * 20_000,
        GOOD + "Mr. " * 20_000,
        GOOD + "By " * 20_000,
        GOOD + "MOSCOW, " * 20_000,
        GOOD + "© " * 20_000,
        GOOD + "- \n" * 20_000,
        GOOD + "1/2\n" * 20_000,
        "\ufeff" * 1000 + GOOD,
    ],
    ids=range(15),
)
def test_extreme_texts(text: str) -> None:
    began = time.perf_counter()
    report = Reader(Settings(max_words=3000)).read(text=text)
    assert time.perf_counter() - began < 20
    check(report, text)


def test_a_line_of_five_megabytes() -> None:
    text = GOOD.replace("\n", " ") * (5_000_000 // len(GOOD))
    report = Reader(Settings(max_words=2000)).read(text=text)
    assert [problem.kind for problem in report.problems] == ["cut"]
    assert report.text == text
    assert report.attributions
    assert max(span[1] for one in report.attributions for span in one.content.spans) < 20_000


def test_fifty_megabytes() -> None:
    """Refused by a small limit in one line; read up to max_words under the default one."""
    data = (GOOD * (50_000_000 // len(GOOD.encode()))).encode()
    with pytest.raises(TooLarge, match="max_bytes"):
        Reader(Settings(max_bytes=1_000_000)).read(data)


def test_time_grows_linearly() -> None:
    reader = Reader(Settings())
    body = (EXAMPLES / "04-court-report.txt").read_text(encoding="utf-8")
    reader.read(text=body)
    took = []
    for times in (4, 32):
        began = time.process_time()
        reader.read(text=body * times)
        took.append(time.process_time() - began)
    assert took[1] < 8 * 2 * took[0]


def test_wrong_calls(reader: Reader) -> None:
    with pytest.raises(UsageError, match="either"):
        reader.read()
    with pytest.raises(UsageError, match="either"):
        reader.read(b"x", text="x")
    with pytest.raises(UsageError, match="surrogate"):
        reader.read(text="a\ud800b")
    with pytest.raises(UsageError, match="binary"), open(EXAMPLES / "README.md", encoding="utf-8") as file:
        reader.read(file)  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        reader.read(3.5)  # type: ignore[arg-type]
