"""What a reviewer does in a report's page: judge, correct, add, take back, sign off, join."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import NotInLibrary, UsageError
from onrecord.serve.drawn import draw, is_part
from onrecord.serve.guards.door import record
from onrecord.serve.parts.card_review import PARTS, CardReview
from onrecord.serve.parts.cards import card_of
from onrecord.serve.parts.read_report import read_report
from onrecord.serve.parts.selected import Parts
from onrecord.serve.who import Editing, Reviewing, TheRoom
from onrecord.store.entities_judged import merge, split
from onrecord.store.entities_judged import undo as undo_join
from onrecord.store.lookup import key_of
from onrecord.store.reviewing.judged import Judged
from onrecord.store.reviewing.saying import Said, Saying, add_statement, opened, say, take_back
from onrecord.store.reviewing.signing import sign, withdraw

router = APIRouter(prefix="/reports/{number}/review")
SHORT = Annotated[str, Form(max_length=400)]


@router.post("/marks/{local}")
def judge(
    request: Request,
    room: TheRoom,
    person: Reviewing,
    number: int,
    local: str,
    what: Annotated[Literal["accept", "reject", "speaker", "act", "dispute", "no-dispute", "status"], Form()],
    known: Annotated[int | None, Form()] = None,
    queue: SHORT = "",
    speaker: SHORT = "",
    name: SHORT = "",
    kind: SHORT = "person",
    act: SHORT = "",
    other: SHORT = "",
    status: SHORT = "",
) -> Response:
    """Say something of a statement or an event.

    known: the last judgement that the page knew; speaker: an entity's id; name, kind: of one whom the record has not;
    other: the statement that is disputed, or not.
    """
    values = {
        "speaker": ({"name": name, "kind": kind} if name.strip() else speaker) or None,
        "act": act or None,
        "dispute": other,
        "no-dispute": other,
        "status": status,
    }
    asked: Saying = what
    record(request, what, f"report {number}, {local}")
    with room.library.writing() as connection:
        done = say(connection, number, local, asked, values.get(what), by=person.name, known=known)
    return _judged(request, room, person.name, number, [done], local=local, queue=queue, known=known)


@router.post("/words/{local}")
def correct(
    request: Request,
    room: TheRoom,
    person: Reviewing,
    number: int,
    local: str,
    parts: Parts,
    known: Annotated[int | None, Form()] = None,
    queue: SHORT = "",
) -> Response:
    """Correct the words of a statement's content, source and cue.

    What is as it was is left alone, and a part without words is none.
    """
    done: list[Said] = []
    record(request, "correct words", f"report {number}, {local}")
    with room.library.writing() as connection:
        one = opened(connection, number)
        said = next((it for it in one.left.attributions if it.id == local), None)
        if said is None:
            raise NotInLibrary(f"no statement {local!r} in report {number}")
        for part in PARTS:
            passage = getattr(said, part)
            spans = parts[part].spans(one.record, now=passage.spans if passage else (), near=said.content.spans)
            if spans != (passage.spans if passage else ()):
                asked: Saying = part  # type: ignore[assignment]
                done.append(say(connection, number, local, asked, spans or None, by=person.name, known=known))
    note = "" if done else "Nothing was changed."
    return _judged(request, room, person.name, number, done, local=local, queue=queue, known=known, note=note)


@router.post("/statements")
def add(
    request: Request,
    room: TheRoom,
    person: Reviewing,
    number: int,
    parts: Parts,
    known: Annotated[int | None, Form()] = None,
    queue: SHORT = "",
    speaker: SHORT = "",
    name: SHORT = "",
    kind: SHORT = "person",
    act: SHORT = "",
) -> Response:
    """Add a statement that was missed, by its words or their places as in ``correct``."""
    with room.library.writing() as connection:
        one = opened(connection, number)
        spans = parts["content"].spans(one.record)
        if not spans:
            raise UsageError("a statement has content; select its words in the text")
        done = add_statement(
            connection, number, spans,
            source=parts["source"].spans(one.record, near=spans) or None,
            cue=parts["cue"].spans(one.record, near=spans) or None,
            speaker=({"name": name, "kind": kind} if name.strip() else speaker) or None,
            act=act or None, by=person.name, known=known,
        )  # fmt: skip
    record(request, "add statement", f"report {number}, {done.local}")
    return _judged(request, room, person.name, number, [done], local=done.local, queue=queue, known=known)


@router.post("/undo")
def undo(
    request: Request,
    room: TheRoom,
    person: Reviewing,
    number: int,
    judgement: Annotated[int, Form()],
    chosen: SHORT = "",
    known: Annotated[int | None, Form()] = None,
    queue: SHORT = "",
) -> Response:
    """Take a judgement of this report back."""
    note = "That was taken back."
    record(request, "undo", f"report {number}, judgement {judgement}")
    with room.library.writing() as connection:
        one = opened(connection, number)
        found = next((it for it in one.judgements if it.number == judgement), None)
        if found is None:
            raise NotInLibrary(f"no judgement {judgement} of report {number}")
        if found.holds:
            take_back(connection, judgement, by=person.name)
        else:
            note = f"{found.undone_by} took that back before."
    return _judged(
        request, room, person.name, number, [], local=chosen or found.local, queue=queue, known=known, note=note
    )


@router.post("/sign-off")
def sign_off(
    request: Request, room: TheRoom, person: Reviewing, number: int, seen: Annotated[str, Form(max_length=64)]
) -> Response:
    """Sign the report off.  seen: the hash of the record that the page had."""
    note = ""
    try:
        with room.library.writing() as connection:
            sign(connection, number, by=person.name, seen=seen)
    except UsageError as error:
        if not is_part(request):
            raise
        note = str(error)
    record(request, "sign off refused" if note else "sign off", f"report {number}, record {seen[:12]}")
    return _signed(request, room, number, note)


@router.post("/withdraw")
def take_sign_off_back(
    request: Request, room: TheRoom, person: Reviewing, number: int, sign_off: Annotated[int, Form()]
) -> Response:
    """Take a sign-off of this report back."""
    record(request, "withdraw sign-off", f"report {number}, sign-off {sign_off}")
    with room.library.reading() as connection:
        signed = [one.number for one in read_report(connection, number).sign_offs if one.holds]
    if sign_off not in signed:
        raise NotInLibrary(f"no sign-off {sign_off} of report {number} that holds")
    with room.library.writing() as connection:
        withdraw(connection, sign_off, by=person.name)
    return _signed(request, room, number, "")


@router.post("/joins/{local}")
def join(
    request: Request,
    room: TheRoom,
    person: Editing,
    number: int,
    local: str,
    what: Annotated[Literal["merge", "split", "undo"], Form()],
    handle: SHORT = "",
    other: SHORT = "",
    decision: Annotated[int | None, Form()] = None,
    queue: SHORT = "",
) -> Response:
    """Say that a speaker and another are one, or that in this report it is somebody else, or take that back.

    handle: of the library's entity; other: that of the other one.
    """
    with room.library.writing() as connection:
        if what == "merge":
            made = merge(connection, [handle.strip(), other.strip()], person.name)
            note = f"{handle} and {other} are one."
        elif what == "split":
            made = split(connection, handle.strip(), [key_of(connection, number)], person.name)
            note = f"In this report {handle} is somebody else."
        else:
            made = undo_join(connection, person.name, decision)
            note = f"Decision {made.number} is taken back."
    record(request, f"{what} entities", f"report {number}, {local}: {note}")
    left = made.number if what != "undo" else None
    return _judged(
        request, room, person.name, number, [], local=local, queue=queue, known=None, note=note, decision=left
    )


def _judged(
    request: Request, room: TheRoom, by: str, number: int, done: Sequence[Said], *, local: str, queue: str,
    known: int | None, note: str = "", decision: int | None = None,
) -> Response:  # fmt: skip
    """The card as it is now, with all that hangs on it; a browser without scripts is sent to its page."""
    if not is_part(request):
        last = f"&known={known}" if known is not None else ""
        more = f"&queue={quote(queue, safe='')}" if queue else ""
        return RedirectResponse(f"/reports/{number}?chosen={quote(local)}{last}{more}#card", 303)
    with room.library.reading() as connection:
        one = read_report(connection, number)
    between = {it.number: it for said in done for it in said.between}
    own = {said.number for said in done}
    shown: list[Judged] = [it for key, it in sorted(between.items()) if key not in own]
    review = CardReview(
        one=one, chosen=local, queue=queue, between=shown, note=note, by=by, decision=decision
    )  # fmt: skip
    card = card_of(one, local, missing=True)
    return draw(request, "parts/judged.html", one=one, chosen=local, card=card, review=review)


def _signed(request: Request, room: TheRoom, number: int, note: str) -> Response:
    if not is_part(request):
        return RedirectResponse(f"/reports/{number}", 303)
    with room.library.reading() as connection:
        one = read_report(connection, number)
    return draw(request, "parts/sign_off.html", one=one, note=note)
