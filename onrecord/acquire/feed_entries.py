"""RSS and Atom: the entries of a feed, read from bytes at hand and from nowhere else."""

from __future__ import annotations

import codecs
import contextlib
import html
import io
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from onrecord.acquire.addresses import joined_address
from onrecord.acquire.extra import library_module
from onrecord.acquire.moments import Moment, any_moment
from onrecord.errors import Damaged, NotAllowed, TooLarge

MOST_BYTES = 4_000_000
# What feedparser took on a busy core of 2025: microseconds for each "<", "&" and "=", and for each entry.  The feeds
# of news sites have 20 to 500 entries and come to less than two seconds.
_COSTS = {"<": 15, "&": 12, "=": 25, "<item": 2500, "<entry": 2500}
_MOST_COST = 4_000_000
# What feedparser does for an element grows with those around it and with the namespaces named before it.
_MOST_DEPTH = 500
_MOST_NAMESPACES = 2000
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_TAG = re.compile(r"<[^<>]*>")
# A date of a thousand characters is none, and feedparser tries each of its ways of writing on it.
_LONG_DATE = re.compile(r"<[a-z:]{0,20}(?:date|published|updated|modified|created|issued)>[^<]{1000}", re.IGNORECASE)
_UNPARSED = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry of a feed.  ``link``: the page it speaks of, absolute where the feed's own address is known."""

    identity: str
    link: str | None
    title: str | None
    moment: Moment | None
    authors: tuple[str, ...]
    content: str | None
    is_html: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """A feed: its title and entries in their order."""

    title: str | None
    entries: tuple[Entry, ...]


def feed_of(data: bytes, address: str | None) -> Feed:
    """The feed in these bytes.

    address: where it came from, which its links are relative to.  Raises TooLarge, Damaged for bytes that are no feed
    or declare entities, MissingExtra where feedparser is not installed.
    """
    if len(data) > MOST_BYTES:
        raise TooLarge(f"the feed has more than {MOST_BYTES:,} bytes; give the addresses of its pages")
    text = _text(data)
    _check(text)
    feedparser = library_module("feedparser", "reading feeds")
    # As a file at hand, since a text could be taken for an address or a path.
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": address or ""},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    entries = tuple(_entry(one, address) for one in parsed.entries)
    if not entries and not parsed.version:
        raise Damaged("the feed cannot be read; check it in a feed reader")
    return Feed(title=_line(parsed.feed.get("title")), entries=entries)


def _text(data: bytes) -> str:
    """The feed's text without its XML declaration, decoded once, so that what is checked is what is parsed."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            break
    else:
        declared = _DECLARED.match(data)
        text = data.decode(_encoding(declared.group(1).decode() if declared else "utf-8"), errors="replace")
    text = text.encode("utf-8", errors="replace").decode("utf-8")
    return _DECLARATION.sub("", text, count=1).lstrip()


def _encoding(declared: str) -> str:
    """The declared encoding where it is one that holds ASCII as it is, else UTF-8: others can hide a declaration."""
    plain = bytes(range(32, 127))
    try:
        return declared if plain.decode(declared) == plain.decode("ascii") else "utf-8"
    except (LookupError, UnicodeError, ValueError):
        return "utf-8"


def _check(text: str) -> None:
    """Raises Damaged for declared entities, which can grow without end or name files; TooLarge for a feed that would
    take long to parse."""
    if "<!ENTITY" in text.upper():
        raise Damaged("the feed declares entities, which can be used to harm; it is not read")
    if sum(text.count(sign) * cost for sign, cost in _COSTS.items()) > _MOST_COST:
        raise TooLarge("the feed has too many entries or tags; give the addresses of its pages")
    if _LONG_DATE.search(text):
        raise Damaged("the feed has a date of a thousand characters; it is not read")
    if text.count("xmlns") > _MOST_NAMESPACES or _depth(_UNPARSED.sub("", text)) > _MOST_DEPTH:
        raise TooLarge("the feed's tags are nested too deep or too many namespaces named; check it in a feed reader")


def _depth(text: str) -> int:
    """How deep elements lie within elements, those that are never closed counted."""
    depth = deepest = 0
    for found in _TAG.finditer(text):
        tag = found.group()
        if tag.startswith("</"):
            depth -= 1
        elif not tag.startswith(("<!", "<?")) and not tag.endswith("/>"):
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _entry(one: Any, address: str | None) -> Entry:
    link = _line(one.get("link"))
    # What has no link gets its identity for one.
    if link and link == _line(one.get("id")) and not link.startswith(("http://", "https://")):
        link = None
    if link and address:
        with contextlib.suppress(NotAllowed):
            link = joined_address(address, link)
    content = next((part for part in one.get("content") or () if part.get("value")), None)
    content = content or (one.get("summary_detail") if one.get("summary") else None)
    words = content.get("value") if content else None
    authors = [_line(author.get("name")) for author in one.get("authors") or () if author]
    identity = _line(one.get("id")) or link or sha256(repr((one.get("title"), words)).encode()).hexdigest()
    return Entry(
        identity=identity[:1000],
        link=link,
        title=_line(one.get("title")),
        moment=_moment(one),
        authors=tuple(name for name in authors if name),
        content=words if words and words.strip() else None,
        is_html=bool(content and content.get("type") != "text/plain"),
    )


def _moment(one: Any) -> Moment | None:
    """When the entry was published, in its own time zone; when it was updated is another matter."""
    written = (one.get("published") or "")[:100]
    if moment := any_moment(written) if written else None:
        return moment
    parsed = one.get("published_parsed")
    try:
        return any_moment(f"{parsed.tm_year:04d}-{parsed.tm_mon:02d}-{parsed.tm_mday:02d}") if parsed else None
    except AttributeError:
        return None


def _line(text: Any) -> str | None:
    """A value as one line without tags; None where there is none."""
    if not isinstance(text, str):
        return None
    plain = html.unescape(re.sub(r"<[^<>]{0,1000}>", "", text))
    return " ".join(plain.split())[:2000] or None
