"""The reports, out of the folder that ``onrecord read --out`` wrote.

This is the one place that knows what such a folder looks like: its manifest names the files of each table.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.follow.copies.candidates import page_number
from onrecord.scale.across.head import kept_of
from onrecord.scale.across.job import Job
from onrecord.scale.across.packed import bucket_of, by_kind, pack, packed
from onrecord.scale.across.pages import READ, SEEN
from onrecord.scale.across.place import Place
from onrecord.scale.across.step import Source
from onrecord.scale.across.wordings import homes_of

if TYPE_CHECKING:
    import pyarrow as pa

PLACED, AGAIN = 60, 61
_AT_ONCE = 500  # records


@dataclass(frozen=True, kw_only=True)
class Reports:
    """A folder of reports.  ``files``: of its table, ``again``: of what was met again; ``count``: how many reports.

    ``hash``: tells these files from others.
    """

    place: Place
    files: tuple[str, ...]
    again: tuple[str, ...]
    count: int
    hash: str


def reports_in(place: Place) -> Reports:
    """What lies in a folder.  Raises UsageError where it is none, not whole, or not as its manifest says."""
    manifest = place.within("manifest.json").read_json()
    try:
        tables = manifest["tables"]
        reports, again = tables["reports"]["files"], tables.get("duplicates", {"files": []})["files"]
        count = sum(int(one["rows"]) for one in reports)
        names = [(str(one["name"]), int(one["bytes"])) for one in (*reports, *again)]
        known = hashlib.sha256(repr(sorted((one["name"], one["sha256"]) for one in (*reports, *again))).encode())
    except (TypeError, KeyError, ValueError):
        raise UsageError(
            f"{place.name} holds no reports, or not all yet: it has no manifest; run onrecord read INPUT... --out "
            f"{place.name} to its end"
        ) from None
    if not count:
        raise UsageError(f"{place.name} holds no reports: all that was read was refused")
    sizes = place.sizes([name for name, _ in names])
    wrong = [name for (name, size), there in zip(names, sizes, strict=True) if there != size]
    if wrong:
        raise UsageError(f"{place.within(wrong[0]).name} is not as the manifest says; read the inputs again")

    def paths(files: list[dict[str, Any]]) -> tuple[str, ...]:
        return tuple(place.within(one["name"]).path for one in files if one["rows"])

    return Reports(place=place, files=paths(reports), again=paths(again), count=count, hash=known.hexdigest())


class Reading:
    """Spreads what is kept of reports by their pages."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows with key, address and record in, packed ``Kept`` out."""
        columns = (table.column(name).to_pylist() for name in ("key", "address", "record"))
        rows = []
        for key, address, record in zip(*columns, strict=True):
            kept = kept_of(key, address, record)
            data = pack((kept.head, kept.marks.tobytes(), kept.body, kept.said))
            rows.append((bucket_of(kept.head.page, self._job.buckets), READ, data))
        return packed(rows)


class Placed:
    """Spreads the pages of reports by their keys."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows with key and address in; packed rows of kind PLACED out."""
        keys = table.column("key").to_pylist()
        pages = (
            page_number(address or key) for key, address in zip(keys, table.column("address").to_pylist(), strict=True)
        )
        homes = homes_of(keys, self._job).tolist()
        return packed((home, PLACED, pack(one)) for home, *one in zip(homes, keys, pages, strict=True))


class Again:
    """Spreads the moments at which documents were met again by their keys."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows with key and retrieved in; packed rows of kind AGAIN out, where a moment is known."""
        columns = (table.column(name).to_pylist() for name in ("key", "retrieved"))
        some = [(key, retrieved) for key, retrieved in zip(*columns, strict=True) if retrieved]
        homes = homes_of([key for key, _ in some], self._job).tolist()
        return packed((home, AGAIN, pack(one)) for home, one in zip(homes, some, strict=True))


class Meeting:
    """Sends moments to the pages of their reports."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(self, table: pa.Table) -> pa.Table:
        """PLACED and AGAIN in; packed rows of kind SEEN out."""
        import msgspec

        kinds = by_kind(table)
        pages = dict(map(msgspec.msgpack.decode, kinds[PLACED])) if kinds[AGAIN] else {}
        return packed(
            (bucket_of(pages[key], self._job.buckets), SEEN, pack((key, retrieved)))
            for key, retrieved in map(msgspec.msgpack.decode, kinds[AGAIN])
        )


def reading(job: Job, reports: Reports) -> Source:
    """The reports as a source of a step."""
    columns = ("key", "address", "record")
    return Source(reports.place, Reading(job), columns=columns, files=reports.files, at_once=_AT_ONCE)


def meeting(job: Job, reports: Reports) -> tuple[Source, Source]:
    """The reports, and what was met again, as sources of the step before."""
    return (
        Source(reports.place, Placed(job), columns=("key", "address"), files=reports.files),
        Source(reports.place, Again(job), columns=("key", "retrieved"), files=reports.again),
    )
