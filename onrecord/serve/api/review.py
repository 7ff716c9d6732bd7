"""What is to be reviewed, the record as people left it, sign-offs, and how far reviewers agree."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from onrecord.errors import UsageError
from onrecord.record import Report
from onrecord.serve.api import answers, params
from onrecord.serve.api.asked import Asked, Route
from onrecord.serve.api.openapi import tells
from onrecord.serve.api.search import unknown_name
from onrecord.store.reviewing.agreement import Agreement, agreement
from onrecord.store.reviewing.queue import Place, place_of, review_queue
from onrecord.store.search import KINDS, Kind

router = APIRouter(route_class=Route)
TAG = "review"


@router.get("/review", **tells(answers.ToReview, 404, summary="What is to be reviewed", tag=TAG))
def queue(asked: Asked, given: Annotated[params.Queued, Query()]) -> Response:
    """Statements and events, the least sure first; what somebody judged already is left out unless told."""
    kinds: list[Kind] = [kind for kind in KINDS if kind != "reports" and (not given.kinds or kind in given.kinds)]
    with asked.library.reading() as connection:
        found = review_queue(
            connection, given.words, given.filters(), report=given.report.strip() or None, kinds=kinds,
            judged=given.judged, limit=given.limit, after=_place(given.after),
        )  # fmt: skip
        unknown = unknown_name(connection, found.unknown)
    following = None
    if found.more and found.items:
        following = asked.again(after="~".join(str(one) for one in place_of(found.items[-1])))
    return asked.answer(answers.ToReview(items=found.items, unknown=unknown, next=following), after=following)


@router.get("/review/agreement", **tells(Agreement, summary="How far reviewers agree", tag=TAG))
def agreed(asked: Asked) -> Response:
    """Of what two or more judged: percent, Cohen's kappa and Krippendorff's alpha; and the words that both left."""
    with asked.library.reading() as connection:
        return asked.answer(agreement(connection))


@router.get("/reports/{report}/sign-offs", **tells(answers.SignOffs, 404, summary="Its sign-offs", tag=TAG))
def sign_offs(asked: Asked, report: params.ReportName) -> Response:
    """Who said that the record is right, the last first, with those that were taken back or hold no more."""
    return asked.answer(answers.SignOffs(items=asked.library.sign_offs(report)))


@router.get("/reports/{report}/reviewed", **tells(Report, 404, summary="The record as people left it", tag=TAG))
def reviewed(asked: Asked, report: params.ReportName) -> Response:
    """The record, in the same format, with what people judged in the place of what the model said."""
    return asked.answer(asked.library.reviewed(report))


def _place(after: str) -> Place | None:
    """The place in the queue that ``after`` names.  Raises UsageError."""
    if not after:
        return None
    try:
        confidence, kind, number = after.split("~")
        place = (float(confidence), kind, int(number))
        if kind not in ("statement", "event") or not 0 <= place[2] < 2**53:
            raise ValueError
        return place
    except ValueError:
        raise UsageError(f"after={after!r} is no place in the queue; take it from next") from None
