"""Ray, started quietly: no statistics are sent, and no log lines stand between those of the program."""

from __future__ import annotations

import logging
import os
from typing import Any

from onrecord.errors import MissingExtra, UsageError


def start_ray(address: str | None = None, *, processors: int | None = None) -> Any:
    """The module ``ray``, connected; one that is connected already stays so.

    address: of a cluster ("auto" finds the one this machine is in); a cluster of this machine alone where none is
    given.  processors: of such a one, all unless told.  Raises MissingExtra without Ray, UsageError where no cluster
    answers.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
    # Ray asks for it with a warning; a machine without an accelerator has nothing to hide.
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
        import ray.data
    except ImportError:
        raise MissingExtra("--engine ray needs more packages: pip install 'onrecord[ray]'") from None
    if not ray.is_initialized():
        try:
            ray.init(
                address=address, num_cpus=None if address else processors,
                include_dashboard=None if address else False,
                log_to_driver=False, configure_logging=True, logging_level=logging.ERROR,
            )  # fmt: skip
        except (ConnectionError, ValueError, TimeoutError) as error:
            raise UsageError(f"no Ray cluster answers at {address}: {str(error).splitlines()[0]}") from None
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.enable_operator_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    return ray
