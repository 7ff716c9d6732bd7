"""E-mail: a message's body and the documents attached to it; mailboxes, message by message."""

from __future__ import annotations

import contextlib
import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

from onrecord.acquire.document import Refused
from onrecord.acquire.lines import as_html
from onrecord.acquire.moments import Moment, mail_moment
from onrecord.acquire.run import MOST_DEPTH, Result, Run, document_or_refusal, too_large
from onrecord.acquire.stream import Stream
from onrecord.errors import Damaged, Empty, InputError, Locked, NotText, TooLarge
from onrecord.reading.given import Given
from onrecord.reading.media import media_type_of

WHERE = "the message's header"
# More parts than this no message has that a person wrote.
_MOST_PARTS = 1000
# Python's parser takes about 3 microseconds a line, and goes through the lines once more for each part within a part:
# a message of 25 MB with its attachments has 340,000 lines, and this many steps take some 4 seconds.
_MOST_BYTES = 40_000_000
_MOST_STEPS = 3_000_000
_BOUNDARY = re.compile(rb"boundary\s*=\s*\"?([^\"\r\n;]{1,80})", re.IGNORECASE)
_WITHIN = re.compile(rb"message/rfc822", re.IGNORECASE)
_MOST_OF_HEADER = 2000
_ENCRYPTED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_ANSWERED = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr)\s*:)+\s*", re.IGNORECASE)
# What is passed over unless its bytes are those of a page: a part that is named as anything else than text is no text
# because it has no other mark (calendars, cards, signatures).
_TEXTUAL = ("text/plain", "text/html", "application/octet-stream", "application/pdf", "application/xhtml+xml")


def documents_in_message(data: bytes, uri: str, run: Run) -> Iterator[Result]:
    """The body of a message, at ``uri`` itself, and what is attached: ``uri#2``, ``uri#3`` ...

    Of alternatives the HTML is taken, as the fullest, else the plain text.  A message forwarded as an attachment is a
    document with a header of its own.  Pictures, signatures and the like are passed over.
    """
    try:
        message = _parsed(data)
        found = list(_found(message, run))
    except InputError as error:
        yield Refused(uri=uri, error=error)
        return
    # The email package fails on broken headers in all kinds of ways, and late, when it is asked for them.
    except Exception:
        yield Refused(uri=uri, error=_broken())
        return
    if not found:
        yield Refused(uri=uri, error=Empty("the message has no text and no document attached; open it in its program"))
    for number, one in enumerate(found, 1):
        place = uri if number == 1 else f"{uri}#{number}"
        if isinstance(one, InputError):
            yield Refused(uri=place, error=one)
        else:
            body, given = one
            yield document_or_refusal(body, place, given)


def documents_in_mailbox(stream: Stream, uri: str, run: Run) -> Iterator[Result]:
    """The messages of a mailbox (mbox), one by one: ``uri#1``, ``uri#2`` ..."""
    most = run.settings.max_bytes
    number, size = 0, 0
    lines: list[bytes] = []
    blank = True
    while True:
        try:
            line = stream.line(most)
        except InputError as error:
            yield Refused(uri=uri, error=error)
            return
        if line is None or (blank and line.startswith(b"From ")):
            if number:
                yield from _whole(lines, size, f"{uri}#{number}", run)
            if line is None:
                return
            number, size, lines = number + 1, 0, []
            continue
        blank = not line.strip()
        size += len(line)
        if size <= most:
            # A line of the text that begins so was written with a > before it.
            lines.append(line[1:] if re.match(rb">+From ", line) else line)


def _whole(lines: list[bytes], size: int, place: str, run: Run) -> Iterator[Result]:
    if size > run.settings.max_bytes:
        yield Refused(uri=place, error=too_large(run.settings.max_bytes))
    else:
        yield from documents_in_message(b"".join(lines), place, run)


def _parsed(data: bytes) -> Message:
    """The message.  Raises TooLarge or Damaged where taking it apart would take too long, or is past doing."""
    boundaries = set(_BOUNDARY.findall(data[:_MOST_BYTES]))
    steps = (data.count(b"\n") + 1) * (2 + len(boundaries) + len(_WITHIN.findall(data)))
    if len(data) > _MOST_BYTES or len(boundaries) > 100 or steps > _MOST_STEPS:
        raise TooLarge("the message is too large or has too many parts within parts; save its text and attachments")
    if sum(data.count(b"\n--" + boundary) for boundary in boundaries) > _MOST_PARTS:
        raise TooLarge(f"the message has more than {_MOST_PARTS} parts; save its text and attachments")
    try:
        return email.message_from_bytes(data)
    except Exception:  # see documents_in_message
        raise _broken() from None


def _broken() -> Damaged:
    return Damaged("the message is broken past reading; save its text from a mail program")


