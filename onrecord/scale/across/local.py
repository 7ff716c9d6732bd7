"""Steps run in this process: rows wait on the disk until all of a bucket are there."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.scale.across.step import Source, Step

if TYPE_CHECKING:
    import pyarrow as pa

_FILES = 128  # in which rows wait, at most: each holds some buckets, and is held in memory in its turn


class Local:
    """Runs steps one after the other, without Ray."""

    def close(self) -> None:
        """Nothing is kept."""

    def run(self, step: Step) -> None:
        """Run a step, whose folder is empty."""
        out = step.out.within("part-00000.parquet")
        if step.gather is None:
            out.write_parquet((table for one in step.sources for table in _spread(one)), step.schema, step.row_group)
            return
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            waiting = _Waiting(Path(folder))
            for source in step.sources:
                for table in _spread(source):
                    waiting.put(table)
            out.write_parquet(map(step.gather, waiting.buckets()), step.schema, step.row_group)


def _spread(source: Source) -> Iterator[pa.Table]:
    columns = list(source.columns) if source.columns is not None else None
    for path in source.files if source.files is not None else source.place.parquet():
        for table in source.place.tables(path, columns, source.at_once):
            yield source.spread(table)


class _Waiting:
    """Rows on the disk, those of some buckets in a file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._writers: dict[int, Any] = {}

    def put(self, table: pa.Table) -> None:
        """Put rows down."""
        import numpy as np
        import pyarrow as pa

        table = table.combine_chunks()
        files = table.column("bucket").to_numpy() % _FILES
        for number in np.unique(files).tolist():
            if number not in self._writers:
                options = pa.ipc.IpcWriteOptions(compression="zstd")
                file = self._stack.enter_context(pa.OSFile(str(self._folder / str(number)), "wb"))
                self._writers[number] = self._stack.enter_context(
                    pa.ipc.new_stream(file, table.schema, options=options)
                )
            self._writers[number].write_table(table.take(np.flatnonzero(files == number)))

    def buckets(self) -> Iterator[pa.Table]:
        """The rows of each bucket."""
        import numpy as np
        import pyarrow as pa

        self._stack.close()
        for number in sorted(self._writers):
            with pa.OSFile(str(self._folder / str(number)), "rb") as file:
                table = pa.ipc.open_stream(file).read_all()
            table = table.sort_by("bucket").combine_chunks()
            bounds = table.column("bucket").to_numpy()
            starts = np.flatnonzero(np.diff(bounds, prepend=-1)).tolist()
            for start, stop in zip(starts, [*starts[1:], len(bounds)], strict=True):
                yield table.slice(start, stop - start)
