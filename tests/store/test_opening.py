"""A library's file: made, opened, upgraded, and refused where it cannot be used."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import String, Text

from onrecord.acquire.document import Refused
from onrecord.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryMissing,
    LibraryNewer,
    LibraryReadOnly,
    NotFound,
    UsageError,
)
from onrecord.library import Library
from onrecord.settings import Settings
from onrecord.store import migrations
from onrecord.store.place import place_of
from onrecord.store.postgres import engine as postgres
from onrecord.store.schema import metadata
from tests.store.engines import address_of, change, locked, of_revision, on_server, rows
from tests.store.made import command, document, environment, german, opened, put, run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a library.onrecord"


def filled(path: Path, count: int = 2) -> Path:
    put(path, [document(german(number), uri=f"{number}") for number in range(count)])
    return path


def test_the_revisions_make_the_schema(path: Path) -> None:
    address_of(path, library=False)
    place = place_of(path, Settings())
    place.prepare(make=True)
    engine = place.engine()
    with engine.connect() as connection:
        # The search index is the engine's own, and none of the schema's.
        opts = {"include_name": _of_the_schema, "compare_type": _other_type}
        found = compare_metadata(MigrationContext.configure(connection, opts=opts), metadata)
    engine.dispose()
    assert [one for one in found if not (on_server() and _is_over_long_texts(one))] == []


def _is_over_long_texts(change: Any) -> bool:
    """On a server these have other indexes; tests/store/test_long_texts.py sees to what is unique."""
    kind, one = change[0], change[1]
    if kind not in ("add_constraint", "remove_constraint", "add_index", "remove_index"):
        return False
    if any("md5(" in str(key) for key in getattr(one, "expressions", ())):
        return True
    columns = metadata.tables[one.table.name].columns
    named = {column.name for column in one.columns}  # but for those of which it has the hash
    return any(
        isinstance(column.type, Text) and (column.name in named or column.name in str(one.name)) for column in columns
    )


def _of_the_schema(name: str | None, kind: str, _: object) -> bool:
    return "_search" not in (name or "") and name != "entity_name_words"


def _other_type(context: Any, _: object, __: object, there: object, wanted: object) -> bool | None:
    """On a server texts are of any length."""
    both = isinstance(there, String) and isinstance(wanted, String)
    return False if both and context.dialect.name == "postgresql" else None


def test_the_revisions_are_those_of_the_folder() -> None:
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert script.get_heads() == [migrations.HEAD]
    assert [one.revision for one in script.walk_revisions()][::-1] == list(migrations.REVISIONS)


def test_whose_day_a_statement_s_day_is_in_an_older_library(path: Path) -> None:
    of_revision(path, "0001")
    true = "true" if on_server() else "1"
    change(
        path,
        *(
            "INSERT INTO report (id, key, document, words_hash, latest, published, published_confidence, media_type,"
            f" added, words, complete, program, model) VALUES ({number}, 'k{number}', 'd{number}', 'w', {true}, {published},"
            f" 0.9, 'text/plain', '', 9, {true}, '0.1.0', 'en-2')"
            for number, published in ((1, "'2031-05-07'"), (2, "NULL"))
        ),
        *(
            "INSERT INTO statement (id, report, local, kind, content, start, stop, day, confidence)"
            f" VALUES ({number}, {report}, 'a{number}', 'indirect', 'it fell', 0, 7, {day}, 0.9)"
            for number, report, day in ((1, 1, "'2031-05-07'"), (2, 1, "'2015-01-01'"), (3, 2, "NULL"))
        ),
    )
    with opened(path) as library, library.reading() as reading:
        query = "SELECT day, last_day, day_of FROM statement ORDER BY id"
        assert [tuple(row) for row in reading.exec_driver_sql(query)] == [
            ("2031-05-07", "2031-05-07", "report"),
            ("2015-01-01", None, "statement"),
            (None, None, None),
        ]
    assert on_server() or path.with_name(f"{path.name}.0001.backup").exists()


def test_what_was_taken_down_in_an_older_library(path: Path) -> None:
    of_revision(path, "0005")
    document_hash = hashlib.sha256(german(5).encode()).hexdigest()
    change(path, f"INSERT INTO tombstone (document, by, at) VALUES ('{document_hash}', 'Kim', '2021-01-01T00:00:00Z')")
    with opened(path) as library:
        assert library.add_documents([document(german(5))], workers=1).refused == 1
        (one,) = library.removed()
        assert (one.key, one.by, one.undone_by) == (None, "Kim", None)
        library.undo_remove(document_hash[:8], by="Vera")
        assert library.add_documents([document(german(5))], workers=1).added == 1
    assert on_server() or path.with_name(f"{path.name}.0005.backup").exists()


@pytest.mark.file_only
def test_where_the_library_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert place_of("x.onrecord", Settings(library="y")).file == Path("x.onrecord")
    assert place_of(None, Settings(library="y")).file == Path("y")
    assert (place_of(None, Settings()).file or tmp_path).name == "library.onrecord"
    if sys.platform == "linux":
        assert place_of(None, Settings()).file == tmp_path / "onrecord" / "library.onrecord"


@pytest.mark.file_only
def test_the_file_is_one_file_with_a_mark(path: Path) -> None:
    filled(path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"ONRC"
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT count(*) FROM report").fetchone() == (2,)
    with opened(path) as library:
        assert len(list(library.problems())) == 2
        assert library.check().faults == ()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_reading_makes_no_library(path: Path) -> None:
    with opened(path) as library, pytest.raises(LibraryMissing, match="onrecord add"):
        library.report(1)
    assert not path.exists()
    address_of(path, library=False)
    done = run("problems", "--library", path)
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("onrecord: there is no library at ")
    assert not path.exists() and not (on_server() and rows(path, "SELECT 1 FROM pg_class WHERE relname = 'report'"))


@pytest.mark.file_only
@pytest.mark.parametrize("left", [b"", "wal"])
def test_a_file_that_a_stopped_run_left_is_made_a_library(path: Path, left: bytes | str) -> None:
    if left == "wal":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
    else:
        path.touch()
    filled(path)
    with opened(path) as library:
        assert library.check().reports == 2


def test_two_that_make_it_at_once(path: Path) -> None:
    failed: list[BaseException] = []

    def make() -> None:
        try:
            place_of(path, Settings()).prepare(make=True)
        except BaseException as error:
            failed.append(error)

    address_of(path, library=False)
    threads = [threading.Thread(target=make) for _ in range(2)]
    report = path.with_name("report.txt")
    report.write_text(german(1), encoding="utf-8")
    process = subprocess.Popen(command("add", report, "--library", path), stdout=subprocess.DEVNULL, env=environment())
    for thread in threads:
        thread.start()
    process.wait(timeout=60)
    for thread in threads:
        thread.join()
    assert (failed, process.returncode) == ([], 0)
    with opened(path) as library:
        assert library.check().reports == 1


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE letters (words TEXT)")


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA application_id=252006673")
        connection.execute("PRAGMA journal_mode=WAL")


def text(path: Path) -> None:
    path.write_text("A letter to the editor.\n" * 50, encoding="utf-8")


def no_rows(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(4000))


def half(path: Path) -> None:
    filled(path, 30)
    path.write_bytes(path.read_bytes()[:40_000])


@pytest.mark.file_only
@pytest.mark.parametrize("make", [other_database, other_program, text, no_rows, half])
def test_what_is_no_library_is_refused_and_not_touched(path: Path, make: object) -> None:
    assert callable(make)
    make(path)
    before, when = path.read_bytes(), path.stat().st_mtime_ns
    for verb in ("problems", "add", "check"):
        with pytest.raises(LibraryDamaged, match=r"name another file|backup"), opened(path) as library:
            if verb == "add":
                library.add_documents([document(german(1))], workers=1)
            elif verb == "problems":
                list(library.problems())
            else:
                library.check()
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == when
    if make is not half:
        assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.file_only
def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryDamaged, match="it is a folder"):
        Library(tmp_path, Settings())


def whole(path: Path) -> object:
    """All that is there, to see that it is not touched."""
    if not on_server():
        return path.read_bytes()
    return rows(path, "SELECT * FROM report ORDER BY id"), rows(
        path, "SELECT relname, relfilenode FROM pg_class ORDER BY 1"
    )


def test_a_newer_library_is_refused_and_not_touched(path: Path) -> None:
    filled(path)
    change(path, "UPDATE alembic_version SET version_num='9999'")
    before = whole(path)
    with pytest.raises(LibraryNewer, match="upgrade: pip install"):
        Library(path, Settings())
    assert whole(path) == before
    done = run("library", "check", "--library", path)
    assert done.returncode == 4
    assert len(done.stderr.splitlines()) == 1


def copy_revisions(later: Path) -> None:
    """The revisions that there are, in a folder to which one may be added."""
    shutil.copytree(Path(migrations.__file__).parent, later, ignore=shutil.ignore_patterns("__pycache__"))


def test_an_upgrade_leaves_a_copy_beside(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    filled(path)
    # A revision to come, and a program that knows it.
    later = tmp_path / "later"
    copy_revisions(later)
    (later / "versions" / "v9000_later.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\nrevision='9000'\n"
        f"down_revision='{migrations.HEAD}'\n"
        "def upgrade():\n    op.add_column('report', sa.Column('colour', sa.Text()))\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("onrecord.store.opening.MIGRATIONS", str(later))
    for module in ("opening", "sqlite.place", "postgres.place"):
        for name, value in (("REVISIONS", (*migrations.REVISIONS, "9000")), ("HEAD", "9000")):
            monkeypatch.setattr(f"onrecord.store.{module}.{name}", value, raising=module != "opening")
    with opened(path) as library:
        assert library.check().reports == 2
    assert rows(path, "SELECT count(colour), count(*) FROM report") == [(0, 2)]
    if on_server():
        return  # a copy is the server's matter
    copy = path.with_name(f"{path.name}.{migrations.HEAD}.backup")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (migrations.HEAD,)
        assert connection.execute("SELECT count(*) FROM report").fetchone() == (2,)


def test_a_failing_upgrade_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    filled(path)
    later = tmp_path / "later"
    copy_revisions(later)
    (later / "versions" / "v9000_later.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\nrevision='9000'\n"
        f"down_revision='{migrations.HEAD}'\n"
        "def upgrade():\n    op.add_column('report', sa.Column('colour', sa.Text()))\n    raise RuntimeError('half way')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("onrecord.store.opening.MIGRATIONS", str(later))
    for module in ("opening", "sqlite.place", "postgres.place"):
        for name, value in (("REVISIONS", (*migrations.REVISIONS, "9000")), ("HEAD", "9000")):
            monkeypatch.setattr(f"onrecord.store.{module}.{name}", value, raising=module != "opening")
    with pytest.raises(RuntimeError, match="half way"):
        Library(path, Settings())
    monkeypatch.undo()
    with opened(path) as library:
        assert library.check().faults == ()
        assert library.check().reports == 2


def test_a_library_that_another_writes_to_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    monkeypatch.setattr(postgres, "PATIENCE", 1500)
    with locked(path), opened(path) as library:
        began = time.monotonic()
        with pytest.raises(LibraryBusy, match=r"another program is writing|others are writing"):
            library.add_documents([document(german(9))], workers=1)
        assert time.monotonic() - began < 5
        began = time.monotonic()
        with pytest.raises(LibraryBusy):
            library.remove(1, why="no")
        assert time.monotonic() - began < 5
        # Readers are not held up.
        assert library.check().reports == 2
    with opened(path) as library:
        assert library.add_documents([document(german(9))], workers=1).added == 1


def test_a_reader_does_not_hold_up_a_writer(path: Path) -> None:
    filled(path)
    with opened(path) as library, opened(path) as other, library.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM report").scalar()
        assert other.add_documents([document(german(8))], workers=1).added == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM report").scalar() == before == 2
    with opened(path) as library:
        assert library.check().reports == 3


@pytest.mark.file_only
@pytest.mark.parametrize("twice", [False, True])
def test_another_program_that_ends_leaves_the_log_to_this_one(path: Path, twice: bool) -> None:
    """To look at the file past SQLite would let go of this program's locks on it."""
    filled(path)
    with opened(path) as library:
        # Writes, then reads for the first time: each looks at the file before it connects.
        gone = Refused(uri="gone", error=NotFound("there is no such file; check the name"))
        assert library.add_documents([gone], workers=1).refused == 1
        if twice:
            with opened(path) as other:
                assert other.check().reports == 2
        assert run("problems", "--library", path).returncode == 0
        library.clear_problems()
        assert library.check().reports == 2
    with opened(path) as library:
        assert library.check().faults == ()


