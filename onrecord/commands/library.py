"""``onrecord library``: the whole of it."""

from __future__ import annotations

import sys

import click

from onrecord.commands.shell import AS_TYPED, NO_LIBRARY, counted, library_option, line, open_library, write


@click.group()
def library() -> None:
    """See to the library as a whole: where it is, whether nothing is broken, a copy of it."""


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


@library.command(name="copy")
@click.argument("source", metavar="FROM", type=AS_TYPED)
@click.argument("target", metavar="TO", type=AS_TYPED)
def copied(source: str, target: str) -> None:
    """Copy a whole library to another place, and check that the copy is the same.

    FROM and TO are files, or addresses of databases: postgresql://NAME@HOST/DATABASE.  TO is a new file or an empty
    database; it has the whole library at the end, or nothing.
    """
    with open_library(source) as opened, counted("copying") as (count, tell):
        done = opened.copy(target, count=count, tell=tell)
    write(f"copied {done.reports} reports, hash {done.hash}\n")
