"""``onrecord claim``: who made a claim, who repeated, changed, disputed or denied it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from onrecord.commands.deciding import asked_right, decided, deciding_options
from onrecord.commands.find import query_of
from onrecord.commands.narrowing import format_option, limit_option, width_and_style
from onrecord.commands.shell import library_option, open_library, write


@click.command()
@click.argument("words", nargs=-1, metavar="[STATEMENT|WORDS...]")
@limit_option(3, "Claims at most, where words are given.")
@format_option("text", "jsonl")
@deciding_options
@library_option
def claim(
    words: tuple[str, ...], limit: int, form: str, library_file: str | None, by: str | None, **deciding: Any
) -> None:  # fmt: skip
    """Show who made a claim, and what became of it.

    STATEMENT is one by report and id (10:a3) or by its number; anything else are words that are looked for, as in find.
    A claim is what several statements put forward alike, in a quotation or not; its steps stand in the order of their
    days: made, repeated, confirmed, changed, disputed, denied, withdrawn.
    """
    from onrecord.view.library.claim import claims_text

    asked_right(words, what="a statement or words", **deciding)
    with open_library(library_file) as library:
        if decided(library, "claim", words, by=by, **deciding):
            return
        found = library.claim(query_of(words), limit=limit)
    if form == "jsonl":
        write("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in found))
        return
    width, style = width_and_style()
    write(claims_text(found, width=width, style=style))
