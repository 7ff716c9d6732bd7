"""``onrecord library``: the file itself."""

from __future__ import annotations

import sys

import click

from onrecord.commands.shell import AS_TYPED, NO_LIBRARY, library_option, line, open_library, write


@click.group()
def library() -> None:
    """See to the library's file: where it is, whether it is whole, a copy of it."""


@library.command()
@library_option
def path(library_file: str | None) -> None:
    """Say where the library is, or would be made."""
    from onrecord.settings import load_settings
    from onrecord.store.place import place_of

    place = place_of(None, load_settings(library=library_file))
    write(f"{place if place.file is None else place.file.absolute()}\n")


@library.command()
@library_option
def check(library_file: str | None) -> None:
    """Check that every report is there and whole; print the hash over all records."""
    with open_library(library_file) as opened:
        checked = opened.check()
    write(f"{checked.reports} reports, hash {checked.hash}\n")
    for fault in checked.faults:
        click.echo(line("onrecord:", fault), err=True, nl=False)
    if checked.faults:
        click.echo("onrecord: restore a backup, or add the sources to a new library", err=True)
        sys.exit(NO_LIBRARY)


@library.command()
@click.argument("file", type=AS_TYPED)
@library_option
def backup(file: str, library_file: str | None) -> None:
    """Write a whole copy of the library to FILE; others may go on writing meanwhile."""
    with open_library(library_file) as opened:
        write(line("copied to", str(opened.backup(file))))
