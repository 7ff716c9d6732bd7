"""Ray, started quietly: no statistics are sent, and no log lines stand between those of the program."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from onrecord.errors import MissingExtra, OnrecordError, UsageError

# Bytes for what goes between processes of this machine, and more for each worker: a few units each are on their way.
_STORE, _STORE_EACH = 200_000_000, 100_000_000
# Nothing is sent to the makers of Ray, and nothing asked; its log does not go to the terminal.
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0", "RAY_USAGE_STATS_PROMPT_ENABLED": "0", "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    # Ray asks for it with a warning; a machine without an accelerator has nothing to hide.
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0", "RAY_BACKEND_LOG_LEVEL": "fatal",
}  # fmt: skip


def import_ray() -> Any:
    """The module ``ray``, with ``ray.data``.  Raises MissingExtra where it is not installed."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError:
        raise MissingExtra(
            "--engine ray needs more packages: pip install 'onrecord[ray]' (--engine local needs none of them)"
        ) from None
    return ray


def start_ray(address: str | None = None, *, workers: int | None = None) -> tuple[Any, bool]:
    """The module ``ray``, connected, and whether it was connected by this; one that is connected already stays so.

    address: of a cluster ("auto" finds the one this machine is in); a cluster of this machine alone, reachable from it
    alone, where none is given.  workers: processors of such a one, all unless told.  Raises MissingExtra without Ray,
    UsageError where no cluster is reached.
    """
    from onrecord.scale.engine import processors

    ray = import_ray()
    mine = not ray.is_initialized()
    if mine:
        _begin(ray, address, workers or processors())
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.enable_operator_progress_bars = False
    return ray, mine


def _begin(ray: Any, address: str | None, workers: int) -> None:
    """Join a cluster, or begin one of this machine."""
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    if address is None:
        quiet |= {"num_cpus": workers, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
        quiet |= {"object_store_memory": _STORE + workers * _STORE_EACH}
    try:
        with _silenced():
            ray.init(address=address or "local", **quiet)
    except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
        reason = " ".join(str(error).split())[:160]
        if address is None:
            raise UsageError(f"Ray cannot be begun here ({reason}); try --engine local") from None
        raise UsageError(f"no Ray cluster is reached at {address} ({reason}); check the address") from None


def own_error(error: BaseException) -> BaseException:
    """An error of onrecord that came through Ray, as it was; any other as it came."""
    seen: BaseException | None = error
    while seen is not None:
        cause = getattr(seen, "cause", None) or seen.__cause__
        if isinstance(seen, OnrecordError) and not hasattr(seen, "cause"):
            return seen
        seen = cause if isinstance(cause, BaseException) else None
    return error


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
