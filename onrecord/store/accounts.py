"""Accounts: who may use the library over the network, and as what.

What is done to them is kept in the audit log, in the same transaction (``accounts_audit``); who is signed in and by
which tokens programs ask is in ``accounts_sessions``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from onrecord.errors import NotInLibrary, UsageError
from onrecord.store import schema
from onrecord.store.accounts_audit import Actor, put_entry
from onrecord.store.identity import now

RoleName = Literal["reader", "reviewer", "editor"]
ROLES: tuple[RoleName, ...] = get_args(RoleName)  # each may do all that those before may
LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """Somebody who may sign in.  made, disabled: moments, ISO in UTC; disabled is null while they may get in."""

    number: int
    name: str
    role: RoleName
    made: str
    disabled: str | None


def is_any(connection: Connection, *, enabled: bool = False) -> bool:
    """Whether there are accounts.  enabled: by which somebody may get in."""
    query = select(func.count()).select_from(schema.account)
    return bool(connection.scalar(query.where(schema.account.c.disabled.is_(None)) if enabled else query))


def accounts(connection: Connection) -> list[Account]:
    """All accounts, by name."""
    return [account_of(row) for row in connection.execute(select(schema.account).order_by(schema.account.c.key))]


def find_account(connection: Connection, name: str | int) -> Account:
    """The account of this name or number.  Raises NotInLibrary."""
    return account_of(_row(connection, name))


def kept_password(connection: Connection, name: str | int) -> tuple[Account, str] | None:
    """The account of this name or number with the hash of its password; None where there is none."""
    try:
        row = _row(connection, name)
    except NotInLibrary:
        return None
    return account_of(row), row.hash


def add_account(connection: Connection, name: str, role: str, hashed: str, actor: Actor) -> Account:
    """Make an account.  hashed: what ``accounts_passwords.hash_password`` gave.  Raises UsageError."""
    called = account_name(name)
    table = schema.account
    if connection.scalar(select(table.c.id).where(table.c.key == _key(called))) is not None:
        raise UsageError(f"there is an account {called!r} already; take another name")
    values = {"name": called, "key": _key(called), "hash": hashed, "role": role_name(role), "made": now()}
    connection.execute(insert(table), values)
    put_entry(connection, actor, f"add account as {role}", called)
    return find_account(connection, called)


def set_role(connection: Connection, name: str | int, role: str, actor: Actor) -> Account:
    """Let an account do more or less from now on.  Raises NotInLibrary, UsageError."""
    account = find_account(connection, name)
    if role_name(role) != "editor":
        _keep_an_editor(connection, account)
    _set(connection, account, {"role": role})
    put_entry(connection, actor, f"make {role}", account.name)
    return find_account(connection, account.number)


def disable(connection: Connection, name: str | int, actor: Actor) -> Account:
    """Let nobody in by an account any more: it is signed out everywhere, and its tokens are refused."""
    account = find_account(connection, name)
    _keep_an_editor(connection, account)
    if account.disabled is None:
        _set(connection, account, {"disabled": now()})
    sign_out_everywhere(connection, account)
    put_entry(connection, actor, "disable account", account.name)
    return find_account(connection, account.number)


def enable(connection: Connection, name: str | int, actor: Actor) -> Account:
    """Let an account in again."""
    account = find_account(connection, name)
    _set(connection, account, {"disabled": None})
    put_entry(connection, actor, "enable account", account.name)
    return find_account(connection, account.number)


def set_password(connection: Connection, name: str | int, hashed: str, actor: Actor) -> Account:
    """Give an account another password; it is signed out everywhere.  Tokens stay: each is revoked by itself."""
    account = find_account(connection, name)
    _set(connection, account, {"hash": hashed})
    sign_out_everywhere(connection, account)
    put_entry(connection, actor, "change password", account.name)
    return account


def renew_hash(connection: Connection, account: Account, before: str, hashed: str) -> None:
    """Keep the same password at another cost, where it was not changed meanwhile."""
    table = schema.account
    connection.execute(update(table).where(table.c.id == account.number, table.c.hash == before).values(hash=hashed))


def sign_out_everywhere(connection: Connection, account: Account) -> None:
    """End all that is signed in by an account."""
    connection.execute(delete(schema.session).where(schema.session.c.account == account.number))


def account_name(name: str) -> str:
    """A name as it is kept.  Raises UsageError where it is none: empty, too long, with controls in it."""
    called = unicodedata.normalize("NFC", " ".join(name.split()))
    if not called:
        raise UsageError("an account needs a name; give one")
    if len(called) > LONGEST_NAME:
        raise UsageError(f"a name has at most {LONGEST_NAME} characters; take a shorter one")
    if any(unicodedata.category(char)[0] == "C" for char in called):
        raise UsageError("a name has no control or direction characters; take them out")
    if called.isdecimal():
        raise UsageError("a name is more than a number; add a letter")
    return called


def role_name(role: str) -> RoleName:
    """The role of this name.  Raises UsageError where there is none."""
    for one in ROLES:
        if one == role:
            return one
    raise UsageError(f"no role {role!r}; there are {', '.join(ROLES)}")


def account_of(row: Row[Any]) -> Account:
    """A row of ``account`` as an Account."""
    return Account(number=row.id, name=row.name, role=row.role, made=row.made, disabled=row.disabled)


def _row(connection: Connection, name: str | int) -> Row[Any]:
    table = schema.account
    asked = table.c.id == name if isinstance(name, int) else table.c.key == _key(name)
    row = connection.execute(select(table).where(asked)).first()
    if row is None:
        called = f"number {name}" if isinstance(name, int) else repr(name[:LONGEST_NAME])
        raise NotInLibrary(f"there is no account {called}; onrecord user list has them")
    return row


def _key(name: str) -> str:
    """In small letters, without what only looks different."""
    return unicodedata.normalize("NFKC", " ".join(unicodedata.normalize("NFKC", name).split()).casefold())


def _set(connection: Connection, account: Account, values: dict[str, Any]) -> None:
    connection.execute(update(schema.account).where(schema.account.c.id == account.number).values(values))


def _keep_an_editor(connection: Connection, account: Account) -> None:
    """Raises UsageError where nobody could see to the accounts without this one."""
    table = schema.account
    others = select(func.count()).where(
        table.c.role == "editor", table.c.disabled.is_(None), table.c.id != account.number
    )
    if account.role == "editor" and account.disabled is None and not connection.scalar(others):
        raise UsageError(f"{account.name} is the last editor; make somebody else editor first")
