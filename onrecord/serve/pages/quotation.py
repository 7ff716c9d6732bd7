"""One utterance across reports: its wordings, what is changed in each, who carried it, in what order."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from onrecord.errors import NotInLibrary, UsageError
from onrecord.serve.drawn import draw
from onrecord.serve.errors import status_of
from onrecord.serve.parts import wordings
from onrecord.serve.parts.asked import back_to
from onrecord.serve.who import Reading, Reviewing, TheRoom
from onrecord.store.following.quotations.judged import decisions

router = APIRouter()
Wording = Annotated[str, Form(max_length=64)]  # its key
Words = Annotated[str, Form(max_length=20_000)]


@router.get("/quote")
def quotation(
    request: Request,
    room: TheRoom,
    person: Reading,
    words: Annotated[str, Query(max_length=20_000)] = "",
    wording: Annotated[str, Query(max_length=64)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    """The utterance that is meant; words: some that were said, a statement ("12:a3"), or the key of a wording."""
    shown, told, status = None, "", 200
    if words.strip():
        try:
            quoted = room.library.quote(words)
            with room.library.reading() as connection:
                held = decisions(connection)
            shown = wordings.wordings_of(quoted, held, only=wording, number=page)
            told = "" if shown else "No quotation in the library has these words."
        except (NotInLibrary, UsageError) as error:
            told, status = str(error), status_of(error)
    return draw(request, "quotation.html", status, shown=shown, told=told, asked=words, wording=wording, of=wordings)


@router.post("/quote/part")
def part(room: TheRoom, person: Reviewing, one: Wording, other: Wording, words: Words = "") -> RedirectResponse:
    """Two wordings are not of one utterance."""
    room.library.part_wordings(one, other, by=person.name)
    return back_to("/quote", words=words or one)


@router.post("/quote/join")
def join(room: TheRoom, person: Reviewing, one: Wording, other: Wording, words: Words = "") -> RedirectResponse:
    """The utterances of two wordings are one."""
    room.library.join_wordings(one, other, by=person.name)
    return back_to("/quote", words=words or one)


@router.post("/quote/undo")
def undo(
    room: TheRoom,
    person: Reviewing,
    number: Annotated[int, Form(ge=1, le=2**53)],
    words: Words = "",
) -> RedirectResponse:
    """Take a decision on wordings back."""
    room.library.undo_wordings(number, by=person.name)
    return back_to("/quote", words=words)
