"""``onrecord show``: one report of the library."""

from __future__ import annotations

import click

from onrecord.commands.narrowing import format_option, width_and_style
from onrecord.commands.shell import library_option, open_library, write


@click.command()
@click.argument("report")
@format_option("text", "html", "jsonl")
@library_option
def show(report: str, form: str, library_file: str | None) -> None:
    """Show the record of one report.

    REPORT is its number, key or address, or a beginning that no other report has.
    """
    from onrecord.store.showing import show as show_in

    with open_library(library_file) as library, library.reading() as connection:
        kept = show_in(connection, report)
    label = kept.uri or kept.key
    if form == "jsonl":
        write(kept.record.to_json() + "\n")
    elif form == "html":
        from onrecord.view.html import bottom, section, top

        write(top() + section(kept.record, label, "r1") + bottom())
    else:
        from onrecord.view.text import report_text

        width, style = width_and_style()
        write(report_text(kept.record, name=label, width=width, style=style))
        if not kept.latest:
            write("\nThere is a later version of this report.\n")
