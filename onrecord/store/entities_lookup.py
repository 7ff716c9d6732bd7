"""Looking up who and what the library knows, by handle or by any name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from onrecord.errors import NotInLibrary
from onrecord.extract.countries import country_named
from onrecord.extract.mentions import is_pronoun
from onrecord.store import schema
from onrecord.store.chunks import chunks
from onrecord.store.entities_naming import lookup_key, naming_of
from onrecord.store.folding import clean
from onrecord.store.near import near_names, near_words
from onrecord.store.search import names_with

# A letter alone is in a great many names, as an initial: only what is called just so is meant by it.
_SHORTEST = 2

entity, entity_name, profile = schema.entity, schema.entity_name, schema.entity_profile


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """An entity of the library.  names: every form under which it is named; reports: how many name it."""

    number: int
    handle: str
    kind: str
    name: str
    country: str | None
    sector: str | None
    names: tuple[str, ...]
    reports: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A report that names an entity, and as what: name and roles there."""

    number: int
    key: str
    title: str | None
    publisher: str | None
    published: str | None
    name: str
    roles: str


def look_up(connection: Connection, name: str, *, most: int = 20) -> list[Known]:
    """Whom a handle or a name may mean, those that most reports name first; empty where nobody is known by it.

    A handle means one.  A name of several words means those that bear it, else those whose name has all its words;
    one word all whose name has it.
    """
    return describe(connection, _entities(connection, name))[:most]


def one_entity(connection: Connection, name: str) -> Known:
    """The entity that a handle or a name means.

    Raises ``NotInLibrary`` where it is none, or where several may be meant: then with their handles.
    """
    found = look_up(connection, name, most=6)
    if not found:
        near = near_words(near_names(connection, name))
        raise NotInLibrary(f"nobody and nothing here is named {name!r}{near or '; try a part of the name'}")
    if len(found) > 1:
        raise NotInLibrary(several_named(name, found))
    return found[0]


def several_named(name: str, found: Sequence[Known]) -> str:
    """What to say where a name may mean several."""
    handles = ", ".join(one.handle for one in found[:5]) + (" and others" if len(found) > 5 else "")
    return f"{name!r} may be {handles}; give one of these handles"


def describe(connection: Connection, entities: Iterable[int]) -> list[Known]:
    """What is known of some entities, those that most reports name first."""
    found: list[Known] = []
    for some in chunks(sorted(set(entities))):
        names: dict[int, list[str]] = {}
        for row in connection.execute(select(entity_name).where(entity_name.c.entity.in_(some))):
            names.setdefault(row.entity, []).append(row.name)
        counted = select(profile.c.entity, func.sum(profile.c.reports)).where(profile.c.entity.in_(some))
        # A server's sums are decimals.
        reports = {row[0]: int(row[1]) for row in connection.execute(counted.group_by(profile.c.entity))}
        for row in connection.execute(select(entity).where(entity.c.id.in_(some))):
            others = sorted(set(names.get(row.id, ())) - {row.name}, key=lambda name: (-len(name), name))
            found.append(
                Known(
                    number=row.id,
                    handle=row.handle,
                    kind=row.kind,
                    name=row.name,
                    country=row.country,
                    sector=row.sector,
                    names=(row.name, *others),
                    reports=reports.get(row.id, 0),
                )
            )
    return sorted(found, key=lambda one: (-one.reports, one.handle))


def profiles_of(connection: Connection, name: str) -> list[int]:
    """The profiles of all whom a handle or a name may mean, those among them that are joined to nobody."""
    found: list[int] = []
    for some in chunks(_entities(connection, name)):
        found += connection.scalars(select(profile.c.id).where(profile.c.entity.in_(some)))
    return sorted({*found, *unjoined(connection, name)})


def unjoined(connection: Connection, name: str) -> list[int]:
    """The profiles of this very name that are joined to nobody: a surname alone, "the ministry" of some land."""
    name = clean(name)
    if connection.scalar(select(entity.c.id).where(entity.c.handle == name)):
        return []
    kinds = ("person", "organization", "office", "group", "document")
    families = {kind: naming_of(kind, name, (), None, None).family for kind in kinds}
    query = select(profile.c.id, profile.c.kind, profile.c.family).where(
        profile.c.family.in_(sorted(set(families.values()))), profile.c.entity.is_(None)
    )
    return [row.id for row in connection.execute(query) if families.get(row.kind) == row.family]


def reports_naming(connection: Connection, number: int, *, most: int = 50) -> list[Seen]:
    """The reports that name an entity, the newest first."""
    table, report = schema.report_entity, schema.report
    query = (
        select(report, table.c.name, table.c.roles)
        .join_from(table, report, table.c.report == report.c.id)
        .where(table.c.entity == number)
        .order_by(report.c.published.desc(), report.c.id.desc())
        .limit(most)
    )
    return [
        Seen(
            number=row.id,
            key=row.key,
            title=row.title,
            publisher=row.publisher,
            published=row.published,
            name=row.name,
            roles=row.roles,
        )
        for row in connection.execute(query)
    ]


def _entities(connection: Connection, name: str) -> Sequence[int]:
    """The numbers of all whom a handle or a name may mean."""
    name = clean(name)
    if is_pronoun(name.strip()):
        return []
    by_handle = connection.scalar(select(entity.c.id).where(entity.c.handle == name.strip()))
    if by_handle is not None:
        return [by_handle]
    keys = {lookup_key(name), lookup_key(name, person=True)} - {""}
    exact = set(connection.scalars(select(entity_name.c.entity).where(entity_name.c.key.in_(sorted(keys)))))
    if country := country_named(name.strip()):
        family = naming_of("place", name.strip(), (), country, None).family
        exact |= set(connection.scalars(select(profile.c.entity).where(profile.c.family == family)))
    exact.discard(None)
    words = lookup_key(name, person=True).split()
    if exact and len(words) > 1:
        return sorted(exact)
    if len("".join(words)) < _SHORTEST:
        return sorted(exact)
    return sorted(exact | set(entities_of_names(connection, names_with(connection, words))))


def entities_of_names(connection: Connection, numbers: Iterable[int]) -> list[int]:
    """The numbers of those who bear some names.  numbers: of ``entity_name``."""
    found: set[int] = set()
    for some in chunks(numbers):
        found |= set(connection.scalars(select(entity_name.c.entity).where(entity_name.c.id.in_(some))))
    return sorted(found)
