"""One document to a page, by its kind."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.given import Given
from onrecord.reading.media import media_type_of
from onrecord.reading.page import Page
from onrecord.record import Author, Evidence, Headline, Publisher


def page_from(data: bytes, given: Given) -> Page:
    """The page in the bytes: HTML, PDF, a message, or plain text, told from the bytes.

    Raises InputError where there is no text to have.
    """
    kind = media_type_of(data)
    if kind == "text/html":
        from onrecord.reading.html.page import read_html

        page = read_html(data, given)
    elif kind == "application/pdf":
        from onrecord.reading.pdf.page import read_pdf

        page = read_pdf(data, given)
    else:
        from onrecord.reading.decode import decode
        from onrecord.reading.plain import read_plain

        decoded = decode(data)
        page = read_plain(decoded.text, published=given.published, url=given.url, problems=decoded.problems)
    return with_given(page, given)


def is_laid_out(data: bytes) -> bool:
    """Whether reading it takes a parser for a hostile format, so that it is better done in a process of its own."""
    return media_type_of(data) in ("text/html", "application/pdf")


def with_given(page: Page, given: Given) -> Page:
    """The page with what is known of it from outside, which goes before what it says itself."""
    evidence = Evidence(kind="given", spans=(), detail=given.where)
    published = page.published
    if given.published:
        own = tuple(one for one in published.evidence if one.kind != "given")
        published = replace(published, time=given.time or published.time, evidence=(evidence, *own))
    headline = page.headline
    if given.title and (headline is None or _words(headline.text) != _words(given.title)):
        headline = Headline(spans=(), text=" ".join(given.title.split()), evidence=(evidence,))
    authors = page.authors
    if given.authors:
        own_spans = {author.name: author.spans for author in page.authors}
        authors = tuple(
            Author(name=name, spans=own_spans.get(name, ()), evidence=(evidence,)) for name in given.authors
        )
    publisher = page.publisher
    if given.publisher and (publisher is None or publisher.name != given.publisher):
        domain = publisher.domain if publisher else None
        publisher = Publisher(name=given.publisher, domain=domain, confidence=1.0, evidence=(evidence,))
    return replace(page, published=published, headline=headline, authors=authors, publisher=publisher)


def _words(text: str) -> str:
    return " ".join(text.split())
