"""What went wrong, as a page, a part of a page, or JSON: one line of what and what to do, and never a stack trace."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from onrecord.errors import (
    InputError,
    LibraryBusy,
    LibraryError,
    LibraryFull,
    LibraryMissing,
    LibraryReadOnly,
    NotInLibrary,
    OnrecordError,
    TooLarge,
    UsageError,
)  # fmt: skip
from onrecord.serve.drawn import draw, is_part
from onrecord.serve.guards.headers import HEADERS

_log = logging.getLogger("onrecord.serve")
# The first that fits.
STATUSES: tuple[tuple[type[OnrecordError], int], ...] = (
    (NotInLibrary, 404),
    (UsageError, 400),
    (TooLarge, 413),
    (InputError, 422),
    (LibraryMissing, 409),
    (LibraryReadOnly, 403),
    (LibraryFull, 507),
    (LibraryBusy, 503),
    (LibraryError, 503),
)
TITLES = {
    400: "This was not understood", 401: "Sign in first", 403: "You may not do this", 404: "There is no such page",
    405: "This cannot be done here", 409: "There is no library yet", 413: "This is too large",
    422: "This cannot be read", 429: "Too many requests", 500: "Something went wrong here",
    503: "The library cannot be used now", 507: "The disk is full",
}  # fmt: skip
# In a word for programs; an input that cannot be read has its own.
KINDS = {
    400: "usage", 401: "sign-in", 403: "not-allowed-here", 404: "not-there", 405: "method", 408: "cut-off",
    409: "no-library", 413: "too-large", 415: "media-type", 422: "parameters", 429: "too-many", 500: "fault",
    503: "busy", 507: "disk-full",
}  # fmt: skip


def status_of(error: OnrecordError) -> int:
    """The HTTP status that says the same."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 500)


def failed(
    request: Request, status: int, words: str, headers: dict[str, str] | None = None, kind: str = ""
) -> Response:
    """The answer to a request that failed.  kind: what it is in a word, for programs; else told from the status."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": words, "kind": kind or KINDS.get(status, "failed")}, status, headers=headers)
    template = "parts/error.html" if is_part(request) else "error.html"
    title = TITLES.get(status, "This did not work")
    response = draw(request, template, status, title=title, words=words)
    response.headers.update(headers or {})
    return response


def add_errors(app: FastAPI) -> None:
    """Have the app answer so to whatever is raised."""

    @app.exception_handler(OnrecordError)
    def on_known(request: Request, error: OnrecordError) -> Response:
        kind = error.kind if isinstance(error, InputError) else ""
        return failed(request, status_of(error), str(error), kind=kind)

    @app.exception_handler(HTTPException)
    def on_http(request: Request, error: HTTPException) -> Response:
        words = "nothing is at this address" if error.detail == "Not Found" else str(error.detail)
        return failed(request, error.status_code, words, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    def on_invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(
            f"{'.'.join(str(part) for part in one['loc'][1:]) or one['loc'][0]}: {one['msg']}" for one in error.errors()
        )
        return failed(request, 422 if request.url.path.startswith("/api/") else 400, told)

    @app.exception_handler(Exception)
    def on_unknown(request: Request, error: Exception) -> Response:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        # This answer is made outside of all guards.
        return failed(request, 500, "an error that onrecord does not know; its log has more", HEADERS)
