"""Whether the library has changed, told in a few microseconds."""

from __future__ import annotations

import secrets
import threading
from contextlib import suppress

from sqlalchemy import Connection, Engine

from onrecord.store.place import Place


class Watch:
    """Gives a library a name that is another one after every change, by whatever program.

    One connection is kept that reads nothing else: a database may count for each connection the commits of all others
    (``Place.changes``).  Such a count says nothing to other connections, and so the name begins with what no other
    watch has.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._own = secrets.token_hex(5)
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._connection: Connection | None = None

    def version(self) -> str | None:
        """The name of the library as it is now; None where there is none yet.

        Asked for before what is read, so that it is never the name of something later than what was read.
        """
        with self._lock:
            try:
                with self._place.errors():
                    return self._version()
            except BaseException:
                # Nothing is asked through a connection again that was lost.
                with suppress(Exception):
                    self._let_go()
                self._connection = self._engine = None
                raise

    def _version(self) -> str | None:
        if self._connection is None:
            if not self._place.exists():
                return None
            self._engine = self._place.engine(reading=True)
            self._connection = self._engine.connect()
        count = self._place.changes(self._connection)
        # Within a transaction it would go on seeing what it saw.
        self._connection.rollback()
        return f"{self._own}-{count}"

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        self._own = secrets.token_hex(5)
        if self._engine is not None:
            if self._connection is not None:
                self._connection.close()
            self._engine.dispose()
        self._connection = self._engine = None
