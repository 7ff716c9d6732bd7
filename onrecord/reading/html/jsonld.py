"""JSON-LD: what a page says of itself for machines, in all the shapes that are about."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

# schema.org's articles, the ones that say most first.
_ARTICLES = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "backgroundnewsarticle",
    "reviewnewsarticle", "asknewsarticle", "liveblogposting", "report", "article", "blogposting", "satiricalarticle",
    "scholarlyarticle", "techarticle", "advertisercontentarticle", "socialmediaposting", "review", "claimreview",
)  # fmt: skip
_PAGES = ("webpage", "itempage", "collectionpage", "aboutpage", "videoobject", "creativework")
# What hangs on an article and is not it.
_APART = frozenset(
    """liveblogupdate haspart ispartof itemlistelement relatedlink mentions about citation video image comment review
    isbasedon associatedmedia itemreviewed suggestedanswer acceptedanswer potentialaction breadcrumb""".split()
)
# An article has some hundred nodes; more than this many are not looked at.
_MOST_NODES = 20_000
_COMMENT = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)?;?\s*\Z"
)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")

Node = dict[str, Any]


def articles_of(scripts: Sequence[str]) -> tuple[list[Node], int]:
    """The objects that describe the page's article, the most telling first, and how many scripts could not be read.

    scripts: the content of the page's JSON-LD scripts.  References (``@id``) are not yet followed: ``followed`` does.
    """
    found: list[tuple[int, int, Node]] = []
    broken = 0
    by_id: dict[str, Node] = {}
    for script in scripts:
        data = _loaded(script)
        if data is None:
            broken += bool(script.strip())
            continue
        for node, apart in _nodes(data):
            if isinstance(identity := node.get("@id"), str) and len(node) > len(by_id.get(identity, ())):
                by_id[identity] = node
            rank = min((_rank(one) for one in types_of(node)), default=99)
            if rank < 99 and not apart:
                found.append((rank // 50, len(found), node))
    found.sort(key=lambda one: one[:2])
    articles = [node for _, _, node in found]
    return [_with_references(node, by_id) for node in articles], broken


def types_of(node: Node) -> list[str]:
    """The node's types, small letters, without the vocabulary's address."""
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return [one.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for one in listed if isinstance(one, str)]


def text_in(value: Any) -> str | None:
    """A value's text, entities and tags resolved: a string, a language-tagged value, or the first of a list."""
    if isinstance(value, list):
        return next((text for one in value if (text := text_in(one))), None)
    if isinstance(value, dict):
        return text_in(value.get("@value") or value.get("name"))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return None
    if "&" in value:
        value = html.unescape(value)
    if "<" in value:
        value = re.sub(r"</?[a-zA-Z][^<>]*>", " ", value)
    return " ".join(value.split()) or None


def _rank(name: str) -> int:
    if name in _ARTICLES:
        return _ARTICLES.index(name)
    return 50 + _PAGES.index(name) if name in _PAGES else 99


def _loaded(script: str) -> Any:
    """The script's data; None where nothing can be made of it."""
    try:
        return msgspec.json.decode(script)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        pass
    bare = _COMMENT.sub("", script).strip()
    for repaired in (bare, _TRAILING_COMMA.sub("", bare), _TRAILING_COMMA.sub("", _BAD_ESCAPE.sub("", bare))):
        try:
            # The first object alone: some pages put two after each other, or a stray bracket behind.
            return json.JSONDecoder(strict=False).raw_decode(repaired)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data: Any) -> Iterator[tuple[Node, bool]]:
    """All objects in the order of the page, and whether they only hang on another."""
    stack: list[tuple[Any, bool]] = [(data, False)]
    left = _MOST_NODES
    while stack and left:
        left -= 1
        value, apart = stack.pop()
        if isinstance(value, list):
            stack += [(one, apart) for one in reversed(value)]
        elif isinstance(value, dict):
            yield value, apart
            stack += [
                (one, apart or key.lower() in _APART)
                for key, one in reversed(value.items())
                if isinstance(one, (dict, list))
            ]


def _with_references(node: Node, by_id: dict[str, Node]) -> Node:
    """The node with what its values refer to in their place, one step deep."""

    def resolved(value: Any) -> Any:
        if isinstance(value, list):
            return [resolved(one) for one in value]
        if isinstance(value, dict) and isinstance(identity := value.get("@id"), str) and "name" not in value:
            return by_id.get(identity, value)
        return value

    return {key: resolved(value) for key, value in node.items()}
