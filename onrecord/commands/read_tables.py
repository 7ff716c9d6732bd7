"""``onrecord read --out``: archives into tables, on this machine or on a cluster."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from onrecord.commands.shell import INTERRUPTED, NOTHING_READ, SOME_FAILED, line, progress, write

if TYPE_CHECKING:
    from onrecord.scale.engine import Engine
    from onrecord.scale.job import Gathered, Watch
    from onrecord.scale.kept import Told


def read_tables(
    sources: tuple[str, ...], out: str, *, engine: str, address: str | None, workers: int | None,
    mapped: tuple[str, ...], include: tuple[str, ...], exclude: tuple[str, ...],
) -> None:  # fmt: skip
    """Read the sources into tables in a folder; ends the program with its exit status."""
    from onrecord.acquire.globs import Globs
    from onrecord.commands.add import mapping_of
    from onrecord.scale.job import run_job
    from onrecord.scale.opening import StoreGone
    from onrecord.scale.spec import Spec
    from onrecord.settings import load_settings

    if not sources:
        raise click.UsageError("give files, folders or patterns to read")
    spec = Spec(folder=_absolute(out), settings=load_settings(), mapping=mapping_of(mapped) or {})
    shown = _Shown()
    try:
        with shown.stack:
            done = run_job(
                sources, _engine(engine, address, workers), spec, globs=Globs(include=include, exclude=exclude),
                watch=shown.watch(),
            )  # fmt: skip
    except KeyboardInterrupt:
        click.echo(f"onrecord: stopped; {shown.reports} more read safely; run it again to go on", err=True)
        sys.exit(INTERRUPTED)
    except StoreGone as error:
        click.echo(line("onrecord:", str(error)), err=True, nl=False)
        sys.exit(SOME_FAILED)
    write(f"{_summary(done)}\n")
    if done.counts["refused"]:
        click.echo(f"onrecord: why some were refused: {done.folder}/refusals", err=True)
        sys.exit(SOME_FAILED if done.counts["reports"] else NOTHING_READ)


def _absolute(out: str) -> str:
    from onrecord.acquire.addresses import is_address

    return out if is_address(out) else os.path.abspath(out)  # noqa: PTH100


def _engine(engine: str, address: str | None, workers: int | None) -> Engine:
    if engine == "ray":
        from onrecord.scale.on_ray import RayEngine

        return RayEngine(address, workers)
    from onrecord.scale.engine import LocalEngine, processors

    if address:
        raise click.UsageError("--address is for --engine ray only")
    return LocalEngine(workers or processors())


class _Shown:
    """What is shown while it runs: a bar for the reading, one for the tables, and a line for each refusal."""

    def __init__(self) -> None:
        self.stack = ExitStack()
        self.reports = self._read = self._gathered = 0
        self._advance: Callable[[], None] = lambda: None
        self._bar = ExitStack()

    def watch(self) -> Watch:
        """What is called while it runs."""
        from onrecord.scale.job import Watch

        return Watch(begin=self._begin, unit=self._unit, gather=self._gather)

    def _begin(self, whole: int, done: int) -> None:
        from onrecord.commands.bar import counting_bar

        self._read = done
        self.stack.enter_context(self._bar)
        self._advance = self._bar.enter_context(counting_bar("reading", read=lambda: self._read, whole=whole))

    def _unit(self, told: Told) -> None:
        self._read += told.read
        self.reports += told.reports
        for uri, detail in told.refusals:
            click.echo(line("onrecord:", f"{uri}:", detail), err=True, nl=False)
        for _ in range(told.reports + len(told.refusals)):
            self._advance()

    def _gather(self, done: int, whole: int) -> None:
        if not self._gathered:
            self._bar.close()
            self._advance = self._bar.enter_context(progress("writing tables", whole))
        while self._gathered < done:
            self._gathered += 1
            self._advance()


def _summary(done: Gathered) -> str:
    """One line: "312 reports, 4 duplicates, 2 refused (1 empty, 1 not-text), 55 passed over"."""
    counts = done.counts
    parts = [_counted(counts["reports"], "report")]
    if counts["duplicates"]:
        parts.append(_counted(counts["duplicates"], "duplicate"))
    why = ", ".join(
        f"{count} {kind}" for kind, count in sorted(done.reasons.items(), key=lambda one: (-one[1], one[0]))
    )
    parts.append(f"{counts['refused']} refused" + (f" ({why})" if why else ""))
    if counts["passed_over"]:
        parts.append(f"{counts['passed_over']} passed over")
    return ", ".join(parts)


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" + ("" if count == 1 else "s")
