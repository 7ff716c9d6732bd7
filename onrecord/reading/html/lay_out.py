"""Runs put together to the page's text, with the places of its pieces in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.reading.html.walk import Run
from onrecord.record import SourceMap, SourcePiece, Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Laid:
    """The page's text; ``spans[i]`` is where run i stands in it."""

    text: str
    spans: list[Span]
    source_map: SourceMap


def lay_out(runs: Sequence[Run]) -> Laid:
    """Runs in their order, each on lines of its own; the line ends between them are no characters of the page."""
    parts: list[str] = []
    spans: list[Span] = []
    pieces: list[SourcePiece] = []
    length = 0
    for run in runs:
        if parts:
            parts.append("\n")
            length += 1
        box = run.box
        path = box.path()
        for start, place, size in run.stretches:
            begin = length + start
            pieces.append(SourcePiece(span=(begin, begin + size), path=path, offset=place - box.begins))
        parts.append(run.text)
        spans.append((length, length + len(run.text)))
        length += len(run.text)
    return Laid(text="".join(parts), spans=spans, source_map=SourceMap(kind="html", pieces=tuple(pieces)))
