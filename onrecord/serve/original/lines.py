"""A text as it came, line by line, with its passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Report
from onrecord.serve.original.asked import first_words, names_of
from onrecord.view.lines import line_bounds
from onrecord.view.marked import Marked, Marks


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a line.  link: the id that they lead to, the innermost; name: the classes that they show by."""

    text: str
    link: str = ""
    name: str = ""
    anchors: tuple[str, ...] = ()


def lines_of(report: Report, chosen: str, more: Marks = ()) -> Iterator[list[Words]]:
    """The lines in order; line ends are left off."""
    marked, anchored = Marked(report, more), set[str]()
    for start, end in line_bounds(report.text):
        row = []
        for piece in marked.pieces(start, end):
            words = report.text[piece.start : piece.end]
            names = tuple(names_of(piece.marks, chosen))
            ids = dict.fromkeys(identity for identity, role in piece.marks if role not in ("part", "evidence"))
            anchors = tuple(one for one in first_words(piece.marks) if one not in anchored) if names else ()
            anchored.update(anchors)
            row.append(Words(words, list(ids)[-1] if ids and names and words.strip() else "", " ".join(names), anchors))
        yield row
