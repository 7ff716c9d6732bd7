"""The list of a library's reports: for a terminal, as lines of JSON and as a table for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields

from onrecord.store.listing import Listed, Listing
from onrecord.view.csv import line, printed
from onrecord.view.dates import bounds_words
from onrecord.view.library.hits import screen_of
from onrecord.view.library.marked import wrapped
from onrecord.view.terminal import Style, plain_style, shown

COLUMNS = tuple(field.name for field in fields(Listed))


def listing_text(listing: Listing, *, width: int = 80, style: Style = plain_style) -> str:
    """Number, day and headline, below them publisher, what was found in it, and where it came from."""
    if not listing.reports:
        return "No reports.\n"
    screen = screen_of(width, style)
    margin = max(5, len(str(max(one.number for one in listing.reports))) + 2)
    lines = []
    for one in listing.reports:
        day = bounds_words(one.published, one.published) if one.published else "no date"
        later = "" if one.latest else "  (there is a later version)"
        rows = wrapped(f"{day}  {shown(one.title or 'no headline')}{later}", screen.width - margin)
        for number, row in enumerate(rows):
            head = " " * margin if number else style(f"{one.number:>{margin - 2}}", bold=True) + "  "
            lines.append(head + row)
        parts = [
            *([shown(one.publisher)] if one.publisher else []),
            _count(one.statements, "statement"),
            _count(one.events, "event"),
            shown(one.address or one.uri or one.key[:12]),
        ]
        lines += [" " * margin + style(row, dim=True) for row in wrapped(", ".join(parts), screen.width - margin)]
    if listing.whole > len(listing.reports):
        lines += ["", f"{listing.whole:,} reports, the newest {len(listing.reports):,} are listed (--limit)"]
    return "\n".join(lines) + "\n"


def listed_json(one: Listed) -> str:
    """A report as one line of JSON."""
    return json.dumps(asdict(one), ensure_ascii=False) + "\n"


def listed_csv(some: Sequence[Listed]) -> Iterator[str]:
    """A header line and a line for each report."""
    yield line(COLUMNS)
    for one in some:
        values = (getattr(one, name) for name in COLUMNS)
        yield line(printed(str(value).lower() if isinstance(value, bool) else value) for value in values)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
