"""``onrecord story``: the reports of a story, and its events by all who tell them."""

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
@click.argument("words", nargs=-1, metavar="[REPORT|WORDS...]")
@limit_option(3, "Stories at most, where words are given.")
@click.option("--all", "every", is_flag=True, help="Events that a single report tells, too.")
@format_option("text", "jsonl")
@deciding_options
@library_option
def story(
    words: tuple[str, ...], limit: int, every: bool, form: str, library_file: str | None, by: str | None,
    **deciding: Any,
) -> None:  # fmt: skip
    """Show which reports tell one story, and where they differ.

    REPORT is a number, key or address, as in show; anything else are words that are looked for, as in find.  An event
    that several reports tell stands once, with each one's version: whose word it is, what differs, what came of a plan.
    """
    from onrecord.view.library.story import story_text

    asked_right(words, what="a report or words", **deciding)
    with open_library(library_file) as library:
        if decided(library, "story", words, by=by, **deciding):
            return
        found = library.story(query_of(words), limit=limit)
    if form == "jsonl":
        write("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in found))
        return
    width, style = width_and_style()
    write(story_text(found, every=every, width=width, style=style))
