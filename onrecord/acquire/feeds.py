"""Feeds: their entries fetched, each once, with what the feed says of them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.acquire.document import Refused
from onrecord.acquire.feed_entries import Entry, Feed, feed_of
from onrecord.acquire.fetch import Fetcher
from onrecord.acquire.lines import as_html
from onrecord.acquire.memory import FetchMemory, Validators
from onrecord.acquire.run import Result, Run, document_or_refusal
from onrecord.errors import InputError, NotAllowed
from onrecord.reading.given import Given

WHERE = "the feed"


def documents_in_feed(
    data: bytes, uri: str, run: Run, fetcher: Fetcher, memory: FetchMemory, *, address: str | None = None
) -> Iterator[Result]:
    """The pages that a feed's entries speak of, fetched; an entry without a link but with a text is a document itself.

    address: where the feed came from, which its links are relative to.  Entries that were seen before, and pages that
    are as they were, are counted as unchanged.  An entry is remembered once its document has been taken; one that
    could not be had is tried again the next time.
    """
    try:
        feed = feed_of(data, address)
    except InputError as error:
        yield Refused(uri=uri, error=error)
        return
    here: set[str] = set()
    for entry in feed.entries:
        if entry.identity in here:
            continue
        here.add(entry.identity)
        if memory.seen(uri, entry.identity):
            run.tally.unchanged += 1
            continue
        result, validators = _document(entry, feed, uri, fetcher, memory)
        if isinstance(result, Refused):
            yield result
            continue
        if result is None:
            run.tally.unchanged += 1
        else:
            yield result
        if entry.link and validators:
            memory.put(entry.link, validators)
        memory.see(uri, entry.identity)


def _document(
    entry: Entry, feed: Feed, uri: str, fetcher: Fetcher, memory: FetchMemory
) -> tuple[Result | None, Validators | None]:
    """The document of an entry and how to ask for its page again; None where the page is as it was."""
    day, time = entry.moment or (None, None)
    if entry.link is None:
        place = f"{uri}#{entry.identity}"
        given = Given(
            published=day, time=time, charset="utf-8", title=entry.title, authors=entry.authors, publisher=feed.title,
            where=WHERE,
        )  # fmt: skip
        text = entry.content or ""
        return document_or_refusal((as_html(text) if entry.is_html and text else text).encode(), place, given), None
    if not entry.link.lower().startswith(("http://", "https://")):
        error = NotAllowed("the feed's entry has no http address; give the page's own")
        return Refused(uri=entry.link, error=error), None
    try:
        fetched = fetcher.fetch(entry.link, memory)
    except InputError as error:
        return Refused(uri=entry.link, error=error), None
    if fetched is None:
        return None, None
    # The publisher is left to the page: a feed is often called "Latest headlines".
    given = Given(
        published=day, time=time, url=fetched.address, charset=fetched.charset, title=entry.title,
        authors=entry.authors, where=WHERE,
    )  # fmt: skip
    return document_or_refusal(fetched.data, entry.link, given, retrieved=fetched.retrieved), fetched.validators
