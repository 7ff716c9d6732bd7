"""``onrecord copies``: is a report new, or a copy of which others."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from onrecord.commands.narrowing import format_option, limit_option, width_and_style
from onrecord.commands.shell import INTERRUPTED, library_option, line, open_library, place_waiting, write

if TYPE_CHECKING:
    from onrecord.library import Library


@click.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--not", "apart", is_flag=True, help="Say that two reports, named both, are no copies.")
@click.option("--undo", type=int, metavar="NUMBER", help="Take such a decision back.")
@click.option("--decisions", is_flag=True, help="List the decisions that hold, the last first.")
@click.option("--by", metavar="NAME", help="Who says so; the name you are logged in with unless told.")
@limit_option(20, "Reports at most that are shown.")
@format_option("text", "jsonl")
@library_option
def copies(
    reports: tuple[str, ...], apart: bool, undo: int | None, decisions: bool, by: str | None, limit: int, form: str,
    library_file: str | None,
) -> None:  # fmt: skip
    """Say which others have words of a REPORT, what the original is, and how many are independent.

    REPORT is a number, key or address, as in show.  With --not, two reports are set apart; that is kept, and --undo
    takes it back.
    """
    if apart + (undo is not None) + decisions > 1 or (bool(reports) and (undo is not None or decisions)):
        raise click.UsageError("give reports, --not with two of them, --undo NUMBER or --decisions")
    if apart and len(reports) != 2:
        raise click.UsageError("--not needs two reports")
    if not (reports or undo is not None or decisions):
        raise click.UsageError("name a report, by its number, key or address")
    with open_library(library_file) as library:
        if apart:
            decision = library.not_copies(*reports, by=by)
            write(
                line(f"decision {decision.number}:", " and ".join(key[:12] for key in decision.keys), "are no copies")
            )
        elif undo is not None or decisions:
            _decided(library, undo, by)
        else:
            _show(library, reports, limit, form)


def _decided(library: Library, undo: int | None, by: str | None) -> None:
    from onrecord.looking import user_name
    from onrecord.store.following.copies_judged import aparts, take_back

    if undo is not None:
        with library.writing() as connection:
            decision = take_back(connection, undo, by or user_name())
        keys = " and ".join(key[:12] for key in decision.keys)
        write(line(f"decision {decision.number} on", keys, "is taken back"))
        return
    with library.reading() as connection:
        for one in aparts(connection):
            keys = " and ".join(key[:12] for key in one.keys)
            write(line(f"{one.number}  {one.at[:10]}  {one.by}:", keys, "are no copies"))


def _show(library: Library, reports: tuple[str, ...], limit: int, form: str) -> None:
    try:
        place_waiting(library)
    except KeyboardInterrupt:
        click.echo("onrecord: stopped; what was placed is stored; run it again to go on", err=True)
        sys.exit(INTERRUPTED)
    width, style = width_and_style()
    for number, name in enumerate(reports):
        found = library.copies(name)
        if form == "jsonl":
            write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
            continue
        from onrecord.view.library.copies import copies_text

        write(("\n" if number else "") + copies_text(found, limit=limit, width=width, style=style))
