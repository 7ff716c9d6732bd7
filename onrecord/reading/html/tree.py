"""The characters of a page to its tree of elements, within bounds.

The parser is libxml2's (through lxml), which from 2.14 on splits a page into
tags as HTML5 says.  It builds the tree by simpler rules than a browser, so paths
may differ where a page nests what may not be nested; docs/pages.md has figures.
"""

from __future__ import annotations

import re

from lxml import etree

from onrecord.errors import NoText, TooLarge

# Beyond these a page is no report but an attack or an accident.  The largest of 125 news pages have 2.2 million
# characters (nearly all of them scripts), 8,100 "<", elements nested 28 deep and 59 attributes on one.
MAX_SOURCE = 10_000_000
MAX_TAGS = 50_000
# The parser stops at 2,048; a browser flattens what is nested deeper than 512.
MAX_DEPTH = 500
# The parser compares each attribute with all before it: 100,000 on one element take minutes.
MAX_ATTRIBUTES = 500
# So many comparisons take it a tenth of a second.
_MANY_COMPARISONS = 50_000_000
_OPENING = re.compile(r"<(?:!--|[a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(r"[\s/]*+(?P<name>=?[^\s/>=]++|=)?(?P<value>\s*+=\s*+(?:(?P<quote>[\"'])|[^\s>]++)?+)?")
# What stands in these elements is no markup up to their closing tag.
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))


def parse_page(text: str) -> etree._Element:
    """The root of the page's tree, without comments.

    Raises TooLarge where it has too many tags or attributes, NoText where there is no element.
    """
    if len(text) > MAX_SOURCE:
        raise TooLarge(f"its source has {len(text):,} characters, more than {MAX_SOURCE:,}; split it or give its text")
    tags = text.count("<")
    if tags > MAX_TAGS:
        raise TooLarge(f"it has {tags:,} tags, more than {MAX_TAGS:,}; split it or give its text")
    # Only a long stretch without a ">" can hold so many attributes.
    if (
        sum(_separators(stretch) ** 2 for stretch in text.split(">") if len(stretch) > MAX_ATTRIBUTES)
        > _MANY_COMPARISONS
    ):
        _refuse_attributes(text)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise NoText("there is no element in it; give a whole page, or its text as a .txt file")
    return root


def too_deep() -> TooLarge:
    """What to raise for a page whose elements are nested deeper than ``MAX_DEPTH``."""
    return TooLarge(f"its elements are nested more than {MAX_DEPTH:,} deep; give its text")


def _separators(stretch: str) -> int:
    """At most so many attributes can stand in a stretch of source without a ">"; most such stretches are scripts."""
    if not _OPENING.search(stretch):
        return 0
    return stretch.count("=") + stretch.count("/") + len(stretch.split())


def _refuse_attributes(text: str) -> None:
    """TooLarge where one element has more than ``MAX_ATTRIBUTES``; one pass over the page."""
    lowered = text.lower()
    position = 0
    while opening := _OPENING.search(text, position):
        position = opening.end()
        if opening.group() == "<!--":
            position = lowered.find("-->", position)
        else:
            position = _end_of_tag(text, position)
            if position >= 0 and (name := opening.group()[1:].lower()) in _RAW:
                position = lowered.find(f"</{name}", position)
        if position < 0:
            return


def _end_of_tag(text: str, position: int) -> int:
    """Where the tag ends whose attributes begin here; -1 where it does not end."""
    for _ in range(MAX_ATTRIBUTES):
        match = _ATTRIBUTE.match(text, position)
        if match is None or match.end() == position:
            return position
        position = match.end()
        if quote := match.group("quote"):
            position = text.find(quote, position) + 1
            if position == 0:
                return -1
        if text.startswith(">", position):
            return position
    raise TooLarge(f"an element in it has more than {MAX_ATTRIBUTES:,} attributes; give its text")
