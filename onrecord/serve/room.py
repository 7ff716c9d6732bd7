"""What a running server has: one library, who reads it, and the model once it is asked for."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.library import Library
from onrecord.looking import user_name
from onrecord.reader import Reader
from onrecord.serve.desk import Desk
from onrecord.serve.guards.rates import Limits
from onrecord.serve.jobs.jobs import Jobs
from onrecord.serve.original.originals import Originals
from onrecord.serve.watch import Watch
from onrecord.settings import Settings, load_settings
from onrecord.store.place import Place

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(kw_only=True)
class Room:
    """A server's library and how it is reached.

    library: read by many threads at once, written by one after the other.  person: who asks where nobody signs in;
    empty: whoever asks has to sign in.  hosts: the names under which the server may be asked for.  secret: known to
    the pages of a room in which nobody signs in, and to no other.  limits: how often something may be done.
    watch: tells whether the library has changed.  desk: reads what is sent and stores nothing, in processes of its own.
    """

    library: Library
    settings: Settings = field(default_factory=load_settings)
    person: str = field(default_factory=user_name)
    hosts: tuple[str, ...] = LOOPBACK
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    limits: Limits = field(init=False, repr=False)
    watch: Watch = field(init=False, repr=False)
    desk: Desk = field(init=False, repr=False)
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.limits = Limits(self.settings)
        self.watch, self.desk = Watch(self.place), Desk(self.settings)

    @property
    def place(self) -> Place:
        """Where the library is."""
        return self.library.place

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.settings)

    @property
    def reader(self) -> Reader:
        """The model, loaded when it is first asked for, and then kept."""
        with self._reading:
            return self._reader

    @cached_property
    def originals(self) -> Originals:
        """Makes the pages that reports were read from ready to be shown."""
        return Originals(self.settings)

    @cached_property
    def _jobs(self) -> Jobs:
        jobs = Jobs(self.place, self.settings)
        jobs.recover()
        return jobs

    @property
    def jobs(self) -> Jobs:
        """What is being added."""
        with self._reading:
            return self._jobs

    def close(self) -> None:
        """Stop what is being added, and let go of the library."""
        if "_jobs" in self.__dict__:
            self._jobs.close()
        if "originals" in self.__dict__:
            self.originals.close()
        self.watch.close()
        self.desk.close()
        self.library.close()
