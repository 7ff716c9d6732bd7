"""``onrecord add``: what a person or a crawler has into the library."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from onrecord.commands.rings import seldom_looked_for
from onrecord.commands.shell import (
    AS_TYPED,
    INTERRUPTED,
    NOTHING_READ,
    SOME_FAILED,
    library_option,
    line,
    open_library,
    place_waiting,
    workers_option,
    write,
)

if TYPE_CHECKING:
    from onrecord.store.outcome import Added, Outcome


@click.command()
@click.argument("sources", nargs=-1, metavar="[FILE|FOLDER|ADDRESS|-]...", type=AS_TYPED)
@library_option
@workers_option
@click.option(
    "--map", "mapped", multiple=True, metavar="PART=FIELD",
    help="With JSONL: the field that holds the report's text, url, date ...; may be given several times.",
)  # fmt: skip
@click.option(
    "--include", multiple=True, metavar="GLOB",
    help="Of folders only files that fit, as '*.txt' or '2019/*'; may be given several times.",
)  # fmt: skip
@click.option(
    "--exclude", multiple=True, metavar="GLOB",
    help="Of folders no files that fit, and nothing in folders that do; may be given several times.",
)  # fmt: skip
@click.option("-v", "--verbose", is_flag=True, help="A line for each document, once it is safely stored.")
def add(
    sources: tuple[str, ...], library_file: str | None, workers: int | None, mapped: tuple[str, ...],
    include: tuple[str, ...], exclude: tuple[str, ...], verbose: bool,
) -> None:  # fmt: skip
    """Read what is new in the sources and keep it in the library.

    Of a folder all files in it and below it are taken, but for hidden ones (their names begin with a dot).  What is in
    the library already is not read again; stopped at any moment, nothing stored is lost: run it again to go
    on.
    """
    from onrecord.commands.bar import counting_bar

    if not sources:
        if sys.stdin.isatty():
            raise click.UsageError("give files, folders or addresses to add, or pipe a report in")
        sources = ("-",)
    from onrecord.acquire.globs import Globs
    from onrecord.acquire.memory import Tally

    mapping, counted, tally = mapping_of(mapped), _Counted(), Tally()
    with seldom_looked_for(), open_library(library_file) as library:
        try:
            if library.place.exists():
                place_waiting(library)
            with counting_bar(
                "adding", read=lambda: tally.read, sources=sources, globs=Globs(include=include, exclude=exclude)
            ) as advance:

                def tell(outcome: Outcome) -> None:
                    counted.count(outcome)
                    if verbose and outcome.key:
                        title = ["|", outcome.title] if outcome.title else []
                        write(line(outcome.became, outcome.key, outcome.uri, *title))
                    if outcome.error is not None:
                        click.echo(line("onrecord:", f"{outcome.uri}:", str(outcome.error)), err=True, nl=False)
                    advance()

                done = library.add(
                    sources, workers=workers, mapping=mapping, include=include, exclude=exclude, progress=tell,
                    tally=tally,
                )  # fmt: skip
        except KeyboardInterrupt:
            click.echo(f"onrecord: stopped; {counted.safe} stored safely; run it again to go on", err=True)
            sys.exit(INTERRUPTED)
    write(f"{_summary(done)}\n")
    if done.refused:
        click.echo("onrecord: why some were refused: onrecord problems", err=True)
        stored = done.added + done.versions + done.unchanged
        sys.exit(SOME_FAILED if stored else NOTHING_READ)


class _Counted:
    def __init__(self) -> None:
        self.safe = 0

    def count(self, outcome: Outcome) -> None:
        self.safe += outcome.became in ("added", "version")


def mapping_of(mapped: tuple[str, ...]) -> dict[str, str] | None:
    """What ``--map`` says; None where it says nothing."""
    mapping = {}
    for pair in mapped:
        part, equals, name = pair.partition("=")
        if not (part and equals and name):
            raise click.UsageError(f"--map {pair}: write PART=FIELD, for example text=body")
        mapping[part] = name
    return mapping or None


def _summary(done: Added) -> str:
    """One line: "3 added, 1 new version, 12 unchanged, 2 refused (1 empty, 1 not-text)"."""
    parts = [f"{done.added} added"]
    if done.versions:
        parts.append(f"{done.versions} new version{'s' if done.versions > 1 else ''}")
    parts.append(f"{done.unchanged} unchanged")
    why = ", ".join(f"{one.count} {one.kind}" for one in done.reasons)
    parts.append(f"{done.refused} refused" + (f" ({why})" if why else ""))
    if done.passed_over:
        parts.append(f"{done.passed_over} passed over")
    return ", ".join(parts)
