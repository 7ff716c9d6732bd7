"""Reports as a folder of tables, as ``onrecord read --out`` makes it, and as a library."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.acquire.document import Document
from onrecord.encode import to_json
from onrecord.library import Library
from onrecord.record import Report
from onrecord.settings import Settings
from onrecord.store.entering import enter_waiting
from onrecord.store.identity import identified
from onrecord.store.place import file_place
from onrecord.store.put import next_ids
from onrecord.store.versions import put_reading

_FILE = 5000  # reports


def into_library(path: Path, some: Sequence[tuple[Document, Report]], lot: int = 20) -> Library:
    """A library to which these were added, so many at a time."""
    file_place(path).prepare(make=True)
    library = Library(path, Settings())
    for start in range(0, len(some), lot):
        with library.writing() as connection:
            ids = next_ids(connection)
            for document, report in some[start : start + lot]:
                ready, identity = identified(document)
                put_reading(connection, ready, identity, report, ids, at="2022-01-01T00:00:00Z", keep=False)
            enter_waiting(connection, ids)
    return library


def into_folder(folder: Path, some: Sequence[tuple[Document, Report]], files: int = 3) -> Path:
    """A folder of Parquet tables, in so many files."""
    rows: dict[str, dict[str, Any]] = {}
    again: list[dict[str, Any]] = []
    for document, report in some:
        _, identity = identified(document)
        if identity.key in rows:
            again.append({"key": identity.key, "retrieved": document.retrieved})
        else:
            rows[identity.key] = row_of(identity.key, identity.address, report)
    return write_folder(folder, rows.values(), again, -(-len(rows) // files))


def row_of(key: str, address: str | None, report: Report) -> dict[str, Any]:
    """A report's row of the table ``reports``, as far as it is asked."""
    return {
        "key": key, "published": report.published.date, "address": address, "words": len(report.text.split()),
        "record": to_json(report),
    }  # fmt: skip


def write_folder(
    folder: Path, rows: Iterable[dict[str, Any]], again: Sequence[dict[str, Any]] = (), size: int = _FILE
) -> Path:
    """Write the tables and their manifest.  rows: of ``reports``; again: of ``duplicates``; size: rows of a file."""
    reports, rest = list[dict[str, Any]](), iter(rows)
    while some := list(islice(rest, size)):
        number = len(reports)
        reports.append(_written(folder, f"reports/published={2000 + number}/part-{number:05}.parquet", some))
    duplicates = [_written(folder, "duplicates/part-00000.parquet", again)] if again else []
    tables = {"reports": {"files": reports}, "duplicates": {"files": duplicates}}
    (folder / "manifest.json").write_text(json.dumps({"tables": tables}), encoding="utf-8")
    return folder


def _written(folder: Path, name: str, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(list(rows)), path, compression="zstd")
    data = path.read_bytes()
    return {"name": name, "rows": len(rows), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