_Found = tuple[bytes, Given] | InputError


def _found(message: Message, run: Run, depth: int = 0) -> Iterator[_Found]:
    """Bodies and attachments in their order, each with what is known of it; errors for those that cannot be had."""
    if message.get_content_type() in _ENCRYPTED:
        yield Locked("the message is encrypted; save its text from the mail program")
        return
    given = _given(message)
    body = _body(message)
    if body is not None:
        yield _part(body, given)
    for part in _leaves(message):
        if part.get_content_type() == "message/rfc822":
            inner = _children(part)
            if inner and depth < MOST_DEPTH:
                yield from _found(inner[0], run, depth + 1)
            elif inner:
                yield TooLarge(f"messages within messages are read {MOST_DEPTH} deep; save the inner one")
        elif part is body:
            continue
        elif part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text":
            yield from _attached(part, given, run)
        # Else it says what the body says in another way, or is the footer of a mailing list.


def _attached(part: Message, given: Given, run: Run) -> Iterator[_Found]:
    """A document attached to the message; nothing where it is no document."""
    try:
        data = _bytes(part)
    except InputError as error:
        yield error
        return
    kind = media_type_of(data)
    named = part.get_content_type()
    if kind == "text/plain" and named not in _TEXTUAL:
        run.tally.passed_over += 1
    elif kind in ("text/plain", "text/html"):
        yield _part(part, Given(published=given.published, time=given.time, where=WHERE))
    elif kind == "application/pdf":
        yield data, Given(published=given.published, time=given.time, where=WHERE)
    elif kind.startswith(("application/", "message/")):
        yield NotText(f"what is attached is {kind}; save it and add the file")
    else:
        run.tally.passed_over += 1


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in their order; a message within is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(_children(part))
        else:
            yield part


def _children(part: Message) -> list[Message]:
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _body(part: Message) -> Message | None:
    """The part that is the message's text: of alternatives the HTML, unless it has no words; else the first."""
    if part.get_content_maintype() == "multipart":
        found = [body for child in _children(part) if (body := _body(child)) is not None]
        html = next((one for one in found if one.get_content_type() == "text/html"), None)
        if html is not None and part.get_content_subtype() == "alternative":
            return html
        return found[0] if found else None
    if part.get_content_type() not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
        return None
    try:
        return part if re.search(rb"\w|[\x80-\xff]", re.sub(rb"<[^>]*>", b"", _bytes(part))) else None
    except InputError:
        return None


def _part(part: Message, given: Given) -> tuple[bytes, Given] | InputError:
    """A text part in UTF-8 where its charset is known, else its bytes as they are."""
    try:
        data = _bytes(part)
    except InputError as error:
        return error
    try:
        text = data.decode(part.get_content_charset() or "ascii")
    except (LookupError, ValueError, MessageError):
        return data, given
    if part.get_content_type() == "text/html":
        text = as_html(text)
    return text.encode("utf-8", errors="replace"), replace(given, charset="utf-8")


def _bytes(part: Message) -> bytes:
    """What a part holds, its transfer encoding undone."""
    try:
        data = part.get_payload(decode=True)
    except Exception:
        raise Damaged("a part of the message cannot be decoded; save it from a mail program") from None
    return data if isinstance(data, bytes) else b""


def _given(message: Message) -> Given:
    """What the header tells: the subject as title, the day it was sent, and whose list or newsletter it is."""
    day, time = _moment(message) or (None, None)
    title = _ANSWERED.sub("", _header(message, "subject") or "").strip()
    return Given(published=day, time=time, title=title or None, publisher=_publisher(message), where=WHERE)


def _moment(message: Message) -> Moment | None:
    written = _header(message, "date")
    try:
        return mail_moment(written) if written else None
    except ValueError:
        return None


def _publisher(message: Message) -> str | None:
    """The name of the list or newsletter; None for mail from one person to another."""
    listed = _header(message, "list-id")
    if listed and (name := listed.partition("<")[0].strip(' "')):
        return name[:200]
    if listed or _header(message, "list-unsubscribe") or (_header(message, "precedence") or "").lower() == "bulk":
        return (_header(message, "from") or "").partition("<")[0].strip(' "')[:200] or None
    return None


def _header(message: Message, name: str) -> str | None:
    """A header as one line of text, None where it is missing; no more of it is read than any one needs."""
    value = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")[:_MOST_OF_HEADER]
    raw = value.encode("utf-8", errors="surrogateescape")
    try:
        value = raw.decode("utf-8")
    except UnicodeDecodeError:
        value = raw.decode("cp1252", errors="replace")
    with contextlib.suppress(ValueError, LookupError, MessageError):
        value = str(make_header(decode_header(value)))
    return " ".join(value.encode("utf-8", errors="replace").decode("utf-8").split()) or None
