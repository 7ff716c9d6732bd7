"""What was sent, made into what is to be added."""

from __future__ import annotations

import re
from typing import TypedDict

from onrecord.acquire.addresses import is_address
from onrecord.acquire.moments import iso_moment
from onrecord.errors import UsageError
from onrecord.reading.links import one_form
from onrecord.serve.jobs.job import Source
from onrecord.serve.jobs.receive import Received

MOST_ADDRESSES = 500


class _Known(TypedDict, total=False):
    published: str
    time: str | None
    url: str


def sources_of(received: Received, at: str) -> list[Source]:
    """The sources, in the order of the form; at: the moment that a pasted text is named by.

    Raises UsageError where there are none, and for a date or an address that is none.
    """
    text = received.text if received.text and received.text.size else None
    files, known = received.files, _known(received)
    if known and not text and len(files) != 1:
        raise UsageError("a date and an address are told of a pasted text, or of a single file")
    sources = [Source(uri=one.label, file=one.file, size=one.size) for one in files]
    if text:
        sources.append(Source(uri=f"pasted {at}", file=text.file, size=text.size, pasted=True, **known))
    elif known:
        sources = [Source(uri=files[0].label, file=files[0].file, size=files[0].size, **known)]
    addresses = received.fields.get("address", "").split()
    if len(addresses) > MOST_ADDRESSES:
        raise UsageError(f"give at most {MOST_ADDRESSES} addresses at once")
    sources += [Source(uri=_whole(one)) for one in dict.fromkeys(addresses)]
    if not sources:
        raise UsageError("nothing was given: choose files, paste a text, or give an address")
    return sources


def _whole(address: str) -> str:
    """An address as it was meant: people leave out what browsers do not show."""
    if is_address(address):
        return address
    if re.match(r"[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)", address) and one_form(f"https://{address}"):
        return f"https://{address}"
    raise UsageError(f"{address[:80]!r} is no address of a page or a feed; write https://example.org/page")


def _known(received: Received) -> _Known:
    """What is told of the one document.  Raises UsageError."""
    published, url = (received.fields.get(name, "").strip() for name in ("published", "url"))
    known: _Known = {}
    if published:
        try:
            day, known["time"] = iso_moment(published)
        except ValueError:
            raise UsageError(f"{published[:40]!r} is no date; write 2017-12-11 or 2017-12-11T09:30") from None
        known["published"] = day.isoformat()
    if url:
        known["url"] = _whole(url)
        if not one_form(known["url"]):
            raise UsageError(f"{url[:80]!r} is no address of a page; write https://example.org/page")
    return known
