"""The card of what is chosen in a report."""

from __future__ import annotations

from collections.abc import Container

from onrecord.errors import NotInLibrary
from onrecord.serve.parts.read_report import ReadReport


def card_of(one: ReadReport, local: str, *, missing: bool = False) -> str:
    """The template that tells of it.

    missing: it may be gone, as a statement is that was added and then taken back.  Raises NotInLibrary.
    """
    told = one.told
    kinds: tuple[tuple[str, Container[str]], ...] = (
        ("statement", told.statements), ("event", one.events), ("time", told.times), ("place", told.places),
        ("evidence", one.evidence),
    )  # fmt: skip
    for kind, known in kinds:
        if local in known:
            return f"parts/{kind}.html"
    if missing and any(said.local == local for said in one.judgements):
        return "parts/gone.html"
    raise NotInLibrary(f"nothing is called {local!r} in report {one.kept.number}")
