"""The work of a job on a cluster, by Ray Data: tasks take inputs apart, actors read, the model loaded once each.

Units go from the tasks to the actors one by one.  Where actors are behind, the tasks wait; where a task, an actor or
its node dies, Ray runs it again elsewhere, and what was kept meanwhile is not read again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord.errors import UsageError
from onrecord.scale.documents import unit_table
from onrecord.scale.engine import Rest, in_order
from onrecord.scale.kept import Told, told_in
from onrecord.scale.pieces import units_of
from onrecord.scale.ray_start import import_ray, own_error, start_ray
from onrecord.scale.reading import UnitReader
from onrecord.scale.spec import Spec

if TYPE_CHECKING:
    import pyarrow as pa

Result = TypeVar("Result")

# So many readers are fed by one task that takes inputs apart: it is many times as fast as they are.
_FED = 4
_MOST_BLOCKS = 10_000
# A block for each unit: it goes to whichever actor is free, and is told of as soon as it is kept.
_CONTEXT = {"enable_progress_bars": False, "target_max_block_size": 1, "target_min_block_size": 1}


class RayEngine:
    """Readers on a Ray cluster: one that runs, or one of this machine that is begun, and ended, with it."""

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        """address: of the cluster to join, as ``ray.init`` takes it; workers: as many as it has processors unless told.

        Raises MissingExtra where Ray is not installed.
        """
        import_ray()
        self._address, self._asked = address, workers
        self._workers = workers or 1
        self._own = False

    def __enter__(self) -> RayEngine:
        ray, self._own = start_ray(self._address, workers=self._asked)
        there = int(ray.cluster_resources().get("CPU", 0))
        if there < 1:
            raise UsageError("the cluster has no processor to spare; add nodes to it")
        self._workers = self._asked or there
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own:
            import ray

            ray.shutdown()

    def read(self, rests: Sequence[Rest], spec: Spec) -> Iterator[Told]:
        """Have all units read and kept, each by one of the actors."""
        import ray
        from ray.data import ActorPoolStrategy, DataContext

        context = DataContext.get_current()
        before = {name: getattr(context, name) for name in _CONTEXT}
        for name, value in _CONTEXT.items():
            setattr(context, name, value)
        rows = [{"rest": pickle.dumps(rest)} for rest in rests]
        pieces = ray.data.from_items(rows, override_num_blocks=min(len(rows), _MOST_BLOCKS))
        units = pieces.map_batches(
            partial(_units, spec=spec), batch_size=1, batch_format="pyarrow", num_cpus=0,
            concurrency=max(1, -(-self._workers // _FED)),
        )  # fmt: skip
        told = units.map_batches(
            UnitReader, fn_constructor_args=(spec,), batch_size=1, batch_format="pyarrow", num_cpus=1,
            # They begin anew where they die, however often, as do tasks.  One is enough to go on with where a node is
            # lost and there is no room for its actors.
            compute=ActorPoolStrategy(min_size=1, max_size=self._workers, initial_size=self._workers),
        )  # fmt: skip
        try:
            for table in told.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
                yield from told_in(table)
        except Exception as error:
            raise own_error(error) from None
        finally:
            for name, value in before.items():
                setattr(context, name, value)

    def each(self, function: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]) -> Iterator[Result]:
        """What a function gives for each of the arguments, in their order."""
        import ray

        task = ray.remote(num_cpus=1, max_retries=10)(function)

        def submit(one: tuple[Any, ...]) -> Future[Result]:
            future: Future[Result] = task.remote(*one).future()
            return future

        try:
            yield from in_order(submit, arguments, 2 * self._workers)
        except Exception as error:
            raise own_error(error) from None


def _units(rests: pa.Table, spec: Spec) -> Iterator[pa.Table]:
    """The units of what is left of pieces."""
    for words in rests.column("rest").to_pylist():
        rest: Rest = pickle.loads(words)
        for unit in units_of(rest.piece, spec, done=rest.done, first=rest.first, mark=rest.mark):
            yield unit_table(unit)
