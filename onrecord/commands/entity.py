"""``onrecord entity``: who and what the library knows, and a person's word on who is who."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from onrecord.commands.narrowing import format_option, limit_option, nobody_named, width_and_style
from onrecord.commands.shell import library_option, line, open_library, write

_by = click.option("--by", metavar="NAME", help="Who says so; the name you are logged in with unless told.")


class _Named(click.Group):
    """A group of commands in which anything else is a name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Named)
def entity() -> None:
    """Who and what the library knows.

    onrecord entity NAME shows what a handle or a name stands for, all its names and where it is named.  The commands
    below say who is who; what they do is kept, and can be taken back.
    """


@entity.command()
@click.argument("name", nargs=-1, required=True)
@limit_option(20, "Reports at most.")
@format_option("text", "jsonl")
@library_option
def show(name: tuple[str, ...], limit: int, form: str, library_file: str | None) -> None:
    """What a name or a handle stands for (for one that is called like a command here)."""
    from onrecord.store.entities_lookup import look_up, reports_naming
    from onrecord.store.filters import Unknown

    words = " ".join(name)
    with open_library(library_file) as library, library.reading() as connection:
        known = look_up(connection, words)
        if not known:
            raise nobody_named(connection, Unknown(field="entity", name=words))
        seen = reports_naming(connection, known[0].number, most=limit) if len(known) == 1 else []
    if form == "jsonl":
        write("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in known))
        return
    from onrecord.view.library.pages import entity_text

    width, style = width_and_style()
    write(entity_text(known, seen, name=words, width=width, style=style))


@entity.command()
@click.argument("handles", nargs=-1, required=True, metavar="HANDLE HANDLE...")
@_by
@library_option
def merge(handles: tuple[str, ...], by: str | None, library_file: str | None) -> None:
    """Say that entities are one; it keeps the first one's handle."""
    from onrecord.store.entities_judged import merge as merge_in

    with open_library(library_file) as library, library.writing() as connection:
        decision = merge_in(connection, handles, by or _user())
    write(line(f"decision {decision.number}:", ", ".join(decision.handles), "are one"))


@entity.command()
@click.argument("handle")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@_by
@library_option
def split(handle: str, reports: tuple[str, ...], by: str | None, library_file: str | None) -> None:
    """Say that whom these reports name is somebody else than HANDLE.

    REPORT is a number, key or address, as in show.
    """
    from onrecord.store.entities_judged import split as split_off
    from onrecord.store.lookup import key_of, report_number

    with open_library(library_file) as library, library.writing() as connection:
        keys = [key_of(connection, report_number(connection, report)) for report in reports]
        decision = split_off(connection, handle, keys, by or _user())
    count = len(decision.report_keys)
    write(line(f"decision {decision.number}:", handle, f"is somebody else in {count} report{'s' if count > 1 else ''}"))


@entity.command()
@click.argument("number", type=int, required=False)
@_by
@library_option
def undo(number: int | None, by: str | None, library_file: str | None) -> None:
    """Take back the last decision, or that of a NUMBER."""
    from onrecord.store.entities_judged import undo as undo_in

    with open_library(library_file) as library, library.writing() as connection:
        decision = undo_in(connection, by or _user(), number)
    write(line(f"decision {decision.number} on", ", ".join(decision.handles), "is taken back"))


@entity.command()
@library_option
def decisions(library_file: str | None) -> None:
    """List the decisions that hold, the last first."""
    from onrecord.store.entities_judged import MERGE
    from onrecord.store.entities_judged import decisions as decisions_in

    with open_library(library_file) as library, library.reading() as connection:
        found = decisions_in(connection)
    for one in found:
        what = (
            "are one"
            if one.subject == MERGE
            else "is somebody else in " + ", ".join(key[:12] for key in one.report_keys)
        )
        write(line(f"{one.number}  {one.at[:10]}  {one.by}:", ", ".join(one.handles), what))


def _user() -> str:
    from onrecord.looking import user_name

    return user_name()
