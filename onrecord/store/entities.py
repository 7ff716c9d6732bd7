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
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from onrecord.record import Report
from onrecord.store import schema
from onrecord.store.bulk import Among, Each, put_rows
from onrecord.store.chunks import chunks
from onrecord.store.entities_naming import forms_of, naming_of
from onrecord.store.entities_regroup import add_names, regroup
from onrecord.store.partly import NONE, mentions_of

# What makes a profile, in the order of its unique index.
_KEY = ("family", "kind", "name", "middle", "suffix", "country", "sector", "field", "apart")
Key = tuple[str, ...]

_report, _of_report, _profile = schema.report.c, schema.report_entity.c, schema.entity_profile.c
_KEYS = Among(lambda reports: select(_report.id, _report.key).where(_report.id.in_(reports)))
_NAMED = Among(
    lambda reports: (
        select(
            _of_report.id, _of_report.report, _of_report.local, _of_report.kind, _of_report.name, _of_report.roles,
            _of_report.country, _of_report.sector,
        )
        .where(_of_report.report.in_(reports), _of_report.named)
        .order_by(_of_report.id)
    )
)  # fmt: skip
_IN_FAMILIES = Among(
    lambda families: select(_profile.id, *(_profile[name] for name in _KEY)).where(_profile.family.in_(families))
)
_ENTITIES = Among(lambda profiles: select(_profile.id, _profile.entity).where(_profile.id.in_(profiles)))
_MORE_REPORTS = Each(
    update(schema.entity_profile)
    .where(_profile.id == bindparam("profile_id"))
    .values(reports=_profile.reports + bindparam("more"))
)
_GIVE = Each(
    update(schema.report_entity)
    .where(_of_report.id == bindparam("row_id"))
    .values(profile=bindparam("its_profile"), entity=bindparam("its_entity"), forms=bindparam("its_forms"))
)


def join_entities(connection: Connection, numbers: int | Iterable[int], at_hand: Mapping[int, Report] = NONE) -> None:
    """Give the named entities of some reports their profiles, and all that these touch their entities.

    numbers: those of ``report``, whose rows and record are in the tables; at_hand: the records of some.  Joining twice
    changes nothing.
    """
    reports = [numbers] if isinstance(numbers, int) else list(numbers)
    left = _leave(connection, reports)
    rows = _rows(connection, reports, at_hand)
    profiles = _profiles(connection, rows)
    regroup(connection, left | {row["key"][0] for row in rows}, lost=bool(left), came=not left)
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


def _rows(connection: Connection, reports: list[int], at_hand: Mapping[int, Report]) -> list[dict[str, Any]]:
    """The named entities of the reports: id, the key of their profile, whether they join, other forms."""
    from onrecord.store.entities_judged import parted

    found = []
    for some in chunks(reports):
        keys = {row.id: row.key for row in _KEYS.rows(connection, some)}
        mentions = mentions_of(connection, some, at_hand)
        printed = {number: one.printed() for number, one in mentions.items()}
        countries = {number: one.countries() for number, one in mentions.items()}
        labels = parted(connection, list(keys.values()))
        for number, report, local, kind, name, roles, country, sector in _NAMED.rows(connection, some):
            if kind == "place":
                country = countries.get(report, {}).get(local) or country
            naming = naming_of(kind, name, tuple(roles.split("; ")), country, sector)
            apart = labels.get((keys.get(report, ""), naming.family), "")
            forms = forms_of(kind, name, printed.get(report, {}).get(local, ()))
            found.append(
                {
                    "id": number,
                    "key": (
                        naming.family, kind, name, naming.middle, naming.suffix, naming.country, sector or "",
                        naming.field, apart,
                    ),
                    "joins": naming.joins or bool(apart),
                    "name": name,
                    "kind": kind,
                    "other_forms": forms,
                    "forms": json.dumps(forms, ensure_ascii=False) if forms else None,
                }
            )  # fmt: skip
    return found


def _profiles(connection: Connection, rows: list[dict[str, Any]]) -> dict[Key, int]:
    """The number of each profile by its key, now that they have these rows more; those that are not there are made."""
    more = Counter(row["key"] for row in rows)
    there = _IN_FAMILIES.rows(connection, sorted({key[0] for key in more}))
    known: dict[Key, int] = {tuple(row)[1:]: row[0] for row in there}
    counted = [{"profile_id": known[key], "more": count} for key, count in more.items() if key in known]
    _MORE_REPORTS.run(connection, counted)
    joins = {row["key"]: row["joins"] for row in rows if row["key"] not in known}
    if joins:
        last = connection.scalar(select(func.max(schema.entity_profile.c.id))) or 0
        made = [
            {
                "id": number,
                **dict(zip(_KEY, key, strict=True)),
                "joins": joins[key],
                "reports": more[key],
                "entity": None,
            }
            for number, key in enumerate(sorted(joins), start=last + 1)
        ]
        put_rows(connection, schema.entity_profile, made)
        known.update((tuple(row[name] for name in _KEY), row["id"]) for row in made)
    return known


def _give_entities(connection: Connection, rows: list[dict[str, Any]], profiles: dict[Key, int]) -> None:
    """Write the profile and the entity of each row, and what it is called."""
    numbers = {profiles[row["key"]] for row in rows}
    entity_of: dict[int, int | None] = {row.id: row.entity for row in _ENTITIES.rows(connection, numbers)}
    given: list[dict[str, Any]] = []
    names: dict[int, dict[str, str]] = {}
    for row in rows:
        profile = profiles[row["key"]]
        entity = entity_of[profile]
        given.append({"row_id": row["id"], "its_profile": profile, "its_entity": entity, "its_forms": row["forms"]})
        if entity is not None:
            known = names.setdefault(entity, {})
            for name in (row["name"], *row["other_forms"]):
                known.setdefault(name, row["kind"])
    _GIVE.run(connection, given)
    add_names(connection, names)
