"""What servers and feeds said, kept in the library for the next run; never sooner than the documents it is about."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, insert, select

from onrecord.acquire.memory import Validators
from onrecord.store import schema
from onrecord.store.identity import now, storable
from onrecord.store.intake import Intake


class LibraryMemory:
    """A ``FetchMemory`` that lasts.

    What it is told goes to the writer behind the documents taken so far; asked, it knows that at once.
    """

    def __init__(self, reading: Engine, intake: Intake) -> None:
        self._reading, self._intake = reading, intake
        self._validators: dict[str, Validators] = {}
        self._entries: set[tuple[str, str]] = set()

    def get(self, address: str) -> Validators | None:
        """What was put for this address last."""
        if address in self._validators:
            return self._validators[address]
        table = schema.fetched.c
        with self._reading.connect() as connection:
            row = connection.execute(
                select(table.final, table.etag, table.modified, table.document).where(table.address == address)
            ).first()
        if row is None:
            return None
        return Validators(final=row.final, etag=row.etag, last_modified=row.modified, document=row.document)

    def put(self, address: str, validators: Validators) -> None:
        """Remember this of an address."""
        self._validators[address] = validators
        table = schema.fetched
        values = {
            "address": address,
            "final": validators.final,
            "etag": validators.etag,
            "modified": validators.last_modified,
            "document": validators.document,
            "at": now(),
        }

        def write(connection: Connection) -> None:
            connection.execute(delete(table).where(table.c.address == address))
            connection.execute(insert(table), values)

        self._intake.remember(write)

    def seen(self, feed: str, entry: str) -> bool:
        """Whether this entry of the feed was dealt with before."""
        feed, entry = storable(feed), storable(entry)
        if (feed, entry) in self._entries:
            return True
        with self._reading.connect() as connection:
            return _has_entry(connection, feed, entry)

    def see(self, feed: str, entry: str) -> None:
        """Remember that this entry of the feed is dealt with."""
        feed, entry = storable(feed), storable(entry)
        self._entries.add((feed, entry))

        def write(connection: Connection) -> None:
            if not _has_entry(connection, feed, entry):
                connection.execute(insert(schema.entry), {"feed": feed, "entry": entry, "at": now()})

        self._intake.remember(write)


def _has_entry(connection: Connection, feed: str, entry: str) -> bool:
    table = schema.entry.c
    found = connection.execute(select(table.id).where(table.feed == feed, table.entry == entry).limit(1))
    return found.first() is not None
