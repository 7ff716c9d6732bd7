"""The API, told: every operation, with a form that asks it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.serve.api.openapi import document
from onrecord.serve.drawn import draw
from onrecord.serve.parts.told_api import told_api
from onrecord.serve.who import Reading

router = APIRouter()


@router.get("/docs")
def docs(request: Request, person: Reading) -> HTMLResponse:
    """Every operation with its parameters, its answers and their types."""
    return draw(request, "docs.html", told=told_api(document(request.app)))
