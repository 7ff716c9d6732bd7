"""Profiles to entities: the groups of each name, what a person merged, handles, and the names of each entity."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update

from onrecord.store import schema
from onrecord.store.bulk import Among, Each, put_rows
from onrecord.store.chunks import chunks
from onrecord.store.entities_grouping import Group, Unit, groups_of
from onrecord.store.entities_naming import digest, lookup_key

# A family and a unit of it as text: what a judgement holds an entity by.
Held = tuple[str, str]

_profile, _entity, _name = schema.entity_profile.c, schema.entity.c, schema.entity_name.c
_JOINING = Among(
    lambda families: (
        select(schema.entity_profile).where(_profile.family.in_(families), _profile.joins).order_by(_profile.id)
    )
)
_ENTITIES = Among(lambda numbers: select(schema.entity).where(_entity.id.in_(numbers)))
_NAMES = Among(lambda entities: select(_name.entity, _name.name).where(_name.entity.in_(entities)))
_MOVE = tuple(
    Each(update(table).where(column == bindparam("profile_id")).values(entity=bindparam("its_entity")))
    for table, column in (
        (schema.entity_profile, _profile.id),
        (schema.report_entity, schema.report_entity.c.profile),
    )
)


@dataclass(kw_only=True)
class _One:
    """An entity to be: profiles, and the group that gives its handle."""

    family: str
    lead: Group
    profiles: list[Row[Any]] = field(default_factory=list)
    families: set[str] = field(default_factory=set)
    handle: str = ""
    entity: int = 0


def regroup(connection: Connection, families: set[str], *, lost: bool = False, came: bool = False) -> None:
    """Bring the entities of some families up to their profiles and to what a person merged.

    lost: some reports went, so that names may have gone with them; came: nothing changed but that reports came.
    """
    if not families:
        return
    merges = _merges(connection)
    families = _closure(families, merges)
    emptied = _drop_empty(connection, families) if not came else set()
    rows = _profile_rows(connection, families)
    if came:
        rows = _unsettled(rows, merges)
    ones = _ones(rows, merges)
    _give_handles(ones)
    changed = _write(connection, ones, {row.entity for row in rows if row.entity is not None} | emptied)
    if lost:
        changed |= {one.entity for one in ones}
    _rename(connection, changed)


def unit_of(row: Row[Any]) -> Unit:
    """The unit that a profile belongs to."""
    return Unit(
        kind=row.kind, middle=row.middle, suffix=row.suffix, country=row.country, field=row.field, apart=row.apart
    )


def _merges(connection: Connection) -> list[list[list[Held]]]:
    """What was merged and not undone, in the order of deciding: for each entity of a merge what held it."""
    table = schema.judgement
    query = select(table.c.about).where(table.c.subject == "entity-merge", table.c.undone_at.is_(None))
    found = [json.loads(row.about)["units"] for row in connection.execute(query.order_by(table.c.id))]
    return [[[(family, unit) for family, unit in held] for held in operands] for operands in found]


def _closure(families: set[str], merges: Sequence[Sequence[Sequence[Held]]]) -> set[str]:
    """These families and all that merges tie to them."""
    tied = [{family for held in operands for family, _ in held} for operands in merges]
    found, size = set(families), 0
    while len(found) > size:
        size = len(found)
        for some in tied:
            if some & found:
                found |= some
    return found


def _drop_empty(connection: Connection, families: Iterable[str]) -> set[int]:
    """Delete the profiles that no report has any more; returns their entities."""
    table, entities = schema.entity_profile, set[int]()
    for some in chunks(sorted(families)):
        empty = (table.c.family.in_(some), table.c.reports <= 0)
        entities |= set(connection.scalars(select(table.c.entity).where(*empty, table.c.entity.is_not(None))))
        connection.execute(delete(table).where(*empty))
    return entities


def _profile_rows(connection: Connection, families: Iterable[str]) -> list[Row[Any]]:
    return _JOINING.rows(connection, sorted(families))


def _unsettled(rows: Sequence[Row[Any]], merges: Sequence[Sequence[Sequence[Held]]]) -> list[Row[Any]]:
    """The rows without those alone in their family that have their entity: one more report changes nothing of it."""
    alone = Counter(row.family for row in rows)
    merged = {family for operands in merges for held in operands for family, _ in held}
    return [row for row in rows if row.entity is None or alone[row.family] > 1 or row.family in merged]


def _ones(rows: Sequence[Row[Any]], merges: Sequence[Sequence[Sequence[Held]]]) -> list[_One]:
    """The entities that the profiles make."""
    units: dict[str, Counter[Unit]] = defaultdict(Counter)
    for row in rows:
        units[row.family][unit_of(row)] += row.reports
    groups = [(family, group) for family in sorted(units) for group in groups_of(units[family])]
    at = {(family, unit): number for number, (family, group) in enumerate(groups) for unit in group.units}
    by_text = {(family, str(unit)): number for (family, unit), number in at.items()} if merges else {}
    root, lead = list(range(len(groups))), list(range(len(groups)))

    def find(number: int) -> int:
        while root[number] != number:
            number = root[number]
        return number

    for operands in merges:
        there = [[by_text[one] for one in held if one in by_text] for held in operands]
        numbers = [number for held in there for number in held]
        if numbers:
            # The handle stays that of the entity that was named first.
            first = lead[find(numbers[0])]
            for number in numbers[1:]:
                root[find(number)] = find(numbers[0])
            lead[find(numbers[0])] = first
    ones: dict[int, _One] = {}
    for number, (family, _) in enumerate(groups):
        top = find(number)
        if top not in ones:
            ones[top] = _One(family=groups[lead[top]][0], lead=groups[lead[top]][1])
        ones[top].families.add(family)
    for row in rows:
        ones[find(at[row.family, unit_of(row)])].profiles.append(row)
    return list(ones.values())


def _give_handles(ones: Sequence[_One]) -> None:
    """The name's part alone where one entity bears the name, else with some figures of what is said of it.

    What a person parted always has figures, so that the rest keeps its handle.
    """
    bearers: Counter[str] = Counter()
    for one in ones:
        bearers.update(one.families if not one.lead.units[0].apart else ())
    for length in (4, 8):
        for one in ones:
            seed = one.lead.units[0]
            alone = bearers[one.family] == 1 and not seed.apart
            one.handle = one.family if alone else f"{one.family}-{digest(str(seed), length)}"
        if len({one.handle for one in ones}) == len(ones):
            break


def _write(connection: Connection, ones: Sequence[_One], before: set[int]) -> set[int]:
    """Write the entities and who belongs to them; returns those whose members are others than before.

    before: the entities that the profiles had until now; those that nobody has any more go.
    """
    table = schema.entity
    old = {row.id: row for row in _ENTITIES.rows(connection, sorted(before))}
    _give_numbers(ones, old, (connection.scalar(select(func.max(table.c.id))) or 0) + 1)
    wanted = {one.entity: _values(one) for one in ones}
    stale = [row.id for row in old.values() if row.id not in wanted or wanted[row.id]["handle"] != row.handle]
    if stale:
        # Handles may go round in a ring: no two may be alike at any moment.
        connection.execute(
            update(table).where(table.c.id == bindparam("entity_id")).values(handle=bindparam("its_handle")),
            [{"entity_id": number, "its_handle": f"~{number}"} for number in stale],
        )
    put_rows(connection, table, [{"id": number, **values} for number, values in wanted.items() if number not in old])
    others = [
        {"entity_id": number, **{f"its_{name}": value for name, value in values.items()}}
        for number, values in wanted.items()
        if number in old and any(getattr(old[number], name) != value for name, value in values.items())
    ]
    if others:
        names = [name for name in others[0] if name != "entity_id"]
        connection.execute(
            update(table)
            .where(table.c.id == bindparam("entity_id"))
            .values({name.removeprefix("its_"): bindparam(name) for name in names}),
            others,
        )
    moved = [(row, one.entity) for one in ones for row in one.profiles if row.entity != one.entity]
    values = [{"profile_id": row.id, "its_entity": entity} for row, entity in moved]
    for command in _MOVE:
        command.run(connection, values)
    gone = [number for number in old if number not in wanted]
    for some in chunks(gone):
        connection.execute(delete(table).where(table.c.id.in_(some)))
    return {entity for _, entity in moved} | {row.entity for row, _ in moved if row.entity in wanted}


def _give_numbers(ones: Sequence[_One], old: Mapping[int, Row[Any]], free: int) -> None:
    """Each entity keeps the number that most of its reports have; others get a free one."""
    claims = []
    for place, one in enumerate(ones):
        held: Counter[int] = Counter()
        for row in one.profiles:
            if row.entity in old:
                held[row.entity] += row.reports
        claims += [(-reports, number, place) for number, reports in held.items()]
    taken: set[int] = set()
    for _, number, place in sorted(claims):
        if not ones[place].entity and number not in taken:
            ones[place].entity = number
            taken.add(number)
    for one in ones:
        if not one.entity:
            one.entity, free = free, free + 1


def _values(one: _One) -> dict[str, Any]:
    """The row of an entity: what most of its reports say."""
    names: Counter[str] = Counter()
    sectors: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for row in one.profiles:
        names[row.name] += row.reports
        sectors[row.sector] += row.reports
        countries[row.country] += row.reports
    return {
        "handle": one.handle,
        "kind": one.lead.units[0].kind,
        "name": max(names, key=lambda name: (names[name], len(name), name)),
        "country": _most(countries),
        "sector": _most(sectors),
    }


def _most(counted: Counter[str]) -> str | None:
    """What is counted most and not empty; None where nothing is."""
    known = [value for value in counted if value]
    return max(known, key=lambda value: (counted[value], value)) if known else None


def _rename(connection: Connection, entities: set[int]) -> None:
    """The names of some entities, as their reports have them now."""
    table, name_table = schema.report_entity, schema.entity_name
    for some in chunks(sorted(entities)):
        wanted: dict[int, dict[str, str]] = {number: {} for number in some}
        query = select(table.c.entity, table.c.kind, table.c.name, table.c.forms).where(table.c.entity.in_(some))
        for row in connection.execute(query.distinct()):
            for name in (row.name, *json.loads(row.forms or "[]")):
                wanted[row.entity].setdefault(name, row.kind)
        there = connection.execute(select(name_table).where(name_table.c.entity.in_(some)))
        gone = [row.id for row in there if row.name not in wanted[row.entity]]
        for numbers in chunks(gone):
            connection.execute(delete(name_table).where(name_table.c.id.in_(numbers)))
        add_names(connection, wanted)


def add_names(connection: Connection, names: Mapping[int, Mapping[str, str]]) -> None:
    """Add the names that are not there yet.  names: by entity, each name with the kind of what bears it."""
    there = {tuple(row) for row in _NAMES.rows(connection, sorted(names))}
    new = [
        {"entity": entity, "name": name, "key": lookup_key(name, person=kind == "person")}
        for entity, some_names in sorted(names.items())
        for name, kind in sorted(some_names.items())
        if (entity, name) not in there
    ]
    put_rows(connection, schema.entity_name, new)
