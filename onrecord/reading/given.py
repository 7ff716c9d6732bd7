"""What is known of a report from outside its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What the caller, an archive's header, a feed or a line of JSON says of a document.

    ``url``: the address it came from.  ``charset``: the encoding that its carrier names, believed only where the
    bytes fit it.  ``where``: who says so, for the evidence.
    """

    published: date | None = None
    time: str | None = None
    url: str | None = None
    charset: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    where: str = "given by the caller"
