"""News pages with what a person's parser took from them, and how a body is scored."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

_WORD = re.compile(r"\w+")
# Publishers of the set whose pages are in English.
ENGLISH = frozenset(
    """PoliticoEu CBCNews NationalPost TheGlobeAndMail TheJapanNews MexicoNewsDaily MalayMail BBC EveningStandard Nature
    TechRadar TheGuardian TheIndependent TheMirror CNBC FoxNews OccupyDemocrats RestOfWorld VoiceOfAmerica Wired
    DailyMaverick TheCitizen""".split()
)


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkedPage:
    """A page as crawled, and what was marked: ``body`` is summary, headings and paragraphs, in order."""

    name: str
    publisher: str
    english: bool
    data: bytes
    url: str
    body: tuple[str, ...]
    title: str | None
    authors: tuple[str, ...]
    published: date | None


def marked_pages(folder: Path) -> Iterator[MarkedPage]:
    """The pages below the folder: NAME.html.gz and NAME.json beside each other."""
    for path in sorted(folder.glob("*/*.json")):
        marked = json.loads(path.read_text(encoding="utf-8"))
        expected = marked["expected"]
        body = [*expected["body"]["summary"]]
        for section in expected["body"]["sections"]:
            body += [*section["headline"], *section["paragraphs"]]
        publisher = path.stem.split("_")[0]
        published = expected.get("publishing_date")
        yield MarkedPage(
            name=path.stem,
            publisher=publisher,
            english=publisher in ENGLISH,
            data=gzip.decompress(path.with_suffix(".html.gz").read_bytes()),
            url=marked["url"],
            body=tuple(body),
            title=expected.get("title"),
            authors=tuple(expected.get("authors") or ()),
            published=datetime.fromisoformat(published).date() if published else None,
        )


def body_f1(found: str, expected: str) -> float:
    """F1 of the words of a body as a bag, small letters, 0 to 1."""
    one, other = Counter(_WORD.findall(found.lower())), Counter(_WORD.findall(expected.lower()))
    same = (one & other).total()
    return 2 * same / (one.total() + other.total()) if same else 0.0
