"""Links between wordings: found by keys that two have in common, kept with their evidence, taken back.

A key that more than MOST_SHARING wordings have joins none of them.  When one more wording makes a key common, links
that rest on that key alone are taken back; when one goes and the key is not common any more, they are made again.  So
the links are those that all wordings together give, in whatever order they came, and no wording is ever compared with
more than its keys times MOST_SHARING others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from onrecord.follow.quotations.keys import MOST_SHARING, keys_of
from onrecord.follow.quotations.likeness import Likeness, likeness, longer_first, may_be_alike
from onrecord.follow.quotations.words import Plain, Word, plain_of, words_of
from onrecord.store import schema
from onrecord.store.bulk import Among, put_rows
from onrecord.store.chunks import chunks

_COMMON = Among(
    lambda keys: select(schema.wording_key_common.c.key, schema.wording_key_common.c.wordings).where(
        schema.wording_key_common.c.key.in_(keys)
    )
)
_HAVING = Among(
    lambda keys: select(schema.wording_key.c.key, schema.wording_key.c.wording).where(
        schema.wording_key.c.key.in_(keys)
    )
)
_NODES = Among(
    lambda numbers: select(
        schema.wording.c.id, schema.wording.c.key, schema.wording.c.text, schema.wording.c.words,
        schema.wording.c.speaker,
    ).where(schema.wording.c.id.in_(numbers))
)  # fmt: skip
_FROM = Among(
    lambda numbers: select(schema.wording_link.c.one, schema.wording_link.c.two).where(
        schema.wording_link.c.one.in_(numbers)
    )
)


class Node(NamedTuple):
    """A wording, as it is compared."""

    id: int
    key: str
    text: str
    words: int
    speaker: str


class _Seen:
    """Wordings with their words and keys, each found once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.nodes: dict[int, Node] = {}
        self.known: dict[int, tuple[Word, ...]] = {}
        self._plain: dict[int, Plain] = {}
        self._keys: dict[int, frozenset[int]] = {}

    def load(self, numbers: Iterable[int]) -> None:
        """Fetch those that are not there yet."""
        rows = _NODES.rows(self._connection, sorted(set(numbers) - self.nodes.keys()))
        self.nodes.update((row.id, Node(*row)) for row in rows)

    def words(self, number: int) -> tuple[Word, ...]:
        if number not in self.known:
            self.known[number] = words_of(self.nodes[number].text)
        return self.known[number]

    def plain(self, number: int) -> Plain:
        if number not in self._plain:
            self._plain[number] = plain_of(self.nodes[number].text)
        return self._plain[number]

    def keys(self, number: int) -> frozenset[int]:
        if number not in self._keys:
            self._keys[number] = frozenset(keys_of(self.words(number), self.nodes[number].speaker))
        return self._keys[number]

    def likeness(self, one: int, two: int) -> Likeness | None:
        speakers = self.nodes[one].speaker, self.nodes[two].speaker
        same = bool(speakers[0]) and speakers[0] == speakers[1]
        if not may_be_alike(self.plain(one), self.plain(two), same_speaker=same):
            return None
        return likeness(self.words(one), self.words(two), same_speaker=same)

    def ordered(self, one: int, two: int) -> tuple[int, int]:
        """The longer one first, as ``likeness`` has them; of the same words by their keys."""
        keys = self.nodes[one].key, self.nodes[two].key
        return (one, two) if longer_first(self.words(one), self.words(two), *keys) else (two, one)


def link(connection: Connection, new: Sequence[Node], words: Mapping[str, tuple[Word, ...]]) -> set[int]:
    """Put the keys and links of new wordings; returns all wordings whose links are others now, the new ones too.

    words: of the new ones, by their keys.
    """
    seen = _Seen(connection)
    seen.nodes = {one.id: one for one in new}
    seen.known = {one.id: words[one.key] for one in new}
    having: dict[int, list[int]] = defaultdict(list)
    for one in new:
        for key in seen.keys(one.id):
            having[key].append(one.id)
    common = _common(connection, having)
    there = _having(connection, [key for key in having if key not in common])
    rows = [{"key": key, "wording": number} for key, numbers in sorted(having.items()) for number in numbers]
    put_rows(connection, schema.wording_key, rows)
    _add_common(connection, {key: common[key] + len(having[key]) for key in common})
    counts = {key: len(numbers) + len(there.get(key, ())) for key, numbers in having.items() if key not in common}
    crossing = {key for key, count in counts.items() if count > MOST_SHARING}
    if crossing:
        common_rows = [{"key": key, "wordings": counts[key]} for key in sorted(crossing)]
        put_rows(connection, schema.wording_key_common, common_rows)
    changed = set(seen.nodes)
    for key in crossing:
        changed |= _take_back(connection, seen, there.get(key, ()))
    pairs = {
        (min(one, two), max(one, two))
        for key, numbers in having.items()
        if counts.get(key, 0) > 1 and key not in crossing
        for place, one in enumerate(numbers)
        for two in (*there.get(key, ()), *numbers[place + 1 :])
    }
    return changed | _put(connection, seen, pairs)


