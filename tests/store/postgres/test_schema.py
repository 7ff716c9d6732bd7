"""The schema in a database: the same from every revision, as wide as in a file, sorted alike on every server."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, select

from onrecord.errors import LibraryError
from onrecord.library import Library
from onrecord.settings import Settings
from onrecord.store import schema
from onrecord.store.migrations import REVISIONS
from onrecord.store.place import place_of
from tests.postgres import Server
from tests.store.engines import address_of, of_revision, rows
from tests.store.made import document, german, opened, put, tiny

pytestmark = pytest.mark.server_only

COLUMNS = """SELECT table_name, column_name, data_type, is_nullable, collation_name, column_default
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"""
CONSTRAINTS = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1, 2"""
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
SEQUENCES = "SELECT sequencename, data_type::text FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
MARKED = "SELECT obj_description('alembic_version'::regclass)"
ALL = (COLUMNS, CONSTRAINTS, INDEXES, SEQUENCES, MARKED)
# What sorts by another order than their bytes, by any language's rules.
WORDS = ["Äther", "apfel", "Zebra", "_x", "a b", "ab", "a-b", "Éa", "zz", "ß", "2", "10", "\U0001f41f", "\ufb01re"]


def test_every_revision_comes_to_the_same(tmp_path: Path) -> None:
    made = tmp_path / "made"
    address_of(made, library=False)
    place_of(made, Settings()).prepare(make=True)
    wanted = [rows(made, query) for query in ALL]
    assert all(wanted)
    for revision in REVISIONS[:-1]:
        of_revision(tmp_path / revision, revision)
        place_of(tmp_path / revision, Settings()).prepare(make=False)
        assert [rows(tmp_path / revision, query) for query in ALL] == wanted, revision


def test_columns_are_as_wide_as_in_a_file(tmp_path: Path) -> None:
    put(tmp_path / "made", [])
    for table, column, kind, _, collation, _ in rows(tmp_path / "made", COLUMNS):
        if table in schema.metadata.tables:
            assert kind in ("bigint", "text", "boolean", "double precision", "bytea"), (table, column)
            assert kind != "text" or collation == "C", (table, column)
    assert {kind for _, kind in rows(tmp_path / "made", SEQUENCES)} == {"bigint"}


def test_numbers_behind_two_thousand_millions(tmp_path: Path) -> None:
    path, far = tmp_path / "made", 2**40
    put(path, [document(german(1), uri="/1")])
    with opened(path) as library:
        with library.writing() as connection:
            connection.execute(schema.entity.insert(), {"id": far, "handle": "x", "kind": "person", "name": "X"})
            connection.execute(schema.entity_name.insert(), {"id": far, "entity": far, "name": "X", "key": "x"})
            connection.execute(schema.report.update().values(words=far))
        with library.reading() as connection:
            named = schema.entity_name.c
            assert connection.scalar(select(named.id).where(named.entity == far, named.id.in_([far]))) == far
        assert library.check().faults == ()


@pytest.mark.parametrize(
    "locale",
    [
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'",
        "LOCALE_PROVIDER icu ICU_LOCALE 'de-DE'",
        "LOCALE 'en_US.UTF-8'",
    ],
)
def test_another_locale_sorts_alike(server: Server, locale: str) -> None:
    import psycopg

    name = f"sorted_{abs(hash(locale)) % 10**6}"
    try:
        server.run(
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' {locale}".replace(
                "LOCALE 'C' LOCALE ", "LOCALE "
            )
        )
    except (psycopg.errors.FeatureNotSupported, psycopg.errors.WrongObjectType, psycopg.errors.InvalidParameterValue):
        return  # this server has not that one; it has the builtin one at least
    try:
        with Library(server.address(name), Settings()) as library:
            library.make()
            with library.writing() as connection:
                connection.execute(insert(schema.entry), [{"feed": "f", "entry": one, "at": "x"} for one in WORDS])
            with library.reading() as connection:
                entry = schema.entry.c.entry
                assert list(connection.scalars(select(entry).order_by(entry))) == sorted(WORDS)
                assert connection.scalars(select(entry).where(entry < "a").order_by(entry)).all() == sorted(
                    one for one in WORDS if one < "a"
                )
    finally:
        server.run(f"DROP DATABASE {name} WITH (FORCE)")


def test_two_schemas_are_two_libraries(server: Server) -> None:
    name = server.make()
    server.run("CREATE SCHEMA one", "CREATE SCHEMA two", database=name)
    addresses = [f"{server.address(name)}&options=-csearch_path%3D{one}" for one in ("one", "two")]
    try:
        with Library(addresses[0], Settings()) as one, Library(addresses[1], Settings()) as two:
            assert (
                one.add_documents([document(tiny(number), uri=f"{number}") for number in range(3)], workers=1).added
                == 3
            )
            assert not two.place.exists()
            assert two.add_documents([document(tiny(7), uri="7")], workers=1).added == 1
            assert (one.check().reports, two.check().reports) == (3, 1)
            assert one.check().faults == two.check().faults == ()
        assert server.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", database=name) == [(0,)]
        with pytest.raises(LibraryError, match="it has no such schema"):
            Library(f"{server.address(name)}&options=-csearch_path%3Dthree", Settings())
    finally:
        server.run(f"DROP DATABASE {name} WITH (FORCE)")
