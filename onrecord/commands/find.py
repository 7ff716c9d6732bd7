"""``onrecord find``: statements, events and reports by their words."""

from __future__ import annotations

from typing import Any

import click

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
@click.option(
    "--in", "kinds", type=click.Choice(["statements", "events", "reports"]), multiple=True,
    help="Where to look; everywhere unless told.  May be given more than once.",
)  # fmt: skip
@limit_option(10, "Of each kind at most.")
@versions_option
@format_option("text", "jsonl", "csv")
@library_option
def find(
    words: tuple[str, ...], kinds: tuple[str, ...], limit: int, versions: bool, form: str, library_file: str | None,
    **filters: Any,
) -> None:  # fmt: skip
    """Find statements, events and reports.

    WORDS are looked for in any form (bridge finds bridges), all of them; "harbour bridge" in quotation marks as it
    stands; bridge OR ferry one of them; -toll without the word; organi* what begins so.  Put all that in one pair of
    apostrophes: onrecord find '"harbour bridge" -toll'.
    """
    from onrecord.store.finding import find as find_in
    from onrecord.store.search import KINDS

    words_sought, narrowed = query_of(words), filters_of(filters)
    searched = [kind for kind in KINDS if not kinds or kind in kinds]
    with open_library(library_file) as library, library.reading() as connection:
        found = find_in(connection, words_sought, narrowed, kinds=searched, limit=limit, versions=versions)
        if found.unknown:
            raise nobody_named(connection, found.unknown)
        if not found.hits and form != "text":
            complain("nothing found")
        # Where nothing is found at all, also kinds count that cannot have what a filter asks for.
        there = {f"{hit.kind}s" for hit in found.hits}
        empty = [kind for kind in searched if kind not in there and (not there or kind in narrowed.kinds())]
        tell_hints(connection, words_sought, narrowed, empty, versions=versions)
    if form != "text":
        print_hits(found.hits, form)
        return
    from onrecord.view.library.pages import found_text

    width, style = width_and_style()
    write(found_text(found, limit=limit, width=width, style=style))


def query_of(words: tuple[str, ...]) -> str:
    """The words as they were typed: a shell has taken the quotation marks off an argument of several words.

    One argument alone is a query of its own (``onrecord find 'harbour bridge'``).
    """
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
