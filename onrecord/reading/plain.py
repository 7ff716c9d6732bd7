"""Plain text to a page: blocks, view, sentences, links, date, publisher."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.reading.kinds import BYLINE
from onrecord.reading.language import language_of
from onrecord.reading.layout import blocks_of
from onrecord.reading.links import links_of
from onrecord.reading.published import published_of
from onrecord.reading.publisher import publisher_of
from onrecord.reading.sentences import sentences
from onrecord.reading.view import View, view_of
from onrecord.record import Author, Block, BlockKind, Link, Passage, Published, Publisher, Sentence, Span, Spans

# What is read for statements, and in the order of the page.
STORY_KINDS: frozenset[BlockKind] = frozenset(
    {"headline", "subheading", "paragraph", "list", "caption", "post", "note"}
)

READER = "plain/1"

# What stands beside a name in a byline and is none.
_ROLE = re.compile(
    r"\b(?:correspondents?|editors?|reporters?|writers?|staff|bureau|chief|columnists?|contributors?|agency|agencies|news|press|associated|desk)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """A read text before anything is extracted from it.

    ``view`` joins the story's blocks; ``view_blocks[i]`` is the block behind the
    stretch ``view_bounds[i]`` of the view; ``view_sentences`` are spans of the
    view, in order, matching ``sentences`` one to one.
    """

    text: str
    language: str | None
    blocks: tuple[Block, ...]
    view: View
    view_blocks: tuple[int, ...]
    view_bounds: tuple[Span, ...]
    view_sentences: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    headline: Passage | None
    authors: tuple[Author, ...]
    links: tuple[Link, ...]
    published: Published
    publisher: Publisher | None

    def spans_of(self, places: Iterable[Span]) -> Spans:
        """The spans of the text behind stretches of the view; those with nothing but blanks between them are one."""
        joined: list[Span] = []
        for place in sorted(places):
            for start, end in self.view.spans(*place):
                if joined and not self.text[joined[-1][1] : start].strip():
                    joined[-1] = (joined[-1][0], end)
                else:
                    joined.append((start, end))
        return tuple(joined)


def read_plain(text: str, *, published: date | None = None, url: str | None = None) -> Page:
    """Lay out a plain text.  The text itself is not changed."""
    blocks = blocks_of(text)
    story = [index for index, block in enumerate(blocks) if block.kind in STORY_KINDS]
    view, bounds = view_of(text, [blocks[index].spans for index in story])
    view_sentences: list[Span] = []
    found: list[Sentence] = []
    for index, (start, end) in zip(story, bounds, strict=True):
        for span in sentences(view.text, start, end):
            view_sentences.append(span)
            found.append(Sentence(block=index, spans=view.spans(*span)))
    links = links_of(text, blocks, url)
    headline = next((block for block in blocks if block.kind == "headline"), None)
    return Page(
        text=text,
        language=language_of(view.text or text),
        blocks=tuple(blocks),
        view=view,
        view_blocks=tuple(story),
        view_bounds=tuple(bounds),
        view_sentences=tuple(view_sentences),
        sentences=tuple(found),
        headline=Passage.of(text, headline.spans) if headline else None,
        authors=tuple(_authors(text, blocks)),
        links=tuple(links),
        published=published_of(text, blocks, links, given=published, url=url),
        publisher=publisher_of(text, blocks, links, url),
    )


def _authors(text: str, blocks: list[Block]) -> list[Author]:
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
