"""A progress bar for what is added: how many documents, how many a second, how long it will take; at a terminal."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def counting_bar(
    word: str, *, read: Callable[[], int] | None = None, sources: Sequence[str] = ()
) -> Iterator[Callable[[], None]]:
    """Yields what to call after each document.

    sources, read: files and folders that are gone through, and how many of their bytes were; the time left is told
    from these, once the sizes are summed up.
    """
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeElapsedColumn(),
        TextColumn("gone, left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=60) as bar:
        task = bar.add_task(word, total=None, told="")
        summed = threading.Event()

        def sum_up() -> None:
            if total := _bytes_of(sources, summed):
                bar.update(task, total=total)

        # Many files take long to look at; the documents do not wait for it.
        threading.Thread(target=sum_up, daemon=True).start()
        began, done = bar.get_time(), 0

        def advance() -> None:
            nonlocal done
            done += 1
            seconds = bar.get_time() - began
            rate = f", {done / seconds:.1f} a second" if seconds > 2 else ""
            bar.update(task, completed=read() if read else done, told=f"{done} done{rate}")

        try:
            yield advance
        finally:
            summed.set()


def _bytes_of(sources: Sequence[str], stop: threading.Event) -> int | None:
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
                if not name.startswith("."):
                    try:
                        total += os.stat(os.path.join(place, name)).st_size  # noqa: PTH116, PTH118
                    except OSError:
                        continue
    return total or None
