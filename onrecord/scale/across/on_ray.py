"""Steps run by Ray Data: each is a map over batches and a group-by over buckets."""

from __future__ import annotations

from typing import Any

from onrecord.scale.across.step import Source, Step
from onrecord.scale.ray_start import start_ray


class OnRay:
    """Runs steps on a cluster; a task whose machine is lost is run again by Ray."""

    def __init__(self, address: str | None = None) -> None:
        """address: as ``start_ray`` takes it.  Raises MissingExtra, UsageError."""
        self._ray = start_ray(address)

    def run(self, step: Step) -> None:
        """Run a step, whose folder is empty; all machines must see that folder."""
        first, *others = [self._spread(source) for source in step.sources]
        rows = first.union(*others) if others else first
        if step.gather is not None:
            processors = int(self._ray.cluster_resources().get("CPU", 1))
            # A few turns for each processor, so that none waits long for the slowest.
            grouped = rows.groupby("bucket", num_partitions=max(2, 3 * processors))
            rows = grouped.map_groups(step.gather, batch_format="pyarrow")
        rows.write_parquet(
            step.out.path, filesystem=step.out.files, compression="zstd", row_group_size=step.row_group
        )
        if not step.out.parquet():
            step.out.within("part-empty.parquet").write_parquet([step.schema.empty_table()], step.schema, 1)

    def _spread(self, source: Source) -> Any:
        files = list(source.files if source.files is not None else source.place.parquet())
        columns = list(source.columns) if source.columns is not None else None
        rows = self._ray.data.read_parquet(
            files, filesystem=source.place.files, columns=columns, partitioning=None, file_extensions=["parquet"]
        )
        return rows.map_batches(source.spread, batch_format="pyarrow", batch_size=source.at_once, zero_copy_batch=True)
