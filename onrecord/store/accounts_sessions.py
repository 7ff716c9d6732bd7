"""Who is signed in in a browser, and the tokens by which programs ask in somebody's name.

A secret is 32 random bytes, so its sha256 is kept: who reads the library's file cannot get in by it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import Connection, delete, insert, select, update

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store import schema
from onrecord.store.accounts import Account, RoleName, account_of, find_account
from onrecord.store.accounts_audit import Actor, put_entry
from onrecord.store.identity import now

Scope = Literal["read", "review", "edit"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
ROLE_OF: dict[Scope, RoleName] = {"read": "reader", "review": "reviewer", "edit": "editor"}
LONGEST_LIFE = 366  # days
MARK = "onrecord_"  # how a token begins, so that it is known for one where it should not be
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """A browser in which somebody is signed in.  Moments are ISO in UTC."""

    account: Account
    made: str
    seen: str
    expires: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """By which a program asks; its secret is told once, when it is made.  scope: it may do no more than that."""

    number: int
    account: int
    name: str
    scope: Scope
    made: str
    expires: str
    used: str | None

    @property
    def expired(self) -> bool:
        """Whether its time is over."""
        return self.expires <= now()


def is_secret(words: str) -> bool:
    """Whether it has the form of what ``begin_session`` gives."""
    return _SECRET.fullmatch(words) is not None


def begin_session(connection: Connection, account: Account, *, days: int) -> str:
    """Sign somebody in for so many days; returns the cookie's secret.  What is over is cleared away."""
    secret = secrets.token_urlsafe(32)
    at = now()
    table = schema.session
    connection.execute(delete(table).where(table.c.expires <= at))
    values = {"hash": _hash(secret), "account": account.number, "made": at, "seen": at, "expires": _in(days=days)}
    connection.execute(insert(table), values)
    return secret


def session_of(connection: Connection, secret: str, *, idle_hours: int) -> Session | None:
    """Who is signed in with this secret; None where nobody is: unknown, over, unused for so many hours, disabled."""
    table, account = schema.session, schema.account
    since = _in(hours=-idle_hours)
    query = select(table.c.made.label("began"), table.c.seen, table.c.expires, account).join(
        account, account.c.id == table.c.account
    )
    row = connection.execute(
        query.where(
            table.c.hash == _hash(secret), table.c.expires > now(), table.c.seen > since, account.c.disabled.is_(None)
        )
    ).first()
    if row is None:
        return None
    return Session(account=account_of(row), made=row.began, seen=row.seen, expires=row.expires)


def touch_session(connection: Connection, secret: str) -> None:
    """Keep that it is in use now."""
    connection.execute(update(schema.session).where(schema.session.c.hash == _hash(secret)).values(seen=now()))


def end_session(connection: Connection, secret: str) -> None:
    """Sign out."""
    connection.execute(delete(schema.session).where(schema.session.c.hash == _hash(secret)))


def make_token(
    connection: Connection, account: str | int, name: str, scope: str, days: int, actor: Actor
) -> tuple[Token, str]:
    """Make a token; returns it with its secret, which is told nowhere else.

    name: what it is for; scope: one of ``SCOPES``; days: until it is refused.  Raises UsageError, NotInLibrary.
    """
    owner = find_account(connection, account)
    called = " ".join(name.split())[:80]
    if not called:
        raise UsageError("a token needs a name; say what it is for")
    if scope not in SCOPES:
        raise UsageError(f"no scope {scope!r}; there are {', '.join(SCOPES)}")
    if not 1 <= days <= LONGEST_LIFE:
        raise UsageError(f"a token lasts from 1 to {LONGEST_LIFE} days, not {days}")
    if any(one.name == called for one in tokens(connection, owner.number)):
        raise UsageError(f"{owner.name} has a token {called!r} already; take another name, or revoke that one")
    secret = MARK + secrets.token_urlsafe(32)
    values = {"hash": _hash(secret), "account": owner.number, "name": called, "scope": scope, "made": now()}
    connection.execute(insert(schema.token), values | {"expires": _in(days=days)})
    put_entry(connection, actor, f"make token to {scope}", f"{owner.name}: {called}")
    return next(one for one in tokens(connection, owner.number) if one.name == called), secret


def tokens(connection: Connection, account: int) -> list[Token]:
    """The tokens of an account, the last made first; also those whose time is over."""
    table = schema.token
    rows = connection.execute(select(table).where(table.c.account == account).order_by(table.c.id.desc()))
    return [
        Token(
            number=row.id, account=row.account, name=row.name, scope=row.scope, made=row.made, expires=row.expires,
            used=row.used,
        )
        for row in rows
    ]  # fmt: skip


def token_of(connection: Connection, secret: str) -> tuple[Token, Account] | None:
    """The token with this secret and whose it is; None where it is unknown, over, or its account disabled."""
    if not (secret.startswith(MARK) and is_secret(secret.removeprefix(MARK))):
        return None
    table = schema.token
    found = connection.execute(
        select(table.c.id, table.c.account).where(table.c.hash == _hash(secret), table.c.expires > now())
    ).first()
    if found is None:
        return None
    owner = find_account(connection, found.account)
    token = next(one for one in tokens(connection, owner.number) if one.number == found.id)
    return None if owner.disabled else (token, owner)


def touch_token(connection: Connection, secret: str) -> None:
    """Keep that it is in use now."""
    connection.execute(update(schema.token).where(schema.token.c.hash == _hash(secret)).values(used=now()))


def revoke_token(connection: Connection, account: str | int, name: str | int, actor: Actor) -> Token:
    """Have a token refused from now on.  name: its name or number.  Raises NotInLibrary."""
    owner = find_account(connection, account)
    for one in tokens(connection, owner.number):
        if name in (one.number, one.name):
            connection.execute(delete(schema.token).where(schema.token.c.id == one.number))
            put_entry(connection, actor, "revoke token", f"{owner.name}: {one.name}")
            return one
    raise NotInLibrary(f"{owner.name} has no token {name!r}; onrecord user list has them")


def ago(moment: str) -> float:
    """Seconds since a moment."""
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _in(*, days: int = 0, hours: int = 0) -> str:
    """A moment from now, spelt as ``now`` does."""
    return (datetime.now(UTC) + timedelta(days=days, hours=hours)).strftime("%Y-%m-%dT%H:%M:%SZ")
