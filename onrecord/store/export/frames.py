"""Tables as data frames of pandas or Polars: ``statements_frame(connection)`` and the like."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.store.export.arrow import batches, require, schema
from onrecord.store.export.chosen import Chosen
from onrecord.store.export.tables import Table

FrameKind = Literal["pandas", "polars"]
EVERYTHING = Chosen()


def frame(connection: Connection, table: Table, chosen: Chosen = EVERYTHING, kind: FrameKind = "pandas") -> Any:
    """A table as a ``pandas.DataFrame`` or a ``polars.DataFrame``, with the columns and types of ``docs/export.md``.

    Days are ``datetime64`` (pandas) or ``Date`` (Polars); whole numbers and yes or no keep their type where values are
    missing.  Raises MissingExtra without pyarrow and the library asked for.
    """
    if kind not in ("pandas", "polars"):
        raise UsageError(f"no frames of kind {kind!r}; there are pandas and polars")
    for package in ("pyarrow", kind):
        require(package, "a data frame")
    import pyarrow as pa

    whole = pa.Table.from_batches(batches(connection, table, chosen), schema=schema(table))
    if kind == "polars":
        import polars

        return polars.from_arrow(whole)
    import pandas

    # Without these, a missing whole number would make its column floats, and a missing yes or no objects.
    kept = {pa.int32(): pandas.Int32Dtype(), pa.bool_(): pandas.BooleanDtype()}
    return whole.to_pandas(types_mapper=kept.get, date_as_object=False)


def statements_frame(connection: Connection, chosen: Chosen = EVERYTHING, kind: FrameKind = "pandas") -> Any:
    """The statements, a row each."""
    return frame(connection, "statements", chosen, kind)


def events_frame(connection: Connection, chosen: Chosen = EVERYTHING, kind: FrameKind = "pandas") -> Any:
    """The events, a row each."""
    return frame(connection, "events", chosen, kind)


def reports_frame(connection: Connection, chosen: Chosen = EVERYTHING, kind: FrameKind = "pandas") -> Any:
    """The reports, a row each."""
    return frame(connection, "reports", chosen, kind)


def speakers_frame(connection: Connection, chosen: Chosen = EVERYTHING, kind: FrameKind = "pandas") -> Any:
    """Everyone who is named and says something, a row each."""
    return frame(connection, "speakers", chosen, kind)


def times_frame(connection: Connection, chosen: Chosen = EVERYTHING, kind: FrameKind = "pandas") -> Any:
    """The time expressions, a row each."""
    return frame(connection, "times", chosen, kind)


def places_frame(connection: Connection, chosen: Chosen = EVERYTHING, kind: FrameKind = "pandas") -> Any:
    """The places, a row a mention."""
    return frame(connection, "places", chosen, kind)


def entities_frame(connection: Connection, chosen: Chosen = EVERYTHING, kind: FrameKind = "pandas") -> Any:
    """The persons, organizations, places ... of each report, a row each."""
    return frame(connection, "entities", chosen, kind)
