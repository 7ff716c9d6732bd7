"""One hash of all that a library holds, the same however it came in."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import Connection

from onrecord.encode import to_json
from onrecord.record import Report
from onrecord.store.export.chosen import Chosen, stored

EVERYTHING = Chosen()


def export_hash(connection: Connection, chosen: Chosen = EVERYTHING) -> str:
    """sha256 over the records in the order of their keys, without when they were fetched or added and local paths.

    Two libraries that were given the same reports, in whatever order, from whatever folder and how often, have the
    same.
    """
    found = hashlib.sha256()
    for one in stored(connection, chosen):
        found.update(f"{one.key} {to_json(unplaced(one.report))}\n".encode())
    return found.hexdigest()


def unplaced(report: Report) -> Report:
    """The record without when it was fetched, and without a path: an address stays, it is part of what was read."""
    uri = report.origin.uri
    address = uri if uri and uri.lower().startswith(("http://", "https://")) else None
    return replace(report, origin=replace(report.origin, uri=address, retrieved=None))
