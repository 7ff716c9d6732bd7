"""Finding out who asks: the room's one person, else a bearer token (of programs, for the API), else a cookie.

Cookies are ``HttpOnly``, ``SameSite=Lax`` (so that a link in a letter opens the page; forms have a token besides) and,
over https, ``Secure`` under a name with ``__Host-`` before it, which no neighbour of the site can set.  Their names
have the port, since browsers keep one jar for all ports of a host.
"""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import Response

from onrecord.errors import LibraryError
from onrecord.serve.room import Room
from onrecord.serve.who import Asking, Person, Role, Way
from onrecord.store.accounts_sessions import (
    ROLE_OF,
    ago,
    is_secret,
    session_of,
    token_of,
    touch_session,
    touch_token,
)

SESSION, SIGN_IN = "onrecord", "onrecord-sign-in"
_KEPT_TO = 300  # seconds to which it is kept when a session or a token was last used: not every page is a write


def who_asks(room: Room, connection: HTTPConnection) -> Asking:
    """Who asks.  Raises LibraryError where that cannot be looked up."""
    origin = connection.client.host if connection.client else "unknown"
    if room.person:
        person = Person(name=room.person, role=Role.EDITOR)
        return Asking(person=person, way=Way.LOCAL, secret=room.secret, origin=origin)
    if is_api(connection) and "authorization" in connection.headers:
        return _by_token(room, connection, origin)
    return _by_cookie(room, connection, origin)


def is_api(connection: HTTPConnection) -> bool:
    """Whether it asks for data, not for a page."""
    return connection.url.path.startswith("/api/")


def keep_in_use(room: Room, connection: HTTPConnection, asking: Asking) -> None:
    """Keep that the session or the token is in use now; that it cannot be kept is no matter."""
    try:
        with room.library.writing() as writing:
            if asking.way is Way.SESSION and asking.secret:
                touch_session(writing, asking.secret)
            elif secret := _bearer(connection):
                touch_token(writing, secret)
    except LibraryError:
        return


def set_cookie(response: Response, connection: HTTPConnection, name: str, value: str, *, days: int | None) -> None:
    """Give a browser a cookie; days: None keeps it until the browser is closed."""
    response.set_cookie(
        cookie_name(connection, name), value, max_age=days * 86_400 if days else None, path="/",
        secure=_is_secure(connection), httponly=True, samesite="lax" if name == SESSION else "strict",
    )  # fmt: skip


def drop_cookie(response: Response, connection: HTTPConnection, name: str) -> None:
    """Have a browser forget a cookie."""
    response.delete_cookie(
        cookie_name(connection, name), path="/", secure=_is_secure(connection), httponly=True,
        samesite="lax" if name == SESSION else "strict",
    )  # fmt: skip


def cookie_name(connection: HTTPConnection, name: str) -> str:
    """The name of a cookie under the address that was asked for."""
    port = re.search(r":(\d{1,5})$", connection.headers.get("host", ""))
    whole = f"{name}-{port[1]}" if port else name
    return f"__Host-{whole}" if _is_secure(connection) else whole


def _is_secure(connection: HTTPConnection) -> bool:
    return connection.url.scheme == "https"


def _by_token(room: Room, connection: HTTPConnection, origin: str) -> Asking:
    secret = _bearer(connection)
    if secret is None:
        return Asking(origin=origin)
    with room.library.reading() as reading:
        found = token_of(reading, secret)
    if found is None:
        return Asking(origin=origin)
    token, account = found
    role = min(Role[account.role.upper()], Role[ROLE_OF[token.scope].upper()])
    person = Person(name=account.name, role=role, account=account.number)
    unseen = token.used is None or ago(token.used) > _KEPT_TO
    return Asking(person=person, way=Way.TOKEN, origin=f"{origin}, token {token.name}", unseen=unseen)


def _bearer(connection: HTTPConnection) -> str | None:
    given = connection.headers.getlist("authorization")
    if len(given) != 1:
        return None
    kind, _, secret = given[0].partition(" ")
    return secret.strip() if kind.lower() == "bearer" else None


def _by_cookie(room: Room, connection: HTTPConnection, origin: str) -> Asking:
    if secret := _cookie(connection, SESSION):
        with room.library.reading() as reading:
            session = session_of(reading, secret, idle_hours=room.settings.session_idle_hours)
        if session is not None:
            account = session.account
            person = Person(name=account.name, role=Role[account.role.upper()], account=account.number)
            unseen = ago(session.seen) > _KEPT_TO
            return Asking(person=person, way=Way.SESSION, secret=secret, origin=origin, unseen=unseen)
    return Asking(secret=_cookie(connection, SIGN_IN), origin=origin)


def _cookie(connection: HTTPConnection, name: str) -> str | None:
    """The cookie's value; None where there is none, several (a neighbour may have set one), or one not of ours."""
    wanted = cookie_name(connection, name)
    pairs: list[Any] = [
        pair.strip().partition("=") for line in connection.headers.getlist("cookie") for pair in line.split(";")
    ]
    values = [value for key, _, value in pairs if key == wanted]
    return values[0] if len(values) == 1 and is_secret(values[0]) else None
