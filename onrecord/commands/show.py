"""``onrecord show``: one report of the library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from onrecord.commands.narrowing import format_option, width_and_style
from onrecord.commands.shell import library_option, open_library, write

if TYPE_CHECKING:
    from onrecord.store.showing import Kept


@click.command()
@click.argument("report")
@format_option("text", "html", "jsonl")
@library_option
def show(report: str, form: str, library_file: str | None) -> None:
    """Show the record of one report.

    REPORT is its number, its key, its address, the path or address that it was read from, or a beginning of its key;
    onrecord reports lists them.
    """
    from onrecord.store.showing import show as show_in

    with open_library(library_file) as library, library.reading() as connection:
        kept = show_in(connection, report)
    label = kept.uri or kept.key
    facts = list(_facts(kept))
    if form == "jsonl":
        write(kept.record.to_json() + "\n")
    elif form == "html":
        from onrecord.view.html import bottom, section, top

        write(top() + section(kept.record, label, "r1", facts=facts) + bottom())
    else:
        from onrecord.view.text import report_text

        width, style = width_and_style()
        write(report_text(kept.record, name=label, facts=facts, width=width, style=style))


def _facts(kept: Kept) -> Iterator[tuple[str, str]]:
    """What the library knows of the report beside its record."""
    yield "Report", f"{kept.number}, key {kept.key[:12]}"
    if kept.address and kept.address != kept.uri:
        yield "Address", kept.address
    if not kept.latest:
        yield "Version", "there is a later version of this page"
    for one in kept.judgements:
        lost = "" if one.placed else "; its words are not in this record"
        yield "Judged", f"{one.about}: {_verdict(one.verdict)} ({one.by}, {one.at[:10]}{lost})"


def _verdict(said: Any) -> str:
    """A verdict on one line; of words the words alone, without what holds them in the text."""
    if isinstance(said, dict) and isinstance(said.get("exact"), list):
        said = " … ".join(map(str, said["exact"]))
    return json.dumps(said, ensure_ascii=False)
