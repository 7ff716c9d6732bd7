"""A claim: who made it, and what became of it, step by step."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from onrecord.errors import NotInLibrary, UsageError
from onrecord.serve.drawn import draw
from onrecord.serve.errors import status_of
from onrecord.serve.parts import claimed
from onrecord.serve.parts.asked import back_to
from onrecord.serve.who import Reading, Reviewing, TheRoom

router = APIRouter()
MOST_OTHERS = 3
# One statement, for which there are no others.
_STATEMENT = re.compile(r"\s*(?:\d{1,11}|.+[:/ ]a\d+)\s*")
Words = Annotated[str, Form(max_length=4000)]
Statement = Annotated[str, Form(max_length=80)]


@router.get("/claim")
def claim(
    request: Request,
    room: TheRoom,
    person: Reading,
    words: Annotated[str, Query(max_length=4000)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    others: bool = False,
) -> HTMLResponse:
    """The claim that is meant; words: of statements, as a search takes them, or one statement ("12:a3").

    others: with other claims that have the words; each takes as long as the first.
    """
    shown, told, status = None, "", 200
    if words.strip():
        try:
            found = room.library.claim(words, limit=MOST_OTHERS + 1 if others else 1)
            with room.library.reading() as connection:
                shown = claimed.claimed_of(connection, found, words, page)
            told = "" if shown else "No statement in the library has these words."
        except (NotInLibrary, UsageError) as error:
            told, status = str(error), status_of(error)
    more = bool(shown) and not others and not _STATEMENT.fullmatch(words)
    return draw(
        request, "claim.html", status, shown=shown, told=told, asked=words, more=more, others=others, of=claimed
    )


@router.post("/claim/part")
def part(room: TheRoom, person: Reviewing, one: Statement, other: Statement, words: Words = "") -> RedirectResponse:
    """Two statements are not of one claim."""
    room.library.decide_pair("claim", one, other, same=False, by=person.name)
    return back_to("/claim", words=words or one)


@router.post("/claim/join")
def join(room: TheRoom, person: Reviewing, one: Statement, other: Statement, words: Words = "") -> RedirectResponse:
    """Two statements are of one claim."""
    room.library.decide_pair("claim", one, other, same=True, by=person.name)
    return back_to("/claim", words=words or one)


@router.post("/claim/undo")
def undo(
    room: TheRoom, person: Reviewing, number: Annotated[int, Form(ge=1, le=2**53)], words: Words = ""
) -> RedirectResponse:
    """Take a decision on a claim back."""
    room.library.undo_pair("claim", number, by=person.name)
    return back_to("/claim", words=words)
