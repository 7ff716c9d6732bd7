"""How often Python looks for objects that hold each other in a ring."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW = 50_000  # objects; by itself Python looks at every 700 new ones, and a record has some ten thousand


@contextmanager
def seldom_looked_for() -> Iterator[None]:
    """Look for rings seldom within, and never among what is there already; for a program's own command, not a caller's.

    Records and rows hold no rings: to look for them took a sixth of the time of storing a report.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_NEW, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
