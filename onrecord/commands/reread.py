"""``onrecord reread``: records brought up to this program and its model."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from onrecord.commands.rings import seldom_looked_for
from onrecord.commands.shell import (
    INTERRUPTED,
    NOTHING_READ,
    SOME_FAILED,
    library_option,
    line,
    open_library,
    workers_option,
    write,
)

if TYPE_CHECKING:
    from onrecord.store.outcome import Outcome


@click.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--all", "every", is_flag=True, help="Every report, also those that this program and model have read.")
@library_option
@workers_option
def reread(reports: tuple[str, ...], every: bool, library_file: str | None, workers: int | None) -> None:
    """Make records anew from the bytes that were kept: those of another program or model, or each REPORT named.

    What people decided is kept, and placed anew by its words.  Stopped at any moment, run it again to go on.
    """
    from onrecord.commands.bar import counting_bar

    if reports and every:
        raise click.UsageError("name reports or give --all, not both")
    with seldom_looked_for(), open_library(library_file) as library:
        try:
            with counting_bar("reading again") as advance:

                def tell(outcome: Outcome) -> None:
                    if outcome.error is not None:
                        click.echo(line("onrecord:", f"{outcome.uri}:", str(outcome.error)), err=True, nl=False)
                    advance()

                done = library.reread(list(reports) or None, every=every, workers=workers, progress=tell)
        except KeyboardInterrupt:
            click.echo("onrecord: stopped; what was read again is stored; run it again to go on", err=True)
            sys.exit(INTERRUPTED)
    write(f"{done.reread} read again, {done.refused} kept as they were\n")
    for number in done.not_placed:
        click.echo(f"onrecord: judgement {number} has no place in the new record; it is kept as it was", err=True)
    if done.refused:
        sys.exit(SOME_FAILED if done.reread else NOTHING_READ)
