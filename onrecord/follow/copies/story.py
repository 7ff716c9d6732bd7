"""A report as the search for copies sees it: its words, when and where it came out, and whom it credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from onrecord.follow.copies.words import Words, words_of
from onrecord.reading.kinds import DATELINE
from onrecord.record import BlockKind, Spans, passage_text

# What of a page is compared; notes ("Reporting by ...") are each desk's own.
COMPARED: frozenset[BlockKind] = frozenset({"headline", "subheading", "paragraph", "list", "caption", "post"})

CreditKind = Literal["dateline", "byline", "rights", "carrier"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """Somebody whom a report names as where its words come from.  ``spans``: where; empty where no place is known."""

    name: str
    kind: CreditKind
    spans: Spans = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """A report's words and what tells who wrote them.

    ``number``, ``key``, ``address``: as in the library; ``day``, ``time``: when it says that it was published, ISO;
    ``retrieved``: when it was fetched, ISO.
    """

    number: int
    key: str
    text: str = field(repr=False)
    words: Words = field(repr=False)
    address: str | None = None
    title: str | None = None
    publisher: str | None = None
    domain: str | None = None
    day: str | None = None
    time: str | None = None
    retrieved: str | None = None
    credits: tuple[Credit, ...] = ()


def compared_words(text: str, blocks: Iterable[tuple[str, Spans]]) -> Words:
    """The words of a report that are compared.  blocks: kind and spans of each, in the order of the text."""
    return words_of(text, [spans for kind, spans in blocks if kind in COMPARED])


# Agencies that sign with few letters, and what they are called in full.
_AGENCIES = {
    "ap": "associated press", "afp": "agence france presse", "upi": "united press international",
    "dpa": "deutsche presse agentur", "pa": "press association", "pti": "press trust of india",
    "ians": "indo asian news service", "aap": "australian associated press", "cp": "canadian press",
    "tass": "itar tass", "ria": "ria novosti",
}  # fmt: skip
_KNOWN = frozenset(
    "associated press reuters agence france presse united press international bloomberg xinhua tass interfax "
    "anadolu ansa efe kyodo yonhap".split()
)
_CREDIT_LINE = re.compile(
    r"(?:^|\n)\s*(?:source|via|credit|from|distributed\s+by|provided\s+by)\s*:?\s+"
    r"(?P<name>(?-i:[A-Z])[\w&.’' -]{1,50}?)\s*(?:\n|$)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d)?,?\s*(?:by\s+)?(?P<name>(?-i:[A-Z])[\w&.’' -]{1,50}?)"
    r"(?=\s*(?:[.,;|]|all\s+rights|$))",
    re.IGNORECASE,
)
_BYLINE_FOR = re.compile(r"(?:\s*[,|•·–—/-]\s*|\s+(?:for|of)\s+)(?P<name>(?:The\s+)?[A-Z][\w&.’' -]{1,50})\s*$")
_LINE = 80  # letters: a line of its own that may be a credit
_SIGNED = re.compile(r"[(\[](?P<name>[A-Z][\w&.’' -]{1,40})[)\]]\s*(?:[-–—:]+|$)")


def credits_of(
    text: str,
    blocks: Sequence[tuple[str, Spans]],
    authors: Sequence[tuple[str, Spans]],
    carriers: Sequence[tuple[str, Spans]] = (),
) -> tuple[Credit, ...]:
    """Whom a report credits: in its dateline or byline, "(Agency)" at its beginning, a rights notice, carriers.

    authors: names and places; carriers: those through whom it says that it has statements, with their places.
    """
    found: list[Credit] = []
    first = True
    for kind, spans in blocks:
        words, (start, end) = passage_text(text, spans), (spans[0][0], spans[-1][1])
        if kind == "dateline" or (kind == "paragraph" and first):
            # Where the dateline is a part of the first paragraph, it is in its first words.
            part = words if kind == "dateline" else words[:120]
            match = DATELINE.match(part + " ")
            name = (match.group("agency") or match.group("agency2")) if match else None
            if not name and (signed := _SIGNED.search(part)) and signed.end() <= 100:
                name = signed.group("name")
            if name:
                found.append(Credit(name=name.strip(), kind="dateline", spans=_at(text, name.strip(), start, end)))
        if kind == "byline" and (match := _BYLINE_FOR.search(words)):
            found.append(
                Credit(
                    name=match.group("name").strip(), kind="byline", spans=_at(text, match.group("name"), start, end)
                )
            )
        if kind in ("notice", "note", "furniture") or len(words) <= _LINE:
            for match in (*_RIGHTS.finditer(words), *_CREDIT_LINE.finditer(words)):
                name = match.group("name").strip()
                found.append(Credit(name=name, kind="rights", spans=_at(text, name, start, end)))
        first = first and kind != "paragraph"
    for name, spans in authors:
        if is_agency(name):
            found.append(Credit(name=name, kind="byline", spans=spans))
    found += [Credit(name=name, kind="carrier", spans=spans) for name, spans in carriers]
    return tuple({(one.kind, plain_name(one.name)): one for one in reversed(found)}.values())[::-1]


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A publisher's or agency's name for comparing: small letters, no article, short forms in full."""
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’]s\b", "", name.casefold())).split()
    words = [word for word in words if word not in ("the", "staff", "news", "agency", "com", "org", "www")] or words
    plain = " ".join(words)
    return _AGENCIES.get(plain, plain)


def is_agency(name: str) -> bool:
    """Whether it is an agency that is known by name."""
    plain = plain_name(name)
    return bool(plain) and (plain in _AGENCIES.values() or set(plain.split()) <= _KNOWN)


def meant(name: str) -> tuple[str, frozenset[str]]:
    """A publisher's or agency's name for comparing, and the parts of an address that stand for it."""
    plain = plain_name(name)
    words = plain.split()
    letters = "".join(word[0] for word in words)
    short = {letters, letters + "news"} if len(letters) > 1 and is_agency(name) else set[str]()
    return plain, frozenset({"".join(words), *short} if words else ())


def labels_of(story: Story) -> frozenset[str]:
    """The parts of a report's address."""
    return frozenset(story.domain.casefold().split(".")) if story.domain else frozenset()


def publishes(story: Story, name: str) -> bool:
    """Whether this name is the publisher's of a report: by its name or its address."""
    plain, labels = meant(name)
    if not plain:
        return False
    return bool(story.publisher and plain_name(story.publisher) == plain) or not labels.isdisjoint(labels_of(story))


def _at(text: str, words: str, start: int, end: int) -> Spans:
    place = text.find(words, start, end)
    return ((place, place + len(words)),) if place >= 0 else ()
