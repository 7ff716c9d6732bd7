"""A library as a folder that brat opens: a text and its annotations for each report, and what they are."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from onrecord.store.export.brat import configuration, standoff
from onrecord.store.export.chosen import Chosen, stored
from onrecord.store.export.csv import lines

# Tells a folder that was made here from any other, and which file is which report.
MARK = "reports.csv"
_KEY = re.compile(r"[0-9a-f]{1,64}")


def write_brat(connection: Connection, chosen: Chosen, folder: Path) -> None:
    """Fill an empty folder: ``KEY.txt``, ``KEY.ann``, ``annotation.conf`` and the table of the reports."""
    for one in stored(connection, chosen):
        name = file_name(one.key)
        (folder / f"{name}.txt").write_bytes(one.report.text.encode("utf-8"))
        (folder / f"{name}.ann").write_bytes(standoff(one.report).encode("utf-8"))
    (folder / "annotation.conf").write_bytes(configuration().encode("utf-8"))
    with (folder / MARK).open("wb") as table:
        table.writelines(line.encode("utf-8") for line in lines(connection, "reports", replace(chosen, advance=None)))


def file_name(key: str) -> str:
    """The name of a report's files: its key, which is a hash; the hash of any other key.

    Nothing of a page gets into it, so that no title or address leads out of the folder or meets another.
    """
    return key if _KEY.fullmatch(key) else hashlib.sha256(key.encode("utf-8")).hexdigest()
