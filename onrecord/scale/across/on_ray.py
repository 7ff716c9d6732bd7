"""Steps run by Ray Data: each is a map over files and a group-by over buckets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.scale.across.step import Source, Step, Work
from onrecord.scale.ray_start import own_error, start_ray

_TURNS = 3  # partitions of a group-by for each processor, so that none waits long for the slowest
# Below so many bytes of files rows are sorted by their buckets: Ray's own shuffle starts processes for each group-by,
# which takes ten seconds on a busy machine, and sorting a few tenths of one.
_SORTED_BYTES = 2_000_000_000


class OnRay:
    """Runs steps on a cluster; a task whose machine is lost is run again by Ray."""

    def __init__(self, address: str | None = None, *, sorted_bytes: int = _SORTED_BYTES) -> None:
        """address: as ``start_ray`` takes it; sorted_bytes: up to which files are sorted.

        Raises MissingExtra, UsageError.
        """
        self._ray, self._mine = start_ray(address)
        self._sorted_bytes = sorted_bytes
        self._own = self._ray.data.DataContext.get_current().shuffle_strategy

    def close(self) -> None:
        """Shut Ray down, where it was started for this."""
        if self._mine:
            self._ray.shutdown()

    def run(self, step: Step) -> None:
        """Run a step, whose folder is empty; all machines must see that folder."""
        first, *others = [self._spread(source) for source in step.sources]
        rows = first.union(*others) if others else first
        if step.gather is not None:
            self._ray.data.DataContext.get_current().shuffle_strategy = self._strategy(step)
            processors = int(self._ray.cluster_resources().get("CPU", 1))
            grouped = rows.groupby("bucket", num_partitions=max(2, _TURNS * processors))
            rows = grouped.map_groups(_gathered, fn_args=(step.gather,), batch_format="pyarrow")
        try:
            rows.write_parquet(
                step.out.path, filesystem=step.out.files, compression="zstd", row_group_size=step.row_group
            )
        except Exception as error:
            raise own_error(error) from None
        if not step.out.parquet():
            step.out.within("part-empty.parquet").write_parquet([step.schema.empty_table()], step.schema, 1)

    def _strategy(self, step: Step) -> Any:
        from ray.data.context import ShuffleStrategy

        size = sum(source.place.bytes(source.files) for source in step.sources)
        return ShuffleStrategy.SORT_SHUFFLE_PULL_BASED if size < self._sorted_bytes else self._own

    def _spread(self, source: Source) -> Any:
        """What is spread of some files, each read where it is spread."""
        files = list(source.files if source.files is not None else source.place.parquet())
        paths = self._ray.data.from_items([{"path": path} for path in files], override_num_blocks=len(files))
        return paths.map_batches(_spread, fn_args=(source,), batch_size=1, batch_format="pyarrow")


# Ray names a function, and would make an instance of a class for itself: the work is given to these.


def _spread(paths: Any, source: Source) -> Iterator[Any]:
    columns = list(source.columns) if source.columns is not None else None
    for path in paths.column("path").to_pylist():
        for table in source.place.tables(path, columns, source.at_once):
            yield source.spread(table)


def _gathered(table: Any, work: Work) -> Any:
    return work(table)
