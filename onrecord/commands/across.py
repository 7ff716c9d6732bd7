"""``onrecord across``: copies and utterances of a whole archive, without a library."""

from __future__ import annotations

import sys

import click

from onrecord.commands.shell import AS_TYPED, INTERRUPTED, line, progress, write


@click.command()
@click.argument("folder", type=AS_TYPED)
@click.option("--out", required=True, type=AS_TYPED, metavar="FOLDER", help="A new folder, or one to go on with.")
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
    help="local: one step after the other on this machine; ray: on a Ray cluster, or all processors of this machine.",
)  # fmt: skip
@click.option("--address", metavar="ADDRESS", help="The Ray cluster; auto finds the one that this machine is in.")
def across(folder: str, out: str, engine: str, address: str | None) -> None:
    """Find copies and utterances in FOLDER, which onrecord read --out wrote.

    The answers are those of a library with the same reports (copies, quote), as Parquet tables.  Stopped, it goes on
    behind its last whole step when it is run again.  Folders may be addresses of an object store.
    """
    from onrecord.scale.across.run import STEPS, follow_across

    if address is not None and engine != "ray":
        raise click.UsageError("--address needs --engine ray")
    try:
        with progress("steps", STEPS) as advance:
            found = follow_across(
                folder, out, engine="ray" if engine == "ray" else "local", address=address, tell=lambda _: advance()
            )
    except KeyboardInterrupt:
        click.echo("onrecord: stopped; whole steps are kept; run it again to go on", err=True)
        sys.exit(INTERRUPTED)
    tables = found.tables
    write(
        line(
            f"{found.reports:,} reports: {tables['copies']:,} links to other reports, "
            f"{tables['wordings']:,} wordings in {tables['utterances']:,} utterances; the tables are in",
            found.out,
        )
    )
