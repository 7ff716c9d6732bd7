"""``onrecord reports``: what is in the library."""

from __future__ import annotations

import click

from onrecord.commands.narrowing import (
    chosen_of,
    chosen_options,
    format_option,
    limit_option,
    versions_option,
    width_and_style,
)
from onrecord.commands.shell import complain, library_option, open_library, write


@click.command()
@chosen_options
@versions_option
@limit_option(50, "Reports at most.")
@format_option("text", "jsonl", "csv")
@library_option
def reports(
    first: str | None, last: str | None, publisher: str | None, language: str | None, versions: bool, limit: int,
    form: str, library_file: str | None,
) -> None:  # fmt: skip
    """List the reports that are in the library, the newest first.

    Each with its number, which show, remove, reread and export take; they also take its key, address or path.
    """
    from onrecord.store.listing import list_reports
    from onrecord.view.library.listed import listed_csv, listed_json, listing_text

    chosen = chosen_of(first, last, publisher, language, versions=versions)
    with open_library(library_file) as library, library.reading() as connection:
        listing = list_reports(connection, chosen, limit=limit)
    if form == "text":
        width, style = width_and_style()
        write(listing_text(listing, width=width, style=style))
        return
    lines = listed_csv(listing.reports) if form == "csv" else map(listed_json, listing.reports)
    write("".join(lines))
    if listing.whole > len(listing.reports):
        complain(f"{listing.whole:,} reports, the newest {len(listing.reports):,} are listed (--limit)")