def test_a_reading_connection_cannot_write(path: Path) -> None:
    filled(path)
    with opened(path) as library, pytest.raises(LibraryReadOnly), library.reading() as connection:
        connection.exec_driver_sql("DELETE FROM report")


@pytest.mark.file_only
@pytest.mark.skipif(os.name == "nt", reason="permissions")
@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_a_library_that_may_not_be_written_to(tmp_path: Path, what: str) -> None:
    if os.geteuid() == 0 and not _can_be_another():
        pytest.skip("this user may write anywhere")
    path = tmp_path / "place" / "library.onrecord"
    path.parent.mkdir()
    filled(path)
    import_module("onrecord.store.adding")  # which another user may not be able to read
    with unprivileged(path.parent):
        path.chmod(0o444 if what != "folder" else 0o666)
        path.parent.chmod(0o555 if what != "file" else 0o777)
        with as_another():
            with opened(path) as library:
                assert library.check().reports == 2
                for verb in ("add", "remove"):
                    with pytest.raises(LibraryReadOnly, match="may not be written to"):
                        if verb == "add":
                            library.add_documents([document(german(7))], workers=1)
                        else:
                            library.remove(1, why="no")
            if what != "file":
                with pytest.raises(LibraryReadOnly), opened(path.with_name("new.onrecord")) as library:
                    library.add_documents([document(german(7))], workers=1)
        path.parent.chmod(0o755)
        path.chmod(0o644)
    with opened(path) as library:
        assert library.check().reports == 2


