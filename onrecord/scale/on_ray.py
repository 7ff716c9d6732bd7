"""The work of a job on a cluster, by Ray Data: tasks take inputs apart, actors read, the model loaded once each.

Units go from the tasks to the actors one by one.  Where actors are behind, the tasks wait; where a task, an actor or
its node dies, Ray runs it again elsewhere, and what was kept meanwhile is not read again.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord.errors import MissingExtra, OnrecordError, UsageError
from onrecord.scale.documents import unit_table
from onrecord.scale.engine import Rest, in_order, processors
from onrecord.scale.kept import Told, told_in
from onrecord.scale.pieces import units_of
from onrecord.scale.reading import UnitReader
from onrecord.scale.spec import Spec

if TYPE_CHECKING:
    import pyarrow as pa

Result = TypeVar("Result")

# Bytes for what goes between processes of this machine, and more for each worker: a few units each are on their way.
_STORE, _STORE_EACH = 200_000_000, 100_000_000
# So many readers are fed by one task that takes inputs apart: it is many times as fast as they are.
_FED = 4
_MOST_BLOCKS = 10_000
# A block for each unit: it goes to whichever actor is free, and is told of as soon as it is kept.
_CONTEXT = {"enable_progress_bars": False, "target_max_block_size": 1, "target_min_block_size": 1}
# Nothing is sent to the makers of Ray, and nothing asked; its log does not go to the terminal.
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0", "RAY_USAGE_STATS_PROMPT_ENABLED": "0", "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0", "RAY_BACKEND_LOG_LEVEL": "fatal",
}  # fmt: skip


class RayEngine:
    """Readers on a Ray cluster: one that runs, or one of this machine that is begun, and ended, with it."""

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        """address: of the cluster to join, as ``ray.init`` takes it; workers: as many as it has processors unless told.

        Raises MissingExtra where Ray is not installed.
        """
        for name, value in _QUIET.items():
            os.environ.setdefault(name, value)
        try:
            import ray.data  # noqa: F401
        except ImportError:
            raise MissingExtra(
                "--engine ray needs more packages: pip install 'onrecord[ray]' (--engine local needs none of them)"
            ) from None
        self._address, self._asked = address, workers
        self._workers = workers or 1
        self._own = False

    def __enter__(self) -> RayEngine:
        import ray

        if not ray.is_initialized():
            self._own = True
            _begin(self._address, self._asked or processors())
        there = int(ray.cluster_resources().get("CPU", 0))  # type: ignore[no-untyped-call]
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
            raise _own_error(error) from None
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
            raise _own_error(error) from None


def _units(rests: pa.Table, spec: Spec) -> Iterator[pa.Table]:
    """The units of what is left of pieces."""
    for words in rests.column("rest").to_pylist():
        rest: Rest = pickle.loads(words)
        for unit in units_of(rest.piece, spec, done=rest.done, first=rest.first, mark=rest.mark):
            yield unit_table(unit)


def _begin(address: str | None, workers: int) -> None:
    """Join a cluster, or begin one of this machine.  Raises UsageError where there is none at the address."""
    import ray

    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    if address is None:
        # On no other address than this machine's own.
        quiet |= {"num_cpus": workers, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
        quiet |= {"object_store_memory": _STORE + workers * _STORE_EACH}
    try:
        with _silenced():
            ray.init(address=address or "local", **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).split())[:160]
        if address is None:
            raise UsageError(f"Ray cannot be begun here ({reason}); try --engine local") from None
        raise UsageError(f"no Ray cluster is reached at {address} ({reason}); check the address") from None


@contextmanager
def _silenced() -> Iterator[None]:
    """Nothing goes to the terminal: Ray's own code in C++ writes there before it has taken its settings."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _own_error(error: BaseException) -> BaseException:
    """An error of onrecord that came through Ray, as it was; any other as it came."""
    seen: BaseException | None = error
    while seen is not None:
        cause = getattr(seen, "cause", None) or seen.__cause__
        if isinstance(seen, OnrecordError) and not hasattr(seen, "cause"):
            return seen
        seen = cause if isinstance(cause, BaseException) else None
    return error
