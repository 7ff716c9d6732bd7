"""Signing in and out."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import LibraryError
from onrecord.serve.asking import SESSION, SIGN_IN, drop_cookie, set_cookie
from onrecord.serve.drawn import draw
from onrecord.serve.guards.door import own_path, recorded_already
from onrecord.serve.room import Room
from onrecord.serve.who import Asking, Reading, TheAsking, TheRoom, Way
from onrecord.store.accounts import Account, kept_password, renew_hash
from onrecord.store.accounts_audit import Actor, put_entry
from onrecord.store.accounts_passwords import hash_password, is_outdated, is_password
from onrecord.store.accounts_sessions import begin_session, end_session

router = APIRouter()
WRONG = "no account has this name and this password"


@router.get("/sign-in")
def sign_in_page(request: Request, asking: TheAsking, after: Annotated[str, Query(alias="next")] = "/") -> Response:
    """Where one signs in; next: where one goes from there."""
    if asking.person is not None:
        return RedirectResponse(own_path(after), 303)
    return _page(request, after)


@router.post("/sign-in")
def sign_in(
    request: Request,
    room: TheRoom,
    asking: TheAsking,
    later: BackgroundTasks,
    name: Annotated[str, Form(max_length=400)],
    password: Annotated[str, Form(max_length=4000)],
    after: Annotated[str, Form(alias="next")] = "/",
) -> Response:
    """Sign in; who was signed in in this browser is signed out, and its cookie gets a new secret in any case."""
    if asking.way is Way.LOCAL:
        return RedirectResponse(own_path(after), 303)
    address = request.client.host if request.client else "unknown"
    if wait := room.limits.try_sign_in(name, address):
        response = _page(request, after, 429, f"too many wrong passwords; wait {wait} seconds, and try again", name)
        response.headers["retry-after"] = str(wait)
        return response
    with room.library.reading() as connection:
        found = kept_password(connection, name)
    right = is_password(found[1] if found else None, password)
    if found is None or not right or found[0].disabled:
        if found:
            # Once it is answered: that it takes time must not tell which names there are.
            later.add_task(_told, room, Actor(name=found[0].name, origin=asking.origin), "fail to sign in")
        response = _page(request, after, 401, WRONG, name)
        response.background = later
        return response
    room.limits.signed_in(name, address)
    account, kept = found
    secret = _begin(room, asking, account, kept, password)
    answer = RedirectResponse(own_path(after), 303)
    set_cookie(answer, request, SESSION, secret, days=room.settings.session_days)
    drop_cookie(answer, request, SIGN_IN)
    return answer


@router.post("/sign-out")
def sign_out(request: Request, room: TheRoom, asking: TheAsking, person: Reading) -> Response:
    """Sign out in this browser."""
    recorded_already(request)
    answer = RedirectResponse("/sign-in", 303)
    if asking.way is Way.SESSION and asking.secret:
        with room.library.writing() as connection:
            end_session(connection, asking.secret)
            put_entry(connection, asking.actor, "sign out")
        drop_cookie(answer, request, SESSION)
    return answer


def _begin(room: Room, asking: Asking, account: Account, kept: str, password: str) -> str:
    renewed = hash_password(password, account.name) if is_outdated(kept) else None
    with room.library.writing() as connection:
        if asking.way is Way.SESSION and asking.secret:
            end_session(connection, asking.secret)
        if renewed:
            renew_hash(connection, account, kept, renewed)
        put_entry(connection, Actor(name=account.name, origin=asking.origin), "sign in")
        return begin_session(connection, account, days=room.settings.session_days)


def _page(request: Request, after: str, status: int = 200, problem: str = "", name: str = "") -> Response:
    asking: Asking = request.state.asking
    made = None
    if asking.secret is None:
        made = secrets.token_urlsafe(32)
        request.state.asking = replace(asking, secret=made)
    page = draw(request, "sign_in.html", status, after=own_path(after), problem=problem, name=name[:100])
    if made:
        set_cookie(page, request, SIGN_IN, made, days=None)
    return page


def _told(room: Room, actor: Actor, what: str) -> None:
    try:
        with room.library.writing() as connection:
            put_entry(connection, actor, what)
    except LibraryError:
        return
