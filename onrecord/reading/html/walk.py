"""The tree to runs of visible text: one run is what stands together in one block element.

White space is collapsed as a browser shows it; the character kept is one of the
page's own.  Every stretch of a run knows its place in the text content of the
element that the run stands in, so that a browser can find it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from onrecord.errors import TooLarge
from onrecord.reading.html.tree import MAX_DEPTH, too_deep

# Elements that do not break a line; all others do.
INLINE = frozenset(
    """a abbr acronym b basefont bdi bdo big cite code data del dfn em font i img ins kbd label map mark nobr output q
    rb ruby rt rtc s samp small span strike strong sub sup time tt u var wbr math mi mn mo mrow msub msup picture source
    input progress meter area br""".split()
)
# Elements whose content no reader sees (or only one without scripts), and pictures drawn in the page.
_UNSEEN = frozenset(
    """head script style noscript template title meta link base iframe object embed applet audio video canvas svg
    datalist select noembed noframes rp area param source track map""".split()
)
_KEPT_BLANKS = frozenset(("pre", "textarea", "listing", "plaintext"))
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Classes that by general custom keep text for those who have it read out.
_HIDING_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|screenreader(?:-only)?|a11y-hidden|u-hidden-visually)(?:\s|$)",
    re.IGNORECASE,
)
_BLANKS = " \t\n\r\f"
# Blanks that are not simply one blank within the words of a text node.
_COLLAPSED = re.compile(r"\A[ \t\n\r\f]++|[ \t\n\r\f]++\Z|[ \t\n\r\f]{2,}+|[\t\n\r\f]")
_PLAIN_NAME_OF_HTML = re.compile(r"[a-z][a-z0-9]*\Z")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*\Z")
# The longest of 125 news pages shows 46,000 characters.
MAX_CHARACTERS = 1_500_000


@dataclass(eq=False, slots=True)
class Box:
    """An element on the way to some text.

    ``begins``: code points of the page's text content before it.  ``same`` and ``nth``: its position among the
    children of its parent that have its name, and among all.  ``block``: does it break the line.
    """

    element: etree._Element
    tag: str
    parent: Box | None
    same: int
    nth: int
    depth: int
    begins: int
    block: bool
    link: Box | None
    hidden: bool
    names: dict[str, int] | None = None  # how many children of each name there have been
    count: int = 0
    known_path: str = ""

    def path(self) -> str:
        """The XPath that leads to it from the root."""
        missing = []
        box: Box | None = self
        while box is not None and not box.known_path:
            missing.append(box)
            box = box.parent
        path = box.known_path if box else ""
        for one in reversed(missing):
            path = one.known_path = f"{path}/{one.step()}"
        return path

    def step(self) -> str:
        """Its step of the path: name and position."""
        if self.tag in ("html", "body") and self.same == 1:
            return self.tag
        # Names that XPath would take for something else (o:p) are counted among all elements.
        return f"{self.tag}[{self.same}]" if _PLAIN_NAME.match(self.tag) else f"*[{self.nth}]"

    def up(self) -> Iterator[Box]:
        """The element itself, then what holds it, outwards."""
        box: Box | None = self
        while box:
            yield box
            box = box.parent


# Characters of a run that stand together in the page: place in the run, place in the page's text content, length.
Stretch = tuple[int, int, int]


@dataclass(slots=True)
class Run:
    """Visible text that stands together in one block element.

    ``box``: that element.  ``links``: stretches of the text within an ``<a href>``, with that element.  ``inner``: the
    innermost element of its first character.  ``hidden``: the page's style hides it, but it looks like a story's text.
    """

    box: Box
    inner: Box
    text: str
    stretches: list[Stretch]
    links: list[tuple[int, int, Box]]
    hidden: bool


def runs_of(root: etree._Element) -> list[Run]:
    """All visible text of the page in reading order.

    Raises TooLarge where it is nested too deep or too long.
    """
    builder = _Builder()
    walker = etree.iterwalk(root, events=("start", "end"))
    box: Box | None = None
    place = kept_blanks = 0
    skipped: etree._Element | None = None
    for event, element in walker:
        if event == "start":
            tag = element.tag
            parent = box
            same = nth = 1
            if parent is not None:
                parent.count = nth = parent.count + 1
                if parent.names is None:
                    parent.names = {tag: 1}
                else:
                    parent.names[tag] = same = parent.names.get(tag, 0) + 1
            hides = is_hidden(element, tag)
            if tag in _UNSEEN or (hides and (parent is None or parent.hidden or not _holds_prose(element))):
                place += _length(element)
                walker.skip_subtree()
                skipped = element
                continue
            block = tag not in INLINE and _is_block(tag, parent)
            if parent is None:
                box = Box(element, tag, None, same, nth, 0, place, block, None, hides)
            else:
                box = Box(
                    element, tag, parent, same, nth, parent.depth + 1, place, block, parent.link, hides or parent.hidden
                )
                if box.depth > MAX_DEPTH:
                    raise too_deep()
            if tag == "a" and element.get("href"):
                box.link = box
            elif tag == "br":
                builder.line_break()
            if block and builder.begun:
                builder.close()
            if tag in _KEPT_BLANKS:
                kept_blanks += 1
            if text := element.text:
                # Blanks before the first words of a run are not shown.
                if builder.begun or not text.isspace():
                    builder.add(text, place, box, bool(kept_blanks))
                place += len(text)
        else:
            if element is skipped:
                skipped = None
            else:
                assert box is not None
                if box.block and builder.begun:
                    builder.close()
                if kept_blanks and box.tag in _KEPT_BLANKS:
                    kept_blanks -= 1
                box = box.parent
            if box is not None and (text := element.tail):
                if builder.begun or not text.isspace():
                    builder.add(text, place, box, bool(kept_blanks))
                place += len(text)
    builder.close()
    return builder.runs


def _length(element: etree._Element) -> int:
    """Code points of the element's text content."""
    if len(element):
        return sum(map(len, element.itertext()))
    return len(element.text or "")


