"""``onrecord remove``: a report out of the library, to stay away; and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from onrecord.commands.shell import complain, library_option, line, open_library, write

if TYPE_CHECKING:
    from onrecord.library import Library
    from onrecord.store.removing import TakenOut


@click.command()
@click.argument("report", required=False)
@click.option("--why", metavar="WORDS", help="The reason; it is kept, and given when it comes again.")
@click.option("--by", metavar="NAME", help="Who takes it down, or back; the name you are logged in with unless told.")
@click.option("--every-version", is_flag=True, help="All versions of its address, and whatever comes from there later.")
@click.option("--undo", is_flag=True, help="Take the removal of REPORT back: it can be added again.")
@click.option("--list", "listing", is_flag=True, help="List what was taken down, the last first.")
@library_option
def remove(
    report: str | None, why: str | None, by: str | None, every_version: bool, undo: bool, listing: bool,
    library_file: str | None,
) -> None:  # fmt: skip
    """Take a report down; it is not added again, nor is a copy with the same words.

    REPORT is its number, key, address or path, or a beginning of its key.  Its record is gone then; with --undo and
    another add it comes back.
    """
    if listing and (report or undo or why is not None):
        raise click.UsageError("--list takes no report and no reason")
    if not listing and report is None:
        raise click.UsageError("name the report: its number, key, address or path; onrecord reports lists them")
    if undo and (why is not None or every_version):
        raise click.UsageError("--undo takes neither --why nor --every-version")
    if not (listing or undo) and not (why or "").strip():
        raise click.UsageError("give the reason in words: --why 'the publisher withdrew it'")
    if by is not None and not by.strip():
        raise click.UsageError("--by needs a name")
    with open_library(library_file) as library:
        if listing:
            _list(library.removed())
        elif undo:
            _put_back(library, str(report), by)
        else:
            _take_down(library, str(report), str(why), by, every_version)


def _take_down(library: Library, report: str, why: str, by: str | None, every_version: bool) -> None:
    done = library.remove(report, why=why, by=by, every_version=every_version)
    for key in done.keys:
        write(line("removed", key))
    complain(f"to take it back: onrecord remove --undo {done.keys[0][:12]}")
    if done.left:
        some = "an earlier version" if done.left == 1 else f"{done.left} other versions"
        now = f", {done.uncovered[:12]} is the latest now" if done.uncovered else ""
        complain(f"of this page {some} stay{'s' if done.left == 1 else ''}{now}; all go with --every-version")


def _put_back(library: Library, report: str, by: str | None) -> None:
    from onrecord.store.removing import still_barred

    undone = library.undo_remove(report, by=by)
    for one in undone:
        write(line("can be added again:", one.key or "(no key)", *([one.uri] if one.uri else [])))
    with library.reading() as connection:
        other = still_barred(connection, undone)
    if other:
        words = f"{other.by} took down {(other.key or '')[:12]} with the same words, bytes or address"
        complain(f"it is still kept out: {words}; take that back too")


def _list(some: list[TakenOut]) -> None:
    if not some:
        write("nothing was taken down\n")
    for one in some:
        called = [str(one.number) if one.number else "-", (one.key or "-")[:12], one.at[:10]]
        why = f"{one.by}: {one.why}" if one.why else one.by
        whole = " (every version)" if one.every_version else ""
        back = f"; taken back by {one.undone_by} on {(one.undone_at or '')[:10]}" if one.undone_at else ""
        what = ", ".join(part for part in (one.title, one.address or one.uri) if part)
        write(line(*called, f"{what}{whole}:", f"{why}{back}"))
