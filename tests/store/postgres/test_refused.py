"""Addresses that lead nowhere, and databases that are no library's: one clear line, soon, without the password."""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from onrecord.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryMissing,
    LibraryNewer,
    LibraryReadOnly,
    OnrecordError,
    UsageError,
)
from onrecord.library import Library
from onrecord.settings import Settings
from tests.store.made import document, german, put
from tests.store.postgres.own import SECRET, OwnServer

pytestmark = pytest.mark.file_only
KEY = quote(SECRET, safe="")
PARTS = (SECRET, KEY, "s3cr", "p:w", "w/d", "p%3Aw", "wr0ng")  # of the password, right or wrong, no part may be seen


def chain(error: BaseException) -> Iterator[str]:
    """All that is told of an error and of those under it, whether or not they are shown."""
    seen: list[BaseException] = []
    left: list[BaseException | None] = [error]
    while left:
        one = left.pop()
        if one is not None and one not in seen:
            seen.append(one)
            left += [one.__cause__, one.__context__]
            yield from (str(one), repr(one), "".join(traceback.format_exception(one)))


def refused(use: Callable[[], object], kind: type[OnrecordError], words: str) -> None:
    """What is used raises this error, within 15 seconds, and nothing of the password is seen."""
    began = time.monotonic()
    with pytest.raises(kind) as raised:
        use()
    assert time.monotonic() - began < 15
    assert type(raised.value) is kind
    assert words in str(raised.value) and "\n" not in str(raised.value), str(raised.value)
    for told in chain(raised.value):
        # The source's lines in a traceback name no password either.
        assert not [part for part in PARTS if part in told], told


