"""Reports: the list, the record, and what is known of each beside it."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import Connection, select

from onrecord.errors import UsageError
from onrecord.record import Report
from onrecord.serve.api import answers, params
from onrecord.serve.api.asked import Asked, Route
from onrecord.serve.api.openapi import ANNOTATIONS, tells
from onrecord.store import schema
from onrecord.store.export.chosen import Chosen
from onrecord.store.export.collection import collection
from onrecord.store.following.copies_found import Copies
from onrecord.store.listing import list_reports
from onrecord.store.lookup import record_of, report_number
from onrecord.store.showing import Kept, show

router = APIRouter(route_class=Route)
TAG = "reports"
_PLACE = re.compile(r"(\d{4}-\d\d-\d\d)?\.(\d{1,15})", re.ASCII)


@router.get("/reports", **tells(answers.Reports, 404, summary="List the reports", tag=TAG))
def reports(asked: Asked, given: Annotated[params.Reports, Query()]) -> Response:
    """The reports, the newest first, those whose day is not known last.

    Each with its number, which all other addresses take; they also take its key, which is the same in every library.
    Of pages that changed the latest version, unless `versions` asks for all.
    """
    after = None
    if given.after:
        if not (place := _PLACE.fullmatch(given.after)):
            raise UsageError(f"after={given.after} is no place in this list; take what next has")
        after = place[1], int(place[2])
    with asked.library.reading() as connection:
        found = list_reports(connection, given.chosen(), limit=given.limit + 1, after=after)
    some, following = found.reports[: given.limit], None
    if len(found.reports) > given.limit:
        following = asked.again(after=f"{some[-1].published or ''}.{some[-1].number}")
    return asked.answer(answers.Reports(items=some, whole=found.whole, next=following), after=following)


@router.get("/reports/{report}", **tells(Report, 404, summary="A report's record", tag=TAG))
def report(asked: Asked, report: params.ReportName) -> Response:
    """The record, as `onrecord read --format jsonl` prints it: who said what, what happened, on the exact words.

    Spans are half-open, in Unicode code points of `text`, which is the whole text as it was read.
    """
    with asked.library.reading() as connection:
        return asked.answer(record_of(connection, report_number(connection, report)))


@router.get("/reports/{report}/kept", **tells(answers.ReportKept, 404, summary="A report as it is kept", tag=TAG))
def kept(asked: Asked, report: params.ReportName) -> Response:
    """What the library knows of a report beside its record: key, versions, and whom it knows of those who are named."""
    with asked.library.reading() as connection:
        return asked.answer(_kept(connection, show(connection, report)))


@router.get(
    "/reports/{report}/annotations",
    **tells(
        {
            "type": "object",
            "description": "An AnnotationCollection with its one page, in JSON-LD.",
            "required": ["@context", "id", "type", "label", "total"],
            "properties": {
                "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
                "id": {"type": "string"},
                "type": {"const": "AnnotationCollection"},
                "label": {"type": "string"},
                "total": {"type": "integer"},
                "first": {
                    "type": "object",
                    "required": ["type", "startIndex", "items", "id", "partOf"],
                    "properties": {
                        "type": {"const": "AnnotationPage"},
                        "items": {"type": "array", "items": {"type": "object", "required": ["id", "type", "target"]}},
                    },
                },
                "last": {"type": "string"},
            },
        },
        404,
        summary="A report's annotations",
        tag=TAG,
        media_type=ANNOTATIONS,
    ),
)
def annotated(asked: Asked, report: params.ReportName) -> Response:
    """Statements, events, times, places and entities of a report as W3C Web Annotations on its text."""
    with asked.library.reading() as connection:
        number = report_number(connection, report)
        pieces = collection(connection, Chosen(reports=(str(number),), versions="all"))
        return asked.answer("".join(pieces).encode("utf-8"), ANNOTATIONS)


@router.get("/reports/{report}/copies", **tells(Copies, 404, summary="A report's copies", tag=TAG))
def copies(asked: Asked, report: params.ReportName) -> Response:
    """Which others have words of a report, passage by passage; the likely original; how many are independent."""
    return asked.answer(asked.library.copies(report))


@router.get("/reports/{report}/judgements", **tells(answers.Judgements, 404, summary="What people judged", tag=TAG))
def judgements(asked: Asked, report: params.ReportName) -> Response:
    """What people say holds instead of what the record has, and who and when; what was taken back is left out."""
    with asked.library.reading() as connection:
        return asked.answer(answers.Judgements(items=show(connection, report).judgements))


def _kept(connection: Connection, one: Kept) -> answers.ReportKept:
    table, record = schema.report.c, one.record
    joined = schema.report_entity.join(schema.entity, schema.report_entity.c.entity == schema.entity.c.id)
    named = select(schema.report_entity.c.local, schema.entity.c.handle).select_from(joined)
    rows = connection.execute(named.where(schema.report_entity.c.report == one.number).order_by(schema.entity.c.handle))
    handles = {row.local: row.handle for row in rows}
    versions = [one.number]
    if one.address is not None:
        versions = list(connection.scalars(select(table.id).where(table.address == one.address).order_by(table.id)))
    return answers.ReportKept(
        number=one.number,
        key=one.key,
        title=record.headline.text if record.headline else None,
        publisher=record.publisher.name or record.publisher.domain if record.publisher else None,
        published=record.published.date,
        address=one.address,
        uri=one.uri,
        language=record.language,
        latest=one.latest,
        added=one.added,
        versions=tuple(versions),
        handles=handles,
        judgements=len(one.judgements),
    )
