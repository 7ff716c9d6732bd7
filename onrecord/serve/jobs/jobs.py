"""The jobs of a library: they wait in order, and one after the other is added."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

from anyio import CapacityLimiter
from fastapi import HTTPException

from onrecord.errors import LibraryBusy, NotInLibrary, UsageError
from onrecord.serve.jobs.job import Job, LiveJob, Source, State
from onrecord.serve.jobs.messages import Counted, Ended, Told
from onrecord.serve.jobs.receive import Limits
from onrecord.serve.jobs.spool import Spool
from onrecord.serve.jobs.worker import Adder
from onrecord.settings import Settings
from onrecord.store.identity import now
from onrecord.store.place import Place

_SAVED = 5.0  # seconds between two times that a running job is kept on the disk
_IDLE = 60.0  # seconds after which the process that adds is ended where nothing is to be added
SERVER_ENDED = "the server was ended"


class Jobs:
    """For all threads of a server.  What was going on when an earlier server ended is there, stopped."""

    def __init__(self, library: Place, settings: Settings) -> None:
        self.settings = settings
        self.writers = CapacityLimiter(8)
        self._spool = Spool(library.beside)
        self._adder = Adder(library, settings)
        self._live: OrderedDict[int, LiveJob] = OrderedDict()
        self._lock = threading.Condition()
        self._thread: threading.Thread | None = None
        self._running: int | None = None
        self._stopped_by: dict[int, str] = {}
        self._receiving = 0  # bytes
        self._last = 0
        self._is_owner = self._is_closed = self._warmed = False

    def own(self) -> None:
        """Be the server that adds to this library.

        Raises LibraryBusy where another one does, LibraryReadOnly and LibraryFull where the folder cannot be used.
        """
        with self._lock:
            if self._is_owner:
                return
            if not self._spool.own():
                raise LibraryBusy("another onrecord serve adds to this library; add there, or end that one")
            for number in self._spool.numbers():
                job = self._spool.load(number)
                if job is not None and not job.is_over:
                    job.state, job.why, job.ended = "stopped", SERVER_ENDED, now()
                    self._spool.save(job)
            self._last = max(self._spool.numbers(), default=0)
            self._is_owner, self._is_closed = True, False

    def recover(self) -> None:
        """Own what an earlier server left, where there is anything; no error is raised."""
        if self._spool.numbers():
            with contextlib.suppress(Exception):
                self.own()

    def close(self) -> None:
        """Stop what is being added, and wait for it; it can go on under the next server."""
        with self._lock:
            if not self._is_owner:
                return
            self._is_closed = True
            self._lock.notify_all()
            thread = self._thread
        self._adder.stop()
        if thread is not None:
            thread.join()
        with self._lock:
            for live in self._live.values():
                live.end("stopped", now(), SERVER_ENDED)
                with contextlib.suppress(Exception):
                    self._spool.save(live.now()[1])
            self._live.clear()
            self._spool.close()
            self._thread, self._is_owner = None, False

    # Taking jobs

    @contextlib.contextmanager
    def receiving(self, size: int | None) -> Iterator[tuple[Path, Limits]]:
        """A folder to receive into, and what may come; size: as it is announced.  Gone unless ``put`` takes it.

        Raises HTTPException 503 where too much waits already, LibraryFull, LibraryReadOnly, LibraryBusy.
        """
        self.own()
        most = self.settings.serve_max_bytes
        self._spool.check_space(min(size or 0, most))
        taken = 0

        def room(more: int) -> None:
            nonlocal taken
            with self._lock:
                waiting = sum(live.size for live in self._live.values())
                if waiting + self._receiving + more > self.settings.serve_waiting_bytes:
                    raise HTTPException(503, "too much waits to be added; send it when some of that is done")
                self._receiving += more
            taken += more

        try:
            room(0)
            with self._spool.receiving() as folder:
                yield folder, Limits(size=most, files=self.settings.serve_max_files, room=room)
        finally:
            with self._lock:
                self._receiving -= taken

    def put(self, folder: Path, sources: list[Source], by: str) -> Job:
        """Make what was received a job, and have it added in its turn."""
        job = Job(number=0, by=by, at=now(), sources=sources)
        with self._lock:
            while True:
                self._last += 1
                job.number = self._last
                try:
                    target = self._spool.put(folder, job)
                    break
                except FileExistsError:
                    continue
            self._enqueue(LiveJob(job, target))
        return job

    def put_addresses(self, addresses: list[str], by: str) -> Job:
        """A job of addresses alone."""
        with self.receiving(0) as (folder, _):
            return self.put(folder, [Source(uri=one) for one in addresses], by)

    def warm(self) -> None:
        """Have the model loaded, since somebody is about to add something."""
        self.own()
        with self._lock:
            self._warmed = True
            self._begin()
            self._lock.notify_all()

    def _enqueue(self, live: LiveJob) -> None:
        self._live[live.number] = live
        self._begin()
        self._lock.notify_all()

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="onrecord-jobs", daemon=True)
            self._thread.start()

    # Looking and deciding

    def live(self, number: int) -> LiveJob | None:
        """A job that is not over."""
        with self._lock:
            return self._live.get(number)

    def get(self, number: int) -> Job:
        """A job as it is.  Raises NotInLibrary."""
        live = self.live(number)
        job = live.now()[1] if live else self._spool.load(number) if 0 < number < 1 << 62 else None
        if job is None:
            raise NotInLibrary(f"there is no job {number}; the last ones are listed where reports are added")
        if self._is_owner and live is None and not job.is_over:
            # Its end could not be written.
            job.state, job.why = "stopped", "the disk took nothing more"
        return job

    def last(self, count: int) -> list[Job]:
        """The last so many, the last first."""
        found = []
        for number in self._spool.numbers()[:count]:
            with contextlib.suppress(NotInLibrary):
                found.append(self.get(number))
        return found

    def before(self, number: int) -> int:
        """How many jobs come before one that waits."""
        with self._lock:
            return list(self._live).index(number) if number in self._live else 0

    def stop(self, number: int, by: str) -> None:
        """Stop a job; what was told is kept, and it can go on.  Of one that is over nothing comes."""
        self.get(number)
        with self._lock:
            if number == self._running:
                self._stopped_by[number] = by
                self._adder.stop()
            elif number in self._live:
                self._finish(number, "stopped", f"stopped by {by}")

    def go_on(self, number: int) -> None:
        """Have a stopped job added after all.  Raises UsageError where it is not stopped."""
        self.own()
        with self._lock:
            if number in self._live:
                return
            job = self.get(number)
            if job.state != "stopped":
                raise UsageError(f"job {number} was not stopped, so it cannot go on")
            job.state, job.why = "waiting", ""
            live = LiveJob(job, self._spool.folder / str(number))
            self._spool.save(job)
            self._enqueue(live)

    def drop(self, number: int) -> None:
        """Throw away the files of a stopped job.  Raises UsageError where it is not stopped."""
        self.own()
        with self._lock:
            job = self.get(number)
            if job.state == "dropped":
                return
            if job.state != "stopped":
                raise UsageError(f"job {number} was not stopped; stop it first")
            job.state = "dropped"
            self._spool.save(job)
            self._spool.empty(job)

    # Adding

    def _run(self) -> None:
        """One job after the other, in a thread of its own."""
        try:
            while (live := self._next()) is not None:
                state, why = self._add(live)
                with self._lock:
                    self._running = None
                    by = self._stopped_by.pop(live.number, None)
                    if state == "stopped" and (by or self._is_closed):
                        why = f"stopped by {by}" if by else SERVER_ENDED
                    self._finish(live.number, state, why)
        finally:
            self._adder.close()

    def _next(self) -> LiveJob | None:
        """The next job that waits; None where the server ends."""
        with self._lock:
            while not self._live and not self._is_closed:
                if self._warmed:
                    self._warmed = False
                    self._adder.warm()
                elif not self._lock.wait(_IDLE) and not self._live:
                    self._adder.close()
            if self._is_closed:
                return None
            number, live = next(iter(self._live.items()))
            self._running = number
            live.begin()
            return live

    def _add(self, live: LiveJob) -> tuple[State, str]:
        """Add it; what became of it, and why not where it was stopped."""
        why, saved = "", 0.0
        try:

            def is_stopped() -> bool:
                return self._is_closed or live.number in self._stopped_by

            for answer in self._adder.add(live.folder, live.sources, is_stopped):
                if isinstance(answer, Told):
                    live.tell(answer.row)
                elif isinstance(answer, Counted):
                    live.count(read=answer.read, unchanged=answer.unchanged, passed_over=answer.passed_over)
                elif isinstance(answer, Ended):
                    why = answer.why
                if time.monotonic() - saved > _SAVED:
                    self._spool.save(live.now()[1])
                    saved = time.monotonic()
        except Exception as error:  # nothing may end the thread that all jobs wait for
            return "stopped", str(error) or repr(error)
        return ("stopped", why) if why else ("done", "")

    def _finish(self, number: int, state: State, why: str) -> None:
        live = self._live.pop(number)
        live.end(state, now(), why)
        job = live.now()[1]
        # Where the disk takes nothing more it is found stopped by the next server, which is not wrong either.
        with contextlib.suppress(Exception):
            self._spool.save(job)
        if state == "done":
            with contextlib.suppress(OSError):
                self._spool.empty(job)
                self._spool.forget_old()
