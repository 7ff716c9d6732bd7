"""Results of several readers put back into the order of their documents, so that numbers do not tell who was faster."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Generic, TypeVar

Result = TypeVar("Result")

# A result waits for those before it so long (seconds), and so many bytes wait at most: a document that takes longer
# holds up nothing, and comes behind them.
PATIENCE, MOST = 60.0, 64_000_000


class Turns(Generic[Result]):
    """Takes results with the number of their document, gives them out in that order."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[Result, int]] = {}
        self._size = 0
        self._turn = 0
        self._since = time.monotonic()

    def take(self, number: int, result: Result, *, size: int = 0) -> Iterator[Result]:
        """Those whose turn it is, now that this one is there.  size: bytes that it takes while it waits."""
        if number < self._turn:  # it was not waited for
            yield result
            return
        if not self._held:
            self._since = time.monotonic()
        self._held[number] = result, size
        self._size += size
        yield from self.due()

    def due(self) -> Iterator[Result]:
        """Those whose turn it is, or that waited long enough."""
        if self._size > MOST or (self._held and time.monotonic() - self._since > PATIENCE):
            yield from self.rest()
        while self._turn in self._held:
            self._since = time.monotonic()
            yield self._given(self._turn)

    def rest(self) -> Iterator[Result]:
        """All that are held, in order."""
        for number in sorted(self._held):
            yield self._given(number)

    def _given(self, number: int) -> Result:
        result, size = self._held.pop(number)
        self._turn = max(self._turn, number + 1)
        self._size -= size
        return result
