"""Who somebody is to the library: what of reports was joined to make them, and the years and carriers of their words.

``people.py`` and ``finding.py`` tell what they said; here is what stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from onrecord.store import schema
from onrecord.store.entities_lookup import Known, describe, entities_of_names
from onrecord.store.entities_naming import lookup_key
from onrecord.store.search import names_with

_LIKE = 6  # others of a like name that are told at most

profile, statement, report = schema.entity_profile, schema.statement, schema.report
entity, report_entity = schema.entity, schema.report_entity


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined:
    """What was joined to make an entity: all that reports say alike of a bearer of one name.

    name: as they print it; family: the name's part of a handle, by which names are compared; middle, suffix, country,
    field: what they say of the bearer, empty for nothing; apart: a person said that it is somebody else than the rest
    of that name; reports: how many say it.
    """

    name: str
    family: str
    middle: str
    suffix: str
    country: str
    field: str
    apart: bool
    reports: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Through:
    """Who carried somebody's words, and how many statements; handle: null where the carrier was joined to nobody."""

    name: str
    handle: str | None
    statements: int


def joined(connection: Connection, number: int) -> list[Joined]:
    """What makes an entity, what most reports have first."""
    query = select(profile).where(profile.c.entity == number).order_by(profile.c.reports.desc(), profile.c.id)
    return [
        Joined(
            name=row.name, family=row.family, middle=row.middle, suffix=row.suffix, country=row.country,
            field=row.field, apart=bool(row.apart), reports=row.reports,
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def parted_off(connection: Connection, report_keys: Sequence[str], families: Sequence[str]) -> list[tuple[int, str]]:
    """Which reports have these keys, and the handle of whom a person said they name instead; empty where it is undone.

    families: the names that are meant.
    """
    query = (
        select(report.c.id, entity.c.handle)
        .select_from(report)
        .outerjoin(
            report_entity.join(profile, profile.c.id == report_entity.c.profile),
            (report_entity.c.report == report.c.id) & (profile.c.apart != "") & profile.c.family.in_(families),
        )
        .outerjoin(entity, entity.c.id == report_entity.c.entity)
        .where(report.c.key.in_(report_keys))
        .order_by(report.c.id)
    )
    return [(row.id, row.handle or "") for row in connection.execute(query).all()]


def years_of(connection: Connection, number: int) -> list[tuple[str, int]]:
    """In which years somebody spoke and how often, the last first; latest versions alone, an empty year for no day."""
    year = func.coalesce(func.substr(statement.c.day, 1, 4), "").label("year")
    query = (
        select(year, func.count())
        .join(report_entity, report_entity.c.id == statement.c.speaker)
        .join(report, report.c.id == statement.c.report)
        .where(report_entity.c.entity == number, report.c.latest)
        .group_by(year)
        .order_by(year.desc())
    )
    return [(row[0], row[1]) for row in connection.execute(query).all()]


def carriers_of(connection: Connection, number: int, *, most: int = 12) -> list[Through]:
    """Through whom somebody's words came, the most frequent first."""
    link, carrier, whole = (
        schema.statement_carrier,
        report_entity.alias("carrier"),
        func.count(statement.c.id.distinct()),
    )
    query = (
        select(
            func.max(carrier.c.name).label("name"), entity.c.handle, entity.c.name.label("known"), whole.label("whole")
        )
        .select_from(report_entity)
        .join(statement, statement.c.speaker == report_entity.c.id)
        .join(report, report.c.id == statement.c.report)
        .join(link, link.c.statement == statement.c.id)
        .join(carrier, carrier.c.id == link.c.carrier)
        .join(entity, entity.c.id == carrier.c.entity, isouter=True)
        .where(report_entity.c.entity == number, report.c.latest)
        .group_by(func.coalesce(entity.c.handle, carrier.c.name), entity.c.handle, entity.c.name)
        .order_by(whole.desc(), func.max(carrier.c.name))
        .limit(most)
    )
    rows = connection.execute(query).all()
    return [Through(name=row.known or row.name, handle=row.handle, statements=row.whole) for row in rows]


def alike(connection: Connection, known: Known) -> list[Known]:
    """Others whose name has the last word of this one's, of the same kind, those that most reports name first."""
    words = lookup_key(known.name, person=known.kind == "person").split()
    if not words or len(words[-1]) < 3:
        return []
    numbers = entities_of_names(connection, names_with(connection, words[-1:], most=60))
    others = describe(connection, [number for number in numbers if number != known.number])
    return [one for one in others if one.kind == known.kind][:_LIKE]


def most_named(connection: Connection, kinds: Sequence[str], *, most: int = 60) -> list[Known]:
    """Whom most reports name, of some kinds."""
    whole = func.sum(profile.c.reports)
    query = (
        select(profile.c.entity)
        .where(profile.c.entity.is_not(None), profile.c.kind.in_(kinds))
        .group_by(profile.c.entity)
        .order_by(whole.desc(), profile.c.entity)
        .limit(most)
    )
    return describe(connection, connection.scalars(query).all())
