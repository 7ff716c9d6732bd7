"""Entities across reports: which ones of different reports are one, and every name that it goes by.

Each named entity of a report has a **profile**: its name, country, sector and so on (``entities_naming``).  All that
share a profile are one; which profiles of one name are one is a rule over all of them (``entities_grouping``), to
which a person may add or except (``entities_judged``).  So it never matters in which order reports came, and every
join can be undone.

Who is only described ("a senior official") is nobody's; nor is a surname alone, an initial with a surname, or what
any country has ("Foreign Ministry" without a word of which).  Those keep a profile, to be found by, and no entity.
An abbreviation is a name of an organization where a report has both ("Orvany Grain Board (OGB)"); a report that has
"OGB" alone is not joined to it.

All functions work within the caller's transaction.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.entities_naming import forms_of, naming_of
from onrecord.store.entities_regroup import add_names, regroup
from onrecord.store.partly import mentions_in

# What makes a profile, in the order of its unique index.
_KEY = ("family", "kind", "name", "middle", "suffix", "country", "sector", "field", "apart")
Key = tuple[str, ...]


def join_entities(connection: Connection, numbers: int | Iterable[int]) -> None:
    """Give the named entities of some reports their profiles, and all that these touch their entities.

    numbers: those of ``report``, whose rows and record are in the tables.  Joining twice changes nothing.
    """
    reports = [numbers] if isinstance(numbers, int) else list(numbers)
    left = _leave(connection, reports)
    rows = _rows(connection, reports)
    profiles = _profiles(connection, rows)
    added = Counter(profiles[row["key"]] for row in rows)
    if not added:
        regroup(connection, left, lost=True)
        return
    connection.execute(
        update(schema.entity_profile)
        .where(schema.entity_profile.c.id == bindparam("profile_id"))
        .values(reports=schema.entity_profile.c.reports + bindparam("more")),
        [{"profile_id": profile, "more": count} for profile, count in added.items()],
    )
    connection.execute(
        update(schema.report_entity)
        .where(schema.report_entity.c.id == bindparam("row_id"))
        .values(profile=bindparam("its_profile"), forms=bindparam("its_forms")),
        [{"row_id": row["id"], "its_profile": profiles[row["key"]], "its_forms": row["forms"]} for row in rows],
    )
    regroup(connection, left | {row["key"][0] for row in rows}, lost=bool(left))
    _give_entities(connection, rows, profiles)


def leave_entities(connection: Connection, numbers: int | Iterable[int]) -> None:
    """Take some reports out of the join, before they are removed or read anew; as if they had never come."""
    reports = [numbers] if isinstance(numbers, int) else list(numbers)
    regroup(connection, _leave(connection, reports), lost=True)


def rejoin_entities(connection: Connection) -> None:
    """Join all reports anew, as after a change of the rules.  The search index must be made anew after it."""
    everything = [row.id for row in connection.execute(select(schema.report.c.id).order_by(schema.report.c.id))]
    for some in chunks(everything):
        join_entities(connection, some)


def _leave(connection: Connection, reports: Iterable[int]) -> set[str]:
    """Take the reports' entities from their profiles; returns the families that lost something."""
    table, profile = schema.report_entity, schema.entity_profile
    lost: Counter[int] = Counter()
    reports = list(reports)
    for some in chunks(reports):
        held = select(table.c.profile, func.count()).where(table.c.report.in_(some), table.c.profile.is_not(None))
        lost.update({row[0]: row[1] for row in connection.execute(held.group_by(table.c.profile))})
    if not lost:
        return set()
    for some in chunks(reports):
        connection.execute(update(table).where(table.c.report.in_(some)).values(profile=None, entity=None, forms=None))
    connection.execute(
        update(profile)
        .where(profile.c.id == bindparam("profile_id"))
        .values(reports=profile.c.reports - bindparam("fewer")),
        [{"profile_id": number, "fewer": count} for number, count in lost.items()],
    )
    families: set[str] = set()
    for numbers in chunks(lost):
        families |= {
            row.family
            for row in connection.execute(select(profile.c.family).where(profile.c.id.in_(numbers)).distinct())
        }
    return families


