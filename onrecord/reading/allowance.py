"""Time to lay out a document, which whoever laid it out in a process of its own may grant."""

from __future__ import annotations

from collections.abc import Callable

_grants: list[Callable[[float], None]] = []


def grant_by(grant: Callable[[float], None]) -> None:
    """From now on let this function have what is asked for, in seconds of processor time."""
    _grants[:] = [grant]


def ask_for(seconds: float) -> None:
    """Say that a document is so long that it takes so many seconds more; nothing happens where nobody counts."""
    for grant in _grants:
        grant(seconds)
