"""The process that adds, seen from the server."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, cast

import msgspec

import onrecord
from onrecord.serve.jobs.job import Source
from onrecord.serve.jobs.messages import Answer, Begin, Ended, Task
from onrecord.settings import Settings
from onrecord.store.place import Place

_ANSWERS = msgspec.json.Decoder(Answer)  # made once: see onrecord/encode.py
_NICE = 19  # pages come first; what is added takes what they leave
_GRACE = 30.0  # seconds that a stopped job has to put what it has read


class Adder:
    """A process that adds one job after the other; begun with the first."""

    def __init__(self, library: Place, settings: Settings) -> None:
        self._begin = Begin(library=library.address, settings=asdict(settings), nice=_NICE)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def add(self, folder: Path, sources: list[Source], is_stopped: Callable[[], bool]) -> Iterator[Answer]:
        """Have these added; gives what the process tells, an ``Ended`` last whatever happens.

        is_stopped: whether ``stop`` was called for this job before it began.
        """
        with self._lock:
            process = self._started()
            with contextlib.suppress(OSError):
                _send(process, Task(folder=str(folder.absolute()), sources=sources))
            if is_stopped():
                self._close_input(process)
        try:
            for line in cast(IO[bytes], process.stdout):
                answer: Answer = _ANSWERS.decode(line)
                yield answer
                if isinstance(answer, Ended):
                    return
        except (OSError, msgspec.DecodeError):
            pass
        status = self._ended(process)
        yield Ended(why=f"the process that adds came to its end (status {status})")

    def warm(self) -> None:
        """Begin the process, so that it is ready when there is something to add."""
        with self._lock, contextlib.suppress(OSError):
            self._started()

    def stop(self) -> None:
        """Stop what is being added; what was told is kept.  From any thread; the process ends."""
        with self._lock:
            process = self._process
            if process is None or process.poll() is not None:
                return
            self._close_input(process)
            timer = threading.Timer(_GRACE, process.kill)
            timer.daemon = True
            timer.start()

    def close(self) -> None:
        """End the process, once what it adds is stopped."""
        if self._process is not None:
            self.stop()
            self._ended(self._process)

    def _started(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and process.poll() is None and not cast(IO[bytes], process.stdin).closed:
            return process
        if process is not None:
            self._ended(process)
        root = str(Path(onrecord.__file__).resolve().parent.parent)
        path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        # A session of its own: a Ctrl-C at the terminal is for the server alone.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from onrecord.serve.jobs.child import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
        _send(self._process, self._begin)
        return self._process

    def _close_input(self, process: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(OSError):
            cast(IO[bytes], process.stdin).close()

    def _ended(self, process: subprocess.Popen[bytes]) -> int:
        """Wait for its end, which has been asked for; killed where it does not come."""
        self._close_input(process)
        try:
            status = process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        cast(IO[bytes], process.stdout).close()
        if self._process is process:
            self._process = None
        return status


def _send(process: subprocess.Popen[bytes], message: Begin | Task) -> None:
    pipe = cast(IO[bytes], process.stdin)
    pipe.write(msgspec.json.encode(message) + b"\n")
    pipe.flush()
