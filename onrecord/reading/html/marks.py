"""What the names that a page gives to its elements say of what stands in them.

Classes, ids and the like are the site makers' own words, but they draw on one
vocabulary.  None of these words decides alone: they are features among others
(features.py), or name what is already known to lie outside of the story.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from lxml import etree

# A line a mark: its name, then the words that show it, as patterns that begin where a part of a name begins
# ("articleBody", "entry-content", "c_related").
_VOCABULARY = {
    name: words.split()
    for name, words in (
        line.split("\t") for line in Path(__file__).with_name("marks.tsv").read_text(encoding="utf-8").splitlines()
    )
}
NAMES = tuple(_VOCABULARY)
MARKS = {name: 1 << number for number, name in enumerate(NAMES)}
_PATTERNS = tuple(
    (MARKS[name], re.compile(rf"(?:{'|'.join(words)})(?![a-z]{{3,}})")) for name, words in _VOCABULARY.items()
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PART = re.compile(r"[a-z]+\d?")
# Attributes whose values name a part of the page.
_NAMING = frozenset(
    ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-type", "data-module", "aria-label")
)
_LONGEST = 300

_TAGS = (
    "article", "main", "aside", "nav", "header", "footer", "figure", "figcaption", "form", "ul", "ol", "li", "table",
    "section", "blockquote", "button", "details", "p", "h1", "h2", "h3", "h4", "label", "dl", "address", "time",
)  # fmt: skip
TAGS = {name: 1 << number for number, name in enumerate(_TAGS)}


def names_of(element: etree._Element) -> str:
    """All names of the element, as the page spells them."""
    return " ".join([value for name, value in element.items() if name in _NAMING])[:_LONGEST]


@lru_cache(maxsize=20_000)
def marks_of(names: str) -> int:
    """The marks that an element's names show, one bit each (``MARKS``)."""
    bits = 0
    last = ""
    for part in _PART.findall(_HUMP.sub("-", names).lower()):
        bits |= _part_marks(part)
        if last in _FIRST_OF_TWO:
            bits |= _part_marks(f"{last}-{part}")
        last = part
    return bits


@lru_cache(maxsize=50_000)
def _part_marks(part: str) -> int:
    bits = 0
    for bit, pattern in _PATTERNS:
        if pattern.match(part):
            bits |= bit
    return bits


# Words that begin a mark of two words ("article-body", "read-more").
_FIRST_OF_TWO = frozenset(
    """article story post entry news main page content text body rich paywall long more read see watch most link inline
    cross dont up next lees mehr copy opinion by top table side right sub key live call info fact in pull log sign pop
    app reading section social fb twitter instagram tiktok embed telegram reddit mastodon bluesky teaser h""".split()
)
