"""Each form that is posted brings the token by which ``guards/own_pages.py`` knows it for one of onrecord's own.

Nothing has to be done for a new page: a ``<form method="post">`` in a template gets the field when the template is
loaded, as the first of its fields; htmx sends the token as a header, which ``<body hx-headers>`` in ``base.html`` has;
a script of its own takes it from ``static/token.js``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from fastapi import Request
from jinja2.ext import Extension
from markupsafe import Markup

from onrecord.serve.who import asking_of

FIELD = "csrf"
_drawn_for: ContextVar[str] = ContextVar("form_token", default="")
# A tag with what a template says in its attributes as it stands.
_SAYS = r"\{\{.*?\}\}|\{%.*?%\}"
_FORM = re.compile(
    rf"""<form\b(?:{_SAYS}|"(?:{_SAYS}|[^"])*"|'(?:{_SAYS}|[^'])*'|[^>"'])*>""", re.DOTALL | re.IGNORECASE
)
_POSTS = re.compile(r"""\bmethod\s*=\s*["']?post\b""", re.IGNORECASE)


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
