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
from onrecord.store.bulk import Among, Each

_links, _wording = schema.wording_link.c, schema.wording.c
_THERE = Among(lambda numbers: select(_wording.id).where(_wording.id.in_(numbers)))
_LONGER = Among(
    lambda numbers: (
        select(_links.two, _links.kind, _wording.id, _wording.words, _wording.key)
        .join_from(schema.wording_link, schema.wording, _wording.id == _links.one)
        .where(_links.two.in_(numbers))
    )
)
_HOSTS = Among(lambda numbers: select(_wording.id, _wording.host, _wording.utterance).where(_wording.id.in_(numbers)))
_HOSTED = Among(
    lambda numbers: select(_wording.id, _wording.host, _wording.utterance).where(_wording.host.in_(numbers))
)
_BY_NUMBER = update(schema.wording).where(_wording.id == bindparam("number"))
_SET_HOST = Each(_BY_NUMBER.values(host=bindparam("its_host")))
_SET_UTTERANCE = Each(_BY_NUMBER.values(utterance=bindparam("end")))


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
    some = sorted(set(numbers))
    found: dict[int, list[Candidate]] = {number: [] for (number,) in _THERE.rows(connection, some)}
    for row in _LONGER.rows(connection, some):
        found[row.two].append(Candidate(row.kind == "part", -row.words, row.key, row.id))
    return {number: sorted(those) for number, those in found.items()}


def rehost(connection: Connection, hosts: Mapping[int, int | None]) -> None:
    """Give some wordings these hosts, and all that follow them their utterances."""
    moved: dict[int, int | None] = {}
    for row in _HOSTS.rows(connection, sorted(hosts)):
        host = hosts[row.id]
        # One whose host was deleted has none already, and is known by an utterance that is not its own.
        if host != row.host or row.utterance is None or (host is None and row.utterance != row.id):
            moved[row.id] = host
    if moved:
        _SET_HOST.run(connection, [{"number": number, "its_host": host} for number, host in moved.items()])
        _relabel(connection, set(moved))


def _relabel(connection: Connection, numbers: set[int]) -> None:
    """Write the utterance of some wordings, and of all that follow them, anew."""
    rows: dict[int, tuple[int | None, int | None]] = {}
    rows.update((row.id, (row.host, row.utterance)) for row in _HOSTS.rows(connection, sorted(numbers)))
    last = set(rows)
    while last:
        following: set[int] = set()
        for row in _HOSTED.rows(connection, sorted(last)):
            if row.id not in rows:
                following.add(row.id)
            rows[row.id] = (row.host, row.utterance)
        last = following
    outside = {host for host, _ in rows.values() if host is not None and host not in rows}
    above: dict[int, int | None] = {row.id: row.utterance for row in _HOSTS.rows(connection, sorted(outside))}
    ends: dict[int, int] = {}
    for number in rows:
        line = [number]
        while (host := rows[line[-1]][0]) is not None and host in rows and host not in ends:
            line.append(host)
        end = line[-1] if host is None else ends[host] if host in ends else above.get(host) or host
        ends |= dict.fromkeys(line, end)
    changed = [{"number": number, "end": end} for number, end in ends.items() if rows[number][1] != end]
    _SET_UTTERANCE.run(connection, changed)