@pytest.mark.parametrize(
    ("address", "kind", "words"),
    [
        ("postgresql://keyed:{wrong}@127.0.0.1:{port}/postgres", LibraryError, "password authentication failed"),
        ("postgresql://keyed@127.0.0.1:{port}/postgres", LibraryError, "no password supplied"),
        ("postgresql://keyed:{key}@127.0.0.1:{port}/not_there", LibraryError, 'database "not_there" does not exist'),
        ("postgresql://nobody:{key}@127.0.0.1:{port}/postgres", LibraryError, 'role "nobody" does not exist'),
        ("postgresql://keyed:{key}@127.0.0.1:1/postgres", LibraryError, "Connection refused"),
        ("postgresql://keyed:{key}@no-such-host.invalid/postgres", LibraryError, "no-such-host.invalid"),
        ("postgresql://keyed:{key}@127.0.0.1:{port}/postgres?sslmod=require", LibraryError, "sslmod"),
        ("postgresql://keyed:{key}@127.0.0.1:{port}/postgres?sslmode=bogus", LibraryError, "bogus"),
        ("postgresql://keyed:{key}@127.0.0.1:{port}/postgres?sslmode=require", LibraryError, "SSL"),
        ("postgresql://keyed@127.0.0.1:{port}/postgres?password={wrong}", LibraryError, "password"),
        ("postgresql://keyed:{key}@127.0.0.1:{port}/postgres?options=-csearch_path%3Dnope", LibraryError, "no such schema"),
        ("postgresql://keyed:s3cr%t@p:w/d@127.0.0.1:{port}/postgres", UsageError, "is no address"),
        ("postgresql://keyed:wr@s3cr@127.0.0.1:{port}/postgres", UsageError, "%40"),
        ("postgresql://keyed:s3cr%25t%40p", UsageError, "is no address"),
        ("postgresql://keyed:s3cr%25t%40p@", UsageError, "names no database"),
        ("postgresql://keyed:s3cr%25t%40p@127.0.0.1", UsageError, "names no database"),
        ("postgresql://keyed:{key}@127.0.0.1:{port}/", UsageError, "names no database"),
        ("postgresql://keyed:{key}@127.0.0.1:port/postgres", UsageError, "is no address"),
        ("postgresql://keyed:{key}@127.0.0.1:99999999/postgres", UsageError, "port"),
        ("postgresql://keyed:{key}@127.0.0.1:{port}/post%00gres", UsageError, "cannot be printed"),
        ("postgresql://keyed:{key}@127.0.0.1:{port}/post\ngres", UsageError, "cannot be printed"),
        ("postgresql:/keyed:{key}@127.0.0.1:{port}/postgres", UsageError, "this is neither"),
        ("postgresql:keyed:{key}@127.0.0.1:{port}/postgres", UsageError, "this is neither"),
        ("postgresql+psycopg://keyed:{key}@127.0.0.1:{port}/postgres", UsageError, "this is neither"),
        ("mysql://keyed:{key}@127.0.0.1:{port}/postgres", UsageError, "this is neither"),
        ("postgresql://", UsageError, "names no database"),
    ],
    ids=range(26),
)  # fmt: skip
def test_an_address_that_leads_nowhere(
    own: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, kind: type[OnrecordError], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    full = address.replace("{key}", KEY).replace("{wrong}", "wr0ng%3As3cr").replace("{port}", str(own.port))
    refused(lambda: Library(full, Settings()), kind, words)
    refused(lambda: Library(settings=Settings(library=full)), kind, words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("begin", ["postgresql://", "postgres://", "PostgreSQL://", " postgresql://"])
def test_an_address_that_leads_there(own: OwnServer, begin: str) -> None:
    rest = own.address("postgres", role="keyed", password=SECRET).removeprefix("postgresql://")
    with Library(f"{begin}{rest} ", Settings()) as library:
        assert not library.place.exists()
        with pytest.raises(LibraryMissing):
            library.check()
        assert str(library.place) == f"postgresql://keyed@127.0.0.1:{own.port}/postgres"
        for told in (repr(library), repr(library.place), str(library.place), repr(library.settings)):
            assert not [part for part in PARTS if part in told]
    assert "s3cr" not in repr(Settings(library=f"{begin}{rest}"))


@pytest.mark.parametrize(
    ("commands", "kind", "words"),
    [
        (["CREATE TABLE report (id int)"], LibraryDamaged, "another program's tables (report)"),
        (["CREATE TABLE alembic_version (version_num text)"], LibraryDamaged, "another program's database"),
        (["CREATE VIEW alembic_version AS SELECT 1 AS version_num"], LibraryDamaged, "another program's database"),
        (["CREATE TABLE alembic_version (version_num text)", "INSERT INTO alembic_version VALUES ('0001')",
          "COMMENT ON TABLE alembic_version IS 'shop'"], LibraryDamaged, "another program's database"),
        (["made", "UPDATE alembic_version SET version_num = '9999'"], LibraryNewer, "upgrade"),
        (["made", "DELETE FROM alembic_version"], LibraryDamaged, "not a library's"),
        (["made", "DROP TABLE record CASCADE"], LibraryDamaged, "not a library's"),
        (["made", "ALTER TABLE report DROP COLUMN key CASCADE"], LibraryDamaged, "not a library's"),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_database_that_is_no_library(
    own: OwnServer, request: pytest.FixtureRequest, commands: list[str], kind: type[OnrecordError], words: str
) -> None:
    name = "foreign" + re.sub(r"\W", "_", request.node.callspec.id)
    address = own.make(name)
    if commands[0] == "made":
        put(address, [document(german(1), uri="1")])
    own.run(*(one for one in commands if one != "made"), database=name)
    tables = own.run("SELECT table_name FROM information_schema.tables ORDER BY 1", database=name)

    def use() -> None:
        with Library(address, Settings()) as library:
            library.add_documents([document(german(2), uri="2")], workers=1)

    refused(use, kind, words)
    assert own.run("SELECT table_name FROM information_schema.tables ORDER BY 1", database=name) == tables


def test_a_database_of_another_encoding(own: OwnServer) -> None:
    own.run("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    refused(lambda: Library(own.address("latin"), Settings()), LibraryError, "ENCODING 'UTF8'")


def test_a_database_that_can_only_be_read(own: OwnServer, tmp_path: Path) -> None:
    put(own.make("still"), [document(german(1), uri="1")])
    own.run("ALTER DATABASE still SET default_transaction_read_only = on")
    own.make("still_empty")
    own.run("ALTER DATABASE still_empty SET default_transaction_read_only = on")
    reads_but_writes_not(own.address("still"), tmp_path, "nothing can be written")
    with Library(own.address("still_empty"), Settings()) as library:
        refused(library.make, LibraryReadOnly, "nothing can be written")


def test_a_role_that_may_only_read(own: OwnServer, tmp_path: Path) -> None:
    put(own.make("shelf"), [document(german(1), uri="1")])
    own.run("CREATE ROLE reads LOGIN", "CREATE ROLE strange LOGIN")
    own.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reads", database="shelf")
    reads_but_writes_not(own.address("shelf", role="reads"), tmp_path, "lack the rights")
    refused(lambda: Library(own.address("shelf", role="strange"), Settings()), LibraryReadOnly, "lack the rights")
    own.make("closed")
    with Library(own.address("closed", role="strange"), Settings()) as library:
        refused(library.make, LibraryReadOnly, "lack the rights")


def reads_but_writes_not(address: str, place: Path, words: str) -> None:
    """All that only reads works, all that writes is refused and leaves nothing behind."""
    with Library(address, Settings()) as library:
        before = library.check()
        assert [one.number for one in library.find("Meldung", kinds=["reports"]).hits] == [1]
        assert library.report(1).text and library.copies(1).reports == 1
        library.export(place / "out.jsonl")
        assert (place / "out.jsonl").read_text(encoding="utf-8").count("\n") == 1
        assert library.list_reports().reports
        refused(lambda: library.add_documents([document(german(9), uri="9")], workers=1), LibraryReadOnly, words)
        refused(lambda: library.judge(1, "report", "publisher", "x", "ina"), LibraryReadOnly, words)
        refused(lambda: library.remove(1, by="ina"), LibraryReadOnly, words)
        refused(lambda: library.sign_off(1, by="ina"), LibraryReadOnly, words)
        assert library.check() == before


def test_a_database_s_address_is_no_file(own: OwnServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    address = own.address("postgres", role="keyed", password=SECRET)
    path = tmp_path / "one.onrecord"
    put(path, [document(german(1), uri="1")])
    with Library(path, Settings()) as library:
        refused(lambda: library.add(address), UsageError, "no source")
        refused(lambda: library.backup(address), UsageError, "library copy")
        refused(lambda: library.export(address), UsageError, "library copy")
