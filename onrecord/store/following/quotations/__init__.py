"""Quotations across reports, in the library.

A *wording* is the same quoted words of the same speaker, in however many reports; a formula that is repeated fifty
thousand times is one.  Wordings that may be of one utterance have a key in common (``links.py``), those that are have a
link; each wording's host is the longer one that it goes by (``hosts.py``), and all whose hosts end at the same wording
are an *utterance*.  What a person parts or joins comes on top (``judged.py``).  ``showing.py`` tells of an utterance.

A link hangs on its two wordings and on which keys are common; a host on the links; so the order in which reports came
does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, select, update

from onrecord.follow.quotations.likeness import may_join
from onrecord.follow.quotations.quoted import quoted_words, voice_of, wording_key
from onrecord.follow.quotations.words import Word, words_of
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.bulk import Among, Each, put_rows
from onrecord.store.chunks import chunks
from onrecord.store.following.quotations.hosts import settle
from onrecord.store.following.quotations.links import Node, link, unlink
from onrecord.store.partly import NONE

RULES = 1

_SAID = (
    select(
        schema.statement.c.id, schema.statement.c.kind, schema.statement.c.content, schema.report.c.published,
        schema.report_entity.c.name, schema.report_entity.c.kind.label("being"),
    )
    .join(schema.report, schema.report.c.id == schema.statement.c.report)
    .join(schema.report_entity, schema.report_entity.c.id == schema.statement.c.speaker, isouter=True)
    .where(
        schema.statement.c.report.in_(bindparam("numbers", expanding=True)),
        schema.statement.c.kind.in_(("direct", "mixed")),
    )
    .order_by(schema.statement.c.id)
)  # fmt: skip
_BY_KEY = Among(lambda keys: select(schema.wording.c.id, schema.wording.c.key).where(schema.wording.c.key.in_(keys)))
_MORE = Each(
    update(schema.wording)
    .where(schema.wording.c.id == bindparam("number"))
    .values(statements=schema.wording.c.statements + bindparam("more"))
)


def place(connection: Connection, numbers: Sequence[int], at_hand: Mapping[int, Report] = NONE) -> None:
    """Put the quotations of some reports."""
    drafts: dict[str, Node] = {}
    words_by_key: dict[str, tuple[Word, ...]] = {}
    said: list[tuple[int, str]] = []
    for row in connection.execute(_SAID, {"numbers": list(numbers)}).all():
        text = quoted_words(row.content, row.kind)
        words = words_of(text)
        if not may_join(words):
            continue
        voice = voice_of(row.name, row.being)
        key = wording_key(words, voice, row.published)
        said.append((row.id, key))
        if key not in drafts:
            words_by_key[key] = words
            drafts[key] = Node(id=0, key=key, text=text[: words[-1].stop], words=len(words), speaker=voice)
    if not said:
        return
    table = schema.wording
    known: dict[str, int] = {}
    known.update((row.key, row.id) for row in _BY_KEY.rows(connection, drafts))
    free = (connection.scalar(select(func.max(table.c.id))) or 0) + 1
    new = [
        Node(id=number, key=one.key, text=one.text, words=one.words, speaker=one.speaker)
        for number, one in enumerate((one for key, one in drafts.items() if key not in known), start=free)
    ]
    put_rows(connection, table, [{**one._asdict(), "statements": 0, "host": None, "utterance": one.id} for one in new])
    known.update((one.key, one.id) for one in new)
    having = [{"statement": statement, "wording": known[key]} for statement, key in said]
    put_rows(connection, schema.statement_wording, having)
    _count(connection, Counter(row["wording"] for row in having))
    if new:
        settle(connection, link(connection, new, words_by_key))


def take(connection: Connection, numbers: Sequence[int]) -> None:
    """Take the quotations of some reports out."""
    having, statement, table = schema.statement_wording, schema.statement, schema.wording
    of = select(statement.c.id).where(statement.c.report.in_(numbers))
    lost = Counter(connection.scalars(select(having.c.wording).where(having.c.statement.in_(of))))
    if not lost:
        return
    connection.execute(delete(having).where(having.c.statement.in_(of)))
    _count(connection, Counter({wording: -count for wording, count in lost.items()}))
    gone: list[Node] = []
    columns = (table.c.id, table.c.key, table.c.text, table.c.words, table.c.speaker)
    for some in chunks(sorted(lost)):
        query = select(*columns).where(table.c.id.in_(some), table.c.statements <= 0)
        gone += [Node(*row) for row in connection.execute(query)]
    if gone:
        changed = unlink(connection, gone)
        for some in chunks([one.id for one in gone]):
            connection.execute(update(table).where(table.c.host.in_(some)).values(host=None))
            connection.execute(delete(table).where(table.c.id.in_(some)))
        settle(connection, changed)


def clear(connection: Connection) -> None:
    """Take all out; what a person decided stays."""
    for table in (schema.statement_wording, schema.wording_judged, schema.wording_link, schema.wording_key):
        connection.execute(delete(table))
    for table in (schema.wording_key_common, schema.wording):
        connection.execute(delete(table))


def _count(connection: Connection, more: Counter[int]) -> None:
    """So many more statements have these wordings."""
    _MORE.run(connection, [{"number": number, "more": count} for number, count in more.items()])
