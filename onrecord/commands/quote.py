"""``onrecord quote``: the same utterance across reports, and a person's word on which quotations are one."""

from __future__ import annotations

import click

from onrecord.commands.narrowing import format_option, limit_option, width_and_style
from onrecord.commands.shell import library_option, line, open_library, write

_by = click.option("--by", metavar="NAME", help="Who says so; the name you are logged in with unless told.")


class _Asked(click.Group):
    """A group of commands in which anything else is words to look for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Asked)
def quote() -> None:
    """The same utterance across reports: its wordings, who carried them, what was changed.

    onrecord quote 'WORDS' looks for words that were said, be they quoted rightly or not; instead of words, a statement
    by report and id (10:a3) or by its number, or the key of a wording.  The commands below say which wordings are of
    one utterance; what they do is kept, and can be taken back.
    """


@quote.command()
@click.argument("words", nargs=-1, required=True)
@limit_option(3, "Utterances at most.")
@format_option("text", "jsonl")
@library_option
def show(words: tuple[str, ...], limit: int, form: str, library_file: str | None) -> None:
    """The utterance with these words (for words that are called like a command here)."""
    from onrecord.view.library.quotation import quoted_json, quoted_text

    with open_library(library_file) as library:
        found = library.quote(" ".join(words), limit=limit)
    if found.unplaced:
        click.echo(
            f"onrecord: {found.unplaced} reports are left out: the library may not be written to, and they are not "
            "placed yet; onrecord add does that",
            err=True,
        )
    if form == "jsonl":
        write(quoted_json(found))
        return
    width, style = width_and_style()
    write(quoted_text(found, width=width, style=style))


@quote.command()
@click.argument("one", metavar="WORDING")
@click.argument("two", metavar="WORDING")
@_by
@library_option
def part(one: str, two: str, by: str | None, library_file: str | None) -> None:
    """Say that two wordings are not of one utterance; WORDING is a key, as shown between brackets."""
    with open_library(library_file) as library:
        decision = library.part_wordings(one, two, by=by)
    write(line(f"decision {decision.number}:", " and ".join(key[:12] for key in decision.keys), "are two utterances"))


@quote.command()
@click.argument("one", metavar="WORDING")
@click.argument("two", metavar="WORDING")
@_by
@library_option
def join(one: str, two: str, by: str | None, library_file: str | None) -> None:
    """Say that the utterances of two wordings are one."""
    with open_library(library_file) as library:
        decision = library.join_wordings(one, two, by=by)
    write(line(f"decision {decision.number}:", " and ".join(key[:12] for key in decision.keys), "are one utterance"))


@quote.command()
@click.argument("number", type=int, required=False)
@_by
@library_option
def undo(number: int | None, by: str | None, library_file: str | None) -> None:
    """Take back the last decision, or that of a NUMBER."""
    with open_library(library_file) as library:
        decision = library.undo_wordings(number, by=by)
    keys = " and ".join(key[:12] for key in decision.keys)
    write(line(f"decision {decision.number} on", keys, "is taken back"))


@quote.command()
@library_option
def decisions(library_file: str | None) -> None:
    """List the decisions that hold, the last first."""
    from onrecord.store.following.quotations.judged import JOIN
    from onrecord.store.following.quotations.judged import decisions as decisions_in

    with open_library(library_file) as library, library.reading() as connection:
        found = decisions_in(connection)
    for one in found:
        what = "are one utterance" if one.subject == JOIN else "are two utterances"
        words = " and ".join(f"{key[:12]} ({text[:40]})" for key, text in zip(one.keys, one.texts, strict=True))
        write(line(f"{one.number}  {one.at[:10]}  {one.by}:", words, what))
