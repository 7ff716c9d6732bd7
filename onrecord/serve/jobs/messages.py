"""What the server and the process that adds say to each other: a line of JSON each."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.serve.jobs.job import Row, Source


class Begin(msgspec.Struct, frozen=True, kw_only=True):
    """To the process, once: where the library is, the settings, and how low its priority is to be."""

    library: str
    settings: dict[str, Any]
    nice: int


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """To the process: add these; folder: where the files lie."""

    folder: str
    sources: list[Source]


class Told(msgspec.Struct, frozen=True, kw_only=True, tag="told"):
    """From the process: a document is on the disk, or refused."""

    row: Row


class Counted(msgspec.Struct, frozen=True, kw_only=True, tag="counted"):
    """From the process: what gave no document so far, and bytes read."""

    read: int
    unchanged: int
    passed_over: int


class Ended(msgspec.Struct, frozen=True, kw_only=True, tag="ended"):
    """From the process: all of the task is done; or why not, where ``why`` is not empty."""

    why: str = ""


Answer = Told | Counted | Ended
