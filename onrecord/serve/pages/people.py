"""People and organizations: what they said, through whom, who denies it; and what was joined to make them."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from onrecord.errors import NotInLibrary, OnrecordError, UsageError
from onrecord.serve.drawn import draw
from onrecord.serve.errors import status_of
from onrecord.serve.parts.asked_words import LONGEST
from onrecord.serve.parts.lines import Line
from onrecord.serve.parts.searched import AT_ONCE, PAGES, Asked
from onrecord.serve.room import Room
from onrecord.serve.who import Reading, Reviewing, TheRoom
from onrecord.store.entities_judged import MERGE, Decision, decided, moved_to
from onrecord.store.entities_lookup import look_up, one_entity, reports_naming, unjoined
from onrecord.store.filters import Filters
from onrecord.store.finding import find
from onrecord.store.near import near_handles, near_names, near_words
from onrecord.store.people import roles_of
from onrecord.store.portrait import alike, carriers_of, joined, most_named, parted_off, years_of
from onrecord.view.library.pages import known_words

router = APIRouter()
_NAMED = 3  # statements about somebody, beside what they said
_REPORTS = 50  # of which some may be said to be of somebody else
_Handle = Annotated[str, Form(max_length=LONGEST)]


@router.get("/people")
def people(
    request: Request, room: TheRoom, person: Reading, name: Annotated[str, Query(max_length=LONGEST)] = ""
) -> Response:
    """Whom a name means: their page, or those who bear it; without a name those whom most reports name."""
    with room.library.reading() as connection:
        words = name.strip()
        found = look_up(connection, words) if words else most_named(connection, ("person", "organization"))
        if words and len(found) == 1:
            return RedirectResponse(address_of(found[0].handle), 303)
        alone = len(unjoined(connection, words)) if words else 0
        near = near_names(connection, words) if words and not found else ()
    values = {"name": words, "found": found, "alone": alone, "near": near, "what": known_words}
    return draw(request, "people.html", 200 if found or not words else 404, **values)


@router.get("/people/{handle}")
def one_person(
    request: Request, room: TheRoom, person: Reading, handle: str,
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "", disputed: bool = False,
    page: Annotated[int, Query(ge=1, le=PAGES)] = 1, decided: int = 0,
) -> Response:  # fmt: skip
    """Somebody's page.  year, disputed: which of their statements; decided: the number of a decision just made."""
    with room.library.reading() as connection:
        if not _is_handle(connection, handle):
            if moved := moved_to(connection, handle):
                return RedirectResponse(address_of(moved), 303)
            near = near_words(near_handles(connection, handle))
            raise NotInLibrary(f"nobody and nothing here has the handle {handle!r}{near}")
        shown = _portrait(connection, handle, year=year, disputed=disputed, page=page)
    return draw(request, "person.html", decided=decided, problem="", **shown)


@router.post("/people/{handle}/merge")
def merge(request: Request, room: TheRoom, person: Reviewing, handle: str, other: _Handle = "") -> Response:
    """Say that another is the same.  other: a handle, or a name that one alone bears."""

    def deciding() -> int:
        if not other.strip():
            raise UsageError("say who is the same: a name or a handle")
        with room.library.reading() as connection:
            meant = one_entity(connection, other.strip()).handle
        return room.library.merge([handle, meant], by=person.name).number

    return _decide(request, room, handle, deciding)


@router.post("/people/{handle}/split")
def split(
    request: Request, room: TheRoom, person: Reviewing, handle: str,
    reports: Annotated[list[int] | None, Form()] = None,
) -> Response:  # fmt: skip
    """Say that whom some reports name is somebody else.  reports: their numbers."""

    def deciding() -> int:
        if not reports:
            raise UsageError("choose the reports that name somebody else")
        return room.library.split(handle, reports, by=person.name).number

    return _decide(request, room, handle, deciding)


@router.post("/people/{handle}/undo")
def undo(request: Request, room: TheRoom, person: Reviewing, handle: str, decision: Annotated[int, Form()]) -> Response:
    """Take a decision on who is who back."""
    return _decide(request, room, handle, lambda: room.library.undo_join(decision, by=person.name).number)


def address_of(handle: str) -> str:
    """Of somebody's page."""
    return f"/people/{quote(handle, safe='')}"


def _decide(request: Request, room: Room, handle: str, deciding: Any) -> Response:
    """Decide, and go back to the page; where that cannot be, the page says why."""
    with room.library.reading() as connection:
        if not _is_handle(connection, handle):
            raise NotInLibrary(f"nobody and nothing here has the handle {handle!r}; another may just have joined it")
    try:
        number = deciding()
    except (NotInLibrary, UsageError) as error:
        return _with_problem(request, room, handle, error)
    return RedirectResponse(f"{address_of(handle)}?decided={number}", 303)


def _with_problem(request: Request, room: Room, handle: str, error: OnrecordError) -> Response:
    with room.library.reading() as connection:
        shown = _portrait(connection, handle, year="", disputed=False, page=1)
    return draw(request, "person.html", status_of(error), decided=0, problem=str(error), **shown)


def _decisions(connection: Connection, families: list[str]) -> list[tuple[Decision, list[tuple[int, str]]]]:
    """The decisions on whoever bears these names; of a split with its reports and whom they name then."""
    return [
        (one, parted_off(connection, one.report_keys, families) if one.report_keys else [])
        for one in decided(connection, families)
    ]


def _is_handle(connection: Connection, handle: str) -> bool:
    found = look_up(connection, handle, most=1)
    return bool(found) and found[0].handle == handle


def _portrait(connection: Connection, handle: str, *, year: str, disputed: bool, page: int) -> dict[str, Any]:
    """What the page shows."""
    known = look_up(connection, handle)[0]
    profiles = joined(connection, known.number)
    filters = Filters(speaker=handle, first=year or None, last=year or None, disputed=disputed)
    said = find(connection, "", filters, kinds=["statements"], limit=AT_ONCE, skip=(page - 1) * AT_ONCE)
    naming = find(connection, "", Filters(about=handle), kinds=["statements", "events"], limit=_NAMED)
    asked = Asked(speaker=handle, first=year, last=year, disputed="1" if disputed else "")
    here = address_of(handle)

    def address(**changes: str | int) -> str:
        values = {"year": year, "disputed": "1" if disputed else "", "page": 1} | changes
        query = "&".join(f"{name}={value}" for name, value in values.items() if value and (name, value) != ("page", 1))
        return f"{here}?{query}" if query else here

    return {
        "known": known,
        "what": known_words(known),
        "here": here,
        "address": address,
        "year": year,
        "disputed": disputed,
        "lines": [Line(hit) for hit in said.hits],
        "next": address(page=page + 1) if said.more and page < PAGES else "",
        "before": address(page=page - 1) if page > 1 else "",
        "table": asked.address("/search.csv", where="statements"),
        "years": years_of(connection, known.number),
        "carriers": carriers_of(connection, known.number),
        "roles": list(roles_of(connection, known.number)),
        "naming": [Line(hit) for hit in naming.hits],
        "naming_address": Asked(about=handle).address(),
        "profiles": profiles,
        "decisions": _decisions(connection, sorted({one.family for one in profiles})),
        "merge_kind": MERGE,
        "alike": alike(connection, known),
        "seen": reports_naming(connection, known.number, most=_REPORTS),
    }
