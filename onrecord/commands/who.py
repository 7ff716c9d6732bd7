"""``onrecord who``: all that somebody said."""

from __future__ import annotations

import sys

import click

from onrecord.commands.narrowing import (
    format_option,
    limit_option,
    nobody_named,
    print_hits,
    versions_option,
    width_and_style,
)
from onrecord.commands.shell import NOT_THERE, library_option, open_library, write


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--from", "first", metavar="DAY", help="Not before this day: YYYY-MM-DD, YYYY-MM or YYYY.")
@click.option("--to", "last", metavar="DAY", help="Not after this day.")
@limit_option(50, "Statements at most.")
@versions_option
@format_option("text", "jsonl", "csv")
@library_option
def who(
    name: tuple[str, ...], first: str | None, last: str | None, limit: int, versions: bool, form: str,
    library_file: str | None,
) -> None:  # fmt: skip
    """All that somebody said, newest first, with who carried it and who denies it.

    NAME is any name of theirs, or a handle.  Where several bear it, their handles are listed.
    """
    from onrecord.errors import NotInLibrary
    from onrecord.store.entities_lookup import several_named
    from onrecord.store.filters import Unknown
    from onrecord.store.people import who as who_in

    with open_library(library_file) as library, library.reading() as connection:
        words = " ".join(name)
        found = who_in(connection, words, first=first, last=last, limit=limit, versions=versions)
        if not (found.person or found.candidates or found.statements or found.unjoined):
            raise nobody_named(connection, Unknown(field="who", name=words))
    if form != "text":
        if found.candidates:
            raise NotInLibrary(several_named(words, found.candidates))
        print_hits(found.statements, form)
        return
    from onrecord.view.library.pages import who_text

    width, style = width_and_style()
    write(who_text(found, limit=limit, width=width, style=style))
    if found.candidates:
        sys.exit(NOT_THERE)
