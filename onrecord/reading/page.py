"""A read page before anything is extracted from it, whatever it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.reading.language import language_of
from onrecord.reading.sentences import sentences
from onrecord.reading.view import View, view_of
from onrecord.record import (
    Author,
    Block,
    BlockKind,
    Evidence,
    Headline,
    Link,
    Problem,
    Published,
    Publisher,
    Sentence,
    SourceMap,
    Span,
    Spans,
)

# What is read for statements, and in the order of the page.
STORY_KINDS: frozenset[BlockKind] = frozenset(
    {"headline", "subheading", "paragraph", "list", "caption", "post", "note"}
)


@dataclass(frozen=True, kw_only=True)
class Page:
    """The text of a page with its blocks, sentences, links, date and publisher.

    ``view`` joins the story's blocks; ``view_blocks[i]`` is the block behind the
    stretch ``view_bounds[i]`` of the view; ``view_sentences`` are spans of the
    view, in order, matching ``sentences`` one to one.  ``reader`` and
    ``media_type`` say what read it and what it was; ``address`` is the one that
    the page gives as its own, where it does.
    """

    text: str
    reader: str
    media_type: str
    source_map: SourceMap | None
    problems: tuple[Problem, ...]
    language: str | None
    language_evidence: tuple[Evidence, ...]
    blocks: tuple[Block, ...]
    view: View
    view_blocks: tuple[int, ...]
    view_bounds: tuple[Span, ...]
    view_sentences: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    headline: Headline | None
    authors: tuple[Author, ...]
    links: tuple[Link, ...]
    published: Published
    publisher: Publisher | None
    address: str | None

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


def page_of(
    text: str,
    blocks: Sequence[Block],
    *,
    reader: str,
    media_type: str,
    headline: Headline | None,
    authors: Sequence[Author],
    links: Sequence[Link],
    published: Published,
    publisher: Publisher | None,
    address: str | None = None,
    source_map: SourceMap | None = None,
    problems: Sequence[Problem] = (),
    language_evidence: Sequence[Evidence] = (),
) -> Page:
    """The page that these blocks of a text make, with its view, sentences and language.

    blocks: in the order of the text, none over another; those of ``STORY_KINDS`` are the story.
    """
    story = [index for index, block in enumerate(blocks) if block.kind in STORY_KINDS]
    view, bounds = view_of(text, [blocks[index].spans for index in story])
    view_sentences: list[Span] = []
    found: list[Sentence] = []
    for index, (start, end) in zip(story, bounds, strict=True):
        for span in sentences(view.text, start, end):
            view_sentences.append(span)
            found.append(Sentence(block=index, spans=view.spans(*span)))
    return Page(
        text=text,
        reader=reader,
        media_type=media_type,
        source_map=source_map,
        problems=tuple(problems),
        language=language_of(view.text or text),
        language_evidence=tuple(language_evidence),
        blocks=tuple(blocks),
        view=view,
        view_blocks=tuple(story),
        view_bounds=tuple(bounds),
        view_sentences=tuple(view_sentences),
        sentences=tuple(found),
        headline=headline,
        authors=tuple(authors),
        links=tuple(links),
        published=published,
        publisher=publisher,
        address=address,
    )