def unlink(connection: Connection, gone: Sequence[Node]) -> set[int]:
    """Take the keys and links of wordings out; returns the other wordings whose links are others now."""
    seen = _Seen(connection)
    seen.nodes = {one.id: one for one in gone}
    numbers = set(seen.nodes)
    having: dict[int, list[int]] = defaultdict(list)
    for one in gone:
        for key in seen.keys(one.id):
            having[key].append(one.id)
    table, links = schema.wording_key, schema.wording_link
    connection.execute(
        delete(table).where(table.c.key == bindparam("its_key"), table.c.wording == bindparam("its_wording")),
        [{"its_key": key, "its_wording": number} for key, some in having.items() for number in some],
    )
    changed: set[int] = set()
    for some in chunks(sorted(numbers)):
        either = or_(links.c.one.in_(some), links.c.two.in_(some))
        for row in connection.execute(select(links.c.one, links.c.two).where(either)):
            changed |= {row.one, row.two}
        connection.execute(delete(links).where(either))
    counts = {key: count - len(having[key]) for key, count in _common(connection, having).items()}
    revived = [key for key, count in counts.items() if count <= MOST_SHARING]
    _add_common(connection, {key: count for key, count in counts.items() if count > MOST_SHARING})
    for some in chunks(sorted(revived)):
        connection.execute(delete(schema.wording_key_common).where(schema.wording_key_common.c.key.in_(some)))
    pairs = {pair for members in _having(connection, revived).values() for pair in combinations(sorted(members), 2)}
    return (changed | _put(connection, seen, pairs)) - numbers


def _common(connection: Connection, keys: Iterable[int]) -> dict[int, int]:
    """Which keys are common, and how many wordings have each."""
    return {row.key: row.wordings for row in _COMMON.rows(connection, keys)}


def _add_common(connection: Connection, counts: dict[int, int]) -> None:
    table = schema.wording_key_common
    if counts:
        connection.execute(
            update(table).where(table.c.key == bindparam("its_key")).values(wordings=bindparam("its_count")),
            [{"its_key": key, "its_count": count} for key, count in counts.items()],
        )


def _having(connection: Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    """The wordings that have each of some keys."""
    found: dict[int, list[int]] = defaultdict(list)
    for key, wording in _HAVING.rows(connection, keys):
        found[key].append(wording)
    return found


def _take_back(connection: Connection, seen: _Seen, numbers: Sequence[int]) -> set[int]:
    """Take back the links between some wordings that have no key in common but common ones; returns whose they were."""
    links = schema.wording_link
    query = select(links.c.one, links.c.two).where(links.c.one.in_(numbers), links.c.two.in_(numbers))
    pairs = [(row.one, row.two) for row in connection.execute(query)]
    seen.load(number for pair in pairs for number in pair)
    shared = {(one, two): seen.keys(one) & seen.keys(two) for one, two in pairs}
    common = _common(connection, {key for keys in shared.values() for key in keys})
    gone = [pair for pair, keys in shared.items() if keys <= common.keys()]
    if gone:
        connection.execute(
            delete(links).where(links.c.one == bindparam("first"), links.c.two == bindparam("second")),
            [{"first": one, "second": two} for one, two in gone],
        )
    return {number for pair in gone for number in pair}


def _put(connection: Connection, seen: _Seen, pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Link those pairs that are of one utterance; returns whose links these are."""
    some = sorted(pairs)
    seen.load(number for pair in some for number in pair)
    rows: list[dict[str, Any]] = []
    for pair in some:
        found = seen.likeness(*pair)
        if found is not None:
            one, two = seen.ordered(*pair)
            rows.append(
                {"one": one, "two": two, "kind": found.kind, "share": round(found.share, 4), "telling": found.telling,
                 "confidence": found.confidence}
            )  # fmt: skip
    there = {(row.one, row.two) for row in _FROM.rows(connection, {row["one"] for row in rows})}
    new = [row for row in rows if (row["one"], row["two"]) not in there]
    put_rows(connection, schema.wording_link, new)
    return {number for row in new for number in (row["one"], row["two"])}
