"""``onrecord timeline``: events and statements in the order of the calendar."""

from __future__ import annotations

from typing import Any

import click

from onrecord.commands.find import query_of
from onrecord.commands.narrowing import (
    filter_options,
    filters_of,
    format_option,
    limit_option,
    nobody_named,
    print_hits,
    tell_hints,
    versions_option,
    width_and_style,
)
from onrecord.commands.shell import complain, library_option, open_library, write


@click.command()
@click.argument("words", nargs=-1)
@filter_options
@click.option("--in", "kinds", type=click.Choice(["statements", "events"]), multiple=True, help="One of the two alone.")
@limit_option(100, "Moments at most: the first ones from --from on, else the last ones.")
@versions_option
@format_option("text", "jsonl", "csv")
@library_option
def timeline(
    words: tuple[str, ...], kinds: tuple[str, ...], limit: int, versions: bool, form: str, library_file: str | None,
    **filters: Any,
) -> None:  # fmt: skip
    """What happened and what was said, in the order of the calendar, on whose word.

    WORDS as in find; without any all that is there.  Events without a date are left out.
    """
    from onrecord.store.search import KINDS
    from onrecord.store.timeline import timeline as timeline_of

    words_sought, narrowed = query_of(words), filters_of(filters)
    searched = tuple(kind for kind in KINDS if kind in (kinds or ("statements", "events")))
    with open_library(library_file) as library, library.reading() as connection:
        found = timeline_of(connection, words_sought, narrowed, kinds=searched, limit=limit, versions=versions)
        if found.unknown:
            raise nobody_named(connection, found.unknown)
        if not found.moments:
            if form != "text":
                complain("nothing found")
            tell_hints(connection, words_sought, narrowed, searched, versions=versions)
    if form != "text":
        print_hits(found.moments, form)
        return
    from onrecord.view.library.pages import timeline_text

    width, style = width_and_style()
    write(timeline_text(found, width=width, style=style))
