"""From a folder of tables back to what a library is filled with: reports that need not be read again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.acquire.document import Document
from onrecord.acquire.memory import Tally
from onrecord.encode import from_json
from onrecord.errors import Damaged, InputError, Unreadable
from onrecord.scale.documents import error_of
from onrecord.scale.place import Place, place_at
from onrecord.scale.tables import manifest_of
from onrecord.store.export.arrow import require
from onrecord.store.given_json import given_of
from onrecord.store.identity import Identity
from onrecord.store.writer import Item

if TYPE_CHECKING:
    import pyarrow as pa

# Rows taken out at once: a record and its document's bytes are long.
_ROWS = 16
_HASHED = 1 << 20
_REPORTS = ["key", "report", "read_from", "retrieved", "given", "media_type", "size", "record", "data"]
_Row = dict[str, Any]


def items_of(source: str, tally: Tally) -> Iterator[Item]:
    """What is put into a library for each report, each duplicate and each refusal of a folder.

    One that is not finished, and a file that is not as the manifest says, are refused.  tally: counts the bytes that
    were gone through and what was passed over when the folder was read.
    """
    require("pyarrow", "adding tables")
    place = place_at(source)
    try:
        manifest = manifest_of(place)
    except ValueError as error:
        yield Item(uri=source, error=Unreadable(str(error)))
        return
    tally.passed_over += manifest["counts"]["passed_over"]
    tables = manifest["tables"]
    again: dict[str, list[_Row]] = defaultdict(list)
    for row in _rows(place, tables["duplicates"], None, lost := dict[str, InputError]()):
        again[row["key"]].append(row)
    whole = sum(one["bytes"] for table in tables.values() for one in table["files"])
    share = whole / max(1, sum(one["bytes"] for one in tables["reports"]["files"]))
    for file in tables["reports"]["files"]:
        for row in _rows(place, {"files": [file]}, _REPORTS, lost):
            yield from _reports(row, again.pop(row["key"], []))
        tally.read += int(share * file["bytes"])
    for row in _rows(place, tables["refusals"], None, lost):
        yield Item(uri=row["uri"], error=error_of(row["error"], row["detail"]))
    for name, why in lost.items():
        yield Item(uri=f"{source.rstrip('/')}/{name}", error=why)


def _reports(row: _Row, again: list[_Row]) -> Iterator[Item]:
    """A report as it was read, and as it was met again elsewhere."""
    report = from_json(row["record"].encode("utf-8"))
    for one in (row, *again):
        given = given_of(one["given"])
        data = row["data"]
        document = Document(
            data=data or b"", uri=one["read_from"], media_type=row["media_type"], retrieved=one["retrieved"],
            given=given, left_out=row["size"] if data is None else 0,
        )  # fmt: skip
        identity = Identity(key=row["key"], document=row["report"], address=given.url)
        yield Item(uri=document.uri, document=document, identity=identity, report=report)


def _rows(
    place: Place, table: dict[str, Any], columns: list[str] | None, lost: dict[str, InputError]
) -> Iterator[_Row]:
    """The rows of a table's files; lost: takes the errors of files that are not as the manifest says."""
    import pyarrow.parquet as pq

    for one in table["files"]:
        name = one["name"]
        if (error := _changed(place, name, one)) is not None:
            lost[name] = error
            continue
        with place.opened(name) as file:
            rows = pq.ParquetFile(file, pre_buffer=False, buffer_size=_HASHED)
            for batch in rows.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
                yield from _plain(batch)


def _plain(batch: pa.RecordBatch) -> Iterator[_Row]:
    rows: list[_Row] = batch.to_pylist()
    yield from rows


def _changed(place: Place, name: str, told: dict[str, Any]) -> InputError | None:
    """Why a file is not the one that was written."""
    digest = hashlib.sha256()
    try:
        with place.opened(name) as file:
            while piece := file.read(_HASHED):
                digest.update(piece)
    except OSError:
        return Damaged(f"{name} is missing; read the inputs again into a new folder")
    if digest.hexdigest() != told["sha256"]:
        return Damaged(f"{name} is not the file that manifest.json names; read the inputs again into a new folder")
    return None
