"""What a person decides of wordings: these two are not of one utterance, those are; and taking a decision back.

A decision is a row of ``judgement``; it holds wordings by their keys, which outlive a ``reread`` that finds the same
words.  Of two decisions on the same two wordings the later one holds.  First the machine's hosts stand; then, of each
two that were parted and are of one utterance still, the shorter one gets another host, or none; then the ends of what
was joined are put together.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.following.quotations.hosts import candidates, first, rehost
from onrecord.store.identity import now
from onrecord.store.judgements import put_decision, undo_judgement

PART, JOIN = "wording-part", "wording-join"
Pair = tuple[str, str]  # two keys, the first in the alphabet first


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingDecision:
    """A decision on two wordings.  keys, texts: of the wordings; undone: it was taken back."""

    number: int
    subject: str
    keys: tuple[str, str]
    texts: tuple[str, str]
    by: str
    at: str


def part(connection: Connection, one: str, two: str, by: str) -> WordingDecision:
    """Say that two wordings are not of one utterance; those that go by the shorter one go with it.

    one, two: keys, or beginnings of keys that no other wording has.  Raises NotInLibrary, UsageError.
    """
    return _decide(connection, PART, one, two, by)


def join(connection: Connection, one: str, two: str, by: str) -> WordingDecision:
    """Say that two wordings, and with them their utterances, are one.  one, two: as in ``part``."""
    return _decide(connection, JOIN, one, two, by)


def undo(connection: Connection, by: str, number: int | None = None) -> WordingDecision:
    """Take a decision back: the last one, or that of a number.  Raises NotInLibrary where there is none."""
    found = [one for one in decisions(connection) if number in (None, one.number)]
    if not found:
        raise NotInLibrary("no decision on quotations" + (f" {number}" if number else "") + " to be taken back")
    undo_judgement(connection, found[0].number, by=by, at=now())
    settle_judged(connection)
    return found[0]


def decisions(connection: Connection) -> list[WordingDecision]:
    """The decisions on wordings that hold, the last first."""
    return [_decision(row) for row in reversed(_active(connection))]


def wording_row(connection: Connection, name: str) -> Row[Any, Any, Any, Any, Any]:
    """The wording whose key begins so.  Raises NotInLibrary where there is none, or several."""
    table = schema.wording
    query = select(table.c.id, table.c.key, table.c.text, table.c.utterance, table.c.words)
    begins = name.strip().lower()
    usable = len(begins) >= 4 and all(letter in "0123456789abcdef" for letter in begins)
    # The key's last letters in order are behind "f": a beginning is a span of keys, which the index has.
    rows = (
        connection.execute(query.where(table.c.key >= begins, table.c.key < begins + "g").limit(2)).all()
        if usable
        else []
    )
    if len(rows) != 1:
        what = "several wordings begin so; give more of it" if rows else "see: onrecord quote 'words'"
        raise NotInLibrary(f"no one wording is called {name!r}; {what}")
    return rows[0]


def settle_judged(connection: Connection) -> None:
    """Let decisions hold, after hosts changed or a decision was made or taken back."""
    mark = schema.wording_judged
    active = _active(connection)
    before = set(connection.scalars(select(mark.c.wording)))
    if not active and not before:
        return
    if before:
        connection.execute(delete(mark))
        rehost(connection, {number: first(some) for number, some in candidates(connection, before).items()})
    last: dict[Pair, str] = {}
    for row in active:
        pair: Pair = tuple(sorted(_decision(row).keys))  # type: ignore[assignment]
        last.pop(pair, None)
        last[pair] = row.subject
    there = _rows(connection, {key for pair in last for key in pair})
    both = {pair: subject for pair, subject in last.items() if pair[0] in there and pair[1] in there}
    changed = _part_all(connection, [pair for pair, subject in both.items() if subject == PART], there)
    changed |= _join_all(connection, [pair for pair, subject in both.items() if subject == JOIN], there)
    if changed:
        connection.execute(insert(mark), [{"wording": number} for number in sorted(changed)])


def _part_all(connection: Connection, pairs: Iterable[Pair], there: dict[str, Row[Any]]) -> set[int]:
    """Give another host to the shorter one of each two that were parted; returns whose host is another now."""
    partners: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        longer, shorter = sorted(pair, key=lambda key: (-there[key].words, key))
        partners[shorter].append(longer)
    changed: set[int] = set()
    for key in sorted(partners, key=lambda key: (-there[key].words, key)):
        number = there[key].id
        ends = _ends(connection, [number, *(there[other].id for other in partners[key])])
        own = ends.pop(number)
        if own not in ends.values():
            continue
        possible = candidates(connection, [number])[number]
        roots = _ends(connection, [one.id for one in possible])
        host = next((one.id for one in possible if roots[one.id] not in ends.values()), None)
        rehost(connection, {number: host})
        changed.add(number)
    return changed


def _join_all(connection: Connection, pairs: Iterable[Pair], there: dict[str, Row[Any]]) -> set[int]:
    """Put the ends of what was joined together; returns whose host is another now."""
    changed: set[int] = set()
    for one, two in pairs:
        ends = set(_ends(connection, [there[one].id, there[two].id]).values())
        if len(ends) == 2:
            table = schema.wording.c
            rows = connection.execute(select(table.id, table.words, table.key).where(table.id.in_(ends)))
            longer, shorter = sorted(rows, key=lambda row: (-row.words, row.key))
            rehost(connection, {shorter.id: longer.id})
            changed.add(shorter.id)
    return changed


def _ends(connection: Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The utterance of each wording."""
    table, found = schema.wording.c, dict[int, int]()
    for some in chunks(numbers):
        query = select(table.id, table.utterance).where(table.id.in_(some))
        found |= {row.id: row.utterance for row in connection.execute(query)}
    return found


def _rows(connection: Connection, keys: Iterable[str]) -> dict[str, Row[Any]]:
    table, found = schema.wording.c, dict[str, Row[Any]]()
    for some in chunks(sorted(keys)):
        query = select(table.id, table.key, table.words).where(table.key.in_(some))
        found |= {row.key: row for row in connection.execute(query)}
    return found


def _decide(connection: Connection, subject: str, one: str, two: str, by: str) -> WordingDecision:
    rows = [wording_row(connection, name) for name in (one, two)]
    if rows[0].id == rows[1].id:
        raise UsageError("these are one wording; give two")
    if (rows[0].utterance == rows[1].utterance) == (subject == JOIN):
        state = "are of one utterance already" if subject == JOIN else "are of two utterances already"
        raise UsageError(f"these wordings {state}")
    about = {"wordings": [[row.key, row.text] for row in rows]}
    number = put_decision(connection, subject, about, {"one": subject == JOIN}, by=by, at=now())
    settle_judged(connection)
    table = schema.judgement
    return _decision(connection.execute(select(table).where(table.c.id == number)).one())


def _active(connection: Connection) -> list[Row[Any]]:
    table = schema.judgement
    query = select(table).where(table.c.subject.in_((PART, JOIN)), table.c.undone_at.is_(None))
    return list(connection.execute(query.order_by(table.c.id)))


def _decision(row: Row[Any]) -> WordingDecision:
    (first_key, first_text), (second_key, second_text) = json.loads(row.about)["wordings"]
    return WordingDecision(
        number=row.id, subject=row.subject, keys=(first_key, second_key), texts=(first_text, second_text), by=row.by,
        at=row.at,
    )  # fmt: skip
