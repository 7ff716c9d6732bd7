"""A report: its text with its marks, and in the margin what it says, in order."""

from __future__ import annotations

from collections.abc import Container

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.errors import NotInLibrary
from onrecord.serve.drawn import draw
from onrecord.serve.parts.read_report import ReadReport, read_report
from onrecord.serve.who import Reading, TheRoom

router = APIRouter()


@router.get("/reports/{number}")
def report(request: Request, room: TheRoom, person: Reading, number: int, chosen: str = "") -> HTMLResponse:
    """The report; chosen: the id in its record of what the card tells of."""
    with room.library.reading() as connection:
        one = read_report(connection, number)
    return draw(request, "report.html", one=one, card=_card(one, chosen) if chosen else None, chosen=chosen)


@router.get("/reports/{number}/marks/{local}")
def card(request: Request, room: TheRoom, person: Reading, number: int, local: str) -> HTMLResponse:
    """The card of a statement, an event, a time or a place of the report."""
    with room.library.reading() as connection:
        one = read_report(connection, number)
    return draw(request, "parts/card.html", one=one, card=_card(one, local), chosen=local)


def _card(one: ReadReport, local: str) -> str:
    """The template that tells of it.  Raises NotInLibrary."""
    told = one.told
    kinds: tuple[tuple[str, Container[str]], ...] = (
        ("statement", told.statements), ("event", one.events), ("time", told.times), ("place", told.places),
    )  # fmt: skip
    for kind, known in kinds:
        if local in known:
            return f"parts/{kind}.html"
    raise NotInLibrary(f"nothing is called {local!r} in report {one.kept.number}")
