"""One job: what is to be added, how far it is, and what became of each document so far."""

from __future__ import annotations

import threading
import time
from collections import deque
from pathlib import Path
from typing import Literal

import msgspec

State = Literal["waiting", "running", "done", "stopped", "dropped"]
Became = Literal["added", "version", "unchanged", "refused"]
SHOWN = 200  # of what became of its documents a job keeps the last so many; the rest is in the library
_FEW_SECONDS = 3.0  # before that neither rate nor time left mean anything


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of the job's folder, or an address.

    uri: what its reports are named by, or the address.  file: its name in the folder; empty: an address.  pasted: it
    is a text that was pasted in.  published, time, url: what is known of the one document that a file may be.
    """

    uri: str
    file: str = ""
    size: int = 0
    pasted: bool = False
    published: str | None = None
    time: str | None = None
    url: str | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a document; number: of its report, None where it was refused, and then kind and detail say why."""

    became: Became
    uri: str
    number: int | None = None
    title: str | None = None
    kind: str = ""
    detail: str = ""


class Counts(msgspec.Struct, kw_only=True, omit_defaults=True):
    """How many documents became what; read: bytes of files that were gone through."""

    added: int = 0
    version: int = 0
    unchanged: int = 0
    refused: int = 0
    passed_over: int = 0
    unchanged_unread: int = 0  # told unchanged before a document of it was made: pages as they were, entries seen
    read: int = 0

    @property
    def done(self) -> int:
        """All that something became of."""
        return self.added + self.version + self.unchanged + self.refused + self.unchanged_unread

    @property
    def same(self) -> int:
        """All that was there already."""
        return self.unchanged + self.unchanged_unread


class Job(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A job.  why: of one that was stopped; at, ended: ISO moments; told: how many rows there were in all."""

    number: int
    by: str
    at: str
    sources: list[Source]
    state: State = "waiting"
    why: str = ""
    ended: str | None = None
    counts: Counts = msgspec.field(default_factory=Counts)
    rows: list[Row] = []
    told: int = 0
    seconds: float = 0.0

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(one.size for one in self.sources)

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it by itself."""
        return self.state not in ("waiting", "running")

    @property
    def is_one_text(self) -> bool:
        """Whether it is a single pasted text, whose report is all that is waited for."""
        return len(self.sources) == 1 and self.sources[0].pasted

    @property
    def title(self) -> str:
        """What it adds, in words."""
        if not self.sources:
            return "Nothing"
        first = "a pasted text" if self.sources[0].pasted else self.sources[0].uri
        others = len(self.sources) - 1
        return first if not others else f"{first} and {others} other{'s' if others > 1 else ''}"

    @property
    def report(self) -> int | None:
        """The number of the one report that it led to."""
        numbers = {row.number for row in self.rows if row.number is not None}
        return numbers.pop() if len(numbers) == 1 else None

    @property
    def share(self) -> float | None:
        """How much of it is done, from 0 to 1; None where that cannot be told."""
        if self.state == "done":
            return 1.0
        if self.state != "running" or not self.size or any(not one.file for one in self.sources):
            return None
        return min(1.0, self.counts.read / self.size)

    @property
    def rate(self) -> float | None:
        """Documents a second."""
        return self.counts.done / self.seconds if self.seconds > _FEW_SECONDS and self.counts.done else None

    @property
    def left(self) -> float | None:
        """Seconds until it is done, as it has gone so far."""
        share = self.share
        if self.state != "running" or not share or self.seconds < _FEW_SECONDS:
            return None
        return self.seconds * (1 - share) / share


class LiveJob:
    """A job that is not over yet, changed by one thread and looked at by others."""

    def __init__(self, job: Job, folder: Path) -> None:
        """folder: its own, with ``job.json`` and its files."""
        self.folder = folder
        self._job = job
        self._rows: deque[Row] = deque(job.rows, SHOWN)
        self._lock = threading.Lock()
        self._began: float | None = None
        self._changes = 0

    @property
    def number(self) -> int:
        """The job's number."""
        return self._job.number

    @property
    def sources(self) -> list[Source]:
        """What is to be added."""
        return self._job.sources

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return self._job.size

    def now(self) -> tuple[int, Job]:
        """How often it has changed, and a copy of it as it is."""
        with self._lock:
            return self._changes, self._copy()

    def _copy(self) -> Job:
        job = msgspec.structs.replace(
            self._job, counts=msgspec.structs.replace(self._job.counts), rows=list(self._rows)
        )
        if self._began is not None:
            job.seconds = time.monotonic() - self._began
        return job

    def tell(self, row: Row) -> None:
        """Something became of a document."""
        with self._lock:
            setattr(self._job.counts, row.became, getattr(self._job.counts, row.became) + 1)
            self._rows.append(row)
            self._job.told += 1
            self._changes += 1

    def count(self, *, read: int, unchanged: int, passed_over: int) -> None:
        """What gave no document so far, and bytes read."""
        with self._lock:
            counts = self._job.counts
            if (read, unchanged, passed_over) != (counts.read, counts.unchanged_unread, counts.passed_over):
                counts.read, counts.unchanged_unread, counts.passed_over = read, unchanged, passed_over
                self._changes += 1

    def begin(self) -> None:
        """It runs; what it counted in an earlier run is forgotten."""
        with self._lock:
            self._job.state, self._job.why, self._job.ended = "running", "", None
            self._job.counts, self._job.told = Counts(), 0
            self._rows.clear()
            self._began = time.monotonic()
            self._changes += 1

    def end(self, state: State, at: str, why: str = "") -> None:
        """It is over."""
        with self._lock:
            if self._began is not None:
                self._job.seconds, self._began = time.monotonic() - self._began, None
            self._job.state, self._job.why, self._job.ended = state, why, at
            self._changes += 1
