"""Plain text to a page: blocks, links, date, publisher."""

from __future__ import annotations

import re
from datetime import date

from onrecord.reading.kinds import BYLINE
from onrecord.reading.layout import blocks_of
from onrecord.reading.links import links_of
from onrecord.reading.page import Page, page_of
from onrecord.reading.published import published_of
from onrecord.reading.publisher import publisher_of
from onrecord.record import Author, Block, Headline, Problem, passage_text

READER = "plain/1"

# What stands beside a name in a byline and is none.
_ROLE = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|writers?|staff|bureau|chief|columnists?|contributors?|agency|agencies|news|press|associated|desk)\b",
    re.IGNORECASE,
)


def read_plain(
    text: str, *, published: date | None = None, url: str | None = None, problems: tuple[Problem, ...] = ()
) -> Page:
    """Lay out a plain text.  The text itself is not changed."""
    blocks = blocks_of(text)
    links = links_of(text, blocks, url)
    headline = next((block.spans for block in blocks if block.kind == "headline"), None)
    return page_of(
        text,
        blocks,
        reader=READER,
        media_type="text/plain",
        headline=Headline(spans=headline, text=passage_text(text, headline)) if headline else None,
        authors=authors_of(text, blocks),
        links=links,
        published=published_of(text, blocks, links, given=published, url=url),
        publisher=publisher_of(text, blocks, links, url),
        address=url,
        problems=problems,
    )


def authors_of(text: str, blocks: list[Block]) -> list[Author]:
    """The names in the bylines."""
    found: list[Author] = []
    for block in blocks:
        if block.kind != "byline":
            continue
        start, end = block.spans[0]
        match = BYLINE.match(text, start, end)
        if not match:
            continue
        names_start = match.start("names")
        for part in re.finditer(r"(?:(?!,|\s+and\s|\s+AND\s|\s*&).)+", match.group("names"), re.DOTALL):
            name = part.group().strip()
            if name and not _ROLE.search(name):
                begin = names_start + part.start() + part.group().index(name)
                begin, name = _without_conjunction(begin, name)
                found.append(Author(name=name, spans=((begin, begin + len(name)),)))
    return found


def _without_conjunction(begin: int, name: str) -> tuple[int, str]:
    match = re.match(r"(?:and|AND|&)\s+", name)
    return (begin + match.end(), name[match.end() :]) if match else (begin, name)
