"""What the commands share: exit statuses, standard output, progress bars."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.library import Library

ALL_READ, SOME_FAILED, WRONG_USAGE, NOTHING_READ, NO_LIBRARY, NOT_THERE = 0, 1, 2, 3, 4, 5
INTERRUPTED, BROKEN_PIPE = 130, 141  # as a shell counts SIGINT and SIGPIPE

# A path or an address as it was typed.  What it leads to is looked at where it is opened, so that one that cannot be
# opened is refused with its reason and stops no others.
AS_TYPED = click.UNPROCESSED

library_option = click.option(
    "--library",
    "library_file",
    type=AS_TYPED,
    metavar="PLACE",
    help="The library: a file, or postgresql://NAME@HOST/DATABASE; else ONRECORD_LIBRARY, else the one in the user's "
    "data folder.",
)
workers_option = click.option(
    "--workers", type=click.IntRange(1, 256), help="Processes that read at once; as many as processors unless told."
)


def open_library(library_file: str | None) -> Library:
    """The library that the option or the settings name.  Raises LibraryError, UsageError."""
    from onrecord.library import Library
    from onrecord.settings import load_settings

    return Library(settings=load_settings(library=library_file))


def line(*words: str) -> str:
    """One line for a terminal or a pipe: words of strangers cannot steer it."""
    from onrecord.view.terminal import shown

    return " ".join(shown(word) for word in words) + "\n"


def complain(words: str) -> None:
    """One line on standard error, behind the program's name."""
    click.echo(line("onrecord:", words), err=True, nl=False)


def write(text: str) -> None:
    """To standard output as UTF-8, whatever the locale says."""
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


@contextmanager
def progress(word: str, count: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error for several items at a terminal; yields what to call after each."""
    with counted(word) as (begin, tell):
        if count > 1:
            begin(count)
        yield lambda: tell(1)


@contextmanager
def counted(word: str) -> Iterator[tuple[Callable[[int], None], Callable[[int], None]]]:
    """A bar on standard error at a terminal; yields what is told how many items there are, and then how many more are
    done.  There is none until the first is told."""
    if not sys.stderr.isatty():
        yield lambda count: None, lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    from onrecord.commands.bar import bar_width

    console = Console(stderr=True)
    bar_column = BarColumn(bar_width(console.width, 40))
    columns = (TextColumn(word), bar_column, MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        tasks: list[TaskID] = []

        def tell(done: int) -> None:
            for task in tasks:
                bar.advance(task, done)

        yield lambda count: tasks.append(bar.add_task(word, total=count)), tell


def place_waiting(library: Library) -> None:
    """Place the reports that an older version of onrecord, or a run that was killed, left unplaced, with a bar."""
    from onrecord.errors import LibraryReadOnly

    count = library.unplaced()
    if not count:
        return
    try:
        with progress("placing reports", count) as advance:

            def tell(some: int) -> None:
                for _ in range(some):
                    advance()

            library.follow(tell)
    except LibraryReadOnly as error:
        click.echo(f"onrecord: {count} reports are not placed yet, and not compared: {error}", err=True)
