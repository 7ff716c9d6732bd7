"""All that somebody said, with who carried it and who denies it; and in what roles they were named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, func, select

from onrecord.asked import limit_of, text_of
from onrecord.store import schema
from onrecord.store.entities_lookup import Known, look_up, unjoined
from onrecord.store.filters import day_of
from onrecord.store.hit_rows import hits_of, with_answers
from onrecord.store.hits import Hit
from onrecord.store.search import Sought, by_day, mark


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """As what somebody was named: the words, the first and last day of reports that have them, and how many do."""

    words: str
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Who:
    """What somebody said.

    person: who was meant; null where nobody is known by the name, or where ``candidates`` have several.
    statements: the newest first; more: there are older ones.  unjoined: how many statements are by somebody of whom
    the report has no more than that very name ("Salin"), which are joined to nobody.
    """

    name: str
    person: Known | None
    candidates: tuple[Known, ...] = ()
    roles: tuple[Role, ...] = ()
    statements: tuple[Hit, ...] = ()
    more: bool = False
    unjoined: int = 0


def who(
    connection: Connection,
    name: str,
    *,
    first: str | None = None,
    last: str | None = None,
    limit: int = 50,
    skip: int = 0,
    versions: bool = False,
) -> Who:
    """What somebody said.  name: a handle, or any name of theirs.

    first, last: days as ``Filters`` takes them.  limit: statements at most; skip: without so many of the newest.
    versions: also from reports of which there is a later version.  Raises ``UsageError`` for a day that is none.
    """
    limit_of(limit)
    text_of("a name", name)
    bounds = day_of(first), day_of(last, end=True)
    known = look_up(connection, name)
    alone = unjoined(connection, name)
    if len(known) != 1:
        if known or not alone:
            return Who(name=name, person=None, candidates=tuple(known), unjoined=_count(connection, alone))
        person, profiles, alone = None, alone, []
    else:
        person, profiles = known[0], _profiles(connection, known[0].number)
    sought = Sought(marks=(tuple(mark("speaker", one) for one in profiles),), first=bounds[0], last=bounds[1])
    found: list[Hit] = []
    newest = _newest(connection, sought, skip + limit + 1, versions) if profiles else iter(())
    found += islice(newest, skip, skip + limit + 1)
    return Who(
        name=name,
        person=person,
        roles=tuple(roles_of(connection, person.number)) if person else (),
        statements=tuple(with_answers(connection, found[:limit])),
        more=len(found) > limit,
        unjoined=_count(connection, alone),
    )


def _newest(connection: Connection, sought: Sought, step: int, versions: bool) -> Iterator[Hit]:
    """All statements, the newest first.  step: so many are fetched at a time."""
    skip, step = 0, min(step, 400)
    while numbers := by_day(connection, "statements", sought, step, skip=skip):
        there = hits_of(connection, "statements", numbers, versions=versions)
        yield from (there[number] for number in numbers if number in there)
        skip += step


def _profiles(connection: Connection, entity: int) -> list[int]:
    table = schema.entity_profile
    return list(connection.scalars(select(table.c.id).where(table.c.entity == entity)))


def roles_of(connection: Connection, entity: int) -> Iterator[Role]:
    """The roles, those first that were met last."""
    table, report = schema.report_entity, schema.report
    last = func.max(report.c.published)
    query = (
        select(table.c.roles, func.min(report.c.published), last, func.count())
        .join(report, report.c.id == table.c.report)
        .where(table.c.entity == entity, table.c.roles != "")
        .group_by(table.c.roles)
    )
    found: dict[str, Role] = {}
    for words, first, latest, count in connection.execute(query):
        for role in words.split("; "):
            known = found.get(role)
            days = [day for day in (first, latest, *((known.first, known.last) if known else ())) if day]
            found[role] = Role(
                words=role,
                first=min(days, default=None),
                last=max(days, default=None),
                reports=count + (known.reports if known else 0),
            )
    yield from sorted(found.values(), key=lambda role: (role.last or "", role.reports, role.words), reverse=True)


def _count(connection: Connection, profiles: list[int]) -> int:
    """How many statements these profiles make."""
    if not profiles:
        return 0
    table, spoken = schema.report_entity, schema.statement
    query = select(func.count()).select_from(spoken).join(table, table.c.id == spoken.c.speaker)
    return connection.scalar(query.where(table.c.profile.in_(profiles[:500]))) or 0
