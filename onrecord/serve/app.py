"""The application: every route and every guard, in one place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI

from onrecord.serve.api.openapi import document
from onrecord.serve.api.parts import API
from onrecord.serve.errors import add_errors
from onrecord.serve.guards.bodies import Bodies
from onrecord.serve.guards.door import Door
from onrecord.serve.guards.headers import Headers
from onrecord.serve.guards.hosts import Hosts
from onrecord.serve.guards.own_pages import OwnPages
from onrecord.serve.pages import (
    accounts,
    add,
    audit,
    claim,
    copies,
    docs,
    example,
    jobs,
    judging,
    original,
    people,
    problems,
    quotation,
    removed,
    report,
    reports,
    review,
    search,
    signing,
    story,
    timeline,
)
from onrecord.serve.room import Room
from onrecord.serve.static_files import Shipped
from onrecord.version import program_version

# The first that fits an address answers: /accounts/audit before /accounts/{number}.
PAGES = (
    reports, report, original, search, people, quotation, claim, copies, story, timeline,
    review, judging, add, example, jobs, problems, removed, signing, audit, accounts, docs,
)  # fmt: skip


def create_app(room: Room) -> FastAPI:
    """The reading room over one library."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        room.close()

    app = FastAPI(
        title="onrecord",
        version=program_version(),
        description="Who said what, what happened, on whose word: each on the exact words of a report.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
    )
    app.state.room = room
    for page in PAGES:
        app.include_router(page.router, include_in_schema=False)
    for part in API:
        app.include_router(part.router, prefix="/api/v1", generate_unique_id_function=lambda route: route.name)
    app.openapi = partial(document, app)  # type: ignore[method-assign]
    app.mount("/static", Shipped())
    add_errors(app)
    # The last that is added is the first that is asked.
    app.add_middleware(OwnPages)
    app.add_middleware(Bodies, settings=room.settings)
    app.add_middleware(Door, room=room)
    app.add_middleware(Hosts, names=room.hosts)
    app.add_middleware(Headers)
    return app
