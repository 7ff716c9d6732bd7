"""What is made of the bytes of a stranger's document for somebody who waits: in processes of their own, with limits."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from onrecord.apart.messages import Task
from onrecord.apart.pool import readable
from onrecord.apart.process import ReadingProcess
from onrecord.errors import InputError, TooSlow
from onrecord.reading.given import Given
from onrecord.settings import Settings

_PATIENCE = 30.0  # seconds that somebody waits for a process to be free


class Making:
    """Processes that make things of documents, begun when they are first needed, and kept; for many threads."""

    def __init__(self, settings: Settings, processes: int = 2) -> None:
        self._everything = [ReadingProcess(settings) for _ in range(processes)]
        # The last that was used first: a second one is begun only where two are needed at once.
        self._idle: queue.LifoQueue[ReadingProcess] = queue.LifoQueue()
        for process in reversed(self._everything):
            self._idle.put(process)

    def make(self, function: str, data: bytes, argument: Any) -> Any:
        """What a function ("package.module:function") makes of the bytes and of the argument's MessagePack.

        Raises InputError: what the function raises of these, and TooLarge or TooSlow where it is over the limits.
        """
        task = Task(
            data=data, uri=None, retrieved=None, given=Given(), want="made", after=function,
            argument=msgspec.msgpack.encode(argument),
        )  # fmt: skip
        with self._process() as process:
            process.submit(task)
            if not readable([process], process.seconds_left):
                raise process.give_up()
            answer = process.next_answer()
            if isinstance(answer, InputError):
                raise answer
            assert answer is not None
            return msgspec.msgpack.decode(answer.result)

    @contextmanager
    def _process(self) -> Iterator[ReadingProcess]:
        try:
            process = self._idle.get(timeout=_PATIENCE)
        except queue.Empty:
            raise TooSlow("many originals are asked for at once; ask again in a minute") from None
        try:
            yield process
        except BaseException:
            # What is half said must not meet the next document.
            process.stop()
            raise
        finally:
            self._idle.put(process)

    def close(self) -> None:
        """End the processes."""
        for process in self._everything:
            process.stop()

    def __del__(self) -> None:
        self.close()
