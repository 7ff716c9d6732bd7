"""One reading process, seen from the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

import onrecord
from onrecord import errors
from onrecord.apart.messages import Answer, Task, receive_answer, send
from onrecord.errors import Damaged, InputError, TooSlow
from onrecord.reading.document import is_laid_out
from onrecord.settings import Settings

# Reading a laid-out text goes at some thousand words a second; one that goes at less than fifty has got stuck.
_LEAST_SPEED = 50
# A page's seconds are of processor time, which the process counts itself; by the clock, on a machine that is busy with
# other things, it may take so many times as long.
_BUSY = 4.0
_SLACK = 60.0  # seconds: the model is loaded, the machine is busy
# How glibc deals with memory where nobody has set it: large pieces go back at once when they are done with.  Pages
# differ in size: after 200 of them the process held 201 MB, and more with each; so it holds 176 MB, and is as fast.
_MEMORY = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "4194304"}


class ReadingProcess:
    """Reads one document at a time; ended and begun anew where a document takes too long or crashes it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._deadline = 0.0
        self._laid_out = False

    @property
    def answers(self) -> IO[bytes]:
        """Where answers come from; to wait on."""
        assert self._process is not None and self._process.stdout is not None
        return self._process.stdout

    def start(self) -> None:
        """Begin the process where there is none; its start is not counted as reading."""
        if self._process is not None:
            return
        root = str(Path(onrecord.__file__).resolve().parent.parent)
        path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        # Not through multiprocessing: it would run the caller's script anew.  -P: no module of the working folder.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from onrecord.apart.child import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**_MEMORY, **os.environ, "PYTHONPATH": path},
        )
        send(self._stdin, self.settings)

    @property
    def _stdin(self) -> IO[bytes]:
        assert self._process is not None and self._process.stdin is not None
        return self._process.stdin

    def submit(self, task: Task) -> None:
        """Hand a document over; the process must be idle."""
        self.start()
        try:
            if not self._ready:
                # Its own start must not count as time over the document.
                self._ready = receive_answer(self.answers) is not None
            send(self._stdin, task)
        except BrokenPipeError:
            pass  # that it ended is found when the answer is asked for
        self._laid_out = task.plain or not is_laid_out(task.data)
        allowed = _SLACK + len(task.data) / 1e5 if self._laid_out else _BUSY * self.settings.page_seconds
        self._deadline = time.monotonic() + allowed

    @property
    def seconds_left(self) -> float:
        """Until the document is given up."""
        return max(0.0, self._deadline - time.monotonic())

    def next_answer(self) -> Answer | InputError | None:
        """The result or the refusal, once ``answers`` can be read; None where only the page is laid out yet."""
        answer = receive_answer(self.answers)
        if answer is None:
            return self._ended()
        if answer.kind == "more-time":
            self._deadline += _BUSY * answer.seconds
            return None
        if answer.kind == "laid-out":
            self._laid_out = True
            self._deadline = time.monotonic() + _SLACK + answer.words / _LEAST_SPEED
            return None
        if answer.kind == "refused":
            kind = cast(type[InputError], getattr(errors, answer.error))
            return kind(answer.detail)
        if answer.kind == "failed":
            last = answer.detail.strip().rsplit("\n", 1)[-1]
            error = Damaged(f"reading it failed, which is a fault of onrecord ({last}); please report it")
            error.add_note(answer.detail)
            return error
        return answer

    def _ended(self) -> InputError:
        """Why a document is refused over which the process came to its end."""
        assert self._process is not None
        status = self._process.wait()
        if status == -getattr(signal, "SIGPROF", 0) and not self._laid_out:
            return self.give_up()
        self.stop()
        return Damaged("the program that reads it crashed over it; give its text")

    def give_up(self) -> InputError:
        """End the process over a document that takes too long; why the document is refused."""
        self.stop()
        if self._laid_out:
            return TooSlow("its statements took far too long to find; give it in parts")
        seconds = self.settings.page_seconds
        return TooSlow(f"laying it out takes more than page_seconds={seconds}; raise ONRECORD_PAGE_SECONDS")

    def stop(self) -> None:
        """End the process."""
        if self._process is None:
            return
        process, self._process, self._ready = self._process, None, False
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        process.wait()
