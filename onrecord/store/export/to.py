"""The formats a library is given out in, to standard output, a file or a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal, get_args

from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.store.export import collection, csv, records
from onrecord.store.export.chosen import Chosen, conditions
from onrecord.store.export.files import new_file, new_folder, to_stdout
from onrecord.store.export.tables import Table
from onrecord.store.place import Place, is_address

Format = Literal["jsonl", "csv", "parquet", "annotation", "brat"]
FORMATS: tuple[Format, ...] = get_args(Format)
EVERYTHING = Chosen()
# With such a name annotations go a line each, as to standard output; else into one collection.
_LINES = (".jsonl", ".ndjson")


def export(
    connection: Connection,
    form: Format,
    out: Path,
    *,
    table: Table | None = None,
    chosen: Chosen = EVERYTHING,
    force: bool = False,
    library: Place | None = None,
) -> None:
    """Give the chosen reports out as a file, brat as a folder; whole or not at all.

    table: of CSV and Parquet, what has a row; statements unless told.  force: take the place of what is there.
    library: what the connection reads; nothing is written over its file.  Annotations go a line each into a file
    named ``.jsonl`` or ``.ndjson``, else into one AnnotationCollection.  Raises UsageError, NotInLibrary, MissingExtra,
    and LibraryFull where the disk is full.
    """
    _check(form, table)
    if is_address(str(out)):
        raise UsageError("an export is a file; to copy a library to a database: onrecord library copy")
    if library and library.holds(out):
        raise UsageError(f"{out} is the library itself; give another name")
    # What is asked for and not there is told before anything is made.
    conditions(connection, chosen)
    if form == "brat":
        from onrecord.store.export.brat_folder import MARK, write_brat

        with new_folder(out, force=force, mark=MARK) as folder:
            write_brat(connection, chosen, folder)
        return
    if form == "parquet":
        from onrecord.store.export.arrow import require
        from onrecord.store.export.parquet import write_parquet

        require("pyarrow", "Parquet")
        with new_file(out, force=force) as file:
            write_parquet(connection, table or "statements", chosen, file)
        return
    with new_file(out, force=force) as file:
        if form == "annotation" and out.suffix.lower() not in _LINES:
            file.writelines(one.encode("utf-8") for one in collection.collection(connection, chosen))
        else:
            file.writelines(one.encode("utf-8") for one in lines(connection, form, table=table, chosen=chosen))


def lines(
    connection: Connection, form: Format, *, table: Table | None = None, chosen: Chosen = EVERYTHING
) -> Iterator[str]:
    """Lines of JSONL, CSV or annotations, each with its line end.  Raises UsageError for a format that has none."""
    _check(form, table)
    if form == "jsonl":
        return records.lines(connection, chosen)
    if form == "csv":
        return csv.lines(connection, table or "statements", chosen)
    if form == "annotation":
        return collection.lines(connection, chosen)
    raise UsageError(
        f"{form} does not go to standard output; name a {'folder' if form == 'brat' else 'file'} with --out"
    )


def print_lines(some: Iterable[str], write: Callable[[str], None]) -> None:
    """Write lines to standard output; a full disk behind it is told on one line."""
    with to_stdout():
        for one in some:
            write(one)


def _check(form: Format, table: Table | None) -> None:
    if form not in FORMATS:
        raise UsageError(f"no format {form!r}; there are {', '.join(FORMATS)}")
    if table and form not in ("csv", "parquet"):
        raise UsageError("--table is for --format csv and parquet only")
