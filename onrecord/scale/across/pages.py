"""Pages with their versions, as a library would have them: the first step.

Of one address, captures with the same words are one report: the one that was retrieved first is kept, then the one
with the smallest hash.  Captures with other words are versions side by side, of which the one seen last is the latest
(``store/versions.py`` has the same rule).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from onrecord.follow.copies.shingles import Marks
from onrecord.scale.across.head import Head
from onrecord.scale.across.packed import by_kind, pack
from onrecord.scale.across.said import Said

if TYPE_CHECKING:
    import pyarrow as pa

READ, SEEN = 0, 1
_LATER_THAN_ALL = "~"
_READ = msgspec.msgpack.Decoder(tuple[Head, bytes, bytes, msgspec.Raw])
_HEAD = msgspec.msgpack.Decoder(Head)
_SEEN = msgspec.msgpack.Decoder(tuple[str, str])
_SAID = msgspec.msgpack.Decoder(tuple[Said, ...])


class Page(NamedTuple):
    """A report of a page: a version, where there are several."""

    head: Head
    marks: bytes
    body: bytes
    said: bytes


def schema() -> pa.Schema:
    """What is written: a row for each report that a library would have."""
    import pyarrow as pa

    names = ("head", "marks", "body", "said")
    return pa.schema([("page", pa.int64()), *((name, pa.large_binary()) for name in names)])


class Versions:
    """Makes of all captures of some pages the reports that a library would have."""

    def __call__(self, table: pa.Table) -> pa.Table:
        """Packed ``Kept`` (READ), and keys with the moment of another sight (SEEN), in; rows of ``schema`` out."""
        import pyarrow as pa

        kinds = by_kind(table)
        seen: dict[str, list[str]] = defaultdict(list)
        for key, moment in map(_SEEN.decode, kinds[SEEN]):
            seen[key].append(moment)
        by_name: dict[str, list[Page]] = defaultdict(list)
        for data in kinds[READ]:
            head, marks, body, said = _READ.decode(data)
            by_name[head.address or head.key].append(Page(head, marks, body, bytes(said)))
        rows = [one for _, some in sorted(by_name.items()) for one in versions(some, seen)]
        columns = {
            "page": [one.head.page for one in rows],
            "head": [pack(one.head) for one in rows],
            "marks": [one.marks for one in rows],
            "body": [one.body for one in rows],
            "said": [one.said for one in rows],
        }
        return pa.table(columns, schema=schema())


def versions(captures: Iterable[Page], seen: Mapping[str, Sequence[str]]) -> list[Page]:
    """The reports that captures of one address make, or of one key.

    seen: by the keys of some, when they were met besides.
    """
    by_key: dict[str, list[Page]] = defaultdict(list)
    for one in captures:
        by_key[one.head.key].append(one)
    once: list[tuple[Page, str]] = []  # each key with the moment at which it was seen last
    for some in by_key.values():
        moments = [one.head.retrieved for one in some if one.head.retrieved]
        moments += seen.get(some[0].head.key, ())
        first, last = min(moments, default=None), max(moments, default="")
        head = msgspec.structs.replace(some[0].head, retrieved=first)
        once.append((some[0]._replace(head=head), last))
    twins: dict[str, list[tuple[Page, str]]] = defaultdict(list)
    for page, last in once:
        twins[page.head.hash if page.head.address else page.head.key].append((page, last))
    kept = [(min((page for page, _ in some), key=_rank), max(last for _, last in some)) for some in twins.values()]
    latest = max(kept, key=lambda one: (one[1] or one[0].head.day or "", one[0].head.document, one[0].head.key))[0]
    found = [page._replace(head=msgspec.structs.replace(page.head, latest=page is latest)) for page, _ in kept]
    return sorted(found, key=lambda page: page.head.key)


def _rank(page: Page) -> tuple[str, str, str]:
    return page.head.retrieved or _LATER_THAN_ALL, page.head.document, page.head.key


def heads_in(table: pa.Table) -> list[Head]:
    """The heads of rows."""
    return [_HEAD.decode(data) for data in table.column("head").to_pylist()]


def marks_in(table: pa.Table) -> list[Marks]:
    """The marks of rows."""
    return [np.frombuffer(data, dtype=np.int64) for data in table.column("marks").to_pylist()]


def said_of(data: bytes) -> tuple[Said, ...]:
    """The quotations of a row."""
    return _SAID.decode(data)
