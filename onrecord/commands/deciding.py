"""What ``story`` and ``claim`` share: a person's word on two of a kind, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.commands.shell import line, write

if TYPE_CHECKING:
    from onrecord.library import Library
    from onrecord.store.following.pairs_judged import Held, Matter, PairDecision

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--same", "same", is_flag=True, help="Say that two, named both, are one."),
    click.option("--not", "apart", is_flag=True, help="Say that two, named both, are not one."),
    click.option("--undo", type=int, metavar="NUMBER", help="Take such a decision back."),
    click.option("--decisions", is_flag=True, help="List the decisions that hold, the last first."),
    click.option("--by", metavar="NAME", help="Who says so; the name you are logged in with unless told."),
)


def deciding_options(command: Command) -> Command:
    """The options by which a person decides; their values go to ``decided``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def asked_right(
    words: tuple[str, ...], *, same: bool, apart: bool, undo: int | None, decisions: bool, what: str
) -> None:
    """Refuse options that do not go together.  what: is asked for where nothing else is."""
    asked = same + apart + (undo is not None) + decisions
    if asked > 1 or (words and (undo is not None or decisions)):
        raise click.UsageError(f"give {what}, --same or --not with two, --undo NUMBER or --decisions")
    if (same or apart) and len(words) != 2:
        raise click.UsageError("--same and --not need two")
    if not (words or asked):
        raise click.UsageError(f"give {what}")


def decided(
    library: Library, matter: Matter, words: tuple[str, ...], *, same: bool, apart: bool, undo: int | None,
    decisions: bool, by: str | None,
) -> bool:  # fmt: skip
    """Do what the options ask for, and say so; whether they asked for anything."""
    if same or apart:
        _say(library.decide_pair(matter, *words, same=same, by=by))
    elif undo is not None:
        _say(library.undo_pair(matter, undo, by=by), " is taken back")
    elif decisions:
        for one in library.pair_decisions(matter):
            _say(one, f" ({one.by}, {one.at[:10]})")
    return same or apart or undo is not None or decisions


def _say(decision: PairDecision, more: str = "") -> None:
    kind = f"one {decision.matter}" if decision.same else f"not one {decision.matter}"
    both = " and ".join(_shown(held) for held in decision.pair)
    write(line(f"decision {decision.number}:", both, f"are {kind}{more}"))


def _shown(held: Held) -> str:
    words = " ".join(" ".join(held[1:]).split())
    short = words if len(words) <= 40 else words[:39].rpartition(" ")[0] + " …"
    return f"{held[0][:12]} “{short}”" if words else held[0][:12]
