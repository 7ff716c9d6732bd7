"""A page's own markup with the record's passages marked at their very place, made safe.

Runs in a process with limits (``onrecord.apart``): the page is a stranger's.  The passages are marked in the same tree
that the page was read from; then nothing is left of the page but words, their order and what they are (a heading, a
list, a table): no style, no script, no address that a browser would ask for.  Last it goes through ``nh3``, which
parses it as a browser does.
"""

from __future__ import annotations

import msgspec
import nh3
from lxml import etree

from onrecord.reading.html.charset import decode_page
from onrecord.reading.html.tree import parse_page
from onrecord.reading.html.walk import breaks_line, is_hidden
from onrecord.serve.original.asked import Asked
from onrecord.serve.original.mark_up import Placed, mark_up

# What has no words of its own that a reader would see; what stands behind it stays.
_DROPPED = frozenset(
    """head script style noscript template title meta link base param source track datalist select noembed noframes
    area map input""".split()
)
# Named in its place, since it is not shown.
_NAMED = {
    "img": "picture", "svg": "drawing", "canvas": "drawing", "video": "video", "audio": "sound",
    "iframe": "embedded page", "frame": "embedded page", "object": "embedded object", "embed": "embedded object",
    "applet": "embedded object",
}  # fmt: skip
# What a browser would take for words up to its closing tag, so that no mark could stand in it.
_RENAMED = {"textarea": "div", "xmp": "pre", "listing": "pre", "plaintext": "pre", "button": "span"}
_TAGS = frozenset(
    """a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div
    dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd li main mark nav ol p pre q rp rt
    ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
    """.split()
)
_KEPT = frozenset(("dir", "lang", "colspan", "rowspan", "start", "reversed", "value"))
_ATTRIBUTES = {
    "*": {"dir", "lang", "hidden"},
    "mark": {"class", "id", "data-id"},
    "span": {"class", "id"},
    "a": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start", "reversed"},
    "li": {"value"},
}
_GONE = {"script", "style", "iframe", "noscript", "template", "object", "svg", "math", "select", "textarea", "title"}
# Of an address, or of what is said of a picture.
_LONGEST = 300


def marked_page(data: bytes, argument: bytes) -> bytes:
    """The inside of the page's body, in UTF-8.

    argument: an ``Asked`` as MessagePack.  Raises InputError where it is over a limit of reading a page, or no page.
    """
    asked = msgspec.msgpack.decode(argument, type=Asked)
    root = parse_page(decode_page(data, asked.charset).text)
    placed = mark_up(root, asked.stretches)
    body = root.find("body")
    _plain(root, placed)
    html: str = etree.tostring(body if body is not None else root, method="html", encoding="unicode", with_tail=False)
    clean = nh3.clean(
        html, tags=set(_TAGS), clean_content_tags=_GONE, attributes=_ATTRIBUTES, url_schemes=set(), link_rel=None
    )
    # Half a pair stands for no character.
    return clean.encode("utf-8", errors="replace")


def _plain(root: etree._Element, placed: Placed) -> None:
    """Leave of each element its name and a few harmless attributes."""
    dropped: list[etree._Element] = []
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        tag = element.tag
        if element in placed.marks:
            continue
        if tag in _DROPPED or tag in _NAMED:
            dropped.append(element)
            walker.skip_subtree()
            continue
        hidden = is_hidden(element, tag) and not placed.was_read(element)
        title = _address(element) if tag == "a" else ""
        for name in list(element.attrib):
            if name not in _KEPT:
                del element.attrib[name]
        if hidden:
            element.set("hidden", "")
        if title:
            element.set("title", title)
        if tag not in _TAGS:
            # A name that is none ("scr<script") would be other markup to the next parser.
            element.tag = _RENAMED.get(tag) or ("div" if breaks_line(tag) else "span")
    for element in dropped:
        _replace(element)


def _replace(element: etree._Element) -> None:
    """What is not shown becomes what it is called, or nothing; what stands behind it stays where it is."""
    tag, told = element.tag, element.get("alt") or element.get("aria-label") or element.get("title") or ""
    words = " ".join(told.split())[:_LONGEST]
    # A picture without words at all is an ornament by its page's own word, a drawing without is an icon.
    ornament = not words and (tag == "svg" or element.get("alt") is not None)
    named = tag in _NAMED and not ornament and not is_hidden(element, tag)
    element.clear(keep_tail=True)
    element.tag = "span"
    if named:
        element.set("class", "picture")
        element.text = f"{_NAMED[tag]}: {words}" if words else _NAMED[tag]


def _address(element: etree._Element) -> str:
    """Where a link of the page led; it leads nowhere here."""
    address = " ".join((element.get("href") or "").split())[:_LONGEST]
    return address if address.lower().startswith(("http://", "https://")) else ""
