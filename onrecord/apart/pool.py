"""Several reading processes at work on a stream of documents."""

from __future__ import annotations

import selectors
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.acquire.document import Document, Refused
from onrecord.apart.messages import Answer, Task
from onrecord.apart.process import ReadingProcess
from onrecord.errors import InputError
from onrecord.settings import Settings

Item = Document | Refused
_Busy = dict[ReadingProcess, tuple[int, Document]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """The document that came ``number``-th, and what became of it."""

    number: int
    item: Item
    answer: Answer | InputError

    @property
    def size(self) -> int:
        """Bytes of the document and of its answer."""
        taken = len(self.item.data) if isinstance(self.item, Document) else 0
        return taken + (0 if isinstance(self.answer, InputError) else len(self.answer.result))


def read_apart(
    documents: Iterable[Item],
    settings: Settings,
    workers: int,
    *,
    want: Literal["report", "after"] = "report",
    after: str | None = None,
    beat: float | None = None,
    window: int | None = None,
    processes: Sequence[ReadingProcess] | None = None,
) -> Iterator[Done | None]:
    """Each document with its answer or its refusal, as they get done.

    Documents are taken from the iterable in this thread, one whenever a process is idle, so that no more of them than
    there are processes are held at once.  What is ``Refused`` comes back as it is.  want, after: see ``Task``.  beat:
    with it, None comes out where nothing got done for so many seconds, so that the caller can see to other things.
    window: no document is taken that came so many behind the oldest one still under way.  processes: with them these
    read, in the place of ``workers`` new ones, and those that are idle at the end go on.
    """
    source = enumerate(documents)
    idle = [ReadingProcess(settings) for _ in range(workers)] if processes is None else list(processes)
    everything = list(idle)
    busy: _Busy = {}
    more = True
    try:
        for process in idle:
            process.start()
        while more or busy:
            done: list[Done | None] = []
            while more and idle and not done:
                number, item = next(source, (-1, None))
                if item is None:
                    more = False
                elif isinstance(item, Refused):
                    done.append(Done(number=number, item=item, answer=item.error))
                else:
                    process = idle.pop()
                    process.submit(_task(item, want, after))
                    busy[process] = number, item
                    if window and number - min(one for one, _ in busy.values()) >= window:
                        break
            if not done and busy:
                done += _wait(busy, idle, beat)
            yield from done
    finally:
        for process in everything:
            if processes is None or process in busy:
                process.stop()


def _task(document: Document, want: Literal["report", "after"], after: str | None) -> Task:
    return Task(
        data=document.data,
        uri=document.uri or None,
        retrieved=document.retrieved,
        given=document.given,
        want=want,
        after=after,
    )


def _wait(busy: _Busy, idle: list[ReadingProcess], beat: float | None) -> list[Done | None]:
    """Wait until something gets done or has to be given up; processes that are free again go to ``idle``."""
    until = None if beat is None else time.monotonic() + beat
    while True:
        left = min(process.seconds_left for process in busy)
        if until is not None:
            left = min(left, max(0.0, until - time.monotonic()))
        done: list[Done | None] = []
        for process in readable(busy, left):
            answer = process.next_answer()
            if answer is not None:
                done.append(_done(busy, process, answer))
                idle.append(process)
        for process in [one for one in busy if not one.seconds_left]:
            done.append(_done(busy, process, process.give_up()))
            idle.append(process)
        if done:
            return done
        if until is not None and time.monotonic() >= until:
            return [None]


def _done(busy: _Busy, process: ReadingProcess, answer: Answer | InputError) -> Done:
    number, item = busy.pop(process)
    return Done(number=number, item=item, answer=answer)


def readable(busy: Iterable[ReadingProcess], seconds: float) -> list[ReadingProcess]:
    """Those that have answered, after at most so many seconds."""
    with selectors.DefaultSelector() as selector:
        for process in busy:
            selector.register(process.answers, selectors.EVENT_READ, process)
        return [key.data for key, _ in selector.select(seconds)]
