"""The library as a whole, what went wrong in it, and what the API is."""

from __future__ import annotations

import threading
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection, func, select, true

from onrecord.errors import UsageError
from onrecord.serve.api import answers, params
from onrecord.serve.api.asked import Asked, Asking, Route, encoded
from onrecord.serve.api.openapi import document, tells
from onrecord.serve.who import Reading
from onrecord.store import schema
from onrecord.store.checking import Checked
from onrecord.store.following.placing import waiting
from onrecord.store.problems import troubles_after
from onrecord.version import made_now

router = APIRouter(route_class=Route)
TAG = "library"
_checking = threading.Lock()
_checked: dict[str, Checked] = {}


@router.get("/library", **tells(answers.Library, summary="What is in the library", tag=TAG))
def library(asked: Asked, given: Annotated[params.Whole, Query()]) -> Response:
    """How much is in the library, and on request the hash over all records, with all that is not whole."""
    checked = _check(asked) if given.hash else None
    with asked.library.reading() as connection:
        return asked.answer(_counted(connection, checked))


@router.get("/problems", **tells(answers.Problems, summary="What went wrong", tag=TAG))
def problems(asked: Asked, given: Annotated[params.Listed, Query()]) -> Response:
    """What was refused and why, then what is skipped, cut or doubtful in the reports (these have a `key`)."""
    with asked.library.reading() as connection:
        try:
            found = troubles_after(connection, given.after, limit=given.limit)
        except ValueError:
            raise UsageError(f"after={given.after} is no place in this list; take what next has") from None
    following = asked.again(after=found.after) if found.after else None
    return asked.answer(answers.Problems(items=found.troubles, next=following), after=following)


@router.get(
    "/openapi.json",
    **tells({"type": "object", "description": "This document."}, summary="This document", tag=TAG, library=False),
)
def openapi(request: Request, person: Reading) -> Response:
    """The OpenAPI document of the API."""
    return Response(encoded(document(request.app)), media_type="application/json")


def _check(asked: Asking) -> Checked:
    """The check of the library as it is; a second one for the same state is that of the first."""
    with _checking:
        version = asked.room.watch.version() or ""
        if version not in _checked:
            checked = asked.library.check()
            _checked.clear()
            _checked[version] = checked
        return _checked[version]


def _counted(connection: Connection, checked: Checked | None) -> answers.Library:
    made = made_now()
    report = schema.report

    def count(table: object) -> int:
        return connection.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]

    refused, doubtful = count(schema.refusal), count(schema.problem)
    return answers.Library(
        onrecord=made.onrecord,
        model=made.model,
        reports=connection.scalar(select(func.count()).select_from(report).where(report.c.latest == true())) or 0,
        versions=count(report),
        statements=count(schema.statement),
        events=count(schema.event),
        people=count(schema.entity),
        problems=refused + doubtful,
        unplaced=waiting(connection),
        hash=checked.hash if checked else None,
        faults=checked.faults if checked else None,
    )
