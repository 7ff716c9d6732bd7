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
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER|ADDRESS|-]...", type=AS_TYPED)
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
    "--workers", type=click.IntRange(1, 4096),
    help="Processes that read at once; 1 unless told, with --out as many as processors.",
)  # fmt: skip
@click.option(
    "--out", metavar="FOLDER", type=AS_TYPED,
    help="Read archives (WARC, Parquet, JSONL, folders, patterns ...) into Parquet tables in this folder, which may be "
    "in an object store (s3://...); stopped, the same command goes on.",
)  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), help="With --out: this machine's processes, which is the default, "
    "or a Ray cluster.",
)  # fmt: skip
@click.option("--address", metavar="ADDRESS", help="With --engine ray: the running cluster to join; else one is begun.")
@click.option(
    "--map", "mapped", multiple=True, metavar="PART=FIELD",
    help="With --out, of JSONL and Parquet: the field that holds the report's text, url, date ...",
)  # fmt: skip
@click.option("--include", multiple=True, metavar="GLOB", help="With --out, of folders only files that fit.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="With --out, of folders no files that fit.")
def read(
    files: tuple[str, ...], form: str, table: Table | None, published: str | None, url: str | None,
    workers: int | None, out: str | None, engine: str | None, address: str | None, mapped: tuple[str, ...],
    include: tuple[str, ...], exclude: tuple[str, ...],
) -> None:  # fmt: skip
    """Read reports and print their records, or archives into tables.

    FILE is a text, a page, a PDF, a message or an address with one report; - or nothing is standard input.  With --out
    it may hold many of them.
    """
    from onrecord.errors import UsageError

    if out is not None:
        if form != "text" or table or published or url:
            raise click.UsageError(
                "--format, --table, --published and --url are for records that are printed; "
                "with --out all tables are written"
            )
        from onrecord.commands.read_tables import read_tables

        read_tables(
            files, out, engine=engine or "local", address=address, workers=workers, mapped=mapped, include=include,
            exclude=exclude,
        )  # fmt: skip
        return
    if engine or address or mapped or include or exclude:
        raise click.UsageError("--engine, --address, --map, --include and --exclude are for --out FOLDER only")
    workers = workers or 1
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
