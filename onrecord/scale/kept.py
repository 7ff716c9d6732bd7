"""How units are kept while a job runs, and what is told of each once it is.

A unit is one Parquet file, there whole or not at all; that it is there says that it is done.  ``end-12-3.json`` of a
piece says that it has twelve, and that three things behind the last of them were no reports.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from onrecord.scale.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

JOB = "_job/job.json"
UNITS = "_job/units"
_SAID = b"onrecord.unit"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What is told of a unit once it is kept.

    ``read``: bytes of files that were read for it.  ``refusals``: where, and why.  ``last``: it is no unit, it says
    that the piece has ``number`` of them.
    """

    piece: int
    number: int
    read: int = 0
    reports: int = 0
    words: int = 0
    refusals: tuple[tuple[str, str], ...] = ()
    last: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a kept unit says of itself: the mark that it ends at, and how much there was in it."""

    mark: str
    passed_over: int
    reports: int
    refused: int
    words: int


def unit_name(piece: int, number: int) -> str:
    """The file of a unit."""
    return f"{UNITS}/{piece:07}/{number:07}.parquet"


def end_name(piece: int, units: int, passed_over: int) -> str:
    """The file that says how many units a piece has, and what was passed over behind the last; by its name alone, since
    there are many to be looked at."""
    return f"{UNITS}/{piece:07}/end-{units:07}-{passed_over:07}.json"


def kept_unit(results: pa.Table, told: Told, mark: str, passed_over: int) -> tuple[bytes, Told]:
    """The file of a unit, and what is told of it."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    reports = results.num_rows - results.column("key").null_count
    words = pc.sum(pc.struct_field(pc.list_flatten(results.column("reports")), "words")).as_py() or 0
    said = {
        "mark": mark, "passed_over": passed_over, "reports": reports, "refused": results.num_rows - reports,
        "words": words,
    }  # fmt: skip
    out = io.BytesIO()
    pq.write_table(results.replace_schema_metadata({_SAID: json.dumps(said)}), out, compression="zstd")
    refusals = tuple((one[0]["uri"], one[0]["detail"]) for one in results.column("refusals").to_pylist() if one)
    return out.getvalue(), replace(told, reports=reports, words=words, refusals=refusals)


def said_of(place: Place, name: str) -> Said:
    """What a kept unit says of itself."""
    import pyarrow.parquet as pq

    with place.opened(name) as file:
        return Said(**json.loads(pq.read_metadata(file).metadata[_SAID]))


def told_table(told: Told) -> pa.Table:
    """What is told of a unit, as a table of one row."""
    import pyarrow as pa

    refusal = pa.struct([("uri", pa.string()), ("detail", pa.string())])
    whole = pa.int64()
    typed = pa.schema(
        [
            ("piece", whole), ("number", whole), ("read", whole), ("reports", whole), ("words", whole),
            ("refusals", pa.list_(refusal)), ("last", pa.bool_()),
        ]
    )  # fmt: skip
    row: dict[str, Any] = {name: getattr(told, name) for name in typed.names}
    row["refusals"] = [{"uri": uri, "detail": detail} for uri, detail in told.refusals]
    return pa.Table.from_pylist([row], schema=typed)


def told_in(table: pa.Table) -> Iterator[Told]:
    """The inverse of ``told_table``, row by row."""
    for row in table.to_pylist():
        refusals = tuple((one["uri"], one["detail"]) for one in row["refusals"])
        yield Told(**cast(dict[str, Any], {**row, "refusals": refusals}))


@dataclass(kw_only=True, slots=True)
class PieceState:
    """What of a piece is done: the numbers of its units, and how many it has, where that is known, with what was passed
    over behind the last."""

    done: set[int]
    units: int | None = None
    passed_over: int = 0

    @property
    def first(self) -> int:
        """The first unit that is not done."""
        number = 0
        while number in self.done:
            number += 1
        return number

    @property
    def is_whole(self) -> bool:
        """Whether all of it is done."""
        return self.units is not None and self.first >= self.units


def states(place: Place) -> dict[int, PieceState]:
    """What is done of each piece that was begun."""
    found: dict[int, PieceState] = {}
    for name in place.sizes(UNITS):
        folder, _, last = name[len(UNITS) + 1 :].partition("/")
        state = found.setdefault(int(folder), PieceState(done=set()))
        number = last.partition(".")[0]
        if number.startswith("end-"):
            state.units, state.passed_over = map(int, number[4:].split("-"))
        else:
            state.done.add(int(number))
    return found
