"""What reports have in common: an utterance in its wordings, a claim step by step, a story."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from onrecord.serve.api import answers, params
from onrecord.serve.api.asked import Asked, Route
from onrecord.serve.api.openapi import tells
from onrecord.store.following.quotations.asking import Quoted
from onrecord.store.following.story.asking import Story, story_of

router = APIRouter(route_class=Route)
TAG = "across reports"


@router.get("/quote", **tells(Quoted, 404, summary="An utterance", tag=TAG))
def quote(asked: Asked, given: Annotated[params.Words, Query()]) -> Response:
    """The same utterance across reports: its wordings with what is changed in each, who carried it, to whom attributed.

    Words need not be quoted rightly; `different` then says how they differ from the fullest wording.
    """
    return asked.answer(asked.library.quote(given.words, limit=given.limit))


@router.get("/claim", **tells(answers.Claims, 404, summary="A claim", tag=TAG))
def claim(asked: Asked, given: Annotated[params.Words, Query()]) -> Response:
    """Who made a claim, who repeated, confirmed, changed, disputed, denied or withdrew it, step by step."""
    return asked.answer(answers.Claims(items=asked.library.claim(given.words, limit=given.limit)))


@router.get("/story", **tells(answers.Stories, 404, summary="Stories with words", tag=TAG))
def story(asked: Asked, given: Annotated[params.Words, Query()]) -> Response:
    """The stories of the reports with these words, or that of the one report that is called so."""
    return asked.answer(answers.Stories(items=asked.library.story(given.words, limit=given.limit)))


@router.get("/stories/{report}", **tells(Story, 404, summary="The story of a report", tag=TAG))
def story_of_report(asked: Asked, report: params.ReportName) -> Response:
    """The reports that tell the story of one, and its events by all who tell them, with what differs."""
    with asked.library.reading() as connection:
        return asked.answer(story_of(connection, report))
