"""The process that adds: takes tasks from standard input, tells what becomes of them on what was standard output.

It stops what it does, keeping what it has told, when its input ends: the server closes it to stop a job, and where the
server itself comes to an end, however it does, the system closes it.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
from datetime import date
from pathlib import Path
from typing import IO

import msgspec

from onrecord.acquire.document import Named
from onrecord.acquire.memory import Tally
from onrecord.errors import NotInLibrary, OnrecordError
from onrecord.library import Library
from onrecord.reading.given import Given
from onrecord.serve.jobs.job import Row, Source
from onrecord.serve.jobs.messages import Answer, Begin, Counted, Ended, Task, Told
from onrecord.settings import Settings
from onrecord.store.adding import Kept
from onrecord.store.lookup import report_number
from onrecord.store.outcome import Outcome

_BEAT = 0.5  # seconds between two counts
_GRACE = 60.0  # seconds in which a stopped task must have ended
PASTED = "whoever pasted it"


def main() -> None:
    """Add until there is nothing more to add."""
    # Ctrl-C at the server's terminal is the server's: it closes the input then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    # A library that prints must not garble the answers.
    os.dup2(2, 1)
    lines = os.fdopen(0, "rb")
    begin = msgspec.json.decode(lines.readline(), type=Begin)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(begin.nice)
    with contextlib.suppress(KeyboardInterrupt):
        _Adding(begin, answers).serve(lines)


class _Adding:
    def __init__(self, begin: Begin, answers: IO[bytes]) -> None:
        self._settings = Settings(**begin.settings)
        self._place = begin.library
        self._answers = answers
        self._telling = threading.Lock()
        self._tasks: queue.Queue[Task | None] = queue.Queue()
        self._state = threading.Lock()
        self._busy = self._closed = False
        self._library: Library | None = None

    def serve(self, lines: IO[bytes]) -> None:
        """Do one task after the other until the input ends."""
        threading.Thread(target=self._listen, args=(lines,), daemon=True).start()
        kept = Kept(self._settings, self._settings.serve_workers)
        try:
            for process in kept.processes:
                process.start()
            while (task := self._tasks.get()) is not None:
                with self._state:
                    if self._closed:
                        return
                    self._busy = True
                    signal.signal(signal.SIGINT, signal.default_int_handler)
                self._do(task, kept)
                with self._state:
                    self._busy = False
                    signal.signal(signal.SIGINT, signal.SIG_IGN)
        finally:
            kept.close()
            self._close()

    def _listen(self, lines: IO[bytes]) -> None:
        """Take tasks; at the end of the input stop the one that is being done."""
        for line in lines:
            self._tasks.put(msgspec.json.decode(line, type=Task))
        with self._state:
            self._closed = True
            busy = self._busy
            if busy:
                _interrupt_main()
        self._tasks.put(None)
        if busy:
            threading.Event().wait(_GRACE)
            os._exit(1)

    def _tell(self, answer: Answer) -> None:
        with self._telling, contextlib.suppress(BrokenPipeError):
            self._answers.write(msgspec.json.encode(answer) + b"\n")

    def _opened(self) -> Library:
        """The library, open from one task to the next; it is looked at anew where it could not be used."""
        if self._library is None:
            self._library = Library(self._place, self._settings)
        return self._library

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None

    def _do(self, task: Task, kept: Kept) -> None:
        tally, done = Tally(), threading.Event()

        def count() -> None:
            self._tell(Counted(read=tally.read, unchanged=tally.unchanged, passed_over=tally.passed_over))

        def beat() -> None:
            while not done.wait(_BEAT):
                count()

        counting = threading.Thread(target=beat, daemon=True)
        counting.start()
        why = ""
        try:
            library = self._opened()
            library.add(
                [_source(Path(task.folder), one) for one in task.sources],
                progress=lambda outcome: self._tell(Told(row=_row(library, outcome))), tally=tally, kept=kept,
            )  # fmt: skip
        except KeyboardInterrupt:
            why = "it was stopped"
        except OnrecordError as error:
            why = str(error)
            self._close()
        except Exception as error:
            why = f"a fault of onrecord ({error!r}); please report it"
        finally:
            done.set()
            counting.join()
        count()
        self._tell(Ended(why=why))


def _interrupt_main() -> None:
    """As Ctrl-C does; sent to the main thread, so that it wakes from whatever it waits for."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        import _thread

        _thread.interrupt_main()


def _source(folder: Path, one: Source) -> str | Named:
    """The source as ``Library.add`` takes it."""
    if not one.file:
        return one.uri
    given = Given(
        published=date.fromisoformat(one.published) if one.published else None,
        time=one.time,
        url=one.url,
        charset="utf-8" if one.pasted else None,
        where=PASTED if one.pasted else "whoever sent the file" if one.published or one.url else "the file",
    )
    return Named(path=str(folder / one.file), uri=one.uri, given=given)


def _row(library: Library, outcome: Outcome) -> Row:
    number = None
    if outcome.key is not None:
        with contextlib.suppress(NotInLibrary), library.reading() as connection:
            number = report_number(connection, outcome.key)
    return Row(
        became=outcome.became,
        uri=outcome.uri,
        number=number,
        title=outcome.title,
        kind=outcome.error.kind if outcome.error else "",
        detail=str(outcome.error) if outcome.error else "",
    )
