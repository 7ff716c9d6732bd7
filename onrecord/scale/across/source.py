"""The reports, out of the folder that ``onrecord read --out`` wrote.

This is the one place that knows what such a folder looks like.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.scale.across.head import kept_of
from onrecord.scale.across.job import Job
from onrecord.scale.across.packed import bucket_of, pack, packed
from onrecord.scale.across.place import Place
from onrecord.scale.across.step import Source

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("key", "address", "record")
_AT_ONCE = 500  # records


def report_files(folder: Place) -> list[str]:
    """The files of its table ``reports``.  Raises UsageError where there are none."""
    found = folder.within("reports").parquet()
    if not found:
        raise UsageError(f"{folder.name} holds no reports; make it with: onrecord read INPUT... --out {folder.name}")
    return found


def surveyed(folder: Place, files: list[str]) -> tuple[int, str]:
    """How many reports some files have, and what tells these files from others.  Raises UsageError for no table."""
    import pyarrow.parquet as pq

    digest, count = hashlib.sha256(), 0
    for path in files:
        try:
            with folder.files.open_input_file(path) as file:
                known = pq.read_metadata(file)
        except (OSError, ValueError) as error:
            raise UsageError(f"{path} is no whole Parquet file: {str(error).splitlines()[0]}") from None
        lacking = [name for name in COLUMNS if name not in known.schema.to_arrow_schema().names]
        if lacking:
            raise UsageError(f"{path} has no column {lacking[0]}; is it of onrecord read --out?")
        count += known.num_rows
        digest.update(f"{path[len(folder.path) :]} {known.num_rows} {known.serialized_size}\n".encode())
    return count, digest.hexdigest()


class Reading:
    """Spreads what is kept of reports by their pages."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows with key, address and record in, packed ``Kept`` out."""
        columns = (table.column(name).to_pylist() for name in COLUMNS)
        rows = []
        for key, address, record in zip(*columns, strict=True):
            kept = kept_of(key, address, record)
            data = pack((kept.head, kept.marks.tobytes(), kept.body, kept.said))
            rows.append((bucket_of(kept.head.page, self._job.buckets), 0, data))
        return packed(rows)


def reading(job: Job, folder: Place, files: list[str]) -> Source:
    """The reports as a source of a step."""
    return Source(folder, Reading(job), columns=COLUMNS, files=tuple(files), at_once=_AT_ONCE)
