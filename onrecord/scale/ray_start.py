"""Ray, started quietly: no statistics are sent, and no log lines stand between those of the program."""

from __future__ import annotations

import logging
import os
from typing import Any

from onrecord.errors import MissingExtra, OnrecordError, UsageError

_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0", "RAY_USAGE_STATS_PROMPT_ENABLED": "0", "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    # With it Ray warns of nothing that a machine without an accelerator has.  RAY_BACKEND_LOG_LEVEL is left alone: that
    # it is set is a line on standard error of its own.
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
}  # fmt: skip


def start_ray(address: str | None = None) -> tuple[Any, bool]:
    """The module ``ray``, connected, and whether it was started here and is to be shut down by whoever asked.

    address: of a cluster ("auto" finds the one this machine is in); one of this machine alone is started where none is
    given.  What is connected already stays so.  Raises MissingExtra without Ray, UsageError where no cluster answers.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray
        import ray.data
    except ImportError:
        raise MissingExtra(
            "--engine ray needs more packages: pip install 'onrecord[ray]' (--engine local needs none of them)"
        ) from None
    own = not ray.is_initialized()
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.CRITICAL}
    if own and address is None:
        ray.init(address="local", include_dashboard=False, _node_ip_address="127.0.0.1", **quiet)
    elif own:
        try:
            ray.init(address=address, **quiet)
        except (ConnectionError, ValueError, RuntimeError) as error:
            reason = " ".join(str(error).split())[:160]
            raise UsageError(f"no Ray cluster is reached at {address} ({reason}); check the address") from None
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.enable_operator_progress_bars = False
    return ray, own


def own_error(error: BaseException) -> BaseException:
    """An error of onrecord that came through Ray, as it was; any other as it came."""
    seen: BaseException | None = error
    while seen is not None:
        cause = getattr(seen, "cause", None) or seen.__cause__
        if isinstance(seen, OnrecordError) and not hasattr(seen, "cause"):
            return seen
        seen = cause if isinstance(cause, BaseException) else None
    return error
