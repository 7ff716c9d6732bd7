"""``onrecord add`` as a program, that something happens to."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from onrecord.library import Library
from onrecord.settings import Settings
from onrecord.store import schema
from tests.conftest import ROOT
from tests.store.made import environment
from tests.store.test_full import told


@dataclass
class Adding:
    """A run that goes on; ``lines`` is what it has printed so far."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _readers: list[threading.Thread] = field(default_factory=list)

    def until(self, done: Callable[[], bool], seconds: float = 60) -> None:
        """Wait until something holds."""
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end and self.process.poll() is None, self.errors
            time.sleep(0.01)

    def until_stored(self, count: int = 1) -> None:
        """Wait until it has told that so many are stored."""
        self.until(lambda: len(told("\n".join(self.lines))) >= count)

    def end(self, seconds: float = 60) -> int:
        """Wait for its end; returns its exit status."""
        status = self.process.wait(timeout=seconds)
        for one in self._readers:
            one.join()
        return status

    @property
    def stored(self) -> set[str]:
        """The keys that it said were stored."""
        return told("\n".join(self.lines))


@contextmanager
def adding(address: str, folder: Path, *, first: str = "") -> Iterator[Adding]:
    """Begin to add a folder.  first: Python to run in the program before."""
    code = f"{first}\nimport sys\nfrom onrecord.cli import main\nsys.argv[0] = 'onrecord'\nmain()"
    command = [sys.executable, "-c", code, "add", str(folder), "-v", "--workers", "1", "--library", address]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), cwd=ROOT, bufsize=1
    ) as process:
        run = Adding(process)
        assert process.stdout and process.stderr
        for stream, lines in ((process.stdout, run.lines), (process.stderr, run.errors)):
            reader = threading.Thread(target=lines.extend, args=[stream], daemon=True)
            reader.start()
            run._readers.append(reader)
        try:
            yield run
        finally:
            process.kill()


def keys_of(address: str) -> set[str]:
    """The keys of all reports of a library, which is whole."""
    with Library(address, Settings()) as library:
        assert library.check().faults == ()
        with library.reading() as connection:
            return set(connection.scalars(select(schema.report.c.key)))
