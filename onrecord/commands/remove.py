"""``onrecord remove``: a report out of the library, for good."""

from __future__ import annotations

import click

from onrecord.commands.shell import library_option, line, open_library, write


@click.command()
@click.argument("report")
@click.option("--why", required=True, metavar="WORDS", help="The reason; it is kept, and given when it comes again.")
@click.option("--by", metavar="NAME", help="Who takes it down; the name you are logged in with unless told.")
@click.option("--every-version", is_flag=True, help="All versions of its address, and whatever comes from there later.")
@library_option
def remove(report: str, why: str, by: str | None, every_version: bool, library_file: str | None) -> None:
    """Take a report down; it is not added again, nor is a copy with the same words.

    REPORT is its number, key or address, or a beginning that no other report has.
    """
    with open_library(library_file) as library:
        for key in library.remove(report, why=why, by=by, every_version=every_version):
            write(line("removed", key))
