"""A report: its text with its marks, and in the margin what it says, in order."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.serve.drawn import draw
from onrecord.serve.parts.card_review import CardReview
from onrecord.serve.parts.cards import card_of
from onrecord.serve.parts.elsewhere import MOST_SPOKEN, elsewhere
from onrecord.serve.parts.read_report import read_report
from onrecord.serve.who import Reading, TheRoom
from onrecord.store.reviewing.saying import since

router = APIRouter()


@router.get("/reports/{number}")
def report(
    request: Request, room: TheRoom, person: Reading, number: int, chosen: str = "", queue: str = "",
    known: int | None = None,
) -> HTMLResponse:  # fmt: skip
    """The report; chosen: the id in its record of what the card tells of.

    queue: the queue of things to be reviewed that one comes from; known: the last judgement that one had seen.
    """
    with room.library.reading() as connection:
        one = read_report(connection, number)
    between = since(one.judgements, chosen, known, person.name)
    review = CardReview(one=one, chosen=chosen, queue=queue, between=between, by=person.name)
    card = card_of(one, chosen, missing=known is not None) if chosen else None
    return draw(request, "report.html", one=one, card=card, chosen=chosen, review=review)


@router.get("/reports/{number}/marks/{local}")
def card(request: Request, room: TheRoom, person: Reading, number: int, local: str, queue: str = "") -> HTMLResponse:
    """The card of a statement, an event, a time or a place of the report."""
    with room.library.reading() as connection:
        one = read_report(connection, number)
    review = CardReview(one=one, chosen=local, queue=queue, by=person.name)
    return draw(request, "parts/card.html", one=one, card=card_of(one, local), chosen=local, review=review)


@router.get("/reports/{number}/marks/{local}/elsewhere")
def other_reports(request: Request, room: TheRoom, person: Reading, number: int, local: str) -> HTMLResponse:
    """What other reports have of a statement of the report."""
    with room.library.reading() as connection:
        found = elsewhere(connection, number, local)
    return draw(request, "parts/elsewhere.html", found=found, number=number, local=local, most=MOST_SPOKEN)
