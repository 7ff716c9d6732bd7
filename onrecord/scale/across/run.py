"""A job from its input to its manifest: copies and utterances of the reports of a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from onrecord.errors import UsageError
from onrecord.follow.copies.candidates import MOST
from onrecord.follow.quotations.keys import MOST_SHARING
from onrecord.scale.across.hosts import MOVED
from onrecord.scale.across.job import Job, buckets_for
from onrecord.scale.across.place import Place, place_at
from onrecord.scale.across.plan import Plan
from onrecord.scale.across.source import Reports, reports_in
from onrecord.scale.across.step import Engine, Step
from onrecord.scale.across.tables import TABLES

SCHEMA = "onrecord-across/1"
RULES = 1  # raised with every change of what comes out of a step
MANIFEST, WORK = "manifest.json", "_work"
# Steps with one round of following lines; the bar grows where more are needed.
STEPS = 22

EngineName = Literal["local", "ray"]


@dataclass(frozen=True, kw_only=True)
class Found:
    """What came of a job: how many ``reports`` there are, and rows of each table; ``out``: the folder."""

    out: str
    reports: int
    tables: dict[str, int] = field(default_factory=dict)


def follow_across(
    folder: str | Path,
    out: str | Path,
    *,
    engine: EngineName | Engine = "local",
    address: str | None = None,
    tell: Callable[[str], None] | None = None,
    most: int = MOST,
    most_sharing: int = MOST_SHARING,
    buckets: int | None = None,
) -> Found:
    """Find the copies and utterances of all reports of a folder, as a library of them has them.

    folder: that ``onrecord read --out`` wrote; out: a new or empty folder, or that of this very job, which then goes
    on behind its last whole step.  Both are paths or addresses.  engine: "local", "ray" or one made already; address:
    of a Ray cluster.  tell: called with the name of each step that is done.  most, most_sharing: pages with a mark and
    wordings with a key, of which more are common; buckets: over which rows are spread, by the number of reports unless
    told.

    Raises UsageError where the folder holds no reports, or the other one another job; MissingExtra.
    """
    source, target = place_at(folder), place_at(out)
    reports = reports_in(source)
    job = Job(
        work=target.within(WORK), buckets=buckets or buckets_for(reports.count), most=most, most_sharing=most_sharing
    )
    kept = {
        "schema": SCHEMA, "rules": RULES, "input": reports.hash, "buckets": job.buckets, "most": most,
        "most_sharing": most_sharing,
    }  # fmt: skip
    running = _Running(target, kept, engine, address, tell or (lambda _: None))
    if running.whole:
        return running.found()
    try:
        _all_steps(running, Plan(job, target), reports, job)
    finally:
        running.close()
    return running.found()


def _all_steps(running: _Running, plan: Plan, reports: Reports, job: Job) -> None:
    for step in plan.pages(reports):
        running.run(step)
    count = running.count("pages", _rows(job.place("pages")))
    for step in plan.copies(count):
        running.run(step)
    for step in plan.wordings():
        running.run(step)
    rounds = 0
    while rounds == 0 or running.count(f"moved-{rounds - 1}", _moved(job.place(f"end-{rounds - 1}"))):
        running.run(plan.follow(rounds))
        rounds += 1
    for step in plan.utterances(rounds):
        running.run(step)
    running.end(count)


class _Running:
    """A job under way: which steps are whole, and by whom the others are run."""

    def __init__(
        self, target: Place, kept: dict[str, Any], engine: EngineName | Engine, address: str | None,
        tell: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._target, self._engine_name, self._address, self._tell = target, engine, address, tell
        self._manifest = target.within(MANIFEST)
        self._engine: Engine | None = None
        state = self._manifest.read_json()
        if state is None and not target.is_empty():
            raise UsageError(f"{target.name} holds something else; name a new or empty folder with --out")
        if state is not None and (not isinstance(state, dict) or {name: state.get(name) for name in kept} != kept):
            raise UsageError(f"{target.name} holds another job, or one of other reports; name a new folder with --out")
        self._state: dict[str, Any] = state or {**kept, "complete": False, "steps": [], "counts": {}}
        if state is None:
            target.make()
            self._manifest.write_json(self._state)

    @property
    def whole(self) -> bool:
        """Whether nothing is left to be done."""
        return bool(self._state["complete"])

    def run(self, step: Step) -> None:
        """Run a step, unless it is whole."""
        if step.name not in self._state["steps"]:
            if self._engine is None:
                self._engine = _engine(self._engine_name, self._address)
            step.out.clear()
            self._engine.run(step)
            self._state["steps"].append(step.name)
            self._manifest.write_json(self._state)
        self._tell(step.name)

    def close(self) -> None:
        """Close the engine, unless it was given."""
        if self._engine is not None and isinstance(self._engine_name, str):
            self._engine.close()

    def count(self, name: str, counted: Callable[[], int]) -> int:
        """A number that is counted once."""
        if name not in self._state["counts"]:
            self._state["counts"][name] = counted()
            self._manifest.write_json(self._state)
        number: int = self._state["counts"][name]
        return number

    def end(self, reports: int) -> None:
        """Say that all is whole, and take away what is not needed any more."""
        self._state["reports"] = reports
        self._state["tables"] = {name: _rows(self._target.within(name))() for name in TABLES}
        self._state["complete"] = True
        self._manifest.write_json(self._state)
        self._target.within(WORK).remove()

    def found(self) -> Found:
        """What came of it."""
        return Found(out=self._target.name, reports=self._state["reports"], tables=self._state["tables"])


def _engine(name: EngineName | Engine, address: str | None) -> Engine:
    if not isinstance(name, str):
        return name
    if name == "ray":
        from onrecord.scale.across.on_ray import OnRay

        return OnRay(address)
    from onrecord.scale.across.local import Local

    return Local()


def _rows(place: Place) -> Callable[[], int]:
    """Counts the rows of a folder."""

    def counted() -> int:
        import pyarrow.parquet as pq

        count = 0
        for path in place.parquet():
            with place.files.open_input_file(path) as file:
                count += pq.read_metadata(file).num_rows
        return count

    return counted


def _moved(place: Place) -> Callable[[], int]:
    """Counts the wordings whose lines led further in a round."""

    def counted() -> int:
        import pyarrow.compute as pc

        return sum(
            pc.sum(pc.equal(table.column("kind"), MOVED)).as_py() or 0
            for path in place.parquet()
            for table in place.tables(path, ["kind"], 100_000)
        )

    return counted
