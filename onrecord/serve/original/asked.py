"""What is to be marked in an original page, as it goes to the process that marks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Report
from onrecord.view.marked import Marked, Marks
from onrecord.view.source_places import SourcePlaces

# How a passage shows, the first that it is; "part" and the like are marked where they are chosen.
_ROLES = ("cue", "source", "carrier", "content", "trigger", "time", "place")
_CLASSES = {"trigger": "what", "time": "when", "place": "where"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many characters of an element's text content, with what they are.

    path, offset, length: as in ``SourcePiece``.  ids: of what they belong to; empty where they are only text that was
    read.  name: the class that they show by.  anchors: the ids whose first words these are.
    """

    path: str
    offset: int
    length: int
    ids: tuple[str, ...] = ()
    name: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """charset: that the page's carrier named; stretches: in the order of the record's text."""

    charset: str | None
    stretches: tuple[Stretch, ...]


def asked(report: Report, charset: str | None, chosen: str, more: Marks = ()) -> Asked:
    """All that was read of a page, with its passages, of which one may be chosen.

    more: marks beside those of statements and events, as in ``Marked``.  The first words of the headline, or of the
    story where there is none, have the anchor "begin".
    """
    places = SourcePlaces(report)
    marked = Marked(report, more)
    begin = _begin(report)
    anchored: set[str] = set()
    found = []
    for piece in places.map.pieces if places.map else ():
        if piece.path is None or piece.offset is None:
            continue
        for one in marked.pieces(*piece.span):
            ids = tuple(dict.fromkeys(identity for identity, _ in one.marks))
            names = list(names_of(one.marks, chosen))
            anchors = [one for one in first_words(one.marks) if one not in anchored] if names else []
            if begin is not None and one.end > begin:
                anchors, begin = [*anchors, "begin"], None
            anchored.update(anchors)
            found.append(
                Stretch(
                    piece.path, piece.offset + one.start - piece.span[0], one.end - one.start,
                    ids if names else (), " ".join(names), tuple(anchors),
                )
            )  # fmt: skip
    return Asked(charset, tuple(found))


def names_of(marks: tuple[tuple[str, str], ...], chosen: str) -> Iterator[str]:
    """The classes that some words show by, of their (id, role) pairs."""
    roles = {role for _, role in marks}
    first = next((role for role in _ROLES if role in roles), None)
    if first:
        yield _CLASSES.get(first, first)
    if "trigger" in roles and first != "trigger":
        yield "what"
    if chosen and any(identity == chosen for identity, _ in marks):
        yield "chosen"


def first_words(marks: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """The ids that lead to such words: a statement's day may stand far before it."""
    yield from dict.fromkeys(identity for identity, role in marks if role != "part")


def _begin(report: Report) -> int | None:
    if report.headline and report.headline.spans:
        return report.headline.spans[0][0]
    story = (block.spans[0][0] for block in report.blocks if block.kind in ("headline", "paragraph", "list", "post"))
    return next(story, None)
