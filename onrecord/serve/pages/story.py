"""A story: the reports that tell it, its events with each report's version, what was followed by what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from onrecord.errors import NotInLibrary, UsageError
from onrecord.serve.drawn import draw
from onrecord.serve.errors import status_of
from onrecord.serve.parts import told_story
from onrecord.serve.parts.asked import back_to
from onrecord.serve.who import Reading, Reviewing, TheRoom
from onrecord.store.following.story import asking
from onrecord.store.following.story.asking import Story
from onrecord.view import story_words

router = APIRouter()
Number = Annotated[int, Form(ge=1, le=2**53)]


@router.get("/stories/{number}")
def story(
    request: Request, room: TheRoom, person: Reading, number: int, page: Annotated[int, Query(ge=1, le=10_000)] = 1
) -> HTMLResponse:
    """The story of a report."""
    with room.library.reading() as connection:
        shown = told_story.told_story(connection, asking.story_of(connection, number), page)
    return draw(request, "story.html", shown=shown, of=told_story, say=story_words)


@router.get("/story")
def stories(
    request: Request, room: TheRoom, person: Reading, words: Annotated[str, Query(max_length=4000)] = ""
) -> HTMLResponse:
    """The stories of the reports with these words."""
    found: tuple[Story, ...] = ()
    told, status = "", 200
    if words.strip():
        try:
            found = room.library.story(words, limit=5)
            told = "" if found else "No report in the library has these words."
        except (NotInLibrary, UsageError) as error:
            told, status = str(error), status_of(error)
    return draw(request, "stories.html", status, found=found, told=told, asked=words, say=story_words)


@router.post("/stories/{number}/part")
def part(room: TheRoom, person: Reviewing, number: int, other: Number) -> RedirectResponse:
    """Two reports are not of one story."""
    room.library.decide_pair("story", number, other, same=False, by=person.name)
    return back_to(f"/stories/{number}")


@router.post("/stories/{number}/join")
def join(room: TheRoom, person: Reviewing, number: int, other: Number) -> RedirectResponse:
    """Two reports are of one story."""
    room.library.decide_pair("story", number, other, same=True, by=person.name)
    return back_to(f"/stories/{number}")


@router.post("/stories/{number}/undo")
def undo(room: TheRoom, person: Reviewing, number: int, decision: Number) -> RedirectResponse:
    """Take a decision on a story back."""
    room.library.undo_pair("story", decision, by=person.name)
    return back_to(f"/stories/{number}")
