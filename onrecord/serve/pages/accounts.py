"""Accounts: an editor's list of all, and a page for each with its password, its tokens and where it is signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Path, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import LibraryMissing, NotInLibrary, OnrecordError, UsageError
from onrecord.serve.asking import SESSION, set_cookie
from onrecord.serve.drawn import draw
from onrecord.serve.errors import status_of
from onrecord.serve.guards.door import recorded_already
from onrecord.serve.room import Room
from onrecord.serve.who import Asking, Editing, Person, Reading, Role, TheAsking, TheRoom, Way
from onrecord.store import accounts as kept
from onrecord.store.accounts_audit import put_entry
from onrecord.store.accounts_passwords import hash_password, is_password
from onrecord.store.accounts_sessions import LONGEST_LIFE, begin_session, make_token, revoke_token, tokens

# What is done here is put in the audit log in the transaction that does it.
router = APIRouter(dependencies=[Depends(recorded_already)])
Number = Annotated[int, Path(ge=1, le=2**53)]


@router.get("/accounts")
def all_accounts(request: Request, room: TheRoom, person: Reading) -> Response:
    """All accounts, for an editor; others get to their own."""
    if not person.may(Role.EDITOR):
        return RedirectResponse(f"/accounts/{person.account}", 303)
    return _all(request, room)


@router.post("/accounts")
def add_account(
    request: Request,
    room: TheRoom,
    asking: TheAsking,
    person: Editing,
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
    role: Annotated[str, Form()] = "reader",
) -> Response:
    """Make an account."""
    try:
        hashed = hash_password(password, kept.account_name(name))
        room.library.make()
        with room.library.writing() as connection:
            kept.add_account(connection, name, role, hashed, asking.actor)
    except UsageError as error:
        return _all(request, room, problem=str(error), name=name)
    return RedirectResponse("/accounts", 303)


@router.get("/accounts/{number}")
def one_account(request: Request, room: TheRoom, person: Reading, number: Number) -> Response:
    """An account: one's own, or for an editor anyone's."""
    _may_see_to(person, number)
    return _one(request, room, number)


@router.post("/accounts/{number}/role")
def change_role(
    request: Request, room: TheRoom, asking: TheAsking, person: Editing, number: Number, role: Annotated[str, Form()]
) -> Response:
    """Let an account do more or less."""
    try:
        with room.library.writing() as connection:
            kept.set_role(connection, number, role, asking.actor)
    except UsageError as error:
        return _all(request, room, problem=str(error))
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{number}/disable")
def disable(request: Request, room: TheRoom, asking: TheAsking, person: Editing, number: Number) -> Response:
    """Let nobody in by it any more."""
    try:
        with room.library.writing() as connection:
            kept.disable(connection, number, asking.actor)
    except UsageError as error:
        return _all(request, room, problem=str(error))
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{number}/enable")
def enable(room: TheRoom, asking: TheAsking, person: Editing, number: Number) -> Response:
    """Let it in again."""
    with room.library.writing() as connection:
        kept.enable(connection, number, asking.actor)
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{number}/password")
def change_password(
    request: Request,
    room: TheRoom,
    asking: TheAsking,
    person: Reading,
    number: Number,
    password: Annotated[str, Form()],
    before: Annotated[str, Form()] = "",
) -> Response:
    """Give it another password; one's own is changed by who knows it.  It is signed out everywhere but here."""
    _may_see_to(person, number)
    own = person.account == number
    try:
        if own:
            _check_own(room, person, asking, before)
        with room.library.reading() as reading:
            account = kept.find_account(reading, number)
        hashed = hash_password(password, account.name)
    except UsageError as error:
        return _one(request, room, number, problem=str(error))
    answer = RedirectResponse(f"/accounts/{number}?changed=1", 303)
    with room.library.writing() as connection:
        kept.set_password(connection, number, hashed, asking.actor)
        if own and asking.way is Way.SESSION:
            secret = begin_session(connection, account, days=room.settings.session_days)
            set_cookie(answer, request, SESSION, secret, days=room.settings.session_days)
    return answer


@router.post("/accounts/{number}/sign-out")
def sign_out_everywhere(room: TheRoom, asking: TheAsking, person: Reading, number: Number) -> Response:
    """Sign it out in every browser."""
    _may_see_to(person, number)
    with room.library.writing() as connection:
        account = kept.find_account(connection, number)
        kept.sign_out_everywhere(connection, account)
        put_entry(connection, asking.actor, "sign out everywhere", account.name)
    return RedirectResponse(f"/accounts/{number}", 303)


@router.post("/accounts/{number}/tokens")
def add_token(
    request: Request,
    room: TheRoom,
    asking: TheAsking,
    person: Reading,
    number: Number,
    name: Annotated[str, Form()],
    scope: Annotated[str, Form()],
    days: Annotated[int, Form(ge=1, le=LONGEST_LIFE)],
) -> Response:
    """Make a token; the page has it this once."""
    _may_see_to(person, number)
    try:
        with room.library.writing() as connection:
            token, secret = make_token(connection, number, name, scope, days, asking.actor)
    except UsageError as error:
        return _one(request, room, number, problem=str(error))
    return _one(request, room, number, made=token.name, secret=secret)


@router.post("/accounts/{number}/tokens/{token}/revoke")
def revoke(room: TheRoom, asking: TheAsking, person: Reading, number: Number, token: Number) -> Response:
    """Have a token refused from now on."""
    _may_see_to(person, number)
    with room.library.writing() as connection:
        revoke_token(connection, number, token, asking.actor)
    return RedirectResponse(f"/accounts/{number}#tokens", 303)


def _may_see_to(person: Person, number: int) -> None:
    if person.account != number and not person.may(Role.EDITOR):
        raise HTTPException(403, "this is somebody else's account; ask one who keeps the accounts")


def _check_own(room: Room, person: Person, asking: Asking, before: str) -> None:
    """Raises UsageError where it is not their password: who finds a browser open cannot lock its owner out."""
    if room.limits.try_sign_in(person.name, asking.origin):
        raise UsageError("too many wrong passwords; wait some minutes")
    with room.library.reading() as connection:
        found = kept.kept_password(connection, person.account or 0)
    if found is None or not is_password(found[1], before):
        raise UsageError("this is not your password as it was; nothing is changed")
    room.limits.signed_in(person.name, asking.origin)


def _all(request: Request, room: Room, problem: str = "", name: str = "") -> Response:
    known: list[kept.Account] = []
    try:
        with room.library.reading() as connection:
            known = kept.accounts(connection)
    except LibraryMissing:
        pass
    return draw(request, "accounts.html", 400 if problem else 200, accounts=known, problem=problem, name=name)


def _one(request: Request, room: Room, number: int, *, problem: str = "", made: str = "", secret: str = "") -> Response:
    try:
        with room.library.reading() as connection:
            account = kept.find_account(connection, number)
            held = tokens(connection, number)
    except NotInLibrary as error:
        raise _gone(error) from None
    values = {"account": account, "tokens": held, "problem": problem, "made": made, "secret": secret}
    return draw(request, "account.html", 400 if problem else 200, **values)


def _gone(error: OnrecordError) -> HTTPException:
    return HTTPException(status_of(error), "there is no such account")
