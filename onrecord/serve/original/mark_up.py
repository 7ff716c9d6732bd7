"""Marking stretches of a page's text in its tree, in time linear in the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from onrecord.reading.html.tree import MAX_DEPTH, too_deep
from onrecord.serve.original.asked import Stretch

# One text node: the element that it stands in or behind, whether behind, and where it begins in the page's text.
_Node = tuple[etree._Element, bool, int]


@dataclass
class Placed:
    """Where what was read stands in the page's text.

    begins, ends: of each stretch, in rising order.  inside: where the text of an element begins and ends.  marks: the
    elements that were put in.
    """

    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    inside: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)
    marks: set[etree._Element] = field(default_factory=set)

    def was_read(self, element: etree._Element) -> bool:
        """Whether words in an element were read."""
        begin, end = self.inside.get(element, (0, 0))
        at = bisect_left(self.ends, begin + 1)
        return at < len(self.begins) and self.begins[at] < end


def mark_up(root: etree._Element, stretches: Sequence[Stretch]) -> Placed:
    """Put a ``<mark>`` around the words of each stretch that has an id, several where they stand in several nodes.

    Raises TooLarge where the page is nested too deep.
    """
    placed = Placed()
    nodes, found = _walk(root, {one.path for one in stretches}, placed)
    where = sorted(
        ((found[one.path] + one.offset, one) for one in stretches if one.path in found), key=lambda pair: pair[0]
    )
    placed.begins = [begin for begin, _ in where]
    placed.ends = [begin + one.length for begin, one in where]
    wanted = [(begin, begin + one.length, one) for begin, one in where if one.ids or one.anchors]
    at = 0
    for element, behind, start in nodes:
        text = (element.tail if behind else element.text) or ""
        while at < len(wanted) and wanted[at][1] <= start:
            at += 1
        some, place = [], at
        while place < len(wanted) and wanted[place][0] < start + len(text):
            some.append(wanted[place])
            place += 1
        if some:
            _mark(element, behind, text, start, some, placed.marks)
    return placed


def _walk(root: etree._Element, paths: set[str], placed: Placed) -> tuple[list[_Node], dict[str, int]]:
    """The text nodes in their order, and where the elements at some paths begin."""
    steps: dict[str, Any] = {}
    for path in paths:
        here = steps
        for step in path.split("/")[1:]:
            here = here.setdefault(step, {})
        here[""] = path
    nodes: list[_Node] = []
    found: dict[str, int] = {}
    # Of what holds the open element: the steps below it that are wanted, and how many children of each name it has.
    open_: list[tuple[dict[str, Any], dict[str, int]]] = []
    below: dict[str, Any] = steps
    counts: dict[str, int] = {}
    place = 0
    starts: list[int] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if len(starts) > MAX_DEPTH:
                raise too_deep()
            tag = element.tag
            here = {}
            if below:
                same = counts[tag] = counts.get(tag, 0) + 1
                nth = counts["*"] = counts.get("*", 0) + 1
                for step in (f"{tag}[{same}]", f"*[{nth}]", *([tag] if same == 1 else [])):
                    here = here or below.get(step, {})
                if "" in here:
                    found[here[""]] = place
            open_.append((below, counts))
            below, counts = here, {}
            starts.append(place)
            if text := element.text:
                nodes.append((element, False, place))
                place += len(text)
        else:
            below, counts = open_.pop()
            placed.inside[element] = (starts.pop(), place)
            if open_ and (text := element.tail):
                nodes.append((element, True, place))
                place += len(text)
    return nodes, found


def _mark(
    element: etree._Element,
    behind: bool,
    text: str,
    start: int,
    some: Sequence[tuple[int, int, Stretch]],
    marks: set[etree._Element],
) -> None:
    """Cut one text node into marks and what stands between them."""
    first = max(0, some[0][0] - start)
    if behind:
        element.tail = text[:first]
    else:
        element.text = text[:first]
    last: etree._Element | None = None
    for place, (begin, end, stretch) in enumerate(some):
        # Its anchors stand at its first words alone.
        mark = _made(stretch, text[max(0, begin - start) : end - start], begin >= start)
        marks.update(mark.iter())
        following = some[place + 1][0] - start if place + 1 < len(some) else len(text)
        tail = text[end - start : following]
        if last is not None:
            last.addnext(mark)
        elif behind:
            element.addnext(mark)
        else:
            element.insert(0, mark)
        mark.tail = tail
        last = mark


def _made(stretch: Stretch, words: str, first: bool) -> etree._Element:
    made = etree.Element("mark" if stretch.ids else "span")
    if stretch.ids:
        made.set("class", f"m {stretch.name}")
        made.set("data-id", " ".join(stretch.ids))
    anchors = stretch.anchors if first else ()
    if anchors:
        made.set("id", anchors[0])
    for anchor in anchors[1:]:
        etree.SubElement(made, "span").set("id", anchor)
    if len(made):
        made[-1].tail = words
    else:
        made.text = words
    return made
