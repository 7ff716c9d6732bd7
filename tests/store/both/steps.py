"""The operations.  Each takes a library and three numbers, which choose among what is there, and returns what both
libraries must answer alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import select

from onrecord.errors import NotFound, OnrecordError, TakenDown
from onrecord.library import Library
from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.entering import enter_waiting
from onrecord.store.filters import Filters
from onrecord.store.identity import now
from onrecord.store.outcome import Outcome
from onrecord.store.put import next_ids
from onrecord.store.versions import put_anew, put_reading
from onrecord.store.writer import _note_refusals
from tests.store.both.pool import another, readings

Step = Callable[[Library, int, int, int], Any]
_T = TypeVar("_T")
STEPS: dict[str, Step] = {}
WORDS = (
    "bridge", '"harbour bridge"', "the bridge -autumn", "harb*", "Brücke", "brucke OR Hafen", "Velden",
    '"would stay shut until"', "storms windows", "Rat Montag", "nobody", "pay* council", "Várady", "varady",
    '"Nobody asked the people"', "crane fell", "Meldung 7", "schiff*",
)  # fmt: skip
NAMES = (
    "Ada Brisk", "Brisk", "Avery", "Tom Avery", "Velden Port Board", "Velden", "Varady", "Ilse Várady", "port",
    "ada-brisk", "tom-avery", "nobody",
)  # fmt: skip
REVIEWERS = ("ina", "odo")


class Stopped(Exception):
    """What ends a transaction in the middle."""


def step(weight: int = 1) -> Callable[[Step], Step]:
    """Keep an operation under its name; weight: how often it is drawn."""

    def kept(done: Step) -> Step:
        for number in range(weight):
            STEPS[done.__name__ + "'" * number] = done
        return done

    return kept


def one_of(some: Sequence[_T], number: int) -> _T | None:
    """One of some things; None where there are none."""
    return some[number % len(some)] if some else None


def numbers(library: Library) -> list[int]:
    """The reports."""
    with library.reading() as connection:
        return list(connection.scalars(select(schema.report.c.id).order_by(schema.report.c.id)))


def ids(library: Library, table: str, column: str = "id") -> list[Any]:
    """One column of a table, in order."""
    of = schema.metadata.tables[table].c[column]
    with library.reading() as connection:
        return sorted(connection.scalars(select(of)))


def a_report(library: Library, number: int) -> tuple[int, Report] | None:
    """A report and its record."""
    found = one_of(numbers(library), number)
    return None if found is None else (found, library.report(found))


# Adding and taking down


@step(6)
def add(library: Library, a: int, b: int, c: int) -> Any:
    """A few documents in one transaction, as the writer puts them."""
    pool, became = readings(), list[str]()
    with library.writing() as connection:
        at, free = now(), next_ids(connection)
        for number in range(1 + b % 4):
            document, identity, report = pool[(a + number * (c + 1)) % len(pool)]
            try:
                became.append(put_reading(connection, document, identity, report, free, at=at, keep=c % 5 > 0))
            except TakenDown as error:
                became.append(str(error))
        enter_waiting(connection, free)
    return became


@step(1)
def stopped(library: Library, a: int, b: int, c: int) -> Any:
    """A transaction that ends with an error after it has written."""
    pool = readings()
    try:
        with library.writing() as connection:
            free = next_ids(connection)
            document, identity, report = pool[a % len(pool)]
            put_reading(connection, document, identity, report, free, at=now(), keep=True)
            enter_waiting(connection, free)
            raise Stopped
    except (Stopped, TakenDown) as error:
        return type(error).__name__


@step(2)
def remove(library: Library, a: int, b: int, c: int) -> Any:
    found = one_of(numbers(library), a)
    return found and library.remove(found, why="wrong" if c % 2 else "", by="ed", every_version=b % 3 == 0)


@step(2)
def undo_remove(library: Library, a: int, b: int, c: int) -> Any:
    found = one_of([one.key or "" for one in library.removed()], a)
    return found and library.undo_remove(found, by="ed")


@step(2)
def reread(library: Library, a: int, b: int, c: int) -> Any:
    if (found := a_report(library, a)) is None:
        return None
    with library.writing() as connection:
        free = next_ids(connection)
        lost = put_anew(connection, found[0], another(found[1], b), free)
        enter_waiting(connection, free)
    return lost


@step(1)
def refuse(library: Library, a: int, b: int, c: int) -> Any:
    some = [
        Outcome(became="refused", uri=f"/broken/{(a + number) % 6}", error=NotFound(f"no such file {c % 3}"))
        for number in range(1 + b % 3)
    ]
    with library.writing() as connection:
        _note_refusals(connection, some, now())


@step(1)
def clear_problems(library: Library, a: int, b: int, c: int) -> Any:
    return library.clear_problems(None if b % 3 == 0 else [f"/broken/{a % 6}"])


# A person's word


@step(2)
def judge(library: Library, a: int, b: int, c: int) -> Any:
    if (found := a_report(library, a)) is None:
        return None
    by = REVIEWERS[c % 2]
    if b % 4 == 0:
        return library.judge(found[0], "report", "publisher", f"Paper {c}", by)
    one = one_of([said.id for said in found[1].attributions], b) or "a1"
    if b % 4 == 1:
        return library.judge(found[0], "event", "v1.status", "denied", by)
    return library.judge(found[0], "statement", f"{one}.act", "asks", by)


@step(2)
def undo(library: Library, a: int, b: int, c: int) -> Any:
    library.undo(one_of(ids(library, "judgement"), a) or 1, by=REVIEWERS[b % 2])


@step(4)
def review(library: Library, a: int, b: int, c: int) -> Any:
    if (found := a_report(library, a)) is None:
        return None
    number, _ = found
    left = library.reviewed(number)
    said, by = one_of(list(left.attributions), b), REVIEWERS[c % 2]
    if said is None:
        return None
    other = one_of([one.id for one in left.attributions], b + 1 + c // 8)
    entity = one_of([one.id for one in left.entities], c)
    start, end = said.content.spans[0]
    ways: list[Callable[[], Any]] = [
        lambda: library.review(number, said.id, "accept", by=by),
        lambda: library.review(number, said.id, "reject", by=by),
        lambda: library.review(number, said.id, "speaker", entity or "Somebody Else", by=by),
        lambda: library.review(number, said.id, "speaker", {"name": "Port Watch", "kind": "organization"}, by=by),
        lambda: library.review(number, said.id, "act", "promises", by=by),
        lambda: library.review(number, said.id, "content", [[start, max(start + 1, end - 5)]], by=by),
        lambda: library.review(number, said.id, "dispute", other, by=by),
        lambda: library.review(number, said.id, "no-dispute", other, by=by),
        lambda: library.review(number, "v1", "status", "planned", by=by),
        lambda: library.review(number, said.id, "source", None, by=by, known=a % 9),
    ]
    return ways[c % len(ways)]()


@step(2)
def add_statement(library: Library, a: int, b: int, c: int) -> Any:
    if (found := a_report(library, a)) is None:
        return None
    start, end = found[1].blocks[b % len(found[1].blocks)].spans[0]
    first = min(start + c % 7, end - 1)
    speaker = (None, "Tom Avery", "e1")[b % 3]
    return library.add_statement(
        found[0], [[first, min(end, first + 20 + c % 30)]], speaker=speaker, by=REVIEWERS[c % 2]
    )


@step(3)
def sign_off(library: Library, a: int, b: int, c: int) -> Any:
    found = one_of(numbers(library), a)
    return found and library.sign_off(found, by=REVIEWERS[b % 2], seen=None if c % 5 else "0" * 64)


@step(1)
def withdraw(library: Library, a: int, b: int, c: int) -> Any:
    return library.withdraw(one_of(ids(library, "judgement"), a) or 1, by=REVIEWERS[b % 2])


# Who is who


@step(3)
def merge(library: Library, a: int, b: int, c: int) -> Any:
    handles = ids(library, "entity", "handle")
    return handles and library.merge([handles[(a + n * (b + 1)) % len(handles)] for n in range(2 + c % 2)], by="ed")


@step(2)
def split(library: Library, a: int, b: int, c: int) -> Any:
    handles = ids(library, "entity", "handle")
    handle = one_of(handles, a)
    if handle is None:
        return None
    table = schema.report_entity.c
    with library.reading() as connection:
        query = select(table.report).join_from(schema.report_entity, schema.entity, schema.entity.c.id == table.entity)
        there = sorted(set(connection.scalars(query.where(schema.entity.c.handle == handle))))
    return library.split(handle, there[b % max(1, len(there)) :][: 1 + c % 2], by="ed")


@step(2)
def undo_join(library: Library, a: int, b: int, c: int) -> Any:
    return library.undo_join(None if b % 2 else one_of(ids(library, "judgement"), a), by="ed")


# What reports have in common


@step(1)
def not_copies(library: Library, a: int, b: int, c: int) -> Any:
    there = numbers(library)
    return there and library.not_copies(there[a % len(there)], there[b % len(there)], by="ed")


@step(2)
def part_or_join(library: Library, a: int, b: int, c: int) -> Any:
    if not (keys := ids(library, "wording", "key")):
        return None
    if c % 2 == 0:  # of one utterance, where there are such
        table = schema.wording.c
        with library.reading() as connection:
            hosted = select(table.key, table.utterance).where(table.host.is_not(None)).order_by(table.key)
            rows = connection.execute(hosted).all()
            if rows:
                row = rows[a % len(rows)]
                of = select(table.key).where(table.utterance == row.utterance, table.key != row.key).order_by(table.key)
                return_to = one_of(list(connection.scalars(of)), b)
                keys = [row.key, return_to or row.key]
    one, two = keys[a % len(keys)], keys[(a + 1 + b) % len(keys)]
    decide = library.part_wordings if c % 4 < 3 else library.join_wordings
    return decide(one, two, by="ed")


@step(1)
def undo_wordings(library: Library, a: int, b: int, c: int) -> Any:
    return library.undo_wordings(None if b % 2 else one_of(ids(library, "judgement"), a), by="ed")


@step(2)
def decide_pair(library: Library, a: int, b: int, c: int) -> Any:
    there = numbers(library) if c % 2 else ids(library, "statement")
    if not there:
        return None
    one, two = str(there[a % len(there)]), str(there[b % len(there)])
    return library.decide_pair("story" if c % 2 else "claim", one, two, same=c % 3 > 0, by="ed")


@step(1)
def undo_pair(library: Library, a: int, b: int, c: int) -> Any:
    matter: Any = ("story", "claim")[c % 2]
    decision = one_of(library.pair_decisions(matter), a)
    return library.undo_pair(matter, decision.number if decision else 1, by="ed")


# Asking


@step(3)
def find(library: Library, a: int, b: int, c: int) -> Any:
    """As a set of its kind where words are sought: each engine has its own measure of what is best."""
    words = WORDS[a % len(WORDS)]
    found = library.find(words, _filters(b), limit=2000, versions=c % 2 == 0)
    return sorted(map(repr, _unscored(found.hits))), found.more, found.newest, found.unknown


@step(1)
def find_days(library: Library, a: int, b: int, c: int) -> Any:
    return library.find("", _filters(1 + b % 10), limit=3 + c % 20)


def _filters(number: int) -> Filters:
    return (
        Filters(), Filters(speaker="Ada Brisk"), Filters(about="Tom Avery"), Filters(first="2023-03"),
        Filters(last="2023-05-04"), Filters(place="Velden"), Filters(publisher="mail"), Filters(kind="direct"),
        Filters(event="ASSAULT"), Filters(act="denies"), Filters(disputed=True), Filters(speaker="avery", act="says"),
    )[number % 12]  # fmt: skip


def _unscored(hits: Any) -> list[Any]:
    return [replace(one, score=None) for one in hits]


@step(1)
def who(library: Library, a: int, b: int, c: int) -> Any:
    found = library.who(NAMES[a % len(NAMES)], limit=50)
    return replace(
        found,
        person=found.person and replace(found.person, number=0),
        candidates=tuple(replace(one, number=0) for one in found.candidates),
    )


@step(1)
def timeline(library: Library, a: int, b: int, c: int) -> Any:
    return library.timeline(WORDS[a % len(WORDS)] if c % 2 else "", _filters(b), limit=200)


@step(1)
def entity(library: Library, a: int, b: int, c: int) -> Any:
    # Its number is of no meaning outside of one library.
    return [replace(one, number=0) for one in library.entity(NAMES[a % len(NAMES)])]


@step(1)
def queue(library: Library, a: int, b: int, c: int) -> Any:
    words = WORDS[a % len(WORDS)] if c % 3 == 0 else ""
    found = library.review_queue(words, _filters(b), judged=c % 2 == 0, limit=200)
    return replace(found, items=tuple(_unscored(found.items)))


@step(2)
def copies(library: Library, a: int, b: int, c: int) -> Any:
    found = one_of(numbers(library), a)
    return found and library.copies(found)


@step(2)
def quote(library: Library, a: int, b: int, c: int) -> Any:
    keys = ids(library, "wording", "key")
    if keys and c % 2:
        return library.quote(keys[a % len(keys)])
    asked = (*WORDS, "the storms the old harbour bridge will stay shut", "we shall pay for each broken window")
    # Of those that have the words alone the likeliest come first, by each engine's own measure.
    found = library.quote(asked[a % len(asked)], limit=100)
    return sorted(map(repr, found.utterances)), found.more


@step(1)
def story(library: Library, a: int, b: int, c: int) -> Any:
    found = one_of(numbers(library), a)
    return found and library.story(found, limit=3)


@step(1)
def claim(library: Library, a: int, b: int, c: int) -> Any:
    found = one_of(ids(library, "statement"), a)
    return found and library.claim(found, limit=3)


@step(1)
def lists(library: Library, a: int, b: int, c: int) -> Any:
    return library.list_reports(limit=1 + a % 40), list(library.problems()), library.removed(), library.agreement()


@step(1)
def closed(library: Library, a: int, b: int, c: int) -> Any:
    library.close()


def done(library: Library, name: str, a: int, b: int, c: int) -> Any:
    """What an operation answers; an error's class and words where it raises one."""
    try:
        return STEPS[name](library, a, b, c)
    except OnrecordError as error:
        return f"{type(error).__name__}: {error}"
