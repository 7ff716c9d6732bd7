"""``onrecord read``: reports to records on standard output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from onrecord.commands.shell import AS_TYPED, NOTHING_READ, SOME_FAILED, progress, write

if TYPE_CHECKING:
    from onrecord.record import Report
    from onrecord.view.csv import Table


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE|ADDRESS|-]...", type=AS_TYPED)
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "csv", "json", "jsonl"]), default="text",
    show_default=True,
    help="text: for a person; html: a page to look at; csv: a table, a row a statement "
    "unless --table says otherwise; json: indented; "
    "jsonl: one record a line.",
)  # fmt: skip
@click.option(
    "--table", type=click.Choice(["statements", "events", "times", "places"]),
    help="With --format csv: what has a row; statements unless told.",
)  # fmt: skip
@click.option("--published", metavar="DATE", help="The report's own date, YYYY-MM-DD, where you know it.")
@click.option("--url", metavar="ADDRESS", help="The address that it came from; nothing is fetched from there.")
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that read at once."
)
def read(
    files: tuple[str, ...], form: str, table: Table | None, published: str | None, url: str | None, workers: int
) -> None:
    """Read reports and print their records.

    FILE is a text, a page, a PDF, a message or an address with one report; - or nothing is standard input.
    """
    from onrecord.errors import UsageError

    if table and form != "csv":
        raise click.UsageError("--table is for --format csv only")
    if not files:
        if sys.stdin.isatty():
            raise click.UsageError("give files to read, or pipe a report in")
        files = ("-",)
    if url and len(files) > 1:
        raise click.UsageError("--url is the address of one report; give one file with it")
    if files.count("-") > 1:
        raise click.UsageError("- (standard input) can be read once only")
    try:
        failed = _read_all(files, form, table or "statements", published, url, min(workers, len(files)))
    except UsageError as error:
        raise click.UsageError(str(error)) from None
    if failed:
        if len(files) > 1:
            click.echo(f"onrecord: {len(files) - failed} of {len(files)} read, {failed} failed", err=True)
        sys.exit(NOTHING_READ if failed == len(files) else SOME_FAILED)


def _read_all(
    files: Sequence[str], form: str, table: Table, published: str | None, url: str | None, workers: int
) -> int:
    """Print each record as it comes; returns how many inputs failed."""
    from onrecord.errors import InputError
    from onrecord.reader import Reader
    from onrecord.reading.published import given_date

    day = given_date(published) if published else None
    reader = Reader()
    sources = (sys.stdin.buffer.read() if name == "-" else name for name in files)
    results = reader.read_many(sources, workers=workers, published=day, url=url)
    printer = _Printer(form, table, many=len(files) > 1)
    failed = 0
    with progress("reading", len(files)) as advance:
        for name, result in zip(files, results, strict=True):
            label = "standard input" if name == "-" else name
            if isinstance(result, InputError):
                failed += 1
                click.echo(f"onrecord: {label}: {result}", err=True)
            else:
                for problem in result.problems:
                    click.echo(f"onrecord: {label}: {problem.kind}: {problem.detail}", err=True)
                printer.print(result, label)
            advance()
    printer.close()
    return failed


class _Printer:
    """Writes records to standard output in one of the formats."""

    def __init__(self, form: str, table: Table, *, many: bool) -> None:
        self._form, self._table, self._many, self._count = form, table, many, 0
        self._colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ

    def print(self, report: Report, label: str) -> None:
        self._count += 1
        if self._form == "jsonl":
            write(report.to_json() + "\n")
        elif self._form == "csv":
            from onrecord.view.csv import header, rows

            write((header(self._table) if self._count == 1 else "") + "".join(rows(report, self._table)))
        elif self._form == "html":
            from onrecord.view.html import section, top

            write((top() if self._count == 1 else "") + section(report, label, f"r{self._count}"))
        elif self._form == "json":
            import json

            lead = ("[" if self._count == 1 else ",") if self._many else ""
            write(lead + json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + ("" if self._many else "\n"))
        else:
            from onrecord.view.terminal import plain_style
            from onrecord.view.text import report_text

            columns = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
            style = click.style if self._colour else plain_style
            gap = "\n" if self._count > 1 else ""
            write(gap + report_text(report, name=label, width=max(40, min(columns, 100)), style=style))

    def close(self) -> None:
        if self._form == "json" and self._many:
            write("]\n" if self._count else "[]\n")
        if self._form == "html" and self._count:
            from onrecord.view.html import bottom

            write(bottom())
