"""Feeds: entries followed once, with what the feed says of them; hostile ones refused before they are parsed."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from onrecord.acquire.document import Document, Refused
from onrecord.acquire.feed_entries import feed_of
from onrecord.acquire.memory import RunMemory, Tally
from onrecord.acquire.sources import documents_of
from onrecord.errors import Damaged, Empty, InputError, NotAllowed, NotFetched, NotText, TooLarge
from onrecord.settings import Settings
from tests.acquire.site import HTML, PAGE, Site, serving

PRIVATE = Settings(fetch_private=True, fetch_pause=1)


def item(number: int, link: str | None = None) -> str:
    return (
        f"<item><title>Bridge &amp;amp; road {number}</title><link>{link or f'/page/{number}'}</link>"
        f"<guid isPermaLink='false'>id-{number}</guid><pubDate>Tue, 4 Mar 2025 23:30:00 -0500</pubDate>"
        "<dc:creator>A. Reyes</dc:creator></item>"
    )


def rss(*items: str) -> bytes:
    return (
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
        f"<title>The Ledger</title>{''.join(items)}</channel></rss>"
    ).encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        for number in range(5):
            made.pages[f"/page/{number}"] = (200, HTML, PAGE + str(number).encode())
        made.pages["/feed"] = (200, {"Content-Type": "text/plain", "ETag": '"f1"'}, rss(*map(item, range(3))))
        yield made


def test_entries_are_followed_once(site: Site) -> None:
    memory, tally = RunMemory(), Tally()
    documents = list(documents_of(site.url("/feed"), PRIVATE, memory=memory, tally=tally))
    assert [one.uri for one in documents] == [site.url(f"/page/{number}") for number in range(3)]
    first = documents[0]
    assert isinstance(first, Document)
    assert first.data == PAGE + b"0"
    assert (first.given.published, first.given.time) == (date(2025, 3, 4), "23:30")
    assert (first.given.title, first.given.authors) == ("Bridge & road 0", ("A. Reyes",))
    assert first.given.where == "the feed"
    assert first.given.publisher is None
    assert tally.unchanged == 0
    site.asked.clear()
    site.pages["/feed"] = (200, {}, rss(*map(item, range(4))))
    documents = list(documents_of(site.url("/feed"), PRIVATE, memory=memory, tally=tally))
    assert [one.uri for one in documents] == [site.url("/page/3")]
    assert site.paths() == ["/robots.txt", "/feed", "/page/3"]
    assert tally.unchanged == 3


def test_an_unchanged_feed(site: Site) -> None:
    memory, tally = RunMemory(), Tally()
    list(documents_of(site.url("/feed"), PRIVATE, memory=memory))
    site.pages["/feed"] = lambda headers: (304, {}, b"") if headers.get("if-none-match") == '"f1"' else (500, {}, b"")
    assert list(documents_of(site.url("/feed"), PRIVATE, memory=memory, tally=tally)) == []
    assert tally.unchanged == 1


def test_an_entry_that_failed_is_tried_again(site: Site) -> None:
    site.pages["/feed"] = (200, {"ETag": '"f1"'}, rss(item(0), item(9), item(1)))
    memory = RunMemory()
    found = list(documents_of(site.url("/feed"), PRIVATE, memory=memory))
    assert [type(one) for one in found] == [Document, Refused, Document]
    assert isinstance(found[1], Refused) and isinstance(found[1].error, NotFetched)
    site.pages["/page/9"] = (200, HTML, PAGE)
    found = list(documents_of(site.url("/feed"), PRIVATE, memory=memory))
    assert [one.uri for one in found] == [site.url("/page/9")]


def test_an_entry_that_was_not_taken_is_followed_again(site: Site) -> None:
    memory = RunMemory()
    found = documents_of(site.url("/feed"), PRIVATE, memory=memory)
    next(found)
    second = next(found)
    found.close()  # type: ignore[attr-defined]
    assert next(documents_of(site.url("/feed"), PRIVATE, memory=memory)).uri == second.uri


def test_a_feed_in_a_file(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(item(0, site.url("/page/0")), item(1, "/relative"), item(2, "file:///etc/passwd")))
    found = list(documents_of(str(path), PRIVATE))
    assert [type(one) for one in found] == [Document, Refused, Refused]
    assert all(isinstance(one.error, NotAllowed) for one in found if isinstance(one, Refused))


def test_entries_that_lead_elsewhere(site: Site) -> None:
    site.pages["/picture"] = (200, {}, b"\x89PNG\r\n\x1a\n" + bytes(20))
    links = ["javascript:alert(1)", "http://127.1/", "http://[::1", site.url("/feed"), site.url("/picture")]
    site.pages["/feed"] = (200, {}, rss(*(item(number, link) for number, link in enumerate(links))))
    found = list(documents_of(site.url("/feed"), PRIVATE))
    kinds = [type(one.error) for one in found if isinstance(one, Refused)]
    assert kinds == [NotAllowed, NotAllowed, Empty, NotText, NotText]


def test_an_entry_without_a_link_is_a_document() -> None:
    atom = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Notes of the board</title><entry><id>urn:x:1</id>"
        b"<title>Gates</title><published>2024-02-29T23:30:00-05:00</published><author><name>I. Voss</name></author>"
        b"<content type='html'>&lt;p&gt;The gates stay shut, said the board.&lt;/p&gt;</content></entry></feed>"
    )
    with serving() as site:
        site.pages["/atom"] = (200, {}, atom)
        (document,) = documents_of(site.url("/atom"), PRIVATE)
    assert isinstance(document, Document)
    assert document.uri == f"{site.url('/atom')}#urn:x:1"
    assert document.media_type == "text/html"
    assert b"<p>The gates stay shut" in document.data
    given = document.given
    assert (given.published, given.time, given.publisher) == (date(2024, 2, 29), "23:30", "Notes of the board")


BOMB = (
    b"<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY l0 'lol'>"
    + b"".join(b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><rss version='2.0'><channel><title>&l9;</title></channel></rss>"
)
OUTSIDE = b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><title>&x;</title></channel></rss>"


@pytest.mark.parametrize(
    "data",
    [BOMB, BOMB.decode().encode("utf-16"), b"\xef\xbb\xbf" + BOMB, OUTSIDE, OUTSIDE.replace(b"<!ENTITY", b"<!entity")],
    ids=range(5),
)
def test_entities_are_refused(data: bytes) -> None:
    with pytest.raises(Damaged, match="entities"):
        feed_of(data, None)


@pytest.mark.parametrize("encoding", ["utf-7", "cp037", "punycode", "base64", "x-none", "rot13"])
def test_no_encoding_hides_them(encoding: str) -> None:
    hidden = OUTSIDE.decode().replace("<", "+ADw-").encode() if encoding == "utf-7" else OUTSIDE
    data = f"<?xml version='1.0' encoding='{encoding}'?>".encode() + hidden
    with contextlib.suppress(InputError):
        assert "root:" not in repr(feed_of(data, None))


@pytest.mark.parametrize(
    "part",
    [
        b"x" * 50_000_000, b"<" * 3_900_000, b"&" * 3_900_000, b"&amp;lt;" * 480_000, b"<item/>" * 500_000,
        b"<item>" * 60_000, b"<!--" * 60_000, b"<![CDATA[" * 60_000, b"<a " + b"b='c' " * 600_000,
        b"<item><pubDate>" + b"1 " * 1_900_000 + b"</pubDate></item>", b"<item><link>" + b"a " * 1_900_000,
        b"<a>" * 100_000, b"".join(b"<x:a xmlns:x='u%d'/>" % n for n in range(100_000)),
    ],
    ids=range(13),
)  # fmt: skip
def test_feeds_that_take_too_long(part: bytes) -> None:
    began = time.process_time()
    with contextlib.suppress(TooLarge, Damaged):
        feed_of(b"<rss version='2.0'><channel>" + part, None)
    assert time.process_time() - began < 5


def test_a_broken_feed_gives_what_can_be_read() -> None:
    feed = feed_of(rss(*map(item, range(3)))[:-120], "https://l.example/feed")
    assert [one.link for one in feed.entries[:2]] == ["https://l.example/page/0", "https://l.example/page/1"]
