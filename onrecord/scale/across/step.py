"""What a step of a job is: rows of some folders are spread over buckets, and what is in one bucket is gone through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.scale.across.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

# Rows in, rows out; sent to other machines, so an instance of a class that can be pickled.
Work = Callable[[Any], Any]

ROW_GROUP = 10_000


@dataclass(frozen=True)
class Source:
    """Rows of Parquet files.  ``spread``: makes of some rows those that go to buckets; ``at_once``: rows it is given.

    ``files``: paths within ``place``; all of the folder unless told.
    """

    place: Place
    spread: Work
    columns: tuple[str, ...] | None = None
    files: tuple[str, ...] | None = None
    at_once: int = 4096


@dataclass(frozen=True)
class Step:
    """``gather``: makes of all rows of a bucket those that are written; what was spread is written where there is none.

    ``between``: the columns of what is spread, of which ``bucket`` is one; ``schema``: of what is written, into
    ``out``; ``row_group``: rows that are written together.
    """

    name: str
    sources: tuple[Source, ...]
    out: Place
    schema: pa.Schema
    between: pa.Schema | None = None
    gather: Work | None = None
    row_group: int = ROW_GROUP


class Engine(Protocol):
    """Whoever runs steps."""

    def close(self) -> None:
        """Let go what was taken to run steps."""

    def run(self, step: Step) -> None:
        """Run a step, whose folder is empty; there is one file in it at least then.  What is raised goes on."""
