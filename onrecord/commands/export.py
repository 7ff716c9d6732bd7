"""``onrecord export``: a library's reports as records, tables or annotations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.commands.narrowing import chosen_of, chosen_options, versions_option
from onrecord.commands.shell import AS_TYPED, library_option, open_library, progress, write

if TYPE_CHECKING:
    from onrecord.store.export.tables import Table
    from onrecord.store.export.to import Format


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "csv", "parquet", "annotation", "brat"]), default="jsonl",
    show_default=True,
    help="jsonl: one record a line, as read prints it; csv, parquet: a table; annotation: W3C Web Annotations, one a "
    "line, or with --out one collection unless its name ends in .jsonl; brat: a folder of texts and annotations.",
)  # fmt: skip
@click.option("--out", type=AS_TYPED, metavar="FILE|FOLDER", help="Where to; standard output unless told.")
@click.option(
    "--table", type=click.Choice(["statements", "events", "reports", "times", "places", "entities", "speakers"]),
    help="With --format csv and parquet: what has a row; statements unless told.",
)  # fmt: skip
@chosen_options
@click.option(
    "--report", "reports", multiple=True, metavar="REPORT",
    help="This report: its number, key, address or path; may be given several times.",
)  # fmt: skip
@versions_option
@click.option(
    "--reviewed", is_flag=True,
    help="Only reports that people judged or signed off, each record as they left it; as brat, training data.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Take the place of what is there under --out.")
@library_option
def export(
    form: Format,
    out: str | None,
    table: Table | None,
    first: str | None,
    last: str | None,
    publisher: str | None,
    language: str | None,
    reports: tuple[str, ...],
    versions: bool,
    reviewed: bool,
    force: bool,
    library_file: str | None,
) -> None:
    """Give reports out of the library, in the order of their keys.

    The same library gives the same to the byte.  A file or folder is there whole or not at all.
    """
    from onrecord.store.export import to
    from onrecord.store.export.chosen import count

    chosen = chosen_of(first, last, publisher, language, reports=reports, versions=versions, reviewed=reviewed)
    with open_library(library_file) as library, library.reading() as connection:
        if out is None or out == "-":
            to.print_lines(to.lines(connection, form, table=table, chosen=chosen), write)
            return
        with progress("exporting", count(connection, chosen)) as advance:
            watched = replace(chosen, advance=advance)
            to.export(connection, form, Path(out), table=table, chosen=watched, force=force, library=library.place)
