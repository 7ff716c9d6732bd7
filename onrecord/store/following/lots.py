"""Reports that a writer has put and that still wait to be placed: many are placed at a time.

To place a report touches a page of the database for nearly each of its 600 marks and keys, and the more reports are
placed at once, the more of these lie in one page; what quotations are compared with is fetched once, too.  Placed with
each batch of five, as two readers give them, a report took 55 ms of processor time to store in a library of 1,100; in
lots of 24 it took 47, of 48 43.  Until then it stands in ``unplaced``: whatever becomes of the writer, it is placed
when one adds again or asks for copies or quotations.
"""

from __future__ import annotations

import time

from sqlalchemy import Engine

from onrecord.memory import give_back
from onrecord.store.following.placing import place_waiting

# Placed when so many reports wait, or the first one has waited so long (seconds).
_MOST, _LONGEST = 64, 20.0


class Lots:
    """Counts the reports that wait, and places them when it is time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._count, self._since = 0, 0.0

    def add(self, count: int) -> None:
        """So many more wait, on the disk already."""
        self._since = self._since if self._count else time.monotonic()
        self._count += count

    @property
    def seconds_left(self) -> float | None:
        """Until it is time; None where none wait."""
        if not self._count:
            return None
        return 0.0 if self._count >= _MOST else max(0.0, self._since + _LONGEST - time.monotonic())

    def place(self) -> None:
        """Place all that wait, in transactions of their own."""
        if self._count:
            place_waiting(self._engine)
            self._count = 0
            give_back()
