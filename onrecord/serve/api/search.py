"""Statements, events and reports by their words and by what is known of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import Connection

from onrecord.errors import NotInLibrary, UsageError
from onrecord.serve.api import answers, params
from onrecord.serve.api.asked import Asked, Asking, Route
from onrecord.serve.api.openapi import tells
from onrecord.store.filters import Unknown
from onrecord.store.finding import find
from onrecord.store.hinting import hints
from onrecord.store.hit_rows import hits_of, parties_of, with_answers
from onrecord.store.hits import Hit
from onrecord.store.leafing import leaf, moments
from onrecord.store.lookup import event_number, record_of, statement_number
from onrecord.store.near import near_names
from onrecord.store.query import parse_query
from onrecord.store.search import KINDS, RANKED, Kind
from onrecord.store.surveying import survey

router = APIRouter(route_class=Route)
TAG = "search"


@router.get("/search", **tells(answers.Search, summary="Search everything", tag=TAG))
def search(asked: Asked, given: Annotated[params.Searched, Query()]) -> Response:
    """Statements, events and reports with these words, each kind for itself.

    `in` says where to look. With one kind the list can be leafed through; with several, `next` of each leads to the
    rest of that kind alone. Kinds that cannot have what a filter asks for (a report has no act) are empty.
    """
    kinds = [kind for kind in KINDS if not given.kinds or kind in given.kinds]
    if given.after and len(kinds) > 1:
        raise UsageError("after is a place in a list of one kind; name it with in")
    with asked.library.reading() as connection:
        found = {kind: _hits(connection, asked, kind, given) for kind in kinds}
        unknown = next((one.unknown for one in found.values() if one.unknown), None)
        empty: list[Kind] = [kind for kind, one in found.items() if not one.items]
        hinted = () if unknown or given.after else hints(
            connection, given.words, given.filters(), empty, versions=given.versions
        )  # fmt: skip
        alone = kinds[0] if len(kinds) == 1 else None
        surveyed = survey(connection, given.words, given.filters(), kind=alone) if given.facets else None
        answer = answers.Search(
            statements=found.get("statements"),
            events=found.get("events"),
            reports=found.get("reports"),
            unknown=unknown,
            survey=None if isinstance(surveyed, Unknown) else surveyed,
            hints=tuple(hinted),
        )
    return asked.answer(answer, after=found[kinds[0]].next if len(kinds) == 1 else None)


@router.get("/statements", **tells(answers.Hits, summary="Search statements", tag=TAG))
def statements(asked: Asked, given: Annotated[params.Found, Query()]) -> Response:
    """Statements with these words and filters; without any, all of them, the newest first."""
    return _listed(asked, "statements", given)


@router.get("/events", **tells(answers.Hits, summary="Search events", tag=TAG))
def events(asked: Asked, given: Annotated[params.Found, Query()]) -> Response:
    """Events with these words and filters; without any, all of them, the newest first."""
    return _listed(asked, "events", given)


@router.get("/statements/{statement}", **tells(answers.Statement, 404, summary="A statement", tag=TAG))
def statement(asked: Asked, statement: params.StatementName) -> Response:
    """A statement: as a search finds it, and as the record of its report has it."""
    with asked.library.reading() as connection:
        hit = _one(connection, "statements", statement_number(connection, statement), statement)
        record = next(one for one in record_of(connection, hit.report).attributions if one.id == hit.id)
    return asked.answer(answers.Statement(id=f"{hit.report_key}:{hit.id}", hit=hit, record=record))


@router.get("/events/{event}", **tells(answers.Happening, 404, summary="An event", tag=TAG))
def event(asked: Asked, event: params.EventName) -> Response:
    """An event: as a search finds it, and as the record of its report has it."""
    with asked.library.reading() as connection:
        hit = _one(connection, "events", event_number(connection, event), event)
        record = next(one for one in record_of(connection, hit.report).events if one.id == hit.id)
    return asked.answer(answers.Happening(id=f"{hit.report_key}:{hit.id}", hit=hit, record=record))


@router.get("/timeline", **tells(answers.Timeline, summary="The timeline", tag=TAG))
def timeline(asked: Asked, given: Annotated[params.Dated, Query()]) -> Response:
    """What happened and what was said, in the order of the calendar, and on whose word; as `onrecord timeline`.

    Events without a date are left out; a statement has the day when it was made, or else that of its report.
    """
    kinds: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind in (given.kinds or ("statements", "events")))
    with asked.library.reading() as connection:
        found = moments(
            connection, given.words, given.filters(), kinds=kinds, after=_two_places(given.after),
            oldest=given.order == "oldest", limit=given.limit, versions=given.versions,
        )  # fmt: skip
        unknown = unknown_name(connection, found.unknown)
    following = None
    if found.after is not None:
        following = asked.again(after="~".join("" if place is None else str(place) for place in found.after))
    return asked.answer(answers.Timeline(items=found.hits, unknown=unknown, next=following), after=following)


def _listed(asked: Asking, kind: Kind, given: params.Found) -> Response:
    with asked.library.reading() as connection:
        found = _hits(connection, asked, kind, given)
    return asked.answer(found, after=found.next)


def _hits(connection: Connection, asked: Asking, kind: Kind, given: params.Found) -> answers.Hits:
    """The hits of a kind, and the address of those behind them."""
    filters, words = given.filters(), given.words
    ranked = given.order in ("", "best") and bool(parse_query(words).every)
    place = _place(given.after, ranked)
    which = {"in": kind} if asked.request.url.path.endswith("/search") else {}
    if ranked:
        skip = place or 0
        found = find(connection, words, filters, kinds=(kind,), limit=given.limit, skip=skip, versions=given.versions)
        end = skip + given.limit
        after = f"best.{end}" if found.more and end < RANKED else None
        hits, newest, unknown = found.hits, bool(found.newest), found.unknown
    else:
        some = leaf(
            connection, kind, words, filters, after=place, oldest=given.order == "oldest", limit=given.limit,
            versions=given.versions,
        )  # fmt: skip
        after = None if some.after is None else str(some.after)
        hits, newest, unknown = some.hits, False, some.unknown
    return answers.Hits(
        items=hits,
        newest=newest,
        unknown=unknown_name(connection, unknown),
        next=asked.again(after=after, **which) if after else None,
    )


def _place(after: str, ranked: bool) -> int | None:
    """Where a list goes on.  Raises UsageError."""
    if not after:
        return None
    words = after.removeprefix("best.")
    if not (words.isascii() and words.isdigit() and len(words) < 19 and ranked == after.startswith("best.")):
        raise UsageError(f"after={after} is no place in this list; take what next has")
    return min(int(words), RANKED) if ranked else int(words)


def _two_places(after: str) -> tuple[int | None, int | None]:
    if not after:
        return None, None
    one, sign, other = after.partition("~")
    if not sign:
        raise UsageError(f"after={after} is no place in this list; take what next has")
    return _place(one, False), _place(other, False)


def unknown_name(connection: Connection, unknown: Unknown | None) -> answers.UnknownName | None:
    """A name that nobody bears, with names that are spelt nearly so; None for none."""
    if unknown is None:
        return None
    near = near_names(connection, unknown.name) if unknown.field != "publisher" else ()
    return answers.UnknownName(field=unknown.field, name=unknown.name, words=unknown.words, near=near)


def _one(connection: Connection, kind: Kind, number: int | None, name: str) -> Hit:
    """A statement or an event with its carriers, disputes and parties.  Raises NotInLibrary."""
    found = list(hits_of(connection, kind, [number], versions=True).values()) if number is not None else []
    if not found:
        raise NotInLibrary(
            f"{name!r} names none; give report and id, as in 12:{'a3' if kind == 'statements' else 'v1'}"
        )
    hit = with_answers(connection, found)[0]
    return replace(hit, **parties_of(connection, [hit])[0])
