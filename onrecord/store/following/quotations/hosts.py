"""Each wording's host, and the utterance at the end of its line of hosts.

The host of a wording is, of the longer ones that it is linked with, the longest that has most of its words and not many
more ("same"), else the longest of which it is a piece ("part"); of equally long ones the one whose key is first.  It
hangs on a wording's own links alone: two long quotations that share a phrase with a third are not one for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from onrecord.store import schema
from onrecord.store.chunks import chunks


class Candidate(NamedTuple):
    """A longer wording that may be the host; the first one in order is.  piece: the wording is a part of it."""

    piece: bool
    shortness: int  # words, negative
    key: str
    id: int


def settle(connection: Connection, changed: Iterable[int]) -> None:
    """Bring hosts and utterances up to the links, after those of some wordings changed; then a person's word."""
    from onrecord.store.following.quotations.judged import settle_judged

    numbers = set(changed)
    if numbers:
        rehost(connection, {number: first(some) for number, some in candidates(connection, numbers).items()})
        settle_judged(connection)


def first(some: list[Candidate]) -> int | None:
    """The host, of the candidates in order."""
    return some[0].id if some else None


def candidates(connection: Connection, numbers: Iterable[int]) -> dict[int, list[Candidate]]:
    """For each wording that is there those that may be its host, in order."""
    links, table = schema.wording_link.c, schema.wording.c
    found: dict[int, list[Candidate]] = {}
    for some in chunks(sorted(set(numbers))):
        found |= {number: [] for number in connection.scalars(select(table.id).where(table.id.in_(some)))}
        query = (
            select(links.two, links.kind, table.id, table.words, table.key)
            .join_from(schema.wording_link, schema.wording, table.id == links.one)
            .where(links.two.in_(some))
        )
        for row in connection.execute(query):
            found[row.two].append(Candidate(row.kind == "part", -row.words, row.key, row.id))
    return {number: sorted(some_) for number, some_ in found.items()}


def rehost(connection: Connection, hosts: Mapping[int, int | None]) -> None:
    """Give some wordings these hosts, and all that follow them their utterances."""
    table = schema.wording
    moved: dict[int, int | None] = {}
    for some in chunks(sorted(hosts)):
        query = select(table.c.id, table.c.host, table.c.utterance).where(table.c.id.in_(some))
        for row in connection.execute(query):
            host = hosts[row.id]
            # One whose host was deleted has none already, and is known by an utterance that is not its own.
            if host != row.host or row.utterance is None or (host is None and row.utterance != row.id):
                moved[row.id] = host
    if not moved:
        return
    connection.execute(
        update(table).where(table.c.id == bindparam("number")).values(host=bindparam("its_host")),
        [{"number": number, "its_host": host} for number, host in moved.items()],
    )
    _relabel(connection, set(moved))


def _relabel(connection: Connection, numbers: set[int]) -> None:
    """Write the utterance of some wordings, and of all that follow them, anew."""
    table = schema.wording
    columns = (table.c.id, table.c.host, table.c.utterance)
    rows: dict[int, tuple[int | None, int | None]] = {}
    query = select(*columns)
    for some in chunks(sorted(numbers)):
        rows |= {row.id: (row.host, row.utterance) for row in connection.execute(query.where(table.c.id.in_(some)))}
    last = set(rows)
    while last:
        following: set[int] = set()
        for some in chunks(sorted(last)):
            for row in connection.execute(query.where(table.c.host.in_(some))):
                if row.id not in rows:
                    following.add(row.id)
                rows[row.id] = (row.host, row.utterance)
        last = following
    above: dict[int, int | None] = {}
    outside = {host for host, _ in rows.values() if host is not None and host not in rows}
    for some in chunks(sorted(outside)):
        above |= {row.id: row.utterance for row in connection.execute(query.where(table.c.id.in_(some)))}
    ends: dict[int, int] = {}
    for number in rows:
        line = [number]
        while (host := rows[line[-1]][0]) is not None and host in rows and host not in ends:
            line.append(host)
        end = line[-1] if host is None else ends[host] if host in ends else above.get(host) or host
        ends |= dict.fromkeys(line, end)
    changed = [{"number": number, "end": end} for number, end in ends.items() if rows[number][1] != end]
    if changed:
        connection.execute(
            update(table).where(table.c.id == bindparam("number")).values(utterance=bindparam("end")), changed
        )
