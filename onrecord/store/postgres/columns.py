"""The schema's columns as SQLite has them: whole numbers of 64 bits, texts of any length that sort by their bytes."""

from __future__ import annotations

from sqlalchemy import Connection, text

from onrecord.store.schema import metadata

_COLUMNS = text(
    "SELECT table_name, column_name, data_type FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = ANY(:tables) AND (data_type IN ('integer', "
    "'character varying') OR data_type = 'text' AND collation_name IS DISTINCT FROM 'C') ORDER BY 1, 2"
)
_SEQUENCES = text(
    "SELECT sequence_name FROM information_schema.sequences "
    "WHERE sequence_schema = current_schema() AND data_type = 'integer' ORDER BY 1"
)
_SEQUENCE = text("SELECT pg_get_serial_sequence(:table, 'id') WHERE to_regclass(:table) IS NOT NULL")


def widen(connection: Connection) -> None:
    """Change those columns that are narrower than SQLite's, or sort by the database's locale.

    An archive has more mentions than 31 bits count; and what is sorted must come out in the same order on every server,
    or exports and hashes differ.
    """
    changes: dict[str, list[str]] = {}
    for table, column, kind in connection.execute(_COLUMNS, {"tables": list(metadata.tables)}):
        wide = "bigint" if kind == "integer" else 'text COLLATE "C"'
        changes.setdefault(table, []).append(f'ALTER COLUMN "{column}" TYPE {wide}')
    for table, some in changes.items():
        connection.execute(text(f'ALTER TABLE "{table}" {", ".join(some)}'))
    for sequence in connection.scalars(_SEQUENCES).all():
        connection.execute(text(f'ALTER SEQUENCE "{sequence}" AS bigint'))


def settle_numbers(connection: Connection) -> None:
    """Let every sequence go on behind the last number in its table."""
    for table in metadata.sorted_tables:
        if "id" not in table.columns:
            continue
        name = connection.scalar(_SEQUENCE, {"table": f'"{table.name}"'})
        if name:
            connection.execute(
                text(f'SELECT setval(:name, (SELECT coalesce(max(id), 0) + 1 FROM "{table.name}"), false)'),
                {"name": name},
            )
