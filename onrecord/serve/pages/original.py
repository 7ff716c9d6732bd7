"""The original beside what was read of it: a page's own markup, a printed page, a text's own lines."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from onrecord.errors import InputError, NotInLibrary
from onrecord.serve.drawn import draw
from onrecord.serve.original.capture import Captured, capture_of, is_kept
from onrecord.serve.original.lines import lines_of
from onrecord.serve.original.printed import Printed
from onrecord.serve.parts.cards import card_of
from onrecord.serve.parts.read_report import ReadReport, read_report
from onrecord.serve.who import Reading, TheRoom

router = APIRouter()

# The page of a stranger runs nothing, asks for nothing and leads nowhere, even where it is opened by itself.
FRAME_POLICY = (
    "sandbox; default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
# The browser asks each time whether what it has still holds.
_AGE = "private, no-cache"


@router.get("/reports/{number}/original")
def original(
    request: Request, room: TheRoom, person: Reading, number: int, chosen: str = "", page: int = 0
) -> HTMLResponse:
    """The report's text beside the original.

    chosen: the id in its record of what is shown in both.  page: of a printed original; else the one that has what is
    chosen.
    """
    with room.library.reading() as connection:
        one = read_report(connection, number)
        kept = is_kept(connection, one.kept.number)
    values: dict[str, Any] = {"one": one, "chosen": chosen, "card": card_of(one, chosen) if chosen else None}
    kind = one.kept.record.origin.media_type
    if kind == "application/pdf":
        values |= _printed(one, chosen, page)
    elif kind != "text/html":
        values["lines"] = list(lines_of(one.kept.record, chosen, one.more_marks))
    return draw(request, "original.html", kind=kind, kept=kept, **values)


@router.get("/reports/{number}/original/frame")
def frame(request: Request, room: TheRoom, person: Reading, number: int, chosen: str = "") -> Response:
    """A page of HTML made safe, with its passages marked; ``#a3`` behind the address leads to those of a3."""
    one, capture = _capture(room, number, "text/html")
    problem, body, tag = "", Markup(), ""
    try:
        made, tag = room.originals.page(capture, one.kept.record, chosen, one.more_marks)
        # Safe: nh3 has been over it, and the policy allows nothing.
        body = Markup(made)
    except InputError as error:
        problem = str(error)
    if tag and _has(request, tag):
        return _unchanged(tag)
    response = draw(request, "frame.html", one=one, body=body, problem=problem)
    response.headers["content-security-policy"] = FRAME_POLICY
    if tag:
        response.headers.update({"etag": f'"{tag}"', "cache-control": _AGE})
    return response


@router.get("/reports/{number}/pages/{page}.png")
def picture(request: Request, room: TheRoom, person: Reading, number: int, page: int) -> Response:
    """The picture of a printed page, which counts from 1."""
    one, capture = _capture(room, number, "application/pdf")
    sizes = Printed(one.kept.record).sizes
    if not 0 < page <= len(sizes):
        raise NotInLibrary(f"report {one.kept.number} has no page {page}; it has {len(sizes)}")
    made, tag = room.originals.picture(capture, page)
    if _has(request, tag):
        return _unchanged(tag)
    return Response(made, media_type="image/png", headers={"etag": f'"{tag}"', "cache-control": _AGE})


def _printed(one: ReadReport, chosen: str, page: int) -> dict[str, Any]:
    printed = Printed(one.kept.record, one.more_marks)
    sizes = printed.sizes
    at = min(max(1, page or printed.page_of(chosen)), max(1, len(sizes)))
    size = sizes[at - 1] if sizes else (0.0, 0.0)
    return {"page": at, "pages": len(sizes), "size": size, "boxes": printed.boxes(at, chosen)}


def _capture(room: TheRoom, number: int, media_type: str) -> tuple[ReadReport, Captured]:
    """Raises NotInLibrary."""
    with room.library.reading() as connection:
        one = read_report(connection, number)
        capture = capture_of(connection, number)
    if capture is None or capture.media_type != media_type:
        raise NotInLibrary(f"the library keeps no original of this kind of report {number}")
    return one, capture


def _has(request: Request, tag: str) -> bool:
    return f'"{tag}"' in request.headers.get("if-none-match", "")


def _unchanged(tag: str) -> Response:
    headers = {"etag": f'"{tag}"', "cache-control": _AGE, "content-security-policy": FRAME_POLICY}
    return Response(status_code=304, headers=headers)
