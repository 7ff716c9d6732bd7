"""Reading what somebody sends, without keeping it and without keeping pages waiting.

Each report is read by a process of its own, which holds one report at a time: it has its limits of time and memory, a
page that takes it down takes nothing else down, and no report shares a batch with another.
"""

from __future__ import annotations

import os
import threading
from dataclasses import replace

import msgspec

from onrecord.acquire.document import Document
from onrecord.apart.messages import Task
from onrecord.apart.pool import readable
from onrecord.apart.process import ReadingProcess
from onrecord.errors import InputError
from onrecord.reader import document_of
from onrecord.reading.given import Given
from onrecord.settings import Settings

# A second process on a machine with four processors, no more: pages have to stay quick.
MOST_PROCESSES = 2
# So many may wait for a process to be free; a report takes about a second.
MOST_WAITING = 16


class DeskFull(Exception):
    """As many wait to be read for as may."""


class Desk:
    """Reads for several threads at once."""

    def __init__(self, settings: Settings, *, waiting: int = MOST_WAITING) -> None:
        self.settings = replace(settings, max_bytes=min(settings.max_bytes, settings.read_bytes))
        count = max(1, min(MOST_PROCESSES, (os.cpu_count() or 1) // 2))
        self._idle = [ReadingProcess(self.settings) for _ in range(count)]
        self._all = list(self._idle)
        self._free = threading.Condition()
        self._waiting, self._most = 0, waiting

    def read_file(self, data: bytes, given: Given, name: str = "") -> bytes:
        """The record of a file's bytes, as one line of JSON.

        given: what is known of it from outside; name: the file's.  Raises InputError where it cannot be read, DeskFull.
        """
        return self._record(_task(document_of(data, given, self.settings, uri=name)))

    def read_text(self, text: str, given: Given) -> bytes:
        """The same of a text; raises UnicodeEncodeError for one that has half a surrogate pair, too."""
        return self._record(
            Task(
                data=text.encode("utf-8"), uri=None, retrieved=None, given=given, want="after", after=_AFTER, plain=True
            )
        )

    def close(self) -> None:
        """End the processes; who waits for one of them gets Damaged."""
        for process in self._all:
            process.stop()

    def __del__(self) -> None:
        self.close()

    def _record(self, task: Task) -> bytes:
        process = self._take()
        try:
            process.submit(task)
            while True:
                if not readable([process], process.seconds_left):
                    raise process.give_up()
                answer = process.next_answer()
                if isinstance(answer, InputError):
                    raise answer
                if answer is not None:
                    return msgspec.msgpack.decode(answer.result, type=str).encode("utf-8")
        except InputError:
            raise
        except BaseException:
            # What is half said must not meet the next report.
            process.stop()
            raise
        finally:
            with self._free:
                self._idle.append(process)
                self._free.notify()

    def _take(self) -> ReadingProcess:
        with self._free:
            if not self._idle:
                if self._waiting >= self._most:
                    raise DeskFull
                self._waiting += 1
                try:
                    while not self._idle:
                        self._free.wait()
                finally:
                    self._waiting -= 1
            return self._idle.pop()


_AFTER = "onrecord.encode:to_json"


def _task(document: Document) -> Task:
    return Task(
        data=document.data, uri=document.uri or None, retrieved=document.retrieved, given=document.given,
        want="after", after=_AFTER,
    )  # fmt: skip
