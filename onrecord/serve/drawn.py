"""Pages from templates: what every page has, and how words of strangers are shown.

All that a template prints is escaped, and controls and direction marks in it are made visible; nothing is marked safe
but what ``onrecord.view`` has escaped itself.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.serve.forms import OwnForms, csrf_field, csrf_token, drawn_for
from onrecord.serve.parts.job_words import state_words
from onrecord.serve.who import Role, asking_of, room_of
from onrecord.version import program_version
from onrecord.view.dates import day_words
from onrecord.view.escape import sure, visible


def draw(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page, or a part of one, of a template and its values.

    Every template knows ``room``, ``person`` (who asks, None where nobody signed in), ``way`` (how that is known:
    "local", "session", "nobody"), ``path`` and ``query`` of the address asked for, and ``part``: whether htmx asks for
    a part of a page.  Forms that are posted get their token by themselves (``forms.py``).
    """
    return HTMLResponse(drawn(request, template, **values), status)


def drawn(request: Request, template: str, **values: Any) -> str:
    """The words of a page or a part of one, as ``draw`` answers with them."""
    asking = asking_of(request)
    known = {
        "request": request,
        "room": room_of(request),
        "person": asking.person,
        "way": asking.way.value,
        "path": request.url.path,
        "query": request.query_params,
        "part": is_part(request),
    }
    with drawn_for(request):
        return _environment().get_template(template).render(known | values)


def is_part(request: Request) -> bool:
    """Whether htmx asks, to put what it gets into a page that is there."""
    return "hx-request" in request.headers and "hx-boosted" not in request.headers


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("onrecord.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[OwnForms],
    )
    made.filters |= {"day": day_words, "sure": sure, "flat": lambda words: " ".join(words.split())}
    # percent: for what has to come back as it was, controls and all.
    made.filters |= {
        "capitalize_first": lambda words: words[:1].upper() + words[1:],
        "job_state": state_words,
        "percent": lambda words: quote(words, safe=""),
    }
    made.globals |= {"static": static_address, "Role": Role, "version": program_version()}
    made.globals |= {"csrf_field": csrf_field, "csrf_token": csrf_token}
    return made


def _finished(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def static_address(name: str) -> str:
    """The address of a shipped file, with its hash, so that a browser may keep it for good."""
    data = files("onrecord.serve").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(data).hexdigest()[:12]}"
