"""Forms are sent from pages of onrecord alone.

``guards/hosts.py`` refuses what a browser says comes from another page.  Besides, whatever changes something must bring
a token that pages get with their forms and no stranger's page can read, bound to the session (the synchronizer token
of OWASP's cheat sheet on cross-site request forgery).  Nothing has to be done for a new page:

- each ``<form method="post">`` in a template gets the field when the template is loaded;
- htmx sends it as a header, which ``<body hx-headers>`` in ``base.html`` has; a script of its own takes it from
  ``static/token.js``;
- the dependency ``from_own_page`` is asked before every route.

Programs bring none: they ask with a bearer token, which no browser sends by itself, or, where nobody signs in, without
any of the headers that browsers cannot leave out.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from fastapi import HTTPException, Request
from jinja2.ext import Extension
from markupsafe import Markup

from onrecord.serve.guards.hosts import SAFE
from onrecord.serve.who import Way, asking_of

FIELD, HEADER = "csrf", "x-csrf-token"
_drawn_for: ContextVar[str] = ContextVar("form_token", default="")
# A tag with what a template says in its attributes as it stands.
_SAYS = r"\{\{.*?\}\}|\{%.*?%\}"
_FORM = re.compile(
    rf"""<form\b(?:{_SAYS}|"(?:{_SAYS}|[^"])*"|'(?:{_SAYS}|[^'])*'|[^>"'])*>""", re.DOTALL | re.IGNORECASE
)
_POSTS = re.compile(r"""\bmethod\s*=\s*["']?post\b""", re.IGNORECASE)
_BY_BROWSERS = ("origin", "referer", "cookie", "sec-fetch-site", "sec-fetch-mode")


class OwnForms(Extension):
    """Has every form that is posted bring the field, whoever wrote the template."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The template with the field behind the tag of each such form."""
        return _FORM.sub(lambda tag: tag[0] + ("{{ csrf_field() }}" if _POSTS.search(tag[0]) else ""), source)


@contextmanager
def drawn_for(request: Request) -> Iterator[None]:
    """Forms that are drawn within are for who asks."""
    before = _drawn_for.set(asking_of(request).form_token)
    try:
        yield
    finally:
        _drawn_for.reset(before)


def csrf_token() -> str:
    """The token that a form brings."""
    return _drawn_for.get()


def csrf_field() -> Markup:
    """The token as a field of a form."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, csrf_token())


async def from_own_page(request: Request) -> AsyncIterator[None]:
    """A dependency of every route: 403 where something would be changed from a page that is not onrecord's."""
    if request.method in SAFE or _by_program(request):
        yield
        return
    given = request.headers.get(HEADER)
    form = None
    if given is None:
        form = await request.form()
        field = form.get(FIELD)
        given = field if isinstance(field, str) else ""
    try:
        wanted = asking_of(request).form_token
        if not wanted or not hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode()):
            raise HTTPException(
                403,
                "this was not sent from a page of onrecord that is open now; load the page again, and send it again",
            )
        yield
    finally:
        if form is not None:
            await form.close()


def _by_program(request: Request) -> bool:
    """Whether it is no browser that asks: no page can have it send this."""
    asking = asking_of(request)
    if asking.way is Way.TOKEN:
        return True
    is_data = request.url.path.startswith("/api/")
    return is_data and asking.way is Way.LOCAL and not any(name in request.headers for name in _BY_BROWSERS)
