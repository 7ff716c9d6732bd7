"""Who is who, and what they said."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import Connection, select

from onrecord.errors import NotInLibrary, UsageError
from onrecord.serve.api import answers, params
from onrecord.serve.api.asked import Asked, Route
from onrecord.serve.api.openapi import tells
from onrecord.store import schema
from onrecord.store.entities_judged import decisions
from onrecord.store.entities_lookup import Known, describe, look_up, one_entity, reports_naming
from onrecord.store.filters import Filters, Unknown
from onrecord.store.leafing import Leaf, leaf
from onrecord.store.near import near_names, near_words
from onrecord.store.people import who

router = APIRouter(route_class=Route)
TAG = "people"
# Of a name that many bear so many are told.
_MOST_ALIKE = 1000


@router.get("/people", **tells(answers.People, summary="Look people up", tag=TAG))
def people(asked: Asked, given: Annotated[params.Named, Query()]) -> Response:
    """Persons, organizations and the like whom the library knows by a name or a handle; all of them without one."""
    with asked.library.reading() as connection:
        if given.name.strip():
            some = look_up(connection, given.name, most=_MOST_ALIKE)
            some = [one for one in some if given.kind in ("", one.kind)]
            start = _count(given.after)
            found, more = some[start : start + given.limit], len(some) > start + given.limit
            after = str(start + given.limit)
        else:
            some = _by_handle(connection, given)
            found, more = some[: given.limit], len(some) > given.limit
            after = found[-1].handle if found else ""
    following = asked.again(after=after) if more else None
    return asked.answer(answers.People(items=tuple(found), next=following), after=following)


@router.get("/people/{handle}", **tells(answers.Person, 404, summary="What somebody said", tag=TAG))
def person(asked: Asked, handle: params.PersonName, given: Annotated[params.Person, Query()]) -> Response:
    """All that somebody said, the newest first, with who carried it and who denies it, and in what roles they were.

    Of a name that several bear these are the `candidates`, and no statements are given: ask again with a handle.
    """
    first, last = given.first or None, given.last or None
    with asked.library.reading() as connection:
        found = who(connection, handle, first=first, last=last, limit=1, versions=given.versions)
        if not (found.person or found.candidates or found.statements or found.unjoined):
            unknown = Unknown(field="who", name=handle)
            raise NotInLibrary(unknown.words + near_words(near_names(connection, handle)))
        said = Leaf()
        if not found.candidates:
            name = found.person.handle if found.person else handle
            said = leaf(
                connection, "statements", filters=Filters(speaker=name, first=first, last=last),
                after=_count(given.after) if given.after else None, limit=given.limit, versions=given.versions,
            )  # fmt: skip
    following = asked.again(after=said.after) if said.after is not None else None
    answer = answers.Person(
        name=handle,
        person=found.person,
        candidates=found.candidates,
        roles=found.roles,
        unjoined=found.unjoined,
        statements=said.hits,
        next=following,
    )
    return asked.answer(answer, after=following)


@router.get("/people/{handle}/reports", **tells(answers.SeenIn, 404, summary="Who names somebody", tag=TAG))
def named_in(asked: Asked, handle: params.PersonName, given: Annotated[params.Listed, Query()]) -> Response:
    """The reports that name somebody, the newest first, each with the name and the roles that it has for them."""
    start = _count(given.after)
    with asked.library.reading() as connection:
        known = one_entity(connection, handle)
        found = reports_naming(connection, known.number, most=start + given.limit + 1)[start:]
    following = asked.again(after=start + given.limit) if len(found) > given.limit else None
    return asked.answer(answers.SeenIn(items=tuple(found[: given.limit]), next=following), after=following)


@router.get("/joins", **tells(answers.Decisions, summary="Who is who by a person's word", tag=TAG))
def joins(asked: Asked) -> Response:
    """What people said of who is who: merges and splits that hold, the last first. Each can be taken back."""
    with asked.library.reading() as connection:
        return asked.answer(answers.Decisions(items=tuple(decisions(connection))))


def _by_handle(connection: Connection, given: params.Named) -> list[Known]:
    """Those whose handles come behind a handle, one more than asked for."""
    table = schema.entity.c
    query = select(table.id).where(table.handle > given.after) if given.after else select(table.id)
    query = query.where(table.kind == given.kind) if given.kind else query
    numbers = list(connection.scalars(query.order_by(table.handle).limit(given.limit + 1)))
    return sorted(describe(connection, numbers), key=lambda one: one.handle)


def _count(after: str) -> int:
    """How many were told before, or a place.  Raises UsageError."""
    if not after:
        return 0
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise UsageError(f"after={after} is no place in this list; take what next has")
    return int(after)
