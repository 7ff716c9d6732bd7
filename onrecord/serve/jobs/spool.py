"""The folder beside the library where what was sent waits to be added, and where it is kept what became of it.

``LIBRARY.jobs/12/job.json`` is job 12, ``LIBRARY.jobs/12/1`` the first of its files; ``LIBRARY.jobs/receiving-...`` is
what is still being sent.  A file's name there is a number: what its sender calls it is written in ``job.json``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.errors import LibraryFull
from onrecord.serve.jobs.job import Job
from onrecord.store.disk import disk_errors, read_only

KEPT = 1000  # jobs that are over are known so long
_SPARE = 50_000_000  # bytes that are left on the disk for the library
_JOBS = msgspec.json.Decoder(Job)  # made once: see onrecord/encode.py
_RECEIVING, _JOB, _LOCK = "receiving-", "job.json", "lock"


class Spool:
    """The jobs' folder of a library."""

    def __init__(self, library: Path) -> None:
        self.folder = library.with_name(f"{library.name}.jobs")
        self._library = library
        self._lock: int | None = None

    def own(self) -> bool:
        """Make the folder, and be the one who runs its jobs; False where another server does.

        Raises LibraryReadOnly, LibraryFull.
        """
        if self._lock is not None:
            return True
        with self.errors():
            self.folder.mkdir(parents=True, exist_ok=True)
            found = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if not _locked(found):
                os.close(found)
                return False
            self._lock = found
            for path in self.folder.glob(f"{_RECEIVING}*"):
                shutil.rmtree(path, ignore_errors=True)
        return True

    def close(self) -> None:
        """Let another one run its jobs."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Raise what the disk says as LibraryReadOnly and LibraryFull."""
        with disk_errors(self.folder):
            yield

    def check_space(self, size: int) -> None:
        """Raise LibraryFull where so many bytes more would fill the disk, LibraryReadOnly where none can be written."""
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise read_only(self.folder)
        if shutil.disk_usage(self.folder).free < size + _SPARE:
            raise LibraryFull(f"{self.folder}: too little space is left on the disk; make room and send it again")

    @contextlib.contextmanager
    def receiving(self) -> Iterator[Path]:
        """A new folder for what is being sent; gone afterwards unless it was made a job."""
        with self.errors():
            folder = Path(tempfile.mkdtemp(prefix=_RECEIVING, dir=self.folder))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put(self, folder: Path, job: Job) -> Path:
        """Make a folder that was received a job; the number is the job's.  Raises FileExistsError where it is taken."""
        target = self.folder / str(job.number)
        with self.errors():
            (folder / _JOB).write_bytes(msgspec.json.encode(job))
            if target.exists():
                raise FileExistsError(target)
            folder.rename(target)
        return target

    def save(self, job: Job) -> None:
        """Keep how a job is, whole or not at all."""
        path = self.folder / str(job.number) / _JOB
        with self.errors():
            beside = path.with_name(f"{_JOB}.new")
            beside.write_bytes(msgspec.json.encode(job))
            beside.replace(path)

    def load(self, number: int) -> Job | None:
        """A job as it was last kept; None where there is none, or it cannot be read."""
        try:
            return _JOBS.decode((self.folder / str(number) / _JOB).read_bytes())
        except (OSError, msgspec.DecodeError):
            return None

    def numbers(self) -> list[int]:
        """The jobs that there are, the last first."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except OSError:
            return []
        return sorted((int(name) for name in names if name.isdecimal() and name.isascii()), reverse=True)

    def empty(self, job: Job) -> None:
        """Take away the files of a job that are not needed any more; what became of them stays."""
        for one in job.sources:
            if one.file:
                (self.folder / str(job.number) / one.file).unlink(missing_ok=True)

    def forget_old(self) -> None:
        """Forget jobs that were over long ago."""
        for number in self.numbers()[KEPT:]:
            job = self.load(number)
            if job is None or job.state in ("done", "dropped"):
                shutil.rmtree(self.folder / str(number), ignore_errors=True)


def _locked(found: int) -> bool:
    """Take the lock of an open file that is let go when the program ends, however it does; False where it is taken."""
    try:
        import fcntl
    except ImportError:  # there are no such locks: two servers on one library are then on their own
        return True
    try:
        fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
