"""A job from its inputs to its manifest: what is done is not done again, and nothing half is shown as whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.acquire.globs import EVERY_FILE, Globs
from onrecord.acquire.lines import check_mapping
from onrecord.acquire.run import Run
from onrecord.errors import UsageError
from onrecord.scale import duplicates, gathering
from onrecord.scale.engine import Engine, Rest
from onrecord.scale.inputs import Piece, input_files, pieces_of
from onrecord.scale.kept import JOB, UNITS, PieceState, Told, said_of, states, unit_name
from onrecord.scale.place import Place, place_at
from onrecord.scale.results import TABLES
from onrecord.scale.spec import Spec, difference, told_of
from onrecord.scale.tables import MANIFEST
from onrecord.store.export.arrow import require

_MOVING = "_job/moving.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Gathered:
    """What a job came to: ``counts`` of reports, refused, duplicates, words, passed_over; ``reasons``: how many were
    refused for each kind of reason; ``folder``: where the tables are."""

    folder: str
    counts: Mapping[str, int]
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(kw_only=True)
class Watch:
    """Called while a job runs: ``begin`` with all bytes and those that are done, ``unit`` for each unit that is kept,
    ``gather`` with the steps that are done behind the reading, and all of them."""

    begin: Callable[[int, int], None] = lambda whole, done: None
    unit: Callable[[Told], None] = lambda told: None
    gather: Callable[[int, int], None] = lambda done, whole: None


def run_job(
    sources: Sequence[str], engine: Engine, spec: Spec, *, globs: Globs = EVERY_FILE, watch: Watch | None = None
) -> Gathered:
    """Read all that the sources hold into tables in the spec's folder.

    Where the folder holds the same job it goes on where it was; a whole one is only told.  Raises UsageError where it
    holds another job or other files, of which nothing is touched; LibraryBusy where another run writes there;
    StoreGone where an object store does not answer.
    """
    require("pyarrow", "reading into tables")
    check_mapping(spec.mapping)
    watch = watch or Watch()
    place = place_at(spec.folder)
    run = Run(settings=spec.settings, globs=globs)
    told = told_of(spec, sources, files := input_files(sources, run))
    if (whole := _checked(place, told)) is not None:
        return whole
    with place.alone():
        if not place.exists(JOB):
            place.write(JOB, _json(told))
        job = _Job(place, spec, pieces_of(files), told, watch)
        if not place.exists(_MOVING):
            with engine:
                job.passed_over = run.tally.passed_over + job.read(engine)
                job.gather(engine)
        done = job.settle()
    place.remove("_job")
    return done


def _checked(place: Place, told: Mapping[str, Any]) -> Gathered | None:
    """What is there already of this job, where it is whole.  Raises UsageError where there is something else."""
    names = place.folders()
    if MANIFEST in names:
        manifest = json.loads(place.read(MANIFEST))
        if manifest.get("job") != told["job"]:
            raise _other(place, difference(told, manifest))
        place.remove("_job")
        return _gathered(place, manifest)
    if "_job" in names and place.exists(JOB):
        there = json.loads(place.read(JOB))
        if there.get("job") != told["job"]:
            raise _other(place, difference(told, there))
    elif [name for name in names if name != "_job"]:
        raise UsageError(f"{place.address} has other files in it; give a new folder")
    return None


def _other(place: Place, why: str) -> UsageError:
    return UsageError(f"{place.address} holds another job ({why}); give another folder, or the same command to go on")


def _gathered(place: Place, manifest: Mapping[str, Any]) -> Gathered:
    return Gathered(folder=place.address, counts=manifest["counts"], reasons=manifest["reasons"])


def _json(told: Any) -> bytes:
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


class _Job:
    """The steps of a job."""

    def __init__(self, place: Place, spec: Spec, pieces: list[Piece], told: dict[str, Any], watch: Watch) -> None:
        self._place, self._spec, self._pieces, self._told, self._watch = place, spec, pieces, told, watch
        self.passed_over = 0  # what is no report and lies in no unit

    def read(self, engine: Engine) -> int:
        """Have all units read that are not kept yet; returns what was passed over behind the last of each piece."""
        there = states(self._place)
        rests, done = [], 0
        for piece in self._pieces:
            state = there.get(piece.number, PieceState(done=set()))
            if state.is_whole:
                done += piece.size
            else:
                rests.append(self._rest(piece, state))
        self._watch.begin(sum(piece.size for piece in self._pieces), done)
        if rests:
            for told in engine.read(rests, self._spec):
                self._watch.unit(told)
        there = states(self._place)
        lacks = [piece for piece in self._pieces if piece.number not in there or not there[piece.number].is_whole]
        if lacks:
            raise UsageError(
                f"{len(lacks)} of {len(self._pieces)} parts of the inputs did not come to {self._place.address}; give "
                "a folder that all nodes see, and run it again to go on"
            )
        return sum(there[piece.number].passed_over for piece in self._pieces)

    def _rest(self, piece: Piece, state: PieceState) -> Rest:
        first = state.first
        mark = said_of(self._place, unit_name(piece.number, first - 1)).mark if first else ""
        return Rest(piece=piece, first=first, done=frozenset(one for one in state.done if one > first), mark=mark)

    def gather(self, engine: Engine) -> None:
        """Make the tables of the units, all of them beside their place."""
        units = self._place.sizes(UNITS)
        groups = gathering.groups_of({name: size for name, size in units.items() if name.endswith(".parquet")})
        further = self._further(engine, groups)
        spread = list(
            self._steps(
                engine.each(gathering.spread, ((self._spec, one, further.get(one.number, {})) for one in groups)),
                0, 2 * len(groups),
            )
        )  # fmt: skip
        parts = gathering.parts_of([tuple(one) for told in spread for one in told["months"]])
        written = list(
            self._steps(
                engine.each(gathering.write_tables, ((self._spec, one) for one in parts)),
                len(groups), len(groups) + len(parts),
            )
        )  # fmt: skip
        files = [one for told in (*spread, *written) for one in told["files"]]
        for table in TABLES:
            if not any(one["table"] == table for one in files):
                files += gathering.write_empty(self._spec, table)["files"]
        self._place.write(_MOVING, _json(self._manifest(spread, files)))

    def _further(self, engine: Engine, groups: list[duplicates.Group]) -> duplicates.Further:
        begin = engine.each(duplicates.beginnings, ((self._spec, one) for one in groups))
        twice = duplicates.repeated(list(begin))
        if not len(twice):
            return {}
        met = engine.each(duplicates.met_in, ((self._spec, one, twice) for one in groups))
        return duplicates.further(one for some in met for one in some)

    def _steps(self, results: Iterator[dict[str, Any]], done: int, whole: int) -> Iterator[dict[str, Any]]:
        for one in results:
            done += 1
            self._watch.gather(done, whole)
            yield one

    def _manifest(self, spread: list[dict[str, Any]], files: list[dict[str, Any]]) -> dict[str, Any]:
        counts: dict[str, int] = {"reports": 0, "refused": 0, "duplicates": 0, "words": 0}
        counts["passed_over"] = self.passed_over
        reasons: dict[str, int] = {}
        for told in spread:
            for name, count in told["counts"].items():
                counts[name] += count
            for kind, count in told["reasons"].items():
                reasons[kind] = reasons.get(kind, 0) + count
        tables = {}
        for table in TABLES:
            own = sorted((one for one in files if one["table"] == table), key=lambda one: one["name"])
            tables[table] = {
                "rows": sum(one["rows"] for one in own),
                "files": [{name: one[name] for name in ("name", "rows", "bytes", "sha256")} for one in own],
            }
        return {**self._told, "counts": counts, "reasons": dict(sorted(reasons.items())), "tables": tables}

    def settle(self) -> Gathered:
        """Move the tables to their place; the manifest, which says that all is whole, comes last."""
        manifest = json.loads(self._place.read(_MOVING))
        for table in TABLES:
            made = f"{gathering.TABLES_MADE}/{table}"
            if self._place.sizes(made):
                self._place.move(made, table)
        self._place.write(MANIFEST, _json(manifest))
        return _gathered(self._place, manifest)
