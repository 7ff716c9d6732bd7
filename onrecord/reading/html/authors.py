"""Who wrote the page, from JSON-LD, meta tags, microdata and bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.reading.html.head import Head
from onrecord.reading.html.jsonld import text_in, types_of
from onrecord.record import Author, Evidence, Span

_META = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "article:author", "articleauthor",
    "dc.creator", "dcterms.creator", "dc.contributor", "byl", "cxenseparse:author", "cxenseparse:articleauthor",
    "vr:author", "twitter:data1", "citation_author",
)  # fmt: skip
_LEAD = re.compile(
    r"\A(?:(?:written|words|text|story|report(?:ed)?|von|by|par|por|di|door|av|af|texto|autor(?:in)?|author|redaktion)\s*:\s*|"
    r"(?:by|von|par|por|door)\s+)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,;/|•·]|\s&\s|\sund\s|\sand\s|\sy\s|\set\s(?!al)|\sen\s(?=[A-Z])|\soch\s|\sog\s)\s*")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_ADDRESS = re.compile(r"https?://|www\.|@|\.html?\b|\A\d+\Z")
_ROLE = re.compile(
    r"\A(?:senior|chief|staff|political|foreign|special|sports?|business|editor|reporter|journalist\w*|correspondent|writer|"
    r"columnist|redakt\w+|reporter\w*|autor\w*|news\s+editor|contributor|freelancer?)(?:\s+\w+){0,3}\Z",
    re.IGNORECASE,
)
_DATED = re.compile(r"\s*\b\d{1,4}[./:-]\d{1,2}(?:[./:-]\d{2,4})?.*\Z")
_LONGEST = 80
_MOST = 30


def authors_of_page(head: Head, sites: Sequence[str], bylines: Sequence[tuple[str, Span]]) -> list[Author]:
    """The authors, each with what names them; spans where a byline of the page does.

    sites: names that the site goes by: a site that names itself as author gives way to one that names a person.
    bylines: words and places of the page's bylines.
    """
    known = {_letters(site) for site in sites}
    sources = [(names, evidence) for names, evidence in _sources(head) if names]
    read = [_split(_without_lead(words)) for words, _ in bylines]
    for names, (_, span) in zip(read, bylines, strict=True):
        if names:
            sources.append((names, Evidence(kind="page", spans=(span,), detail="byline")))
    if not sources:
        return []
    chosen = next((one for one in sources if any(_letters(name) not in known for name in one[0])), sources[0])
    found: list[Author] = []
    for name in chosen[0][:_MOST]:
        evidence = [told for names, told in sources if name in names]
        spans = _place(name, bylines)
        if spans and not any(one.kind == "page" for one in evidence):
            evidence.append(Evidence(kind="page", spans=spans, detail="byline"))
        found.append(Author(name=name, spans=spans, evidence=tuple(evidence)))
    return found


def _place(name: str, bylines: Sequence[tuple[str, Span]]) -> tuple[Span, ...]:
    for words, (start, _) in bylines:
        if (at := words.find(name)) >= 0:
            return ((start + at, start + at + len(name)),)
    return ()


def _sources(head: Head) -> Iterator[tuple[list[str], Evidence]]:
    for article in head.articles:
        if names := _unique(_names_in(article.get("author") or article.get("creator"))):
            kind = (types_of(article) or ["article"])[0]
            yield names, Evidence(kind="json-ld", spans=(), detail=f"{kind} author")
    for name in _META:
        if name == "twitter:data1" and "by" not in " ".join(head.meta.get("twitter:label1", ())).lower():
            continue
        if names := _unique(one for value in head.meta.get(name, ()) for one in _split(value)):
            yield names, Evidence(kind="meta", spans=(), detail=name)
    for prop in ("author", "creator"):
        if names := _unique(one for value, _ in head.items.get(prop, ()) for one in _split(value)):
            yield names, Evidence(kind="microdata", spans=(), detail=prop)


def _names_in(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value[:_MOST]:
            yield from _names_in(one)
    elif isinstance(value, dict):
        name = value.get("name")
        if isinstance(name, list):
            yield from _names_in(name)
        elif text := text_in(name):
            yield from _split(text, whole="organization" in " ".join(types_of(value)))
    elif text := text_in(value):
        yield from _split(text)


def _split(text: str, whole: bool = False) -> list[str]:
    """The single names in a line of them."""
    text = _BRACKETS.sub("", _without_lead(" ".join(text.split())))
    if _ADDRESS.match(text):
        return []
    parts = [text] if whole else _SPLIT.split(text)
    # A date or a clock beside the names is none of them.
    parts = [_DATED.sub("", part) for part in parts]
    names = (part.strip(" .,;:–—-|") if len(part) > 3 else part.strip() for part in parts if part)
    return [
        name
        for name in names
        if 1 < len(name) <= _LONGEST and not _ADDRESS.search(name) and (whole or not _ROLE.match(name))
    ]


def _without_lead(text: str) -> str:
    return _LEAD.sub("", text)


def _unique(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name.lower())
