"""A progress bar for what is added: how many documents, how many a second, how long it will take; at a terminal."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.acquire.globs import Globs


@contextmanager
def counting_bar(
    word: str,
    *,
    read: Callable[[], int] | None = None,
    sources: Sequence[str] = (),
    globs: Globs | None = None,
    whole: int | None = None,
) -> Iterator[Callable[[], None]]:
    """Yields what to call after each document.

    sources, globs, read: files and folders that are gone through, which files of folders, and how many of their bytes
    were; the time left is told from these, once the sizes are summed up.  whole: all of these bytes, where they are
    known.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"), BarColumn(bar_width(console.width, 52)), TextColumn("{task.fields[told]}"),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True, speed_estimate_period=60) as bar:
        task = bar.add_task(word, total=whole or None, told="")
        summed = threading.Event()

        def sum_up() -> None:
            if total := _bytes_of(sources, summed, globs):
                bar.update(task, total=total)

        # Many files take long to look at; the documents do not wait for it.
        if whole is None:
            threading.Thread(target=sum_up, daemon=True).start()
        began, done = bar.get_time(), 0

        def advance() -> None:
            nonlocal done
            done += 1
            seconds = bar.get_time() - began
            rate = f", {done / seconds:.1f}/s" if seconds > 2 else ""
            bar.update(task, completed=read() if read else done, told=f"{done}{rate}")

        try:
            yield advance
        finally:
            summed.set()


def bar_width(columns: int, beside: int) -> int:
    """How wide a bar may be on so many columns, with so many taken by what stands beside it."""
    return max(4, min(40, columns - beside))


def _bytes_of(sources: Sequence[str], stop: threading.Event, globs: Globs | None) -> int | None:
    """The bytes of all files; None where not all sources are files, or it is to stop."""
    total, folders = 0, []
    for source in sources:
        try:
            if os.path.isdir(source):  # noqa: PTH112
                folders.append(source)
            else:
                total += os.stat(source).st_size  # noqa: PTH116
        except OSError:
            return None
    for folder in folders:
        for place, below, names in os.walk(folder, followlinks=False):
            if stop.is_set():
                return None
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                path = os.path.relpath(os.path.join(place, name), folder)  # noqa: PTH118
                if not name.startswith(".") and (globs is None or globs.wants(path.replace(os.sep, "/"))):
                    try:
                        total += os.stat(os.path.join(place, name)).st_size  # noqa: PTH116, PTH118
                    except OSError:
                        continue
    return total or None
