"""Limits on the memory and the processor time of the running process, for a while."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def at_most(*, megabytes: int, seconds: float) -> Iterator[None]:
    """Let this process take so much more address space than it has now, and so much processor time.

    Beyond the first allocations fail (held by Linux alone); beyond the second the process ends (where there are
    signals).  Processor time, not the clock's, so that the same documents are read on a busy machine as on an idle one.
    """
    with _address_space(megabytes), _processor_time(seconds):
        yield


def allow_more(seconds: float) -> None:
    """Add to the processor time of the process, within ``at_most``."""
    if hasattr(signal, "setitimer"):
        left, _ = signal.getitimer(signal.ITIMER_PROF)
        signal.setitimer(signal.ITIMER_PROF, left + seconds)


@contextmanager
def _processor_time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return
    # What SIGPROF does to a process that does not handle it: it ends, even within a library's own code.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@contextmanager
def _address_space(megabytes: int) -> Iterator[None]:
    if not sys.platform.startswith("linux"):
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + megabytes * 2**20
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
