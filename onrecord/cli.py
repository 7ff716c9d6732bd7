"""The ``onrecord`` command.

Exit status: 0 all done, 1 some inputs failed, 2 wrong usage, 3 nothing could
be read, 4 the library cannot be used, 5 nothing there has that name (or
several have it).  A search without a hit ends with 0, and says so.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from onrecord.commands.shell import BROKEN_PIPE, INTERRUPTED, NO_LIBRARY, NOT_THERE, WRONG_USAGE, complain
from onrecord.errors import LibraryError, NotInLibrary, UsageError

# Each command and where it lives, in the order of the help; a module is loaded when its command is called.
COMMANDS = {
    "read": "onrecord.commands.read",
    "add": "onrecord.commands.add",
    "find": "onrecord.commands.find",
    "who": "onrecord.commands.who",
    "timeline": "onrecord.commands.timeline",
    "quote": "onrecord.commands.quote",
    "claim": "onrecord.commands.claim",
    "story": "onrecord.commands.story",
    "reports": "onrecord.commands.reports",
    "show": "onrecord.commands.show",
    "copies": "onrecord.commands.copies",
    "across": "onrecord.commands.across",
    "entity": "onrecord.commands.entity",
    "review": "onrecord.commands.review",
    "problems": "onrecord.commands.problems",
    "remove": "onrecord.commands.remove",
    "reread": "onrecord.commands.reread",
    "export": "onrecord.commands.export",
    "serve": "onrecord.commands.serve",
    "user": "onrecord.commands.user",
    "library": "onrecord.commands.library",
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Turn news reports into a record a person can check."""


def main() -> None:
    """Run the command; a broken pipe and Ctrl-C end it without a word."""
    try:
        with cli.make_context("onrecord", sys.argv[1:]) as context:
            cli.invoke(context)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except (KeyboardInterrupt, click.exceptions.Abort):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # What is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USAGE)
    except UsageError as error:
        click.UsageError(str(error)).show()
        sys.exit(WRONG_USAGE)
    except LibraryError as error:
        click.echo(f"onrecord: {error}", err=True)
        sys.exit(NO_LIBRARY)
    except NotInLibrary as error:
        complain(str(error))
        sys.exit(NOT_THERE)
