"""What a PDF file says of the report outside its text: title, author, when it was made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from onrecord.reading.given import Given
from onrecord.reading.plain import authors_of
from onrecord.reading.published import published_of
from onrecord.record import Author, Block, Evidence, Headline, Link, Published, RejectedDate, passage_text

# What programs write where nobody gave a title.
_NO_TITLE = re.compile(
    r"untitled|document\d*|microsoft word|layout \d|.*\.(?:docx?|odt|rtf|indd|html?|pdf|txt|pages|tex|qxp|qxd)$|https?://|about:",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:[A-Z][\w’'.-]+|[A-Z]\.)(?:\s+(?:[A-Z][\w’'.-]*|de|van|von|der|den|la|al|el|bin|ibn|da|dos|di)){1,4}$"
)
_MADE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


def title_from(said: Mapping[str, str]) -> str | None:
    """The file's title, where a person gave it one."""
    title = said.get("Title", "")
    return title if len(title.split()) >= 2 and not _NO_TITLE.match(title) else None


def headline_from(text: str, blocks: Sequence[Block], said: Mapping[str, str]) -> Headline | None:
    """The headline of the page, else the file's title."""
    spans = next((block.spans for block in blocks if block.kind == "headline"), None)
    title = title_from(said)
    if spans:
        words = passage_text(text, spans)
        agrees = title is not None and (_letters(words) in _letters(title) or _letters(title) in _letters(words))
        evidence = (Evidence(kind="metadata", spans=(), detail=f"the file's title: {title}"),) if agrees else ()
        return Headline(spans=spans, text=words, evidence=evidence)
    if title:
        return Headline(
            spans=(), text=title, evidence=(Evidence(kind="metadata", spans=(), detail="only the file's title"),)
        )
    return None


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.lower())


def authors_from(text: str, blocks: list[Block], said: Mapping[str, str]) -> list[Author]:
    """The authors in the bylines, else whom the file names."""
    evidence = Evidence(kind="metadata", spans=(), detail=f"the file's author: {said.get('Author')}")
    named = [name.strip() for name in re.split(r"\s*[,;&]\s*|\s+and\s+", said.get("Author", "")) if name.strip()]
    found = authors_of(text, blocks)
    if found:
        return [replace(one, evidence=(evidence,)) if one.name in named else one for one in found]
    if named and all(_PERSON.match(name) for name in named):
        return [Author(name=name, spans=(), evidence=(evidence,)) for name in named]
    return []


def published_from(
    text: str, blocks: Sequence[Block], links: Sequence[Link], said: Mapping[str, str], given: Given
) -> Published:
    """The date that the text tells; when the file was made is never it, and is listed as rejected."""
    published = published_of(text, blocks, links, given=given.published, url=given.url)
    made: list[RejectedDate] = []
    for name, what in (("CreationDate", "made"), ("ModDate", "last changed")):
        day = _day(said.get(name, ""))
        if day and day not in [one.date for one in made]:
            evidence = Evidence(kind="metadata", spans=(), detail=f"when the file was {what}, not published")
            made.append(RejectedDate(date=day, evidence=(evidence,)))
    return replace(published, rejected=(*published.rejected, *made))


def _day(moment: str) -> str | None:
    """The ISO date of a PDF moment such as "D:20171211104500+03'00'"; None where the day is left out or wrong."""
    match = _MADE.match(moment)
    if not match or not match.group(3):
        return None
    try:
        return date(int(match.group(1)), int(match.group(2)), int(match.group(3))).isoformat()
    except ValueError:
        return None