def _rows(connection: Connection, reports: list[int]) -> list[dict[str, Any]]:
    """The named entities of the reports: id, the key of their profile, whether they join, other forms."""
    from onrecord.store.entities_judged import parted

    table, found = schema.report_entity, []
    for some in chunks(reports):
        records = select(schema.record.c.report, schema.record.c.data, schema.report.c.key).join(
            schema.report, schema.report.c.id == schema.record.c.report
        )
        parts = {
            row.report: (row.key, mentions_in(row.data))
            for row in connection.execute(records.where(schema.record.c.report.in_(some)))
        }
        printed = {number: mentions.printed() for number, (_, mentions) in parts.items()}
        countries = {number: mentions.countries() for number, (_, mentions) in parts.items()}
        labels = parted(connection, [key for key, _ in parts.values()])
        query = select(table).where(table.c.report.in_(some), table.c.named).order_by(table.c.id)
        for row in connection.execute(query):
            country = row.country
            if row.kind == "place":
                country = countries.get(row.report, {}).get(row.local) or country
            naming = naming_of(row.kind, row.name, tuple(row.roles.split("; ")), country, row.sector)
            report_key = parts[row.report][0] if row.report in parts else ""
            apart = labels.get((report_key, naming.family), "")
            forms = forms_of(row.kind, row.name, printed.get(row.report, {}).get(row.local, ()))
            found.append(
                {
                    "id": row.id,
                    "key": (
                        naming.family, row.kind, row.name, naming.middle, naming.suffix, naming.country,
                        row.sector or "", naming.field, apart,
                    ),
                    "joins": naming.joins or bool(apart),
                    "name": row.name,
                    "kind": row.kind,
                    "forms": json.dumps(forms, ensure_ascii=False) if forms else None,
                }
            )  # fmt: skip
    return found


def _profiles(connection: Connection, rows: list[dict[str, Any]]) -> dict[Key, int]:
    """The number of each profile by its key; those that are not there are made."""
    table = schema.entity_profile
    families = sorted({row["key"][0] for row in rows})
    known: dict[Key, int] = {}
    for some in chunks(families):
        columns = [table.c[name] for name in _KEY]
        for row in connection.execute(select(table.c.id, *columns).where(table.c.family.in_(some))):
            known[tuple(row)[1:]] = row.id
    new = {row["key"]: row["joins"] for row in rows if row["key"] not in known}
    if new:
        last = connection.scalar(select(func.max(table.c.id))) or 0
        made = [
            {"id": number, **dict(zip(_KEY, key, strict=True)), "joins": new[key], "reports": 0, "entity": None}
            for number, key in enumerate(sorted(new), start=last + 1)
        ]
        connection.execute(insert(table), made)
        known |= {tuple(row[name] for name in _KEY): row["id"] for row in made}
    return known


def _give_entities(connection: Connection, rows: list[dict[str, Any]], profiles: dict[Key, int]) -> None:
    """Write the entity of each row's profile beside it, and its names."""
    table = schema.entity_profile
    entity_of: dict[int, int | None] = {}
    for some in chunks({profiles[row["key"]] for row in rows}):
        query = select(table.c.id, table.c.entity).where(table.c.id.in_(some))
        entity_of |= {row.id: row.entity for row in connection.execute(query)}
    given = [(row, entity) for row in rows if (entity := entity_of[profiles[row["key"]]]) is not None]
    if given:
        connection.execute(
            update(schema.report_entity)
            .where(schema.report_entity.c.id == bindparam("row_id"))
            .values(entity=bindparam("its_entity")),
            [{"row_id": row["id"], "its_entity": entity} for row, entity in given],
        )
    names: dict[int, dict[str, str]] = {}
    for row, entity in given:
        for name in (row["name"], *json.loads(row["forms"] or "[]")):
            names.setdefault(entity, {}).setdefault(name, row["kind"])
    add_names(connection, names)
