"""What the commands that search share: filters, and how the answer is printed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.commands.shell import complain, write

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.errors import NotInLibrary
    from onrecord.store.export.chosen import Chosen
    from onrecord.store.filters import Filters, Unknown
    from onrecord.store.hits import Hit
    from onrecord.store.search import Kind
    from onrecord.view.terminal import Style

_OPTIONS = {"first": "--from", "last": "--to"}  # filters whose options are called otherwise

Command = TypeVar("Command", bound=Callable[..., Any])

# The parameters that make ``Filters``, in the order of the help.
_FILTERS = (
    click.option("--speaker", metavar="NAME", help="Who says it, or on whose word it is: any name, or a handle."),
    click.option("--about", metavar="NAME", help="Whom it names, or who takes part."),
    click.option("--from", "first", metavar="DAY", help="Not before this day: YYYY-MM-DD, YYYY-MM or YYYY."),
    click.option("--to", "last", metavar="DAY", help="Not after this day."),
    click.option("--place", metavar="NAME", help="Where: a place, a country, or a country's code."),
    click.option("--publisher", metavar="NAME", help="Who published it: a part of the name or domain."),
    click.option(
        "--kind",
        type=click.Choice(["direct", "indirect", "mixed"], case_sensitive=False),
        help="Statements of this kind.",
    ),
    click.option(
        "--event", metavar="TYPE", help="Events of this kind: talks, attack, arrest ..., or PLOVER's code: CONSULT."
    ),
    click.option("--act", metavar="ACT", help="Statements that are this act: denies, promises, orders ..."),
    click.option("--disputed", is_flag=True, help="What is denied or disputed, and what denies or disputes."),
)


def filter_options(command: Command) -> Command:
    """The options that narrow a search; their values go to ``filters_of``."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


# What reports are chosen by as a whole; ``chosen_of`` takes the values.
_CHOSEN = (
    click.option("--from", "first", metavar="DAY", help="Published on YYYY-MM-DD, YYYY-MM or YYYY, or later."),
    click.option("--to", "last", metavar="DAY", help="Published on that day, month or year, or earlier."),
    click.option("--publisher", metavar="NAME", help="By this publisher: a part of its name or domain."),
    click.option("--language", metavar="CODE", help="In this language: en, de, ..."),
)


def chosen_options(command: Command) -> Command:
    """The options that choose reports."""
    for option in reversed(_CHOSEN):
        command = option(command)
    return command


def chosen_of(
    first: str | None, last: str | None, publisher: str | None, language: str | None, *,
    reports: tuple[str, ...] = (), versions: bool, reviewed: bool = False,
) -> Chosen:  # fmt: skip
    """The choice that these options make.  Raises UsageError for a day that is none."""
    from datetime import date

    from onrecord.store.export.chosen import Chosen
    from onrecord.store.filters import day_of

    since, until = day_of(first), day_of(last, end=True)
    return Chosen(
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        publisher=publisher,
        language=language,
        reports=reports,
        versions="all" if versions else "latest",
        reviewed=reviewed,
    )


def format_option(*forms: str) -> Callable[[Command], Command]:
    """``--format``, the first form by default."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True)


def limit_option(default: int, words: str) -> Callable[[Command], Command]:
    """``--limit``, from 1 on."""
    return click.option("--limit", type=click.IntRange(1, 100_000), default=default, show_default=True, help=words)


versions_option = click.option("--versions", is_flag=True, help="Also reports of which there is a later version.")


def filters_of(options: dict[str, Any]) -> Filters:
    """The filters among a command's options."""
    from onrecord.store.filters import Filters

    return Filters(**options)


def nobody_named(connection: Connection, unknown: Unknown) -> NotInLibrary:
    """The error for a name in a filter that nobody and nothing bears, with names that are spelt nearly so."""
    from onrecord.errors import NotInLibrary
    from onrecord.store.near import near_names, near_words

    near = near_names(connection, unknown.name) if unknown.field != "publisher" else ()
    return NotInLibrary(unknown.words + near_words(near))


def tell_hints(connection: Connection, words: str, filters: Filters, empty: Sequence[Kind], *, versions: bool) -> None:
    """Say on standard error of which kinds there would be some without one of the filters.

    empty: the kinds that were searched and of which nothing was found.
    """
    from onrecord.store.hinting import hints

    kinds: dict[tuple[str, ...], list[str]] = {}
    for hint in hints(connection, words, filters, empty, versions=versions):
        kinds.setdefault(hint.without, []).append(hint.kind)
    for without, some in kinds.items():
        options = " or ".join(_OPTIONS.get(name, f"--{name}") for name in without)
        complain(f"no {', '.join(some)} with all of that; there are some without {options}")


def print_hits(hits: Iterable[Hit], form: str) -> None:
    """Print hits as lines of JSON or a table."""
    from onrecord.view.library.tables import hit_json, hits_csv

    if form == "csv":
        write("".join(hits_csv(tuple(hits))))
    else:
        write("".join(hit_json(hit) for hit in hits))


def width_and_style() -> tuple[int, Style]:
    """How wide the terminal is, and how to colour; 80 and no colour elsewhere."""
    from onrecord.view.terminal import plain_style

    if not sys.stdout.isatty():
        return 80, plain_style
    columns = shutil.get_terminal_size((80, 24)).columns
    return max(40, min(columns, 100)), plain_style if "NO_COLOR" in os.environ else click.style
