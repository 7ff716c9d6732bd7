"""Tables as Parquet: typed columns, row groups of a batch each."""

from __future__ import annotations

from typing import BinaryIO

from sqlalchemy import Connection

from onrecord.store.export.arrow import batches, require, schema
from onrecord.store.export.chosen import Chosen
from onrecord.store.export.tables import Table


def write_parquet(connection: Connection, table: Table, chosen: Chosen, out: BinaryIO) -> None:
    """Write a table to an open file.  Raises MissingExtra without pyarrow."""
    require("pyarrow", "Parquet")
    import pyarrow.parquet as pq

    with pq.ParquetWriter(out, schema(table), compression="zstd") as writer:
        for batch in batches(connection, table, chosen):
            writer.write_batch(batch)