def _can_be_another() -> bool:
    return hasattr(os, "seteuid")


class as_another:  # noqa: N801
    """Root may write anywhere; as somebody else it may not."""

    def __enter__(self) -> None:
        self.user = os.geteuid()
        if self.user == 0:
            os.seteuid(65534)

    def __exit__(self, *_: object) -> None:
        if self.user == 0:
            os.seteuid(0)


class unprivileged:  # noqa: N801
    """Folders above may be searched by everybody, for a while."""

    def __init__(self, folder: Path) -> None:
        self.changed = {one: one.stat().st_mode for one in folder.parents if not one.stat().st_mode & 0o001}

    def __enter__(self) -> None:
        for one, mode in self.changed.items():
            one.chmod(mode | 0o111)

    def __exit__(self, *_: object) -> None:
        for one, mode in self.changed.items():
            one.chmod(mode)


def test_the_backup_is_whole_while_others_write(path: Path, tmp_path: Path) -> None:
    filled(path, 60)
    stop = threading.Event()

    def write_on() -> None:
        number = 1000
        with opened(path) as library:
            while not stop.is_set():
                with library.writing() as connection:
                    connection.exec_driver_sql(f"INSERT INTO entry (feed, entry, at) VALUES ('f', '{number}', 'x')")
                number += 1

    thread = threading.Thread(target=write_on)
    thread.start()
    try:
        with opened(path) as library:
            for number in range(3):
                copy = library.backup(tmp_path / f"copy-{number}.onrecord")
                with opened(copy) as copied:
                    checked = copied.check()
                assert checked.faults == () and checked.reports == 60
                assert checked.hash == library.check().hash
    finally:
        stop.set()
        thread.join()
    assert not [one for one in tmp_path.iterdir() if ".part-" in one.name]


def test_a_backup_does_not_overwrite(path: Path, tmp_path: Path) -> None:
    filled(path)
    target = tmp_path / "there"
    target.write_text("mine")
    with opened(path) as library:
        with pytest.raises(UsageError, match="is there already"):
            library.backup(target)
        with pytest.raises(UsageError, match="no folder"):
            library.backup(tmp_path / "no" / "such")
    assert target.read_text() == "mine"
    done = run("library", "backup", target, "--library", path)
    assert done.returncode == 2