def is_hidden(element: etree._Element, tag: str) -> bool:
    """Whether the page hides an element of this name by its own attributes."""
    attributes = element.attrib
    if not attributes:
        return tag == "dialog"
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    if (style := attributes.get("style")) and _HIDING_STYLE.search(style):
        return True
    name = attributes.get("class")
    return name is not None and _HIDING_CLASS.search(name) is not None


def _holds_prose(element: etree._Element) -> bool:
    """Three paragraphs of some length: a story that a script will show, or a long notice."""
    long = 0
    for paragraph in element.iter("p"):
        long += _length(paragraph) >= 80
        if long == 3:
            return True
    return False


def breaks_line(tag: str) -> bool:
    """Whether an element of this name stands on lines of its own, where it is one of HTML."""
    return tag not in INLINE and _PLAIN_NAME_OF_HTML.match(tag) is not None


def _is_block(tag: str, parent: Box | None) -> bool:
    # An element of the page's own making breaks the line unless it stands among words.
    return not (not _PLAIN_NAME_OF_HTML.match(tag) and parent and (parent.tag in ("p", "li") or not parent.block))


class _Builder:
    """Puts the text of the nodes together to runs."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.total = 0
        self._begin()

    def _begin(self) -> None:
        self.begun = False
        self.parts: list[str] = []
        self.length = 0
        self.stretches: list[Stretch] = []
        self.links: list[tuple[int, int, Box]] = []
        self.blank: tuple[str, int] | None = None  # seen, but not yet followed by words
        self.breaks = 0
        self.box: Box | None = None
        self.inner: Box | None = None

    def add(self, text: str, place: int, box: Box, keep: bool) -> None:
        """The text of one node, which begins at this place of the page's text content."""
        if keep:
            self._words(text, place, box)
            return
        position = 0
        for match in _COLLAPSED.finditer(text):
            start, end = match.span()
            if start > position:
                self._words(text[position:start], place + position, box)
            self._blanks(match.group(), place + start)
            position = end
        if position < len(text):
            self._words(text[position:] if position else text, place + position, box)

    def line_break(self) -> None:
        """A ``<br>``: one ends the line, two the run."""
        if self.begun:
            self.blank = None
            self.breaks += 1

    def close(self) -> None:
        """The run ends here: a block begins or ends."""
        if not self.begun:
            return
        text = "".join(self.parts)
        begin = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        if end > begin and self.box and self.inner:
            self.total += end - begin
            if self.total > MAX_CHARACTERS:
                raise TooLarge(f"it shows more than {MAX_CHARACTERS:,} characters; split it")
            stretches, links = self.stretches, self.links
            if begin or end < len(text):
                stretches = [cut for one in stretches if (cut := _cut(one, begin, end))]
                links = [(max(s, begin) - begin, min(e, end) - begin, a) for s, e, a in links if s < end and e > begin]
                text = text[begin:end]
            if links:
                links = [(*_trimmed(text, s, e), a) for s, e, a in links if text[s:e].strip()]
            self.runs.append(Run(self.box, self.inner, text, stretches, links, self.box.hidden))
        self._begin()

    def _blanks(self, run: str, place: int) -> None:
        """Blanks between words: one of them will stand for all, a space if there is one."""
        if not self.begun or self.breaks or (self.blank and self.blank[0] == " "):
            return
        if run[0] == " ":
            self.blank = (" ", place)
        elif (at := run.rfind(" ")) >= 0:
            self.blank = (" ", place + at)
        elif self.blank is None:
            self.blank = (run[0], place)

    def _words(self, words: str, place: int, box: Box) -> None:
        if self.breaks and self.begun:
            if self.breaks > 1:
                self.close()
            else:
                self.parts.append("\n")
                self.length += 1
        self.breaks = 0
        if self.box is None:
            self.inner = box
            holder = box
            while not holder.block and holder.parent:
                holder = holder.parent
            self.box = holder
        if self.blank:
            character, at = self.blank
            self.blank = None
            self._append(character, at)
        start = self.length
        self._append(words, place)
        if box.link:
            # No other words can stand between two pieces of one link's.
            if self.links and self.links[-1][2] is box.link:
                start = self.links.pop()[0]
            self.links.append((start, self.length, box.link))

    def _append(self, words: str, place: int) -> None:
        if self.stretches:
            begin, origin, length = self.stretches[-1]
            if origin + length == place and begin + length == self.length:
                self.stretches[-1] = (begin, origin, length + len(words))
            else:
                self.stretches.append((self.length, place, len(words)))
        else:
            self.stretches.append((self.length, place, len(words)))
        self.begun = True
        self.parts.append(words)
        self.length += len(words)


def _cut(one: Stretch, begin: int, end: int) -> Stretch | None:
    """What lies of a stretch between two places of the run, counted from the first of them."""
    start, stop = max(one[0], begin), min(one[0] + one[2], end)
    return (start - begin, one[1] + start - one[0], stop - start) if stop > start else None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
